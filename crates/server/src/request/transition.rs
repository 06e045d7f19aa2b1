//! An employee moves a request on: a legal step, the next stage of a dispute or another term, with a reason for the
//! applicant and what they have to do.

mod check;

use opora_contract::{
    number::RequestNumber,
    request::{EventKind, Term},
    rule,
    staff::NewTransition,
    standing::Move,
    status::Actor,
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
    let row = access::find(number)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let mut row = row.ok_or(Error::NotFound)?;
    if fits(&entity_tag(&row)) == Some(false) {
        return Err(Error::Stale);
    }
    let actions = check::check(wanted, &reason, row.status())?;
    let kind = kind(&row, wanted)?;
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
    match (&wanted.term, wanted.to.is_open()) {
        (Some(new), _) => Some(new.clone()),
        (None, true) => row.term().or_else(|| term::term(app, row.kind(), now)),
        // Decided: nothing more is expected.
        (None, false) => None,
    }
}
