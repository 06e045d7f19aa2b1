//! A form being filled, as it is kept on the device.

use std::collections::BTreeMap;

use opora_contract::{slug::Slug, upload::Attachment};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use crate::browser::{
    Refused,
    database::{self, Store},
    json, random, session,
};

/// A file of a draft. Its content lies beside the drafts under `id` until the request is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftFile {
    pub id: String,
    pub name: String,
    pub bytes: u64,
    #[serde(default)]
    pub description: String,
    /// Set once the server has it. It may forget it again after a day: then the file is uploaded anew.
    #[serde(default)]
    pub uploaded: Option<Attachment>,
}

/// Everything a person has put into a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub form: Slug,
    /// Made with the draft and kept until the server has answered: a repeated sending makes one request.
    pub idempotency_key: String,
    pub values: BTreeMap<String, String>,
    pub files: Vec<DraftFile>,
    /// RFC 3339, by the device's clock.
    pub saved_at: String,
}

impl Draft {
    pub fn new(form: Slug) -> Self {
        Self {
            form,
            idempotency_key: random::uuid(),
            values: BTreeMap::new(),
            files: Vec::new(),
            saved_at: String::new(),
        }
    }

    /// Whether there is nothing to lose.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.values.values().all(String::is_empty)
    }
}

/// Where the last moment of a form is kept, see [`keep_last_moment`].
fn last_moment(form: &Slug) -> String {
    format!("opora.draft.{form}")
}

/// Keeps a draft that the database may not get any more, for the same tab, until the database has it after all.
pub fn keep_last_moment(draft: &Draft) {
    if let Ok(text) = serde_json::to_string(draft) {
        session::keep(&last_moment(&draft.form), &text);
    }
}

/// The draft of a form, if one is kept and can be read: the newer of the database's and the last moment of a page that
/// was left. The last moment goes into the database, for the next one takes its place.
pub async fn load(form: &Slug) -> Result<Option<Draft>, Refused> {
    let last = session::read(&last_moment(form)).and_then(|text| json::parse::<Draft>(&text));
    let stored = stored(form).await;
    match (last, stored) {
        (Some(last), Ok(Some(stored))) if stored.saved_at > last.saved_at => {
            session::forget(&last_moment(form));
            Ok(Some(stored))
        }
        (Some(last), _) => {
            // Not in the database: it stays where it is.
            let _saved = save(&last).await;
            Ok(Some(last))
        }
        (None, stored) => stored,
    }
}

async fn stored(form: &Slug) -> Result<Option<Draft>, Refused> {
    let stored = database::get(Store::Drafts, form.as_str()).await?;
    Ok(stored.and_then(|value| json::parse(&value.as_string()?)))
}

pub async fn save(draft: &Draft) -> Result<(), Refused> {
    let text = serde_json::to_string(draft).map_err(|error| Refused(error.to_string()))?;
    database::put(
        Store::Drafts,
        draft.form.as_str(),
        &JsValue::from_str(&text),
    )
    .await?;
    // A last moment that is newer stays.
    let last = last_moment(&draft.form);
    if session::read(&last) == Some(text) {
        session::forget(&last);
    }
    Ok(())
}

/// Forgets the draft of a form. The content of its files stays: see [`discard_files`].
pub async fn discard(form: &Slug) -> Result<(), Refused> {
    session::forget(&last_moment(form));
    database::delete(Store::Drafts, form.as_str()).await
}

/// Forgets the content of files that nothing needs any more.
pub async fn discard_files(files: &[DraftFile]) -> Result<(), Refused> {
    for file in files {
        database::delete(Store::Files, &file.id).await?;
    }
    Ok(())
}
