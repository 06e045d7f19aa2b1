//! An employee writes to the applicant.

use opora_contract::{
    number::RequestNumber,
    request::{EventKind, NewMessage},
    status::{Actor, Status},
};

use super::{
    change::{self, Change},
    claim,
    idempotency::{Memory, Replayable},
    message::{self, Draft},
    staff_request,
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Staff,
    state::App,
    store::entity::request,
};

/// Adds a message with its files, until the request is closed. A retry under one key writes it once.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NotAllowed`] once closed; [`Error::Invalid`]; [`Error::KeyReused`].
pub async fn write_as_staff(
    app: &App,
    number: RequestNumber,
    staff: &Staff,
    sent: &NewMessage,
    call: Option<Replayable>,
    now: Moment,
) -> Result<request::Model> {
    let transaction = app.store().begin().await?;
    let row = staff_request::find_locked(&transaction, number).await?;
    if let Some(call) = &call
        && call.remember(&transaction, number, now).await? == Memory::Known
    {
        drop(transaction);
        call.recall(app).await?;
        return Ok(row);
    }
    if row.status() == Status::Closed {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    let text = message::required(&sent.text, "/text")?;
    claim::check_count(app, sent.attachments.len())?;
    let claims = claim::check(&transaction, app, &sent.attachments, None, now).await?;
    let draft = Draft {
        actor: Actor::Staff,
        by: &staff.name,
        text: &text,
        claims,
    };
    message::add(&transaction, &row, draft, now).await?;
    let messaged = Change {
        kind: EventKind::Messaged,
        status: row.status(),
        actor: Actor::Staff,
        by: &staff.name,
        reason: "",
    };
    let row = change::apply(&transaction, row, &messaged, now).await?;
    transaction.commit().await?;
    Ok(row)
}
