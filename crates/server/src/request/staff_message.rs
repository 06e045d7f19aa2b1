//! An employee writes to the applicant.

use opora_contract::{
    number::RequestNumber,
    request::{EventKind, MESSAGE_MAX, NewMessage},
    rule,
    status::{Actor, Status},
    violation::Violation,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::{
    change::{self, Change},
    claim,
    idempotency::{Memory, Replayable},
    message_store::{self, Draft},
    staff_request,
};
use crate::{
    clock::Moment,
    error::{Error, Flaw, Refusal, Result},
    extract::Staff,
    state::App,
    store::entity::{attachment, request},
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
    let text = check(app, sent)?;
    let claims = claim::check(&transaction, app, &sent.attachments, None, now).await?;
    let before = count_files(&transaction, row.id).await?;
    let files = claim::take(&transaction, claims, row.id, before).await?;
    let draft = Draft {
        request_id: row.id,
        actor: Actor::Staff,
        by: &staff.name,
        text: &text,
    };
    message_store::write(&transaction, &draft, &files, now).await?;
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

/// The text as it is kept, or every flaw of the body.
fn check(app: &App, sent: &NewMessage) -> Result<String> {
    let text = rule::normalise_text(&sent.text);
    let mut flaws = Vec::new();
    if text.is_empty() {
        flaws.push(Flaw::new("/text", Violation::Required));
    } else if let Err(violation) = rule::check_length(&text, 0, MESSAGE_MAX) {
        flaws.push(Flaw::new("/text", violation));
    }
    let profiles = app.content().profiles.iter();
    let max = profiles.map(|profile| profile.max_files).max().unwrap_or(0);
    if sent.attachments.len() > max {
        let violation = Violation::TooManyFiles { max };
        flaws.push(Flaw::new("/attachments", violation));
    }
    match flaws.is_empty() {
        true => Ok(text),
        false => Err(Error::Invalid(flaws)),
    }
}

async fn count_files<C: ConnectionTrait>(transaction: &C, request_id: i64) -> Result<usize> {
    let held = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(request_id))
        .count(transaction)
        .await?;
    Ok(usize::try_from(held).unwrap_or_default())
}
