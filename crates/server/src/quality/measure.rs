//! What the journals of closed requests say about the service.

use std::collections::{HashMap, HashSet};

use opora_contract::{
    request::EventKind, staff::Quality, standing::Level, status::Status, timestamp::Day,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use time::Date;

use super::{Measured, index};
use crate::{
    clock::{Moment, next_day},
    error::Result,
    request::is_word,
    state::App,
    store::entity::{event, rating, request},
    word,
};

/// Requests that are read at once.
const CHUNK: u64 = 500;
const SECONDS_OF_HOUR: f64 = 3_600.0;

/// The part of a request that counts: id, when it was sent, and the highest level that considered it.
type Row = (i64, i64, String);
/// A row of the journal: of which request, when, what, the status from then on, and by whom.
type Step = (i64, i64, String, String, String);

/// The index of the requests that were closed from the first of these days to the last, as Moscow counts days, and are
/// closed still.
pub async fn quality(app: &App, days: (Day, Day), dates: (Date, Date)) -> Result<Quality> {
    let from = Moment::of_moscow_day(dates.0).0;
    let until = Moment::of_moscow_day(next_day(dates.1)).0;
    let mut measured = Measured::default();
    let mut after = 0;
    loop {
        let rows = closed(app, from, until, after).await?;
        let Some(last) = rows.last() else { break };
        after = last.0;
        add(app, &mut measured, rows, from..until).await?;
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

async fn add(
    app: &App,
    measured: &mut Measured,
    rows: Vec<Row>,
    range: std::ops::Range<i64>,
) -> Result<()> {
    let store = app.store().read();
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let steps: Vec<Step> = event::Entity::find()
        .select_only()
        .columns([
            event::Column::RequestId,
            event::Column::At,
            event::Column::Kind,
            event::Column::Status,
            event::Column::Actor,
        ])
        .filter(event::Column::RequestId.is_in(ids.iter().copied()))
        .order_by_asc(event::Column::Id)
        .into_tuple()
        .all(store)
        .await?;
    let ratings: Vec<(i64, i16)> = rating::Entity::find()
        .select_only()
        .columns([rating::Column::RequestId, rating::Column::Stars])
        .filter(rating::Column::RequestId.is_in(ids))
        .into_tuple()
        .all(store)
        .await?;
    let journals = journals(&steps);
    let closed: HashSet<i64> = journals
        .iter()
        .filter(|(_, journal)| !was_withdrawn(journal))
        .filter(|(_, journal)| closed_at(journal).is_some_and(|at| range.contains(&at)))
        .map(|(&id, _)| id)
        .collect();
    for (_, stars) in ratings.iter().filter(|(id, _)| closed.contains(id)) {
        measured.rating.add(f64::from(*stars));
    }
    for (id, sent_at, level) in rows.iter().filter(|row| closed.contains(&row.0)) {
        let is_first = word::read::<Level>(level).unwrap_or_default() == Level::First;
        measured.first_contact.add(share(is_first));
        let journal = journals.get(id).map_or(&[][..], Vec::as_slice);
        measured.repeats.add(share(was_repeated(journal)));
        if let Some(at) = first_word(journal) {
            measured
                .response_hours
                .add((at - sent_at) as f64 / SECONDS_OF_HOUR);
        }
    }
    Ok(())
}

fn journals(steps: &[Step]) -> HashMap<i64, Vec<&Step>> {
    let mut journals: HashMap<i64, Vec<&Step>> = HashMap::new();
    for step in steps {
        journals.entry(step.0).or_default().push(step);
    }
    journals
}

/// When the request was closed for the last time: a rating may come after that.
fn closed_at(journal: &[&Step]) -> Option<i64> {
    let closed = word::of(&Status::Closed);
    let end = journal.iter().rev().take_while(|step| step.3 == closed);
    end.last().map(|step| step.1)
}

/// When an employee first said anything to the applicant.
fn first_word(journal: &[&Step]) -> Option<i64> {
    let mut words = journal.iter().filter(|step| is_word(&step.2, &step.4));
    words.next().map(|step| step.1)
}

/// What its applicant took back says nothing about those who would have answered.
fn was_withdrawn(journal: &[&Step]) -> bool {
    let withdrawn = word::of(&EventKind::Withdrawn);
    journal.iter().any(|step| step.2 == withdrawn)
}

fn was_repeated(journal: &[&Step]) -> bool {
    let repeats = [EventKind::Repeated, EventKind::Hastened].map(|kind| word::of(&kind));
    journal.iter().any(|step| repeats.contains(&step.2))
}

const fn share(is_so: bool) -> f64 {
    if is_so { 1.0 } else { 0.0 }
}
