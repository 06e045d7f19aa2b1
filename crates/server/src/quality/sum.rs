//! What is left of requests that are deleted: sums of the day on which they were closed, which name nobody (spec N39).

use std::collections::HashMap;

use opora_contract::timestamp::Day;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use super::{
    Measured, SECONDS_OF_HOUR,
    outcome::{Outcome, Row, outcomes},
};
use crate::{
    clock::{Moment, day_of},
    error::Result,
    store::entity::{
        quality_day::{ActiveModel, Column, Entity, Model},
        request,
    },
};

/// What grows when there are more requests of a day.
const SUMS: [Column; 7] = [
    Column::Closed,
    Column::First,
    Column::Repeated,
    Column::Rated,
    Column::Stars,
    Column::Answered,
    Column::Seconds,
];

/// Adds closed requests, which are about to be deleted, to the sums of their days.
///
/// # Errors
/// When the database fails.
pub async fn keep<C: ConnectionTrait>(transaction: &C, rows: &[request::Model]) -> Result<()> {
    let rows = rows
        .iter()
        .map(|row| (row.id, row.sent_at, row.level.clone()));
    let rows: Vec<Row> = rows.collect();
    let mut days: HashMap<String, Model> = HashMap::new();
    for outcome in outcomes(transaction, &rows).await? {
        let Some(day) = day_of(Moment(outcome.closed_at).moscow_day()) else {
            continue;
        };
        let day = day.to_string();
        let sums = days.entry(day.clone()).or_insert_with(|| nothing(day));
        add(sums, &outcome);
    }
    if days.is_empty() {
        return Ok(());
    }
    // In their order: of two servers that write several days, neither waits for the other.
    let mut days: Vec<Model> = days.into_values().collect();
    days.sort_unstable_by(|one, other| one.day.cmp(&other.day));
    let mut again = OnConflict::column(Column::Day);
    for sum in SUMS {
        let more = Expr::col((Entity, sum)).add(Expr::col(("excluded", sum)));
        again.value(sum, more);
    }
    Entity::insert_many(days.into_iter().map(row))
        .on_conflict(again)
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Adds what was deleted and had been closed from the first of these days to the last.
pub async fn recall<C: ConnectionTrait>(
    connection: &C,
    measured: &mut Measured,
    (from, to): &(Day, Day),
) -> Result<()> {
    let days = Entity::find()
        // Days are written so that the later one is the greater text.
        .filter(Column::Day.gte(from.as_str()))
        .filter(Column::Day.lte(to.as_str()))
        .all(connection);
    for day in days.await? {
        let mean = |mean: &mut super::Mean, sum: f64, count: i64| {
            mean.add_all(sum, u64::try_from(count).unwrap_or_default());
        };
        mean(&mut measured.rating, day.stars as f64, day.rated);
        mean(&mut measured.first_contact, day.first as f64, day.closed);
        mean(&mut measured.repeats, day.repeated as f64, day.closed);
        let hours = day.seconds as f64 / SECONDS_OF_HOUR;
        mean(&mut measured.response_hours, hours, day.answered);
    }
    Ok(())
}

fn nothing(day: String) -> Model {
    Model {
        day,
        closed: 0,
        first: 0,
        repeated: 0,
        rated: 0,
        stars: 0,
        answered: 0,
        seconds: 0,
    }
}

fn add(sums: &mut Model, outcome: &Outcome) {
    sums.closed += 1;
    sums.first += i64::from(outcome.is_first);
    sums.repeated += i64::from(outcome.is_repeated);
    sums.rated += i64::from(outcome.stars.is_some());
    sums.stars += i64::from(outcome.stars.unwrap_or_default());
    sums.answered += i64::from(outcome.seconds.is_some());
    sums.seconds += outcome.seconds.unwrap_or_default();
}

fn row(sums: Model) -> ActiveModel {
    ActiveModel {
        day: Set(sums.day),
        closed: Set(sums.closed),
        first: Set(sums.first),
        repeated: Set(sums.repeated),
        rated: Set(sums.rated),
        stars: Set(sums.stars),
        answered: Set(sums.answered),
        seconds: Set(sums.seconds),
    }
}
