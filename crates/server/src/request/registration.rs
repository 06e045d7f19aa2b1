//! Writing a new request: its idempotency key, its row, the first line of its journal and the letter that confirms it,
//! in one transaction.

use opora_contract::{
    request::EventKind,
    status::{Actor, Status},
    upload::{AttachmentClaim, UploadProfile},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ConnectionTrait, EntityTrait, IntoActiveModel,
};

use super::{
    callback,
    change::{self, Change},
    claim::{self, Owner},
    idempotency::{Memory, Replayable, is_taken},
};
use crate::{
    clock::Moment,
    error::Result,
    mail,
    state::App,
    store::entity::{attachment, event, request},
};

/// What became of an attempt.
pub enum Outcome {
    Registered(Box<Registered>),
    /// The idempotency key was used before.
    Known,
    /// Another request has this number.
    NumberTaken,
}

/// A request that is in the database.
pub struct Registered {
    pub row: request::Model,
    pub event: event::Model,
    pub files: Vec<attachment::Model>,
}

/// How every journal begins.
pub const CREATED: Change<'_> = Change {
    kind: EventKind::Created,
    status: Status::Accepted,
    actor: Actor::Applicant,
    by: "",
    reason: "",
};

/// Writes one request with its attachments, and the letter about it.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for attachments that cannot be claimed.
pub async fn register(
    app: &App,
    row: request::Model,
    call: &Replayable,
    claims: &[AttachmentClaim],
    profile: Option<&UploadProfile>,
    now: Moment,
) -> Result<Outcome> {
    let transaction = app.store().begin().await?;
    let number = row.number()?;
    if call.remember(&transaction, number, now).await? == Memory::Known {
        return Ok(Outcome::Known);
    }
    let claims = claim::check(&transaction, app, claims, profile, now).await?;
    let Some(row) = insert(&transaction, row).await? else {
        return Ok(Outcome::NumberTaken);
    };
    if row.call_chosen {
        callback::take(&transaction, app, &row).await?;
    }
    let files = claim::take(&transaction, claims, Owner::request(&row), 0).await?;
    let event = change::journal(&transaction, row.id, &CREATED, now).await?;
    let letter = mail::columns(&row, mail::Kind::Received, now);
    let letters = mail::enqueue(&transaction, letter).await?;
    transaction.commit().await?;
    app.post().wake_for(letters);
    Ok(Outcome::Registered(Box::new(Registered {
        row,
        event,
        files,
    })))
}

/// The row with its id, or `None` when the number is taken.
async fn insert<C: ConnectionTrait>(
    transaction: &C,
    row: request::Model,
) -> Result<Option<request::Model>> {
    match request::Entity::insert(columns(&row))
        .exec(transaction)
        .await
    {
        Ok(inserted) => Ok(Some(request::Model {
            id: inserted.last_insert_id,
            ..row
        })),
        Err(error) if is_taken(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Everything of a row but its id, which the database gives.
pub fn columns(row: &request::Model) -> request::ActiveModel {
    let mut columns = row.clone().into_active_model().reset_all();
    columns.id = NotSet;
    columns
}
