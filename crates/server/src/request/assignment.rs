//! An employee takes a request, or gives it back to everybody. Its status stays: being somebody's is not being in work.

use opora_contract::{
    number::RequestNumber,
    request::EventKind,
    staff::Assignment,
    status::{Actor, Status},
};

use super::{
    change::{self, Change},
    record::entity_tag,
    staff_request,
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Staff,
    state::App,
    store::entity::request,
};

/// The reason of a journal row that says a request was given back; [`crate::text`] has its words.
pub const GIVEN_BACK: &str = "given_back";

/// Makes a request the employee's, or nobody's. What is so already stays so without a trace.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; [`Error::NotAllowed`] when another employee has it, or when it is closed.
pub async fn assign(
    app: &App,
    number: RequestNumber,
    staff: &Staff,
    wanted: &Assignment,
    fits: impl FnOnce(&str) -> Option<bool>,
    now: Moment,
) -> Result<request::Model> {
    let transaction = app.store().begin().await?;
    let mut row = staff_request::find_locked(&transaction, number).await?;
    if fits(&entity_tag(&row)) == Some(false) {
        return Err(Error::Stale);
    }
    let is_mine = row.assignee == staff.name;
    if !is_mine && !row.assignee.is_empty() {
        return Err(Error::NotAllowed(Refusal::Taken));
    }
    if is_mine == wanted.is_mine {
        return Ok(row);
    }
    if wanted.is_mine && row.status() == Status::Closed {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    let (assignee, reason) = match wanted.is_mine {
        true => (staff.name.as_str(), ""),
        false => ("", GIVEN_BACK),
    };
    assignee.clone_into(&mut row.assignee);
    let assigned = Change {
        kind: EventKind::Assigned,
        status: row.status(),
        actor: Actor::Staff,
        by: &staff.name,
        reason,
    };
    let row = change::apply(&transaction, row, &assigned, now).await?;
    transaction.commit().await?;
    Ok(row)
}
