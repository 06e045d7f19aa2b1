//! Files of a form: judged by content, kept on the device, uploaded while the person goes on typing.

mod desk;
mod picture;
mod quotation;
mod upload;

use leptos::prelude::*;
use opora_contract::{
    slug::Slug,
    upload::{Attachment, Nature, UploadProfile},
};

pub(super) use self::{
    desk::Means,
    picture::{jpg_within, made_of, may_open},
};
pub use self::{
    desk::{Desk, Refusal, Trouble},
    picture::{Look, look},
    quotation::quoted,
};
use super::{
    draft::DraftFile,
    foreign,
    state::{FileState, FormState, Upload},
};
use crate::{
    api::{ApiError, Client},
    browser::{
        Refused,
        database::{self, Store},
        file::{self, LocalFile},
    },
};

/// How much of a file is looked at before anything is done with it, in bytes. Cameras write a hundred thousand and more
/// before they come to the size of the picture.
const HEAD_BYTES: u32 = 262_144;

/// The beginning of a file; fails for a folder, and when the file has been moved away.
pub(super) async fn head(file: &LocalFile) -> Result<Vec<u8>, Refused> {
    file::head(&file.blob, HEAD_BYTES).await
}

/// Judges one file before anything leaves the device.
pub async fn judge(profile: &UploadProfile, chosen: &LocalFile) -> Result<Nature, Trouble> {
    let Ok(head) = head(chosen).await else {
        return Err(Trouble::Unreadable);
    };
    let bytes = if head.is_empty() { 0 } else { chosen.bytes };
    match profile.check(bytes, &head) {
        Ok(_) => Ok(Nature::of(&head)),
        Err(violation) => Err(Trouble::Against(violation)),
    }
}

/// Keeps the content of a file under its id, unless the device is a strange one.
async fn keep_content(id: &str, file: &LocalFile) -> Result<(), Refused> {
    if foreign::is_on() {
        return Ok(());
    }
    match database::put(Store::Files, id, &file.blob).await {
        Ok(()) => Ok(()),
        // A private window of Safari keeps bytes, but no blob.
        Err(_) => database::put(Store::Files, id, &file::bytes(&file.blob).await?).await,
    }
}

/// Keeps the content of files of a form.
pub async fn keep(files: &[FileState]) {
    for file in files {
        // A device that cannot keep the file can still upload it now.
        let _kept = keep_content(&file.id, &file.file).await;
    }
}

/// Uploads what the server does not have yet before a request is sent: of files that are not kept, [`deliver`] would find
/// nothing.
pub async fn finish(state: FormState, client: &Client) {
    let Some(profile) = state.file_field().and_then(|field| field.profile) else {
        return;
    };
    for file in state.files.get_untracked() {
        if matches!(
            file.upload.try_get_untracked(),
            Some(Upload::Done(_)) | None
        ) {
            continue;
        }
        let shown = Some(file.upload);
        let went = upload::upload(client, &profile.name, &file.id, &file.file, shown).await;
        if let Some(end) = desk::end(went) {
            file.upload.try_set(end);
            upload::note(&file.id);
        }
    }
}

/// The files of a draft, as far as the device still has them. What is not uploaded yet goes on.
pub async fn restored(files: Vec<DraftFile>) -> Vec<FileState> {
    let mut found = Vec::with_capacity(files.len());
    for kept in files {
        let blob = database::get(Store::Files, &kept.id)
            .await
            .ok()
            .flatten()
            .and_then(file::from_stored);
        if let Some(blob) = blob {
            found.push(FileState {
                id: kept.id,
                description: RwSignal::new(kept.description),
                upload: RwSignal::new(kept.uploaded.map_or(Upload::Waiting, Upload::Done)),
                file: LocalFile {
                    name: kept.name,
                    bytes: kept.bytes,
                    blob,
                },
            });
        }
    }
    found
}

/// Uploads a kept file for a request that is being sent now, or waits for its upload that runs.
pub async fn deliver(
    client: &Client,
    kept: &DraftFile,
    profile: &Slug,
) -> Result<Attachment, ApiError> {
    let gone = |Refused(reason)| ApiError::Malformed(reason);
    let blob = database::get(Store::Files, &kept.id)
        .await
        .map_err(gone)?
        .and_then(file::from_stored);
    let Some(blob) = blob else {
        return Err(ApiError::Malformed(format!(
            "file {} is not on this device",
            kept.id
        )));
    };
    let local = LocalFile {
        name: kept.name.clone(),
        bytes: kept.bytes,
        blob,
    };
    let went = upload::upload(client, profile, &kept.id, &local, None).await;
    upload::note(&kept.id);
    // Stopped at this very moment: the request waits, as without a connection.
    went.unwrap_or(Err(ApiError::Offline))
}
