//! After the decision: the applicant says whether it is solved. If not, the second level decides; a dispute is appealed
//! (spec E41, E49).

use std::ops::ControlFlow;

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{EventKind, Priority, Resolution},
    standing::{Level, Move},
    status::{Actor, Status},
};

use super::{
    access,
    change::{self, Change},
    idempotency::Replayable,
    message::{self, Draft},
    record::{self, Shown},
    term,
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    state::App,
    store::{Transaction, entity::request},
};

/// Closes a request that is solved, or takes one that is not to the second level.
///
/// # Errors
/// [`Error::NotAllowed`] while nothing is decided, once the time to disagree is over, or the decision is final;
/// [`Error::Invalid`]; [`Error::KeyReused`].
pub async fn resolve(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    sent: &Resolution,
    call: Option<&Replayable>,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let begun = access::begin(app, number, bearer, call, language, now);
    let (transaction, row) = match begun.await? {
        ControlFlow::Continue(begun) => begun,
        ControlFlow::Break(shown) => return Ok(shown),
    };
    let row = match sent.is_solved {
        true => close(&transaction, row, now).await?,
        false => reopen(&transaction, app, row, &sent.text, now).await?,
    };
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

async fn close(
    transaction: &Transaction,
    mut row: request::Model,
    now: Moment,
) -> Result<request::Model> {
    let status = row.status();
    if !status.is_decided() {
        let refusal = match status.is_open() {
            true => Refusal::NotDecided,
            false => Refusal::Status,
        };
        return Err(Error::NotAllowed(refusal));
    }
    row.settle()?;
    let resolved = Change {
        kind: EventKind::Resolved,
        status: Status::Closed,
        actor: Actor::Applicant,
        by: "",
        reason: "",
    };
    change::apply(transaction, row, &resolved, now).await
}

/// The text is the reason in the journal, and begins the correspondence with the second level.
async fn reopen(
    transaction: &Transaction,
    app: &App,
    mut row: request::Model,
    text: &str,
    now: Moment,
) -> Result<request::Model> {
    check_reopening(app, &row, now)?;
    let text = message::required(text, "/text")?;
    row.settle()?;
    row.set_term(term::term(app, row.kind(), now).as_ref());
    row.raise(Priority::High);
    // Somebody else considers it now, and has time of their own.
    row.assignee = String::new();
    row.escalated_at = None;
    let draft = Draft {
        actor: Actor::Applicant,
        by: "",
        text: &text,
        claims: Vec::new(),
    };
    message::add(transaction, &row, draft, now).await?;
    let reopened = Change {
        kind: EventKind::Reopened,
        status: Status::InProgress,
        actor: Actor::Applicant,
        by: "",
        reason: &text,
    };
    change::apply(transaction, row, &reopened, now).await
}

fn check_reopening(app: &App, row: &request::Model, now: Moment) -> Result<()> {
    let refusal = match disputable_until(app, row) {
        Some(until) if now < until => return Ok(()),
        Some(_) => Refusal::ReopenTermPassed,
        None if row.status().is_open() => Refusal::NotDecided,
        None if row.level() == Level::Second && row.decided_at.is_some() => Refusal::Final,
        None => Refusal::Status,
    };
    Err(Error::NotAllowed(refusal))
}

/// Until when the applicant may disagree; `None` where nobody may, or the time is over.
#[must_use]
pub fn reopen_until(app: &App, row: &request::Model) -> Option<Moment> {
    disputable_until(app, row).filter(|until| app.now() < *until)
}

/// The same, though the time be over.
pub fn disputable_until(app: &App, row: &request::Model) -> Option<Moment> {
    row.standing().after(Actor::Applicant, Move::Reopen)?;
    Some(settled_at(app, Moment(row.decided_at?)))
}

/// When the time to disagree with a decision is over.
#[must_use]
pub fn settled_at(app: &App, decided: Moment) -> Moment {
    let days = app.content().terms.reopen_days;
    decided.plus_hours(24 * i64::from(days))
}

impl request::Model {
    /// Nothing more is expected from anybody.
    pub fn settle(&mut self) -> Result<()> {
        self.set_term(None);
        self.set_actions(&[])
    }
}
