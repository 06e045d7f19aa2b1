//! What happens to requests when nobody acts: the decided ones are closed once nobody may disagree any more, the open
//! ones are escalated once their term is over (spec E50, E51).

use opora_contract::{
    form::Kind,
    request::EventKind,
    standing::Move,
    status::{Actor, Status},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    change::{self, Change},
    resolution,
};
use crate::{
    clock::{Moment, day_of},
    error::{Error, Result},
    state::App,
    store::entity::request::{Column, Entity, Model},
    word,
};

/// Requests that are read at once.
const BATCH: u64 = 50;

/// Requests that one round acts on at most: nothing else is swept meanwhile. The others are due in the next one.
const ROUND: u64 = 2_000;

/// Something that the system does to every request that it is due for.
struct Duty {
    kind: EventKind,
    /// Which requests may be due, for the database.
    due: Condition,
    /// The status from then on; `None` where it is not due after all.
    status: fn(&Model) -> Option<Status>,
    /// Sets the other columns.
    act: fn(&mut Model, Moment) -> Result<()>,
}

/// Closes decided requests whose time to disagree is over; how many.
///
/// # Errors
/// When the database fails; the others are closed all the same.
pub async fn close_settled(app: &App, now: Moment) -> Result<usize> {
    let decided = [Status::Approved, Status::Refused, Status::Sent];
    // Those decided before that moment are settled now.
    let wait = resolution::settled_at(app, Moment(0)).0;
    let due = Condition::all()
        .add(Column::Status.is_in(decided.iter().map(word::of)))
        .add(Column::DecidedAt.lte(now.0.saturating_sub(wait)))
        // A document that was promised is still to be sent.
        .add(
            Condition::all()
                .add(Column::Kind.eq(word::of(&Kind::Application)))
                .add(Column::Status.eq(word::of(&Status::Approved)))
                .not(),
        );
    let status = |row: &Model| {
        let closing = Move::To(Status::Closed);
        let after = row.standing().after(Actor::System, closing)?;
        Some(after.status)
    };
    let duty = Duty {
        kind: EventKind::StatusChanged,
        due,
        status,
        act: |row, _| row.settle(),
    };
    fulfil(app, &duty, ROUND, now).await
}

/// Escalates requests whose term has passed and that do not wait for their applicant; how many.
///
/// # Errors
/// When the database fails; the others are escalated all the same.
pub async fn escalate_overdue(app: &App, now: Moment) -> Result<usize> {
    let Some(today) = day_of(now.moscow_day()) else {
        return Ok(0);
    };
    let ours = [Status::Accepted, Status::InProgress, Status::Approval];
    let due = Condition::all()
        .add(Column::Status.is_in(ours.iter().map(word::of)))
        .add(Column::EscalatedAt.is_null())
        // Days are written so that the later one is the greater text.
        .add(Column::TermTo.lt(today.as_str()));
    let duty = Duty {
        kind: EventKind::Escalated,
        due,
        status: |row| Some(row.status()),
        act: |row, now| {
            row.escalate(now);
            Ok(())
        },
    };
    fulfil(app, &duty, ROUND, now).await
}

/// The first `most` requests, each in a transaction of its own: whoever acts at the same time is not held up, and whatever fails is tried
/// again in the next round.
async fn fulfil(app: &App, duty: &Duty, most: u64, now: Moment) -> Result<usize> {
    let (mut count, mut last, mut failure) = (0, 0, None);
    let mut left = most;
    while left > 0 {
        let batch = Entity::find()
            .filter(duty.due.clone())
            .filter(Column::Id.gt(last))
            .order_by_asc(Column::Id)
            .limit(BATCH.min(left))
            .all(app.store().read())
            .await?;
        let Some(end) = batch.last() else {
            break;
        };
        last = end.id;
        left = left.saturating_sub(BATCH);
        for row in batch.iter().filter(|row| (duty.status)(row).is_some()) {
            match fulfil_one(app, duty, row.id, now).await {
                Ok(done) => count += usize::from(done),
                // Somebody was faster.
                Err(Error::Stale | Error::NotAllowed(_)) => {}
                Err(error) => failure = Some(error),
            }
        }
    }
    failure.map_or(Ok(count), Err)
}

/// `false` when the request is not due any more.
async fn fulfil_one(app: &App, duty: &Duty, id: i64, now: Moment) -> Result<bool> {
    let transaction = app.store().begin().await?;
    let row = Entity::find_by_id(id)
        .filter(duty.due.clone())
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let due = row.and_then(|row| Some(((duty.status)(&row)?, row)));
    let Some((status, mut row)) = due else {
        return Ok(false);
    };
    (duty.act)(&mut row, now)?;
    let change = Change {
        kind: duty.kind,
        status,
        actor: Actor::System,
        by: "",
        reason: "",
    };
    change::apply(&transaction, row, &change, now).await?;
    transaction.commit().await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use sea_orm::PaginatorTrait;

    use super::*;
    use crate::fixture;

    #[tokio::test]
    async fn what_one_round_leaves_is_done_in_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let app = fixture::app(folder.path()).await;
        for _ in 0..3 {
            fixture::send(&app, &[]).await;
        }
        let due = || Condition::all().add(Column::EscalatedAt.is_null());
        let duty = Duty {
            kind: EventKind::Escalated,
            due: due(),
            status: |row| Some(row.status()),
            act: |row, now| {
                row.escalate(now);
                Ok(())
            },
        };
        for (done, left) in [(2, 1), (1, 0), (0, 0)] {
            assert_eq!(fulfil(&app, &duty, 2, app.now()).await.unwrap(), done);
            let rest = Entity::find().filter(due()).count(app.store().read());
            assert_eq!(rest.await.unwrap(), left);
        }
    }
}
