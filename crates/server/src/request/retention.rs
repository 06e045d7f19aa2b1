//! How long a closed request is kept, and how it goes then, with everything of its person (spec N39).
//!
//! What belongs to it goes in one transaction, so nothing is ever left half. Its files lose their request and their names
//! in it, and their content goes as that of files which no request has, see [`crate::attachment`]. What is left are sums
//! of the day for the satisfaction index.

use opora_contract::status::Status;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use time::{Date, Duration};

use super::{access::NO_VERSION, resolution};
use crate::{
    attachment::RETIRED,
    clock::{Moment, plus_months},
    error::Result,
    quality,
    state::App,
    store::{
        Transaction,
        entity::{
            attachment, callback_place, event, idempotency, mail, message, rating,
            request::{Column, Entity, Model},
        },
    },
    word,
};

/// Requests that go in one transaction: whoever acts meanwhile waits for no more.
const BATCH: u64 = 20;

/// Requests of one round at most: nothing else is swept meanwhile. The others go in the next one.
const ROUND: u64 = 2_000;

/// Months end on their last day: the rule forwards and its reverse differ by so many days at most.
const UNEVEN_DAYS: i64 = 3;

/// The last day, in Moscow, on which a closed request is here: some months after it was closed, and in any case while its
/// applicant may disagree. `None` while it is not closed.
#[must_use]
pub fn kept_until(app: &App, row: &Model) -> Option<Date> {
    if row.status() != Status::Closed {
        return None;
    }
    let closed = Moment(row.status_since).moscow_day();
    let kept = plus_months(closed, app.config().keep_closed.into());
    let disputable = resolution::disputable_until(app, row).map(Moment::moscow_day);
    Some(disputable.map_or(kept, |day| kept.max(day)))
}

/// Deletes closed requests whose time is over; how many.
///
/// # Errors
/// When the database fails; the others are deleted all the same.
pub async fn forget_closed(app: &App, now: Moment) -> Result<usize> {
    forget(app, ROUND, now).await
}

/// The first `most`, whoever was closed first.
async fn forget(app: &App, most: u64, now: Moment) -> Result<usize> {
    let due = due(app, now);
    let (mut count, mut stays, mut failure) = (0, 0, None);
    let mut left = most;
    while left > 0 {
        let ids: Vec<i64> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(due.clone())
            .order_by_asc(Column::StatusSince)
            .order_by_asc(Column::Id)
            .offset(stays)
            .limit(BATCH.min(left))
            .into_tuple()
            .all(app.store().read())
            .await?;
        let Ok(found @ 1..) = u64::try_from(ids.len()) else {
            break;
        };
        left = left.saturating_sub(found);
        let gone = forget_batch(app, &due, ids, now).await;
        let gone = gone.unwrap_or_else(|error| {
            failure = Some(error);
            0
        });
        count += gone;
        stays += found.saturating_sub(u64::try_from(gone).unwrap_or_default());
    }
    failure.map_or(Ok(count), Err)
}

/// Which requests may be due, for the database; [`kept_until`] judges each.
fn due(app: &App, now: Moment) -> Condition {
    let today = now.moscow_day();
    let since = plus_months(today, -i32::from(app.config().keep_closed));
    let since = since.saturating_add(Duration::days(UNEVEN_DAYS));
    Condition::all()
        .add(Column::Status.eq(word::of(&Status::Closed)))
        .add(Column::StatusSince.lt(Moment::of_moscow_day(since).0))
}

/// Deletes those that are due still; how many.
async fn forget_batch(app: &App, due: &Condition, ids: Vec<i64>, now: Moment) -> Result<usize> {
    let transaction = app.store().begin().await?;
    let mut rows = Entity::find()
        .filter(due.clone())
        .filter(Column::Id.is_in(ids))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(&transaction)
        .await?;
    let today = now.moscow_day();
    rows.retain(|row| kept_until(app, row).is_some_and(|day| day < today));
    if rows.is_empty() {
        return Ok(0);
    }
    quality::keep(&transaction, &rows).await?;
    delete(&transaction, &rows).await?;
    for row in &mut rows {
        // Whoever follows it has a key that opens nothing any more.
        row.version = row.version.saturating_add(1);
        row.key_version = NO_VERSION;
        transaction.note(row)?;
    }
    transaction.commit().await?;
    Ok(rows.len())
}

/// Deletes rows with everything that is theirs. What other tables hold belongs to nobody's request.
async fn delete(transaction: &Transaction, rows: &[Model]) -> Result<()> {
    let ids = || rows.iter().map(|row| row.id);
    release_files(transaction, ids()).await?;
    mail::Entity::delete_many()
        .filter(mail::Column::RequestId.is_in(ids()))
        .exec(transaction)
        .await?;
    callback_place::Entity::delete_many()
        .filter(callback_place::Column::RequestId.is_in(ids()))
        .exec(transaction)
        .await?;
    message::Entity::delete_many()
        .filter(message::Column::RequestId.is_in(ids()))
        .exec(transaction)
        .await?;
    rating::Entity::delete_many()
        .filter(rating::Column::RequestId.is_in(ids()))
        .exec(transaction)
        .await?;
    event::Entity::delete_many()
        .filter(event::Column::RequestId.is_in(ids()))
        .exec(transaction)
        .await?;
    let numbers = rows.iter().map(|row| row.number.as_str());
    idempotency::Entity::delete_many()
        .filter(idempotency::Column::Number.is_in(numbers))
        .exec(transaction)
        .await?;
    Entity::delete_many()
        .filter(Column::Id.is_in(ids()))
        .exec(transaction)
        .await?;
    Ok(())
}

/// No request has the files any more, and nothing is known of them: the sweep deletes them.
async fn release_files<C: ConnectionTrait>(
    transaction: &C,
    ids: impl Iterator<Item = i64>,
) -> Result<()> {
    let released = attachment::ActiveModel {
        request_id: Set(None),
        message_id: Set(None),
        name: Set(String::new()),
        description: Set(String::new()),
        created_at: Set(RETIRED),
        ..Default::default()
    };
    attachment::Entity::update_many()
        .set(released)
        .filter(attachment::Column::RequestId.is_in(ids))
        .exec(transaction)
        .await?;
    Ok(())
}
