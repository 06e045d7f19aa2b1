//! New requests that arrive together are written together.
//!
//! A commit costs a sync of the disk and several trips to the database, whatever it holds. While one transaction is on
//! its way, the requests that arrive gather; whoever comes next writes them all, each kind of row in one statement. A
//! batch that meets anything unusual is given up whole, and its requests are written one by one, which says what it was.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use sea_orm::{EntityTrait, sea_query::OnConflict};
use tokio::sync::{self, oneshot};

use super::{
    change,
    registration::{CREATED, Outcome, Registered, columns},
};
use crate::{
    clock::Moment,
    error::Result,
    mail,
    state::App,
    store::entity::{event, idempotency, request},
};

/// Most requests of one transaction.
const BATCH_MAX: usize = 64;

/// What one request adds to the database.
pub struct Entry {
    pub call: idempotency::ActiveModel,
    pub row: request::Model,
}

struct Job {
    entry: Entry,
    reply: oneshot::Sender<Outcome>,
}

/// The gathering place.
#[derive(Default)]
pub struct Registrar {
    waiting: Mutex<Vec<Job>>,
    /// Held by whoever writes a batch.
    turn: Arc<sync::Mutex<()>>,
}

impl Registrar {
    /// Writes an entry with whatever else has gathered; `None` when the batch was given up.
    pub async fn register(&self, app: &App, entry: Entry) -> Option<Outcome> {
        let (reply, mut answer) = oneshot::channel();
        self.waiting().push(Job { entry, reply });
        loop {
            let turn = self.turn.clone().lock_owned().await;
            // Whoever had the turn before may have written our entry too.
            if let Some(outcome) = arrived(&mut answer) {
                return outcome;
            }
            let batch = self.next_batch();
            let app = app.clone();
            // On its own, so that a caller who hangs up does not take the others along.
            let written = tokio::spawn(async move {
                write_and_reply(&app, batch).await;
                drop(turn);
            });
            written.await.ok();
            if let Some(outcome) = arrived(&mut answer) {
                return outcome;
            }
        }
    }

    fn waiting(&self) -> std::sync::MutexGuard<'_, Vec<Job>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next_batch(&self) -> Vec<Job> {
        let mut waiting = self.waiting();
        let count = waiting.len().min(BATCH_MAX);
        waiting.drain(..count).collect()
    }
}

/// The outcome, or the news that there will be none; nothing while the entry still waits.
fn arrived(answer: &mut oneshot::Receiver<Outcome>) -> Option<Option<Outcome>> {
    match answer.try_recv() {
        Ok(outcome) => Some(Some(outcome)),
        Err(oneshot::error::TryRecvError::Closed) => Some(None),
        Err(oneshot::error::TryRecvError::Empty) => None,
    }
}

async fn write_and_reply(app: &App, batch: Vec<Job>) {
    let (entries, replies): (Vec<_>, Vec<_>) =
        batch.into_iter().map(|job| (job.entry, job.reply)).unzip();
    match write(app, &entries).await {
        Ok(outcomes) => {
            for (reply, outcome) in replies.into_iter().zip(outcomes) {
                // Nobody may be waiting any more; the retry will find the request.
                reply.send(outcome).ok();
            }
        }
        Err(error) => tracing::debug!(%error, "a batch of requests was given up"),
    }
}

