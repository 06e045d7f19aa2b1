//! What the journal of one closed request says about the service.

use std::collections::HashMap;

use opora_contract::{request::EventKind, standing::Level, status::Status};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    error::Result,
    request::is_word,
    store::entity::{event, rating},
    word,
};

/// The part of a request that counts: id, when it was sent, and the highest level that considered it.
pub type Row = (i64, i64, String);
/// A row of the journal: of which request, when, what, the status from then on, and by whom.
type Step = (i64, i64, String, String, String);

pub struct Outcome {
    pub closed_at: i64,
    pub is_first: bool,
    pub is_repeated: bool,
    /// From 1 to 5; absent of what nobody rated.
    pub stars: Option<i16>,
    /// Until an employee first said anything to the applicant.
    pub seconds: Option<i64>,
}

/// The outcomes of closed requests. What its applicant took back says nothing about those who would have answered: it has
/// none.
pub async fn outcomes<C: ConnectionTrait>(connection: &C, rows: &[Row]) -> Result<Vec<Outcome>> {
    let ids = || rows.iter().map(|row| row.0);
    let steps: Vec<Step> = event::Entity::find()
        .select_only()
        .columns([
            event::Column::RequestId,
            event::Column::At,
            event::Column::Kind,
            event::Column::Status,
            event::Column::Actor,
        ])
        .filter(event::Column::RequestId.is_in(ids()))
        .order_by_asc(event::Column::Id)
        .into_tuple()
        .all(connection)
        .await?;
    let ratings: Vec<(i64, i16)> = rating::Entity::find()
        .select_only()
        .columns([rating::Column::RequestId, rating::Column::Stars])
        .filter(rating::Column::RequestId.is_in(ids()))
        .into_tuple()
        .all(connection)
        .await?;
    let ratings: HashMap<i64, i16> = ratings.into_iter().collect();
    let journals = journals(&steps);
    let outcome = |row: &Row| {
        let journal = journals.get(&row.0)?;
        outcome(row, journal, ratings.get(&row.0).copied())
    };
    Ok(rows.iter().filter_map(outcome).collect())
}

fn outcome((_, sent_at, level): &Row, journal: &[&Step], stars: Option<i16>) -> Option<Outcome> {
    let closed_at = closed_at(journal).filter(|_| !was_withdrawn(journal))?;
    Some(Outcome {
        closed_at,
        is_first: word::read::<Level>(level).unwrap_or_default() == Level::First,
        is_repeated: was_repeated(journal),
        stars,
        seconds: first_word(journal).map(|at| at - sent_at),
    })
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

fn was_withdrawn(journal: &[&Step]) -> bool {
    let withdrawn = word::of(&EventKind::Withdrawn);
    journal.iter().any(|step| step.2 == withdrawn)
}

fn was_repeated(journal: &[&Step]) -> bool {
    let repeats = [EventKind::Repeated, EventKind::Hastened].map(|kind| word::of(&kind));
    journal.iter().any(|step| repeats.contains(&step.2))
}
