//! A language that nobody speaks: English with accents, longer by two fifths and written from right to left.
//!
//! It shows what a further language would meet: texts that are not translated, places too small for longer ones, pages
//! that do not turn with the direction.

mod content;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use opora_translation::{Base, Text};

use crate::source;
use crate::workspace::Workspace;

/// Of those for private use.
pub const TAG: &str = "qaa";

/// Dates are written as the browser writes them for speakers of Arabic.
const LANGUAGE: &str =
    "name = \"Þšéûðö\"\nbase = \"en\"\ndirection = \"rtl\"\nlocale = \"ar-u-nu-latn\"\n";

/// Writes a content folder: all there is, and the pseudo-language.
///
/// # Errors
/// When a file can't be read or written.
pub fn write(workspace: &Workspace, out: &Path) -> Result<()> {
    let from = workspace.root.join("content");
    for path in source::files(&from)? {
        let to = out.join(path.strip_prefix(&from)?);
        fs::create_dir_all(to.parent().unwrap_or(out))?;
        // The same bytes leave the file as it is: cargo builds anew what is younger.
        put(&to, &fs::read(&path)?)?;
    }
    put(
        &out.join("languages.toml"),
        format!("further = [\"{TAG}\"]\n").as_bytes(),
    )?;
    let own = out.join(TAG);
    content::write(&from.join("en"), &own)?;
    put(&own.join("language.toml"), LANGUAGE.as_bytes())?;
    let interface = interface(&texts(workspace)?);
    put(&own.join("interface.toml"), interface.as_bytes())
}

/// Every text there is to translate from English.
///
/// # Errors
/// When a source can't be read.
pub fn texts(workspace: &Workspace) -> Result<Vec<Text>> {
    Ok(texts_of(workspace, Base::En)?.into_iter().collect())
}

/// Every text there is to translate from a base.
///
/// # Errors
/// When a source can't be read.
pub fn texts_of(workspace: &Workspace, base: Base) -> Result<BTreeSet<Text>> {
    let read = |name: &str| {
        let path = workspace.root.join(name);
        fs::read_to_string(&path).with_context(|| format!("can't read {}", path.display()))
    };
    let mut texts = opora_translation::of_code(&workspace.root, base)?;
    texts.extend(opora_translation::of_page(&read("index.html")?));
    texts.extend(opora_translation::of_script(&read("public/boot.js")?));
    texts.retain(|text| !text.key.contains("{{"));
    Ok(texts)
}

fn interface(texts: &[Text]) -> String {
    let mut file = String::new();
    let mut section = "";
    for text in texts {
        if text.section != section {
            section = &text.section;
            let _written = writeln!(file, "[{section}]");
        }
        let key = quoted(&text.key);
        let _written = match text.key.rsplit_once('|').filter(|_| text.is_plural) {
            Some((one, other)) => {
                let one = one.split('|').next().unwrap_or_default();
                let [one, other] = [one, other].map(|form| quoted(&longer(form)));
                writeln!(file, "{key} = {{ one = {one}, other = {other} }}")
            }
            None => writeln!(file, "{key} = {}", quoted(&longer(&text.key))),
        };
    }
    file
}

/// A string of JSON, which is one of TOML.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn put(path: &Path, text: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text).with_context(|| format!("can't write {}", path.display()))
}

/// The text with accents, [`longer`] where that keeps within so many characters.
pub fn within(limit: usize, text: &str) -> String {
    let long = longer(text);
    match long.chars().count() > limit {
        true => said(text, false),
        false => long,
    }
}

/// The text with accents, and two fifths longer: vowels are said twice. What is in braces stays, and where a link leads.
pub fn longer(text: &str) -> String {
    said(text, true)
}

fn said(text: &str, is_longer: bool) -> String {
    let mut said = String::with_capacity(text.len() * 3);
    let (mut is_place, mut before) = (false, ' ');
    for letter in text.chars() {
        match letter {
            '{' => is_place = true,
            '(' if before == ']' => is_place = true,
            '}' | ')' => is_place = false,
            _ => {}
        }
        before = letter;
        if is_place {
            said.push(letter);
            continue;
        }
        let accented = accented(letter);
        said.push(accented);
        if is_longer && matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u') {
            said.push(accented);
        }
    }
    said
}

const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ACCENTED: &str = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";

fn accented(letter: char) -> char {
    let mut pairs = PLAIN.chars().zip(ACCENTED.chars());
    pairs
        .find(|(plain, _)| *plain == letter)
        .map_or(letter, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_get_accents_and_places_stay() {
        assert_eq!(
            longer("Sent {number:02} at {at}"),
            "Šééñţ {number:02} ååţ {at}"
        );
        assert_eq!(PLAIN.chars().count(), ACCENTED.chars().count());
    }

    #[test]
    fn every_text_is_found() {
        let workspace = Workspace::open().unwrap();
        let texts = texts(&workspace).unwrap();
        for (section, key) in [
            ("home", "How can we help?"),
            ("home", "answer|answers"),
            ("tracker", "Copy the number"),
            ("weekdays", "Monday"),
            ("violation", "Fill in this field"),
            ("label", "In progress"),
            ("server", "No access"),
            ("page", "Skip to content"),
            ("page", "Reload the page"),
        ] {
            assert!(
                texts
                    .iter()
                    .any(|text| text.section == section && text.key == key),
                "[{section}] {key}"
            );
        }
    }
}