/// One transaction, one statement for each kind of row.
async fn write(app: &App, entries: &[Entry]) -> Result<Vec<Outcome>> {
    let transaction = app.store().begin().await?;
    let calls = entries.iter().map(|entry| entry.call.clone());
    let key = [idempotency::Column::Scope, idempotency::Column::Key];
    let fresh = idempotency::Entity::insert_many(calls)
        .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
        .exec_with_returning(&transaction)
        .await?;
    let fresh: HashSet<String> = fresh.into_iter().map(|call| call.number).collect();
    let rows = entries.iter().map(|entry| &entry.row);
    let rows: Vec<_> = rows
        .filter(|row| fresh.contains(&row.number))
        .map(columns)
        .collect();
    let mut registered = HashMap::with_capacity(rows.len());
    let mut letters = 0;
    if !rows.is_empty() {
        let rows = request::Entity::insert_many(rows);
        let rows = rows.exec_with_returning(&transaction).await?;
        let events = rows
            .iter()
            .map(|row| change::columns(row.id, &CREATED, Moment(row.sent_at)));
        let events = event::Entity::insert_many(events);
        let events = events.exec_with_returning(&transaction).await?;
        let mut events: HashMap<i64, event::Model> = events
            .into_iter()
            .map(|event| (event.request_id, event))
            .collect();
        for row in rows {
            let event = events.remove(&row.id);
            let event = event.ok_or_else(|| anyhow::anyhow!("a request without a journal"))?;
            registered.insert(row.number.clone(), (row, event));
        }
        let confirmed = entries.iter().filter_map(|entry| {
            let (row, _) = registered.get(&entry.row.number)?;
            mail::columns(row, mail::Kind::Received, Moment(row.sent_at))
        });
        letters = mail::enqueue(&transaction, confirmed).await?;
    }
    transaction.commit().await?;
    app.post().wake_for(letters);
    let outcomes = entries.iter().map(|entry| {
        let found = registered.remove(&entry.row.number);
        found.map_or(Outcome::Known, |(row, event)| {
            Outcome::Registered(Box::new(Registered {
                row,
                event,
                files: Vec::new(),
            }))
        })
    });
    Ok(outcomes.collect())
}

#[cfg(test)]
mod tests {
    use opora_contract::{language::Language, number::RequestNumber};

    use super::*;
    use crate::{
        extract::IdempotencyKey, fixture, request::filling, request::idempotency::Replayable,
        store::entity::mail,
    };

    fn entry(app: &App, key: &IdempotencyKey, number: RequestNumber) -> Entry {
        let sent = fixture::complaint(&[]);
        let form = app.content().form("feedback", Language::Ru).unwrap();
        let filled = form.check(&sent.fields, 0).unwrap();
        Entry {
            call: Replayable::new("requests", key.clone(), &sent).columns(number, app.now()),
            row: filling::row(app, form, &filled, number, Language::En, None, app.now()).unwrap(),
        }
    }

    #[tokio::test]
    async fn batch_tells_new_requests_from_known_keys() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let key = IdempotencyKey::random().unwrap();
        let other = IdempotencyKey::random().unwrap();
        let numbers = [1, 2, 3].map(|seed| RequestNumber::from_random([seed; 7]));
        let entries = [
            entry(&app, &key, numbers[0]),
            entry(&app, &key, numbers[1]),
            entry(&app, &other, numbers[2]),
        ];
        let outcomes = write(&app, &entries).await.unwrap();
        assert!(
            matches!(&outcomes[0], Outcome::Registered(made) if made.row.number == numbers[0].compact())
        );
        assert!(matches!(outcomes[1], Outcome::Known));
        assert!(
            matches!(&outcomes[2], Outcome::Registered(made) if made.event.request_id == made.row.id)
        );
        let again = write(&app, &[entry(&app, &key, numbers[1])]).await.unwrap();
        assert!(matches!(again[0], Outcome::Known));
        let letters = mail::Entity::find().all(app.store().read()).await.unwrap();
        let of: Vec<_> = letters.iter().map(|letter| letter.request_id).collect();
        assert_eq!(of, [1, 2], "a letter for each request that is new");
    }

    #[tokio::test]
    async fn batch_that_meets_a_taken_number_is_given_up_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        let number = RequestNumber::from_random([1; 7]);
        let register = async || {
            let key = IdempotencyKey::random().unwrap();
            app.registrar()
                .register(&app, entry(&app, &key, number))
                .await
        };
        assert!(register().await.is_some());
        assert!(register().await.is_none());
        let rows = idempotency::Entity::find()
            .all(app.store().read())
            .await
            .unwrap();
        assert_eq!(rows.len(), 1);
        let letters = mail::Entity::find().all(app.store().read()).await.unwrap();
        assert_eq!(letters.len(), 1);
    }
}
