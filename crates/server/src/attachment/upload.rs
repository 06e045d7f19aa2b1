//! A file arrives: judged while it streams in, by size and first bytes, and stored only if it is good.

use axum::body::Body;
use bytes::Bytes;
use futures_util::StreamExt;
use object_store::{ObjectStoreExt, WriteMultipart};
use opora_contract::{
    upload::{Attachment, FileType, SNIFF_BYTES, UploadProfile},
    violation::Violation,
};
use sea_orm::{ActiveValue::Set, EntityTrait, IntoActiveModel};

use super::{discard, location};
use crate::{
    clock::Moment,
    error::{Error, Flaw, Result},
    metric, secret,
    state::App,
    store::entity::attachment,
    word,
};

/// How much of a file its type is judged by.
const HEAD: usize = SNIFF_BYTES as usize;

/// Bytes of a part, and most parts of one file on their way to the store: what an upload holds in memory.
const PART: usize = 256 * 1024;
const PARTS_MAX: usize = 2;

/// What a file is called when the sender does not say.
const NAMELESS: &str = "file";

/// Stores a file that waits for a request.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::UnsupportedType`], [`Error::Invalid`] for an empty file; [`Error::Malformed`] when the
/// sender breaks off.
pub async fn upload(
    app: &App,
    profile: &UploadProfile,
    name: Option<String>,
    body: Body,
    now: Moment,
) -> Result<Attachment> {
    let random = secret::random::<16>()?;
    let id = format!("{:032x}", u128::from_be_bytes(random));
    let row = attachment::Model {
        id: id.clone(),
        request_id: None,
        profile: profile.name.to_string(),
        name: name.unwrap_or_else(|| NAMELESS.to_owned()),
        description: String::new(),
        file_type: String::new(),
        bytes: 0,
        created_at: now.0,
    };
    attachment::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(app.store().write())
        .await?;
    match receive(app, &id, profile, body).await {
        Ok((file_type, bytes)) => {
            complete(app, &id, file_type, bytes).await?;
            metric::count_upload(file_type);
            Ok(Attachment {
                key: app.secret().attachment_key(&id),
                id,
                name: row.name,
                file_type,
                bytes,
            })
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
    let mut seen = Seen::default();
    let mut chunks = body.into_data_stream();
    let judged = loop {
        let Some(chunk) = chunks.next().await else {
            break seen.judge(profile);
        };
        let Ok(chunk) = chunk else {
            break Err(Error::Malformed(Vec::new()));
        };
        seen.take(&chunk);
        if seen.can_judge()
            && let Err(error) = seen.judge(profile)
        {
            break Err(error);
        }
        writer.wait_for_capacity(PARTS_MAX).await?;
        writer.put(chunk);
    };
    match judged {
        Ok(file_type) => {
            writer.finish().await?;
            Ok((file_type, seen.bytes))
        }
        Err(error) => {
            writer.abort().await?;
            Err(error)
        }
    }
}

/// What is known of a file so far.
#[derive(Default)]
struct Seen {
    bytes: u64,
    head: Vec<u8>,
}

impl Seen {
    fn take(&mut self, chunk: &Bytes) {
        self.bytes += chunk.len() as u64;
        let missing = HEAD.saturating_sub(self.head.len());
        self.head.extend(chunk.iter().take(missing));
    }

    const fn can_judge(&self) -> bool {
        self.head.len() >= HEAD
    }

    fn judge(&self, profile: &UploadProfile) -> Result<FileType> {
        profile.check(self.bytes, &self.head).map_err(refusal)
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
        Violation::FileTooLarge { .. } => Error::TooLarge,
        Violation::FileType { .. } => Error::UnsupportedType,
        _ => Error::Invalid,
    };
    error(vec![Flaw::new("", violation)])
}

async fn complete(app: &App, id: &str, file_type: FileType, bytes: u64) -> Result<()> {
    let columns = attachment::ActiveModel {
        id: Set(id.to_owned()),
        file_type: Set(word::of(&file_type)),
        bytes: Set(i64::try_from(bytes).unwrap_or(i64::MAX)),
        ..Default::default()
    };
    attachment::Entity::update(columns)
        .exec(app.store().write())
        .await?;
    Ok(())
}
