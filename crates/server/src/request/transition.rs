//! An employee moves a request on: a legal step, a reason for the applicant, and what they have to do.

use opora_contract::{
    number::RequestNumber,
    request::{EventKind, RequiredAction, Term},
    rule,
    staff::{NewTransition, REASON_MAX},
    status::{self, Actor, Status},
    violation::Violation,
};
use sea_orm::QuerySelect;

use super::{
    access,
    change::{self, Change},
    record::entity_tag,
    term,
};
use crate::{
    clock::Moment,
    error::{Error, Flaw, Refusal, Result},
    extract::Staff,
    state::App,
    store::entity::request,
};

/// Longest text of a required action, in characters, and most actions at once.
const ACTION_MAX: usize = 500;
const ACTIONS_MAX: usize = 20;

/// Moves a request. `fits` judges the version that the employee has read; `None` when they named none.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Stale`], [`Error::NotAllowed`], [`Error::Invalid`].
pub async fn transition(
    app: &App,
    number: RequestNumber,
    staff: &Staff,
    wanted: &NewTransition,
    fits: impl FnOnce(&str) -> Option<bool>,
    now: Moment,
) -> Result<request::Model> {
    let reason = rule::normalise_text(&wanted.reason);
    let actions = check(wanted, &reason)?;
    let transaction = app.store().begin().await?;
    let row = access::find(number)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let mut row = row.ok_or(Error::NotFound)?;
    if fits(&entity_tag(&row)) == Some(false) {
        return Err(Error::Stale);
    }
    let (kind, from) = (row.kind(), row.status());
    if !status::may(Actor::Staff, kind, from, wanted.to) {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    row.set_actions(&actions)?;
    let expected = match (&wanted.term, wanted.to.is_open()) {
        (Some(new), _) => Some(new.clone()),
        (None, true) => row.term().or_else(|| term::term(app, kind, now)),
        // Decided: nothing more is expected.
        (None, false) => None,
    };
    row.set_term(expected.as_ref());
    let moved = Change {
        kind: EventKind::StatusChanged,
        status: wanted.to,
        actor: Actor::Staff,
        by: &staff.name,
        reason: &reason,
    };
    let row = change::apply(&transaction, row, &moved, now).await?;
    transaction.commit().await?;
    Ok(row)
}

/// Every flaw of the body at once; the actions, normalised.
fn check(wanted: &NewTransition, reason: &str) -> Result<Vec<RequiredAction>> {
    let mut flaws = Vec::new();
    if wanted.to == Status::Unknown {
        flaws.push(Flaw::new("/to", Violation::NotAnOption));
    }
    if reason.is_empty() {
        flaws.push(Flaw::new("/reason", Violation::Required));
    } else if let Err(violation) = rule::check_length(reason, 0, REASON_MAX) {
        flaws.push(Flaw::new("/reason", violation));
    }
    if let Some(Term { from, to }) = &wanted.term
        && from > to
    {
        flaws.push(Flaw::new("/term/to", Violation::Shape));
    }
    let count = wanted.actions.len();
    if count == 0 && wanted.to == Status::WaitingDocuments {
        flaws.push(Flaw::new("/actions", Violation::Required));
    }
    if count > ACTIONS_MAX {
        flaws.push(Flaw::new("/actions", Violation::Shape));
    }
    let mut actions = Vec::with_capacity(count.min(ACTIONS_MAX));
    for (at, action) in wanted.actions.iter().enumerate().take(ACTIONS_MAX) {
        let text = rule::normalise_text(&action.text);
        let checked = match text.is_empty() {
            true => Err(Violation::Required),
            false => rule::check_length(&text, 0, ACTION_MAX),
        };
        if let Err(violation) = checked {
            flaws.push(Flaw::new(format!("/actions/{at}/text"), violation));
        }
        actions.push(RequiredAction {
            text,
            due: action.due.clone(),
            state: action.state,
            problem: rule::normalise_text(&action.problem),
        });
    }
    if flaws.is_empty() {
        Ok(actions)
    } else {
        Err(Error::Invalid(flaws))
    }
}
