//! Bringing one request to the server: its files first, then itself, under the key that makes it one request.

use opora_contract::{
    form::NewRequest,
    problem::ProblemCode,
    request::Receipt,
    session::{OwnerCode, SessionKey},
    upload::AttachmentClaim,
};

use super::{
    super::{
        attachment,
        draft::DraftFile,
        kept::{KeptRequest, account},
    },
    waiting::{Waiting, change},
};
use crate::{
    api::{ApiError, Client},
    embed,
};

/// Sends one request: its files first, as far as the server does not have them, then itself.
pub async fn deliver(client: &Client, waiting: &mut Waiting) -> Result<Receipt, ApiError> {
    let receipt = attempt(client, waiting).await;
    let problem = receipt.as_ref().err().and_then(ApiError::problem);
    let Some(problem) = problem.filter(|problem| problem.code == ProblemCode::Invalid) else {
        return receipt;
    };
    let mut errors = problem.errors.iter();
    // The portal it was written in may not tell that any more, or does not take this form and was known too late for whoever
    // was filling it in: what the person has written goes without naming the portal.
    let is_of_portal = |pointer: &str| pointer.starts_with("/context") || pointer == "/form";
    if errors.any(|error| is_of_portal(&error.pointer)) && waiting.context.take().is_some() {
        return attempt(client, waiting).await;
    }
    if !problem.errors.iter().any(|error| error.code == "file_gone") {
        return receipt;
    }
    // The server has forgotten files that waited too long: they are still here.
    for file in &mut waiting.files {
        file.uploaded = None;
    }
    attempt(client, waiting).await
}

async fn attempt(client: &Client, waiting: &mut Waiting) -> Result<Receipt, ApiError> {
    let is_uploaded = waiting.files.iter().all(|file| file.uploaded.is_some());
    let uploaded = upload(client, waiting).await;
    if !is_uploaded {
        keep_uploaded(waiting).await;
    }
    uploaded?;
    let claim = |file: &DraftFile| {
        let uploaded = file.uploaded.as_ref()?;
        Some(AttachmentClaim {
            id: uploaded.id.clone(),
            key: uploaded.key.clone(),
            description: file.description.clone(),
        })
    };
    let request = NewRequest {
        form: waiting.form.clone(),
        fields: waiting.fields.clone(),
        attachments: waiting.files.iter().filter_map(claim).collect(),
        preferences: waiting.preferences.clone(),
        context: waiting.context.clone(),
    };
    let key = &waiting.idempotency_key;
    // Who else may be here now has no part in it: it goes as nobody's rather than as theirs.
    let session = embed::session_of(waiting.owner.as_ref());
    let receipt = client.send(&request, key, session.as_ref()).await?;
    if let Some(owner) = waiting.owner.clone().filter(|_| !receipt.linked) {
        // It has arrived, but the session was over, or the portal has not said yet who is here. Nobody waits for that.
        let (client, key) = (client.clone(), key.clone());
        leptos::task::spawn_local(async move {
            link(&client, &request, &key, &owner, session.as_ref()).await;
        });
    }
    Ok(receipt)
}

/// Sends a request once more, under its key, in the next session of its author: so it becomes theirs on every device.
async fn link(
    client: &Client,
    request: &NewRequest,
    key: &str,
    owner: &OwnerCode,
    over: Option<&SessionKey>,
) {
    let Some(session) = embed::renewed(owner, over).await else {
        return;
    };
    let before = embed::departures();
    if let Ok(receipt) = client.send(request, key, Some(&session)).await
        && receipt.linked
        && before == embed::departures()
    {
        account::add(KeptRequest::of(&receipt.request, receipt.key));
    }
}

/// Uploads the files that the server does not have.
async fn upload(client: &Client, waiting: &mut Waiting) -> Result<(), ApiError> {
    for file in &mut waiting.files {
        if let (None, Some(profile)) = (&file.uploaded, &waiting.profile) {
            file.uploaded = Some(attachment::deliver(client, file, profile).await?);
        }
    }
    Ok(())
}

/// Keeps what the server has of a request that waits before it is sent: when the answer is lost, the next attempt must
/// have the same body under the same key.
async fn keep_uploaded(waiting: &Waiting) {
    let files = waiting.files.clone();
    // A device that cannot keep it still sends it now.
    let _kept = change(&waiting.idempotency_key, |entry| entry.files = files).await;
}
