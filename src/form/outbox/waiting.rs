//! What the outbox holds, as the device keeps it.

use std::collections::BTreeMap;

use opora_contract::{portal::Context, request::Preferences, session::OwnerCode, slug::Slug};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::super::draft::{self, DraftFile};
use crate::{
    browser::{
        Refused,
        database::{self, Store},
        json,
    },
    embed,
};

/// A request in the outbox: frozen, so that its idempotency key always stands for the same body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub idempotency_key: String,
    pub form: Slug,
    /// Of the form: what stands for a request without a subject.
    #[serde(default)]
    pub title: String,
    pub fields: BTreeMap<String, String>,
    /// Which of them are numbers of documents: a draft does not get them.
    #[serde(default)]
    pub private: Vec<String>,
    pub files: Vec<DraftFile>,
    /// Upload profile of the files.
    pub profile: Option<Slug>,
    /// Why the server will not take it as it is; the person has to mend it.
    #[serde(default)]
    pub refusal: Option<String>,
    /// How the person wants to hear of it, as it was when they sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Preferences>,
    /// Where it was written, in a frame of another portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// Who wrote it, where that portal had signed somebody in. It is sent in a session of theirs or of nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<OwnerCode>,
    /// In which the person is answered when the service worker sends it; of the page when it is put in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The answer to what the service worker has sent, as it came: a
    /// [`Receipt`](opora_contract::request::Receipt). `public/outbox.js` puts it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

impl Waiting {
    /// Whether whoever is here may see it: somebody else may have been signed in when it was written.
    pub fn is_shown(&self) -> bool {
        self.owner.is_none() || self.owner == embed::owner()
    }

    /// Whether its author is here in another tab: that one sends it and keeps its number.
    pub(super) fn is_elsewhere(&self) -> bool {
        !self.is_shown() && self.owner.as_ref().is_some_and(embed::is_kept_for)
    }
}

/// Takes what has arrived off the device. Left-overs only cost space; the idempotency key keeps them from being sent twice.
pub(super) async fn leave(waiting: &Waiting) {
    let _files = draft::discard_files(&waiting.files).await;
    let _entry = database::delete(Store::Outbox, &waiting.idempotency_key).await;
}

/// What waits and may be seen here: see [`Waiting::is_shown`].
pub async fn shown() -> Result<Vec<Waiting>, Refused> {
    let mut all = all().await?;
    all.retain(Waiting::is_shown);
    Ok(all)
}

/// What nobody has signed becomes somebody's: it was theirs to see, and will not be another's.
pub(in crate::form) async fn give_to(owner: &OwnerCode) -> Result<(), Refused> {
    for waiting in all().await? {
        let owner = owner.clone();
        change(&waiting.idempotency_key, |waiting| {
            waiting.owner.get_or_insert(owner);
        })
        .await?;
    }
    Ok(())
}

/// Takes out, without their files, what is this person's, what is nobody's and what cannot be read. What is somebody else's
/// stays.
pub(in crate::form) async fn clear_of(owner: Option<&OwnerCode>) -> Result<(), Refused> {
    for key in database::keys(Store::Outbox).await? {
        let author = find(&key).await?.and_then(|waiting| waiting.owner);
        if author.is_none() || author.as_ref() == owner {
            database::delete(Store::Outbox, &key).await?;
        }
    }
    Ok(())
}

/// Everything in the outbox. Entries that cannot be read are left out, not deleted.
pub async fn all() -> Result<Vec<Waiting>, Refused> {
    let stored = database::all(Store::Outbox).await?;
    Ok(stored
        .iter()
        .filter_map(|value| json::parse(&value.as_string()?))
        .collect())
}

/// Takes a request out again: see [`super::mend`].
pub async fn take(waiting: &Waiting) -> Result<(), Refused> {
    database::delete(Store::Outbox, &waiting.idempotency_key).await
}

/// An entry as it is now; `None` where it is gone.
pub(super) async fn find(key: &str) -> Result<Option<Waiting>, Refused> {
    let stored = database::get(Store::Outbox, key).await?;
    Ok(stored.and_then(|value| json::parse(&value.as_string()?)))
}

/// Changes an entry as it is now: another tab, the service worker or the person may have come between. What is gone stays
/// gone.
pub(super) async fn change(
    key: &str,
    change: impl FnOnce(&mut Waiting) + 'static,
) -> Result<(), Refused> {
    let work = move |before: Option<JsValue>| {
        let mut waiting: Waiting = json::parse(&before?.as_string()?)?;
        change(&mut waiting);
        let text = serde_json::to_string(&waiting).ok()?;
        Some(JsValue::from_str(&text))
    };
    database::change(Store::Outbox, key, Box::new(work)).await
}

/// Puts an entry in.
pub(super) async fn store(waiting: &Waiting) -> Result<(), Refused> {
    let text = serde_json::to_string(waiting).map_err(|error| Refused(error.to_string()))?;
    database::put(
        Store::Outbox,
        &waiting.idempotency_key,
        &JsValue::from_str(&text),
    )
    .await
}
