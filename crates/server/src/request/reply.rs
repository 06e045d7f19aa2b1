//! An employee writes to the applicant.

use opora_contract::{number::RequestNumber, request::EventKind, status::Actor};
use sea_orm::QuerySelect;

use super::{
    access,
    change::{self, Change},
    message::{self, Draft},
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Staff,
    state::App,
};

/// Adds a message of an employee to an open request.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NotAllowed`] once it is decided or closed; [`Error::Invalid`].
pub async fn reply(
    app: &App,
    number: RequestNumber,
    staff: &Staff,
    text: &str,
    now: Moment,
) -> Result<()> {
    let text = message::required(text, "/text")?;
    let transaction = app.store().begin().await?;
    let row = access::find(number)
        .lock_exclusive()
        .one(&transaction)
        .await?;
    let row = row.ok_or(Error::NotFound)?;
    if !row.status().is_open() {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    let draft = Draft {
        actor: Actor::Staff,
        by: &staff.name,
        text: &text,
        claims: Vec::new(),
    };
    message::add(&transaction, &row, draft, now).await?;
    let messaged = Change {
        kind: EventKind::Messaged,
        status: row.status(),
        actor: Actor::Staff,
        by: &staff.name,
        reason: "",
    };
    change::apply(&transaction, row, &messaged, now).await?;
    transaction.commit().await?;
    Ok(())
}
