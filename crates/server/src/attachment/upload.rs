//! A file arrives: judged while it streams in, by size, first bytes and pixels, and stored only if it is good.

use axum::body::Body;
use futures_util::StreamExt;
use object_store::{ObjectStoreExt, WriteMultipart};
use opora_contract::{
    upload::{Attachment, FileType, Inspection, UploadProfile},
    violation::Violation,
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{discard, location, name};
use crate::{
    clock::Moment,
    error::{Error, Flaw, Result},
    metric, secret,
    state::App,
    store::entity::attachment,
    word,
};

/// Bytes of a part, and most parts of one file on their way to the store: what an upload holds in memory.
const PART: usize = 256 * 1024;
const PARTS_MAX: usize = 2;

/// Stores a file that waits for a request, under the name that its sender `said`, made harmless.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::UnsupportedType`], [`Error::Invalid`] for an empty file or a broken picture;
/// [`Error::Malformed`] when the sender breaks off.
pub async fn upload(
    app: &App,
    profile: &UploadProfile,
    said: Option<&str>,
    body: Body,
    now: Moment,
) -> Result<Attachment> {
    let random = secret::random::<16>()?;
    let id = format!("{:032x}", u128::from_be_bytes(random));
    let row = attachment::Model {
        id: id.clone(),
        request_id: None,
        profile: profile.name.to_string(),
        name: String::new(),
        description: String::new(),
        file_type: String::new(),
        bytes: 0,
        created_at: now.0,
        place: 0,
        message_id: None,
    };
    attachment::Entity::insert(row.into_active_model())
        .exec_without_returning(app.store().write())
        .await?;
    match receive(app, &id, profile, body).await {
        Ok((file_type, bytes)) => {
            let stored = Attachment {
                key: app.secret().attachment_key(&id),
                id,
                name: name::kept(said.unwrap_or_default(), file_type),
                file_type,
                bytes,
            };
            complete(app, &stored).await?;
            metric::count_upload(file_type);
            Ok(stored)
        }
        Err(error) => {
            discard(app, &id).await?;
            Err(error)
        }
    }
}

/// Writes the content as it arrives; a bad file stops at the first byte that proves it.
async fn receive(
    app: &App,
    id: &str,
    profile: &UploadProfile,
    body: Body,
) -> Result<(FileType, u64)> {
    let upload = app.files().put_multipart(&location(id)).await?;
    let mut writer = WriteMultipart::new_with_chunk_size(upload, PART);
    let mut inspection = Inspection::new(profile);
    let mut chunks = body.into_data_stream();
    let judged = loop {
        let Some(chunk) = chunks.next().await else {
            let bytes = inspection.bytes();
            let verdict = inspection.finish().map_err(refusal);
            break verdict.map(|file_type| (file_type, bytes));
        };
        let Ok(chunk) = chunk else {
            break Err(Error::Malformed(Vec::new()));
        };
        if let Err(violation) = inspection.take(&chunk) {
            break Err(refusal(violation));
        }
        writer.wait_for_capacity(PARTS_MAX).await?;
        writer.put(chunk);
    };
    match judged {
        Ok(good) => {
            writer.finish().await?;
            Ok(good)
        }
        Err(error) => {
            writer.abort().await?;
            Err(error)
        }
    }
}

/// Refuses a file that is announced to be too large before any of it arrives.
///
/// # Errors
/// [`Error::TooLarge`].
pub fn check_size(profile: &UploadProfile, bytes: u64) -> Result<()> {
    if bytes <= profile.max_bytes {
        return Ok(());
    }
    Err(refusal(Violation::FileTooLarge {
        max: profile.max_bytes,
        actual: bytes,
    }))
}

/// Each violation of a file with the status that belongs to it. The body is the file: the pointer is to all of it.
fn refusal(violation: Violation) -> Error {
    let error = match violation {
        Violation::FileTooLarge { .. } | Violation::PictureTooLarge { .. } => Error::TooLarge,
        Violation::FileType { .. } => Error::UnsupportedType,
        _ => Error::Invalid,
    };
    error(vec![Flaw::new("", violation)])
}

async fn complete(app: &App, stored: &Attachment) -> Result<()> {
    let columns = attachment::ActiveModel {
        id: Set(stored.id.clone()),
        name: Set(stored.name.clone()),
        file_type: Set(word::of(&stored.file_type)),
        bytes: Set(i64::try_from(stored.bytes).unwrap_or(i64::MAX)),
        ..Default::default()
    };
    attachment::Entity::update(columns)
        .exec(app.store().write())
        .await?;
    Ok(())
}
