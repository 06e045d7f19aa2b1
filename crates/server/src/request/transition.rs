//! An employee moves a request on: a legal step, the next stage of a dispute or another term, with a reason for the
//! applicant and what they have to do.

mod check;
pub mod independence;

use opora_contract::{
    number::RequestNumber,
    request::{EventKind, Term},
    rule,
    staff::NewTransition,
    standing::Move,
    status::{Actor, Status},
};

use super::{
    change::{self, Change},
    record::entity_tag,
    staff_request, term,
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Staff,
    state::App,
    store::entity::request,
    word,
};

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
    let transaction = app.store().begin().await?;
    let mut row = staff_request::find_locked(&transaction, number).await?;
    if fits(&entity_tag(&row)) == Some(false) {
        return Err(Error::Stale);
    }
    let actions = check::check(wanted, &reason, row.status(), now)?;
    let kind = kind(&row, wanted)?;
    independence::check(&transaction, app, &row, staff, wanted).await?;
    match kind {
        EventKind::StatusChanged => {
            row.set_actions(&actions)?;
            let expected = expected(app, &row, wanted, now);
            row.set_term(expected.as_ref());
        }
        _ => {
            if let Some(stage) = &wanted.stage {
                row.stage = Some(word::of(stage));
            }
            if let Some(term) = &wanted.term {
                row.set_term(Some(term));
            }
        }
    }
    let moved = Change {
        kind,
        status: wanted.to,
        actor: Actor::Staff,
        by: &staff.name,
        reason: &reason,
    };
    let row = change::apply(&transaction, row, &moved, now).await?;
    transaction.commit().await?;
    Ok(row)
}

/// What the employee does, if it may be done.
fn kind(row: &request::Model, wanted: &NewTransition) -> Result<EventKind> {
    let standing = row.standing();
    let stays = wanted.to == standing.status;
    let (kind, is_legal) = match (wanted.stage, &wanted.term) {
        (Some(stage), _) => {
            let staged = standing.after(Actor::Staff, Move::Stage(stage));
            (EventKind::StageChanged, stays && staged.is_some())
        }
        (None, Some(_)) if stays => (EventKind::TermMoved, standing.status.is_open()),
        (None, _) => {
            let moved = standing.after(Actor::Staff, Move::To(wanted.to));
            (EventKind::StatusChanged, moved.is_some())
        }
    };
    match is_legal {
        true => Ok(kind),
        false => Err(Error::NotAllowed(Refusal::Status)),
    }
}

/// The term after a step.
fn expected(app: &App, row: &request::Model, wanted: &NewTransition, now: Moment) -> Option<Term> {
    let anew = || term::term(app, row.kind(), now);
    match (&wanted.term, wanted.to.is_open()) {
        (Some(new), _) => Some(new.clone()),
        // What was missing is there: counted as when the applicant sends it.
        (None, true) if row.status() == Status::WaitingDocuments => anew(),
        (None, true) => row.term().or_else(anew),
        // Decided: nothing more is expected.
        (None, false) => None,
    }
}
