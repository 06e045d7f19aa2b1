//! The last day to provide something is near: a letter reminds of it, once (spec E55, G11).

use opora_contract::{request::RequiredAction, status::Status, timestamp::Day};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use time::Duration;

use crate::{
    clock::{Moment, day_of},
    error::Result,
    mail,
    state::App,
    store::entity::request::{ActiveModel, Column, Entity, Model},
    word,
};

/// Requests that are read at once.
const PAGE: u64 = 200;
/// What a letter named within these hours, no other one reminds of.
const FRESH_HOURS: i64 = 24;

/// Queues a letter for each request with such a day; how many. A day that was reminded of is never reminded of again.
///
/// # Errors
/// When the database fails; the next round goes on.
pub async fn remind_of_days(app: &App, now: Moment) -> Result<usize> {
    let (mut count, mut after) = (0, 0);
    loop {
        let page = candidates(app, after).await?;
        let Some(last) = page.last() else {
            break;
        };
        after = last.id;
        for row in &page {
            if let Some(day) = near_day(app, row, now)? {
                count += usize::from(remind_of(app, row, &day, now).await?);
            }
        }
    }
    Ok(count)
}

/// Open requests that ask for something and have an address.
async fn candidates(app: &App, after: i64) -> Result<Vec<Model>> {
    let open = Status::ALL.into_iter().filter(|status| status.is_open());
    let page = Entity::find()
        .filter(Column::Id.gt(after))
        .filter(Column::Status.is_in(open.map(|status| word::of(&status))))
        .filter(Column::Actions.ne("[]"))
        .filter(Column::Email.is_not_null())
        .order_by_asc(Column::Id)
        .limit(PAGE);
    Ok(page.all(app.store().read()).await?)
}

/// The last of the days that are near and were not reminded of: the letter names everything that is missing.
fn near_day(app: &App, row: &Model, now: Moment) -> Result<Option<Day>> {
    if is_fresh(row, now) {
        return Ok(None);
    }
    let today = now.moscow_day();
    let days = Duration::days(i64::from(app.content().terms.remind_days));
    let (Some(first), Some(last)) = (day_of(today), day_of(today.saturating_add(days))) else {
        return Ok(None);
    };
    let reminded = row.reminded_until.as_deref().unwrap_or_default();
    let actions = row.actions()?.into_iter();
    let due = actions
        .filter(RequiredAction::is_missing)
        .filter_map(|action| action.due);
    let near = due.filter(|day| (&first..=&last).contains(&day) && day.as_str() > reminded);
    Ok(near.max())
}

/// Whether a letter has named the days only now.
fn is_fresh(row: &Model, now: Moment) -> bool {
    let kind = row.notified_kind.as_deref().and_then(word::exact);
    kind.is_some_and(mail::tells_standing) && row.notified_at > Some(now.plus_hours(-FRESH_HOURS).0)
}

/// `false` when the request has changed meanwhile, or another server has reminded.
async fn remind_of(app: &App, row: &Model, day: &Day, now: Moment) -> Result<bool> {
    let transaction = app.store().begin().await?;
    // Nothing that the applicant sees: their version of the request stays the newest.
    let columns = ActiveModel {
        reminded_until: Set(Some(day.to_string())),
        ..Default::default()
    };
    let is_new = Condition::any()
        .add(Column::RemindedUntil.is_null())
        .add(Column::RemindedUntil.lt(day.as_str()));
    let noted = Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(row.version))
        .filter(is_new)
        .exec(&transaction)
        .await?;
    if noted.rows_affected != 1 {
        return Ok(false);
    }
    let is_wanted = row.wants_letter(mail::Kind::Remind);
    if is_wanted {
        mail::put(&transaction, row, mail::Kind::Remind, mail::Why::News, now).await?;
    }
    transaction.commit().await?;
    Ok(is_wanted)
}
