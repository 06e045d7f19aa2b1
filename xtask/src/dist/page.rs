//! A page from its template: `{{name}}` is replaced by a value, everything else stays.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use toml::Table;

/// A value of the template.
pub struct Value {
    pub name: &'static str,
    /// What takes the place of the name, as it is.
    pub html: String,
}

impl Value {
    /// Text for an element's content or an attribute in double quotes.
    pub fn text(name: &'static str, text: &str) -> Self {
        let html = escaped(text);
        Self { name, html }
    }

    /// A list item for each text, with the same in English for `boot.js`.
    fn items(name: &'static str, texts: &[(&str, &str)]) -> Self {
        let items = texts.iter().map(|(russian, english)| {
            let (russian, english) = (escaped(russian), escaped(english));
            format!("<li data-en=\"{english}\">{russian}</li>")
        });
        let html = items.collect();
        Self { name, html }
    }
}

/// The phone of the hotline, which a page shows before, or without, its program.
///
/// # Errors
/// When the file or a key is missing.
pub fn phone(content: &Path) -> Result<Vec<Value>> {
    let shared = table(&content.join("contacts.toml"))?;
    let text = |key: &str| {
        shared
            .get(key)
            .and_then(toml::Value::as_str)
            .with_context(|| format!("content/contacts.toml: `{key}` must be text"))
    };
    Ok(vec![
        Value::text("phone", text("phone")?),
        Value::text("phone_link", text("phone_link")?),
    ])
}

/// When the hotline answers, and what a call costs.
///
/// # Errors
/// When a file is missing or holds no list of lines.
pub fn hours(content: &Path) -> Result<Vec<Value>> {
    let [russian, english] = ["ru", "en"].map(|language| {
        let path = content.join(language).join("contacts.toml");
        table(&path)
    });
    let (russian, english) = (russian?, english?);
    let lines = |words: &Table| -> Result<Vec<String>> {
        let hours = words.get("hours").and_then(toml::Value::as_array);
        let hours = hours.context("contacts.toml: `hours` must be a list of lines")?;
        let lines = hours.iter().filter_map(toml::Value::as_str);
        Ok(lines.map(str::to_owned).collect())
    };
    let note = |words: &Table| -> Result<String> {
        let note = words.get("phone_note").and_then(toml::Value::as_str);
        let note = note.context("contacts.toml: `phone_note` must be text")?;
        Ok(note.to_owned())
    };
    let (ours, theirs) = (lines(&russian)?, lines(&english)?);
    let lines = ours.iter().zip(&theirs);
    let lines: Vec<_> = lines
        .map(|(ours, theirs)| (ours.as_str(), theirs.as_str()))
        .collect();
    Ok(vec![
        Value::items("hours", &lines),
        Value::text("phone_note", &note(&russian)?),
        Value::text("phone_note_en", &note(&english)?),
    ])
}

pub fn table(path: &Path) -> Result<Table> {
    let text =
        fs::read_to_string(path).with_context(|| format!("can't read {}", path.display()))?;
    text.parse()
        .with_context(|| format!("{} is not TOML", path.display()))
}

/// The template with its placeholders replaced. `name` is that of its file.
///
/// # Errors
/// When the template names an unknown value (with its line), or never names a known one.
pub fn fill(name: &str, template: &str, values: &[Value]) -> Result<String> {
    let mut page = String::with_capacity(template.len());
    let mut used = BTreeSet::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((place, after)) = after.split_once("}}") else {
            let line = line(template, rest, before);
            bail!("{name}:{line}: `{{{{` is never closed");
        };
        let place = place.trim();
        let Some(value) = values.iter().find(|value| value.name == place) else {
            let line = line(template, rest, before);
            bail!("{name}:{line}: no value is called `{place}`");
        };
        page.push_str(before);
        page.push_str(&value.html);
        used.insert(place);
        rest = after;
    }
    page.push_str(rest);
    match values.iter().find(|value| !used.contains(value.name)) {
        Some(value) => bail!("{name} never uses `{{{{{}}}}}`", value.name),
        None => Ok(page),
    }
}

/// The page without what only its authors read: comments, and the spaces that lines begin with.
pub fn bare(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, comment)) = rest.split_once("<!--") {
        out.push_str(before);
        rest = comment.split_once("-->").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let lines: Vec<_> = out
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n") + "\n"
}

/// The number of the line at which the part after `before` begins.
fn line(template: &str, rest: &str, before: &str) -> usize {
    let offset = template.len() - rest.len() + before.len();
    1 + template
        .bytes()
        .take(offset)
        .filter(|&b| b == b'\n')
        .count()
}

pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indents_stay_with_the_authors() {
        let page = "<p>\n    <!-- why\n    so -->\n    a <!-- b --> c\n</p>\n";
        assert_eq!(bare(page), "<p>\na  c\n</p>\n");
    }

    #[test]
    fn values_take_the_places_of_their_names() {
        let values = [
            Value::text("phone", "8 800 \"555\""),
            Value::items("hours", &[("пн–пт", "Mon–Fri"), ("сб & вс", "Sat, Sun")]),
        ];
        let page = fill(
            "index.html",
            "<a title=\"{{phone}}\"><ul>{{ hours }}</ul>",
            &values,
        )
        .unwrap();
        assert_eq!(
            page,
            "<a title=\"8 800 &quot;555&quot;\"><ul><li data-en=\"Mon–Fri\">пн–пт</li><li data-en=\"Sat, Sun\">сб &amp; вс</li></ul>"
        );
    }

    #[test]
    fn an_unknown_name_is_an_error_with_its_line() {
        let error = fill("index.html", "<p>\n<b>{{ghost}}", &[])
            .unwrap_err()
            .to_string();
        assert_eq!(error, "index.html:2: no value is called `ghost`");
    }

    #[test]
    fn an_open_brace_is_an_error_with_its_line() {
        let error = fill("index.html", "\n\n{{app", &[])
            .unwrap_err()
            .to_string();
        assert_eq!(error, "index.html:3: `{{` is never closed");
    }

    #[test]
    fn a_value_the_page_never_uses_is_an_error() {
        let error = fill("index.html", "<p>", &[Value::text("app", "x")]).unwrap_err();
        assert_eq!(error.to_string(), "index.html never uses `{{app}}`");
    }
}
