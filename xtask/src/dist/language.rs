//! What the shell says in further languages: an asset for each, which visitors of other languages never load.

use std::fs;
use std::path::Path;

use anyhow::Result;
use serde_json::{Map, Value, json};
use toml::{Table, Value as Toml};

use super::asset::Assets;
use crate::source;

/// What is said in the shell by content: its English, and what another language has in the same place.
type Texts = Map<String, Value>;

/// The further languages as `boot.js` reads them: tag, name, base, direction, and where the texts are.
///
/// # Errors
/// When a file of theirs says something unknown, or an asset can't be written.
pub fn all(content: &Path, assets: &Assets) -> Result<String> {
    let mut all = Vec::new();
    for tongue in opora_translation::all(content)? {
        let mut texts = Texts::new();
        for path in source::files(&content.join("en"))? {
            let own = content
                .join(&tongue.tag)
                .join(path.strip_prefix(content.join("en"))?);
            add_file(&path, &own, &mut texts)?;
        }
        let pairs = tongue.texts.of_page();
        texts.extend(pairs.map(|(english, said)| (english.to_owned(), said.into())));
        let texts = serde_json::to_vec(&Value::from(texts))?;
        let asset = assets.add(&tongue.tag, "json", &texts)?;
        all.push(json!({
            "tag": tongue.tag,
            "name": tongue.name,
            "base": tongue.base.tag(),
            "rtl": tongue.is_rtl,
            "texts": asset.url(),
        }));
    }
    Ok(Value::from(all).to_string())
}

/// What home and contacts say, and the titles of answers and guides: the first page may show any of them.
fn add_file(english: &Path, own: &Path, texts: &mut Texts) -> Result<()> {
    let is_whole = ["home.toml", "contacts.toml"].contains(&source::name(english));
    let has_title = ["faq", "guides"]
        .iter()
        .any(|folder| english.iter().any(|part| part == *folder));
    if !own.exists() || !(is_whole || has_title) {
        return Ok(());
    }
    let [english, own] = [front(english)?, front(own)?];
    if is_whole {
        add(&Toml::Table(english), &Toml::Table(own), texts);
    } else if let (Some(english), Some(own)) = (english.get("title"), own.get("title")) {
        add(english, own, texts);
    }
    Ok(())
}

/// A file of TOML, or the front matter of one of Markdown.
fn front(path: &Path) -> Result<Table> {
    let text = fs::read_to_string(path)?;
    let front = text
        .strip_prefix("+++")
        .and_then(|rest| rest.split("+++").next());
    Ok(front.unwrap_or(&text).parse()?)
}

fn add(english: &Toml, own: &Toml, texts: &mut Texts) {
    match (english, own) {
        (Toml::String(english), Toml::String(own)) if english != own => {
            texts.insert(english.clone(), own.as_str().into());
        }
        (Toml::Array(english), Toml::Array(own)) => {
            let pairs = english.iter().zip(own);
            pairs.for_each(|(english, own)| add(english, own, texts));
        }
        (Toml::Table(english), Toml::Table(own)) => {
            for (key, english) in english {
                if let Some(own) = own.get(key) {
                    add(english, own, texts);
                }
            }
        }
        _ => {}
    }
}
