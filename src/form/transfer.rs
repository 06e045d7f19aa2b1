//! A draft as a file: out of one device and into another.

use std::collections::BTreeMap;

use opora_contract::slug::Slug;
use serde::{Deserialize, Serialize};

use super::draft::{self, Draft};
use crate::browser::{
    Refused, download,
    file::{self, LocalFile},
    format, json,
};

/// Largest file read, in bytes: answers of a form are far below it.
const BYTES_MAX: u32 = 1_000_000;

/// What a file holds. Chosen files stay behind, and so do numbers of documents and the key: on another device it is
/// another draft.
#[derive(Serialize, Deserialize)]
struct Transfer {
    form: Slug,
    title: String,
    values: BTreeMap<String, String>,
}

/// Gives the draft to the person as a file; `false` where the browser refuses.
pub fn export(draft: &Draft) -> bool {
    let transfer = Transfer {
        form: draft.form.clone(),
        title: draft.title.clone(),
        values: draft.values.clone(),
    };
    let day = draft.saved_at.get(..10).unwrap_or("draft");
    let name = format!("opora-{}-{day}.json", draft.form);
    serde_json::to_string(&transfer)
        .is_ok_and(|text| download::text(&name, "application/json", &text))
}

/// Makes a draft of a file and keeps it.
///
/// # Errors
/// When the file is none of ours, or the device keeps nothing.
pub async fn import(chosen: &LocalFile) -> Result<Draft, Refused> {
    if chosen.bytes > BYTES_MAX.into() {
        return Err(Refused("too large for a draft".to_owned()));
    }
    let bytes = file::head(&chosen.blob, BYTES_MAX).await?;
    let text = String::from_utf8(bytes).map_err(|error| Refused(error.to_string()))?;
    let transfer: Transfer = json::parse(&text).ok_or_else(|| Refused("not a draft".to_owned()))?;
    let mut made = Draft::new(transfer.form);
    made.title = transfer.title;
    made.values = transfer.values;
    made.saved_at = format::now();
    draft::save(&made).await?;
    Ok(made)
}
