//! The applicant reminds of a request that takes long: a step of the ladder that is possible now (spec E30, E31, E35).

use std::ops::ControlFlow;

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{EventKind, NewReminder, Priority, Step},
    status::Actor,
    violation::Violation,
};

use super::{
    access,
    change::{self, Change},
    idempotency::Replayable,
    message,
    record::{self, Shown},
    waiting,
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    state::App,
    store::entity::request,
};

/// Takes a step of the ladder.
///
/// # Errors
/// [`Error::NotAllowed`] where the step does not apply, or too early; [`Error::Invalid`]; [`Error::KeyReused`].
pub async fn remind(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    sent: &NewReminder,
    call: Option<&Replayable>,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let begun = access::begin(app, number, bearer, call, language, now);
    let (transaction, mut row) = match begun.await? {
        ControlFlow::Continue(begun) => begun,
        ControlFlow::Break(shown) => return Ok(shown),
    };
    let text = match sent.step {
        Step::Hasten => message::required(&sent.text, "/text")?,
        Step::Repeat | Step::Head => message::optional(&sent.text, "/text")?,
        // Nobody calls through the API.
        Step::Phone | Step::Unknown => {
            return Err(Error::invalid("/step", Violation::NotAnOption));
        }
    };
    let heard = Moment(row.sent_at);
    let from = waiting::possible_from(sent.step, &row, heard, app.content().terms.waiting);
    match from {
        None => return Err(Error::NotAllowed(Refusal::Status)),
        Some(from) if now < from => return Err(Error::NotAllowed(Refusal::TooEarly(from))),
        Some(_) => {}
    }
    let reminded = Change {
        kind: take(&mut row, sent.step, now),
        status: row.status(),
        actor: Actor::Applicant,
        by: "",
        reason: &text,
    };
    let row = change::apply(&transaction, row, &reminded, now).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// What a step does to a request, and what the journal calls it.
fn take(row: &mut request::Model, step: Step, now: Moment) -> EventKind {
    match step {
        Step::Hasten => {
            row.hastened_at = Some(now.0);
            row.raise(Priority::High);
            EventKind::Hastened
        }
        Step::Head => {
            row.escalate(now);
            EventKind::Escalated
        }
        Step::Repeat | Step::Phone | Step::Unknown => {
            row.repeated_at = Some(now.0);
            EventKind::Repeated
        }
    }
}

impl request::Model {
    /// To the head of support (spec E35, E51).
    pub fn escalate(&mut self, now: Moment) {
        self.escalated_at = Some(now.0);
        self.raise(Priority::Urgent);
    }
}
