//! A form being filled, as it is kept on the device.

use std::collections::BTreeMap;

use opora_contract::{portal::Context, slug::Slug, upload::Attachment};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::foreign;
use crate::browser::{
    Refused,
    database::{self, Store},
    format, json, random, session,
    setting::{self, Setting},
};

/// How long a draft is kept, in days: as long as a browser keeps the storage of a site that is not visited, and then some.
const KEPT_DAYS: u32 = 30;

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

/// Everything a person has put into a form. A form may have several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub form: Slug,
    /// Made with the draft and kept until the server has answered: a repeated sending makes one request. The draft goes
    /// by it, too.
    pub idempotency_key: String,
    /// Of the form, to tell drafts apart in a list.
    #[serde(default)]
    pub title: String,
    pub values: BTreeMap<String, String>,
    pub files: Vec<DraftFile>,
    /// Where it was begun, in a frame of another portal; what was left out of it is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    /// RFC 3339, by the device's clock.
    pub saved_at: String,
}

impl Draft {
    pub fn new(form: Slug) -> Self {
        Self {
            form,
            idempotency_key: random::uuid(),
            title: String::new(),
            values: BTreeMap::new(),
            files: Vec::new(),
            context: None,
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

/// The draft to go on with in a form: the one of this key if it is kept, else the newest. The last moment of a page that
/// was left counts, too; it goes into the database, for the next one takes its place. The one that was asked for is the
/// newest from now on: a reload asks for none.
pub async fn load(form: &Slug, key: Option<&str>) -> Result<Option<Draft>, Refused> {
    let last = session::read(&last_moment(form)).and_then(|text| json::parse::<Draft>(&text));
    let mut drafts = all().await;
    if let Some(last) = last {
        let is_it = |draft: &Draft| draft.idempotency_key == last.idempotency_key;
        let is_older = |draft: &Draft| is_it(draft) && draft.saved_at > last.saved_at;
        if drafts
            .as_ref()
            .is_ok_and(|drafts| drafts.iter().any(is_older))
        {
            session::forget(&last_moment(form));
        } else {
            // Not in the database: it stays where it is.
            let _saved = save(&last).await;
            let mut known = drafts.unwrap_or_default();
            known.retain(|draft| !is_it(draft));
            known.insert(0, last);
            drafts = Ok(known);
        }
    }
    let mut drafts = drafts?;
    drafts.retain(|draft| draft.form == *form);
    let wanted = drafts
        .iter()
        .position(|draft| Some(draft.idempotency_key.as_str()) == key);
    let at = wanted.unwrap_or(0);
    let mut found = (at < drafts.len()).then(|| drafts.swap_remove(at));
    if at > 0
        && let Some(draft) = &mut found
    {
        draft.saved_at = format::now();
        // Else it stays where it was among the others.
        let _saved = save(draft).await;
    }
    Ok(found)
}

/// Every draft, the newest first. Those that are too old go.
pub async fn all() -> Result<Vec<Draft>, Refused> {
    let stored = database::all(Store::Drafts).await?;
    let mut drafts: Vec<Draft> = stored
        .iter()
        .filter_map(|value| json::parse(&value.as_string()?))
        .collect();
    drafts.sort_by(|a: &Draft, b| b.saved_at.cmp(&a.saved_at));
    let oldest = format::days_ago(KEPT_DAYS);
    let is_old = |draft: &Draft| !draft.saved_at.is_empty() && draft.saved_at < oldest;
    for old in drafts.iter().filter(|draft| is_old(draft)) {
        let _gone = discard(old).await;
        let _files = discard_files(&old.files).await;
    }
    drafts.retain(|draft| !is_old(draft));
    if drafts.is_empty() {
        setting::write(Setting::Drafts, None);
    }
    Ok(drafts)
}

/// Keeps a draft. A strange device refuses: whoever has it must not let go of it.
pub async fn save(draft: &Draft) -> Result<(), Refused> {
    if foreign::is_on() {
        return Err(Refused("a strange device keeps no drafts".to_owned()));
    }
    let text = serde_json::to_string(draft).map_err(|error| Refused(error.to_string()))?;
    database::put(
        Store::Drafts,
        &draft.idempotency_key,
        &JsValue::from_str(&text),
    )
    .await?;
    setting::write(Setting::Drafts, Some("1"));
    // A last moment that is newer stays.
    let last = last_moment(&draft.form);
    if session::read(&last) == Some(text) {
        session::forget(&last);
    }
    Ok(())
}

/// Forgets a draft. The content of its files stays: see [`discard_files`].
pub async fn discard(draft: &Draft) -> Result<(), Refused> {
    discard_key(&draft.form, &draft.idempotency_key).await
}

/// [`discard`] by what the draft goes by.
pub async fn discard_key(form: &Slug, key: &str) -> Result<(), Refused> {
    let last = last_moment(form);
    let is_own =
        |text: &String| json::parse::<Draft>(text).is_none_or(|draft| draft.idempotency_key == key);
    if session::read(&last).as_ref().is_some_and(is_own) {
        session::forget(&last);
    }
    database::delete(Store::Drafts, key).await?;
    let left = database::all(Store::Drafts).await;
    if left.is_ok_and(|left| left.is_empty()) {
        setting::write(Setting::Drafts, None);
    }
    Ok(())
}

/// Forgets the content of files that nothing needs any more.
pub async fn discard_files(files: &[DraftFile]) -> Result<(), Refused> {
    for file in files {
        database::delete(Store::Files, &file.id).await?;
    }
    Ok(())
}
