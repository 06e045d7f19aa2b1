//! The correspondence about a request. A message is never changed once written (spec E54).

use std::ops::ControlFlow;

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{EventKind, MESSAGE_MAX, Message, NewMessage},
    rule,
    status::Actor,
    violation::Violation,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use super::{
    access,
    change::{self, Change},
    claim::{self, Claim},
    idempotency::Replayable,
    record::{self, Shown, sent_file},
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    state::App,
    store::entity::{attachment, message, request},
    word,
};

/// What the journal calls a row that comes with a message.
pub const EVENTS: [EventKind; 2] = [EventKind::Messaged, EventKind::Reopened];

/// What somebody writes.
pub struct Draft<'a> {
    pub actor: Actor,
    /// Name of the employee; empty for the applicant.
    pub by: &'a str,
    pub text: &'a str,
    pub claims: Vec<Claim>,
}

/// The applicant writes about an open request.
///
/// # Errors
/// [`Error::NotAllowed`] once it is decided or closed; [`Error::Invalid`]; [`Error::KeyReused`].
pub async fn write(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    sent: &NewMessage,
    call: &Replayable,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let begun = access::begin(app, number, bearer, Some(call), language, now);
    let (transaction, row) = match begun.await? {
        ControlFlow::Continue(begun) => begun,
        ControlFlow::Break(shown) => return Ok(shown),
    };
    if !row.status().is_open() {
        return Err(Error::NotAllowed(Refusal::Status));
    }
    let text = required(&sent.text, "/text")?;
    claim::check_count(app, sent.attachments.len())?;
    let claims = claim::check(&transaction, app, &sent.attachments, None, now).await?;
    let draft = Draft {
        actor: Actor::Applicant,
        by: "",
        text: &text,
        claims,
    };
    add(&transaction, &row, draft, now).await?;
    let messaged = Change {
        kind: EventKind::Messaged,
        status: row.status(),
        actor: Actor::Applicant,
        by: "",
        reason: "",
    };
    let row = change::apply(&transaction, row, &messaged, now).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// Adds a message with its files. The caller writes the journal, with one of [`EVENTS`].
pub async fn add<C: ConnectionTrait>(
    transaction: &C,
    row: &request::Model,
    draft: Draft<'_>,
    now: Moment,
) -> Result<()> {
    let message = message::ActiveModel {
        id: NotSet,
        request_id: Set(row.id),
        at: Set(now.0),
        actor: Set(word::of(&draft.actor)),
        by: Set(draft.by.to_owned()),
        text: Set(draft.text.to_owned()),
    };
    let inserted = message::Entity::insert(message).exec(transaction).await?;
    if draft.claims.is_empty() {
        return Ok(());
    }
    let files = attachment::Entity::find()
        .filter(attachment::Column::RequestId.eq(row.id))
        .count(transaction)
        .await?;
    let owner = claim::Owner {
        request_id: row.id,
        message_id: Some(inserted.last_insert_id),
    };
    let files = usize::try_from(files).unwrap_or_default();
    claim::take(transaction, draft.claims, owner, files).await?;
    Ok(())
}

/// What somebody had to write, normalised.
///
/// # Errors
/// [`Error::Invalid`] when there is nothing, or more than [`MESSAGE_MAX`].
pub fn required(text: &str, pointer: &str) -> Result<String> {
    let text = optional(text, pointer)?;
    match text.is_empty() {
        true => Err(Error::invalid(pointer, Violation::Required)),
        false => Ok(text),
    }
}

/// What somebody could write, normalised.
///
/// # Errors
/// [`Error::Invalid`] when it is more than [`MESSAGE_MAX`].
pub fn optional(text: &str, pointer: &str) -> Result<String> {
    let text = rule::normalise_text(text);
    rule::check_length(&text, 0, MESSAGE_MAX)
        .map_err(|violation| Error::invalid(pointer, violation))?;
    Ok(text)
}

/// Messages as both sides see them, each with its files.
pub fn shown(messages: &[message::Model], files: &[attachment::Model]) -> Vec<Message> {
    let messages = messages.iter().map(|row| Message {
        id: row.id,
        at: Moment(row.at).timestamp(),
        actor: word::read(&row.actor).unwrap_or(Actor::Unknown),
        by: row.by.clone(),
        text: row.text.clone(),
        files: files
            .iter()
            .filter(|file| file.message_id == Some(row.id))
            .map(sent_file)
            .collect(),
    });
    messages.collect()
}
