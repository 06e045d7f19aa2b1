//! What can be wrong with the body of a transition.

use opora_contract::{
    request::{RequiredAction, Term},
    rule,
    staff::{NewTransition, REASON_MAX},
    standing::Stage,
    status::Status,
    violation::Violation,
};

use crate::{
    clock::{Moment, day_of},
    error::{Error, Flaw, Result},
};

/// Longest text of a required action or of what was wrong with it, in characters, and most actions at once.
const ACTION_MAX: usize = 500;
const ACTIONS_MAX: usize = 20;

/// Every flaw of the body at once, for a request that stands at `present`; the actions, normalised.
pub fn check(
    wanted: &NewTransition,
    reason: &str,
    present: Status,
    now: Moment,
) -> Result<Vec<RequiredAction>> {
    let mut flaws = Vec::new();
    let stays = wanted.to == present;
    if stays && wanted.stage.is_none() && wanted.term.is_none() {
        // It is there already: nothing would happen.
        flaws.push(Flaw::new("/to", Violation::NotAnOption));
    }
    if wanted.to == Status::Unknown {
        flaws.push(Flaw::new("/to", Violation::NotAnOption));
    }
    if wanted.stage == Some(Stage::Unknown) {
        flaws.push(Flaw::new("/stage", Violation::NotAnOption));
    }
    if let Err(violation) = required(reason, REASON_MAX) {
        flaws.push(Flaw::new("/reason", violation));
    }
    let today = day_of(now.moscow_day());
    if let Some(Term { from, to }) = &wanted.term
        && (from > to || today.is_some_and(|today| *to < today))
    {
        flaws.push(Flaw::new("/term/to", Violation::Shape));
    }
    if wanted.to == Status::Closed && wanted.term.is_some() {
        // Nothing more is expected.
        flaws.push(Flaw::new("/term", Violation::Shape));
    }
    let is_asked = wanted.actions.iter().any(RequiredAction::is_missing);
    if wanted.to == Status::WaitingDocuments && !stays && !is_asked {
        flaws.push(Flaw::new("/actions", Violation::Required));
    }
    // What has to be done comes with a step.
    let is_closed = wanted.to == Status::Closed;
    if wanted.actions.len() > ACTIONS_MAX || ((stays || is_closed) && !wanted.actions.is_empty()) {
        flaws.push(Flaw::new("/actions", Violation::Shape));
    }
    let mut actions = Vec::with_capacity(wanted.actions.len().min(ACTIONS_MAX));
    for (at, action) in wanted.actions.iter().enumerate().take(ACTIONS_MAX) {
        let action = RequiredAction {
            text: rule::normalise_text(&action.text),
            problem: rule::normalise_text(&action.problem),
            ..action.clone()
        };
        if let Err(violation) = required(&action.text, ACTION_MAX) {
            flaws.push(Flaw::new(format!("/actions/{at}/text"), violation));
        }
        if let Err(violation) = rule::check_length(&action.problem, 0, ACTION_MAX) {
            flaws.push(Flaw::new(format!("/actions/{at}/problem"), violation));
        }
        actions.push(action);
    }
    if flaws.is_empty() {
        Ok(actions)
    } else {
        Err(Error::Invalid(flaws))
    }
}

fn required(text: &str, max: usize) -> std::result::Result<(), Violation> {
    match text.is_empty() {
        true => Err(Violation::Required),
        false => rule::check_length(text, 0, max),
    }
}
