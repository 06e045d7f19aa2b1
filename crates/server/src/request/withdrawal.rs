//! The applicant takes a request back.

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::EventKind,
    status::{Actor, Status},
};

use super::{
    access,
    change::{self, Change},
    record::{self, Shown},
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    mail,
    state::App,
};

/// Closes an open request.
///
/// # Errors
/// [`Error::NotAllowed`] when it is decided or closed.
pub async fn withdraw(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let transaction = app.store().begin().await?;
    let mut row = access::open_locked(&transaction, app, number, bearer).await?;
    // What is decided can be closed too, but there is nothing left to take back.
    if !row.status().is_open() {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    row.settle()?;
    let withdrawn = Change {
        kind: EventKind::Withdrawn,
        status: Status::Closed,
        actor: Actor::Applicant,
        by: "",
        reason: "",
    };
    let row = change::apply(&transaction, row, &withdrawn, now).await?;
    // It would promise an answer that nobody will write.
    mail::cancel(&transaction, row.id).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}
