//! After the decision: for how long the applicant may disagree with it (spec E41, E49).

use opora_contract::{standing::Move, status::Actor};

use crate::{clock::Moment, state::App, store::entity::request};

/// Until when the applicant may disagree; `None` where nobody may, or the time is over.
#[must_use]
pub fn reopen_until(app: &App, row: &request::Model) -> Option<Moment> {
    row.standing().after(Actor::Applicant, Move::Reopen)?;
    let until = term(app, Moment(row.decided_at?));
    (app.now() < until).then_some(until)
}

/// When the time to disagree with a decision is over.
fn term(app: &App, decided: Moment) -> Moment {
    let days = app.content().terms.reopen_days;
    decided.plus_hours(24 * i64::from(days))
}
