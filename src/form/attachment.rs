//! Files of a form: judged by content, kept on the device, uploaded while the person goes on typing.

use leptos::prelude::*;
use opora_contract::{
    form::Field,
    upload::{Attachment, SNIFF_BYTES, UploadProfile},
    violation::Violation,
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
        live, random,
    },
};

/// Takes chosen files into the form. One that cannot be taken becomes the field's error, which names the file.
pub async fn add(state: FormState, client: Client, chosen: Vec<LocalFile>) {
    let Some(field) = state.file_field() else {
        return;
    };
    let Some(profile) = field.profile.clone() else {
        return;
    };
    show_error(state, &field, None);
    let mut refused = Vec::new();
    for chosen in chosen {
        // The page may be left at any moment; then nobody waits for the rest.
        let Some(present) = state.files.try_with_untracked(Vec::len) else {
            return;
        };
        let judged = judge(&profile, &chosen, present).await;
        if let Err(violation) = judged {
            let message = violation.message(state.language);
            refused.push(format!("{}: {message}", chosen.name));
            show_error(state, &field, Some(refused.join(". ")));
            continue;
        }
        let added = FileState {
            id: random::uuid(),
            description: RwSignal::new(String::new()),
            upload: RwSignal::new(Upload::Running(0)),
            file: chosen,
        };
        keep(std::slice::from_ref(&added)).await;
        if state
            .files
            .try_update(|files| files.push(added.clone()))
            .is_none()
        {
            return;
        }
        state.save();
        leptos::task::spawn_local(upload(state, client.clone(), profile.clone(), added));
    }
    if !refused.is_empty() && !state.files.is_disposed() {
        live::announce(&refused.join(". "));
    }
}

/// Keeps the content of files, unless the device is a strange one.
pub async fn keep(files: &[FileState]) {
    for file in files {
        if !foreign::is_on() {
            // A device that cannot keep the file can still upload it now.
            let _kept = database::put(Store::Files, &file.id, &file.file.blob).await;
        }
    }
}

/// Judges one file before anything leaves the device.
async fn judge(
    profile: &UploadProfile,
    chosen: &LocalFile,
    present: usize,
) -> Result<(), Violation> {
    if present >= profile.max_files {
        return Err(Violation::TooManyFiles {
            max: profile.max_files,
        });
    }
    // A file that cannot be read any more is as good as empty.
    let head = file::head(&chosen.blob, SNIFF_BYTES)
        .await
        .unwrap_or_default();
    let bytes = if head.is_empty() { 0 } else { chosen.bytes };
    profile.check(bytes, &head).map(drop)
}

fn show_error(state: FormState, field: &Field, message: Option<String>) {
    state.errors.try_update(|errors| match message {
        Some(message) => errors.insert(field.name.to_string(), message),
        None => errors.remove(field.name.as_str()),
    });
}

async fn upload(state: FormState, client: Client, profile: UploadProfile, added: FileState) {
    let shown = added.upload;
    let progress = move |percent| {
        shown.try_set(Upload::Running(percent));
    };
    let outcome = match client.upload(&added.file, &profile.name, progress).await {
        Ok(attachment) => Upload::Done(attachment),
        Err(error) if error.is_retryable() => Upload::Waiting,
        Err(error) => error
            .problem()
            .map_or(Upload::Waiting, |problem| Upload::Refused(reason(&problem))),
    };
    shown.try_set(outcome);
    if state.files.try_with_untracked(|_| ()).is_some() {
        state.save();
    }
}

/// The most telling words of a refusal.
fn reason(problem: &opora_contract::problem::Problem) -> String {
    problem
        .errors
        .first()
        .map_or_else(|| problem.title.clone(), |error| error.message.clone())
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

/// Goes on with uploads that a reload interrupted.
pub fn resume(state: FormState, client: &Client) {
    let Some(profile) = state.file_field().and_then(|field| field.profile) else {
        return;
    };
    for waiting in state.files.get_untracked() {
        if waiting.upload.get_untracked() == Upload::Waiting {
            leptos::task::spawn_local(upload(state, client.clone(), profile.clone(), waiting));
        }
    }
}

/// Uploads what the server does not have yet before a request is sent: of files that are not kept, [`deliver`] would find
/// nothing.
pub async fn finish(state: FormState, client: &Client) {
    let Some(profile) = state.file_field().and_then(|field| field.profile) else {
        return;
    };
    for file in state.files.get_untracked() {
        let stage = file.upload.try_get_untracked();
        if matches!(stage, Some(Upload::Running(_) | Upload::Waiting)) {
            upload(state, client.clone(), profile.clone(), file).await;
        }
    }
}

/// Takes a file out of the form and off the device.
pub fn remove(state: FormState, id: &str) {
    state
        .files
        .update(|files| files.retain(|file| file.id != id));
    state.save();
    let id = id.to_owned();
    leptos::task::spawn_local(async move {
        // What stays behind is found and deleted with the draft.
        let _deleted = database::delete(Store::Files, &id).await;
    });
}

/// Uploads a kept file for a request that is being sent now.
pub async fn deliver(
    client: &Client,
    kept: &DraftFile,
    profile: &opora_contract::slug::Slug,
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
    client.upload(&local, profile, |_| ()).await
}
