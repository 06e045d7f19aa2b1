//! The index of some days: from requests that are closed, and from what is left of those that were deleted.

use opora_contract::{staff::Quality, status::Status, timestamp::Day};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

use super::{
    Measured, SECONDS_OF_HOUR, index,
    outcome::{Outcome, Row, outcomes},
    sum,
};
use crate::{
    clock::{Moment, next_day},
    error::Result,
    state::App,
    store::entity::request,
    word,
};

/// Requests that are read at once.
const CHUNK: u64 = 500;

/// The index of the requests that were closed from the first of these days to the last, as Moscow counts days, and are
/// closed still.
pub async fn quality(app: &App, days: (Day, Day), dates: (Date, Date)) -> Result<Quality> {
    let from = Moment::of_moscow_day(dates.0).0;
    let until = Moment::of_moscow_day(next_day(dates.1)).0;
    let store = app.store().read();
    let mut measured = Measured::default();
    sum::recall(store, &mut measured, &days).await?;
    let mut after = 0;
    loop {
        let rows = closed(app, from, until, after).await?;
        let Some(last) = rows.last() else { break };
        after = last.0;
        let outcomes = outcomes(store, &rows).await?;
        let in_time = |outcome: &&Outcome| (from..until).contains(&outcome.closed_at);
        for outcome in outcomes.iter().filter(in_time) {
            add(&mut measured, outcome);
        }
    }
    let terms = &app.content().terms.quality;
    let parts = measured.parts(f64::from(terms.worst_hours));
    Ok(Quality {
        from: days.0,
        to: days.1,
        index: index(&parts),
        parts,
        target: terms.target,
    })
}

/// The next requests that are closed and may have been closed in this time: to close one is to change it.
async fn closed(app: &App, from: i64, until: i64, after: i64) -> Result<Vec<Row>> {
    let rows = request::Entity::find()
        .select_only()
        .columns([
            request::Column::Id,
            request::Column::SentAt,
            request::Column::Level,
        ])
        .filter(request::Column::Status.eq(word::of(&Status::Closed)))
        .filter(request::Column::ChangedAt.gte(from))
        .filter(request::Column::SentAt.lt(until))
        .filter(request::Column::Id.gt(after))
        .order_by_asc(request::Column::Id)
        .limit(CHUNK)
        .into_tuple();
    Ok(rows.all(app.store().read()).await?)
}

fn add(measured: &mut Measured, outcome: &Outcome) {
    measured.first_contact.add(share(outcome.is_first));
    measured.repeats.add(share(outcome.is_repeated));
    if let Some(stars) = outcome.stars {
        measured.rating.add(f64::from(stars));
    }
    if let Some(seconds) = outcome.seconds {
        measured
            .response_hours
            .add(seconds as f64 / SECONDS_OF_HOUR);
    }
}

const fn share(is_so: bool) -> f64 {
    if is_so { 1.0 } else { 0.0 }
}
