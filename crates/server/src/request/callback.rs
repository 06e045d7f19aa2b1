//! Callbacks: when somebody calls, and the places at the times that people choose (spec F31 to F33, N24).
//!
//! A place is a row: it is taken in the transaction that registers or edits the request, so the last one goes to one
//! person, and whoever comes later is told to choose again before anything is stored. It is free again once the request
//! is over or moved to another time.

use std::collections::HashMap;

use opora_contract::{
    contact::{Call, Slots},
    form::{FieldKind, Filled, Form, Kind},
    language::Language,
    request::Term,
    timestamp::Timestamp,
    violation::Violation,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::OnConflict,
};

use super::term;
use crate::{
    clock::{Moment, day_of},
    error::{Error, Flaw, Result},
    state::App,
    store::entity::{callback_place, request},
};

/// Times that somebody can still have, and what is promised to whoever does not choose.
pub async fn slots(app: &App, now: Moment) -> Result<Slots> {
    let contact = &app.content().contact;
    let (schedule, rules) = (&contact.schedule, contact.calls);
    // Whoever wants it sooner is called as soon as can be.
    let offered = now.plus_minutes(i64::from(rules.within));
    let mut times = schedule.call_slots(&offered.timestamp(), rules);
    let taken = taken(app, now).await?;
    times.retain(|time| {
        let taken = Moment::of(time).and_then(|time| taken.get(&time.0));
        taken.is_none_or(|taken| *taken < i64::from(contact.places))
    });
    Ok(Slots {
        now: now.timestamp(),
        soon: schedule.call_soon(&now.timestamp(), rules),
        minutes: rules.slot,
        times,
    })
}

/// How many have each time to come.
async fn taken(app: &App, now: Moment) -> Result<HashMap<i64, i64>> {
    let counted: Vec<(i64, i64)> = callback_place::Entity::find()
        .select_only()
        .column(callback_place::Column::Slot)
        .column_as(callback_place::Column::Place.count(), "taken")
        .filter(callback_place::Column::Slot.gte(now.0))
        .group_by(callback_place::Column::Slot)
        .into_tuple()
        .all(app.store().read())
        .await?;
    Ok(counted.into_iter().collect())
}

/// Puts into a row when somebody calls. A promise stands until the applicant chooses otherwise.
///
/// # Errors
/// [`Error::Invalid`] for a time that nobody can choose now.
pub fn promise(
    app: &App,
    row: &mut request::Model,
    form: &Form,
    filled: &Filled,
    now: Moment,
) -> Result<()> {
    let contact = &app.content().contact;
    let (schedule, rules) = (&contact.schedule, contact.calls);
    let wanted = wanted(form, filled);
    let before = row.call();
    let call = match (wanted, before) {
        (Some((_, start)), Some(before)) if before.chosen && before.from == start => return Ok(()),
        (Some((key, start)), _) => {
            let call = schedule.call_at(&start, &now.timestamp(), rules);
            Some(call.ok_or_else(|| gone(&key))?)
        }
        (None, Some(before)) if !before.chosen => return Ok(()),
        (None, _) if filled.kind == Kind::Callback => schedule.call_soon(&now.timestamp(), rules),
        (None, _) => None,
    };
    let moment = |moment: &Timestamp| Moment::of(moment).map(|moment| moment.0);
    row.call_chosen = call.as_ref().is_some_and(|call| call.chosen);
    row.call_from = call.as_ref().and_then(|call| moment(&call.from));
    row.call_until = call.as_ref().and_then(|call| moment(&call.until));
    row.set_term(expected(app, row, filled.kind, now).as_ref());
    Ok(())
}

/// The day of a time that was chosen; else the term of the kind.
fn expected(app: &App, row: &request::Model, kind: Kind, now: Moment) -> Option<Term> {
    let chosen = row.call_from.filter(|_| row.call_chosen);
    match chosen.map(|from| day_of(Moment(from).moscow_day())) {
        Some(day) => day.map(|day| Term {
            from: day.clone(),
            to: day,
        }),
        None => term::term(app, kind, now),
    }
}

/// The time that was chosen, with the key of its question.
fn wanted(form: &Form, filled: &Filled) -> Option<(String, Timestamp)> {
    let asked = form.asked(&filled.values);
    let question = asked
        .into_iter()
        .find(|question| question.field.kind == FieldKind::Slot)?;
    let start = Timestamp::parse(filled.values.get(&question.key)?)?;
    Some((question.key, start))
}

fn gone(key: &str) -> Error {
    Error::Invalid(vec![Flaw::field(key, Violation::SlotGone)])
}

/// Takes a place at the time of a row, and leaves those it had at others.
///
/// # Errors
/// [`Error::Invalid`] when others have all of them.
pub async fn take<C: ConnectionTrait>(
    transaction: &C,
    app: &App,
    row: &request::Model,
) -> Result<()> {
    let slot = row.call_from.filter(|_| row.call_chosen);
    if let Some(slot) = slot
        && !has(transaction, row.id, slot).await?
        && !find(transaction, app, row.id, slot).await?
    {
        let form = app.content().form(&row.form, Language::Ru);
        let mut fields = form.into_iter().flat_map(|form| &form.fields);
        let field = fields.find(|field| field.kind == FieldKind::Slot);
        return Err(gone(field.map_or("", |field| field.name.as_str())));
    }
    // After the new one: two who change places with each other wait for nobody.
    let mut left =
        callback_place::Entity::delete_many().filter(callback_place::Column::RequestId.eq(row.id));
    if let Some(slot) = slot {
        left = left.filter(callback_place::Column::Slot.ne(slot));
    }
    left.exec(transaction).await?;
    Ok(())
}

async fn has<C: ConnectionTrait>(transaction: &C, request_id: i64, slot: i64) -> Result<bool> {
    let own = callback_place::Entity::find()
        .filter(callback_place::Column::RequestId.eq(request_id))
        .filter(callback_place::Column::Slot.eq(slot));
    Ok(own.one(transaction).await?.is_some())
}

/// The first place that nobody has. Over PostgreSQL an insert waits for whoever is taking the same one.
async fn find<C: ConnectionTrait>(
    transaction: &C,
    app: &App,
    request_id: i64,
    slot: i64,
) -> Result<bool> {
    let places = i16::try_from(app.content().contact.places).unwrap_or(i16::MAX);
    for place in 0..places {
        let row = callback_place::ActiveModel {
            slot: Set(slot),
            place: Set(place),
            request_id: Set(request_id),
        };
        let key = [callback_place::Column::Slot, callback_place::Column::Place];
        let inserted = callback_place::Entity::insert(row)
            .on_conflict(OnConflict::columns(key).do_nothing().to_owned())
            .exec_without_returning(transaction)
            .await?;
        if inserted == 1 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Gives the places of a request to others.
pub async fn free<C: ConnectionTrait>(transaction: &C, row: &request::Model) -> Result<()> {
    callback_place::Entity::delete_many()
        .filter(callback_place::Column::RequestId.eq(row.id))
        .exec(transaction)
        .await?;
    Ok(())
}

impl request::Model {
    /// When somebody calls, as it was promised last.
    #[must_use]
    pub fn call(&self) -> Option<Call> {
        Some(Call {
            from: Moment(self.call_from?).timestamp(),
            until: Moment(self.call_until?).timestamp(),
            chosen: self.call_chosen,
        })
    }
}
