//! Answers, forms and guides in the pseudo-language, line by line. Letters and synonyms are left out: there English
//! stands in.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{longer, within};
use crate::source;

/// Keys whose values are texts.
const TEXTS: [&str; 24] = [
    "action",
    "address",
    "alt",
    "cost",
    "detail",
    "done",
    "finish",
    "hint",
    "intro",
    "label",
    "languages",
    "lead",
    "note",
    "phone_note",
    "picture",
    "placeholder",
    "problem",
    "purpose",
    "question",
    "summary",
    "term",
    "text",
    "title",
    "town",
];

/// Keys whose values are lists of texts.
const LISTS: [&str; 7] = [
    "aliases", "helps", "hours", "items", "needs", "prepare", "services",
];

/// Files that stay away, and what is said of them falls back to English.
const ABSENT: [&str; 3] = ["mail.toml", "outages.toml", "synonyms.toml"];

/// Writes every file of a language in the pseudo-language.
///
/// # Errors
/// When a file can't be read or written.
pub fn write(from: &Path, to: &Path) -> Result<()> {
    for path in source::files(from)? {
        if ABSENT.contains(&source::name(&path)) {
            continue;
        }
        let own = to.join(path.strip_prefix(from)?);
        let is_article = path.extension().is_some_and(|extension| extension == "md");
        let text = translated(&fs::read_to_string(&path)?, is_article);
        super::put(&own, text.as_bytes())?;
    }
    Ok(())
}

/// What the lines that follow are.
enum State {
    Toml,
    /// Within `"""` of a key.
    Text {
        is_picture: bool,
    },
    /// Within the brackets of a list of texts.
    List,
    Markdown,
}

fn translated(text: &str, is_article: bool) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut state = State::Toml;
    let mut fences = 0;
    for line in text.lines() {
        if is_article && line == "+++" {
            fences += 1;
            state = if fences == 2 {
                State::Markdown
            } else {
                State::Toml
            };
            out += line;
        } else {
            let (said, next) = match state {
                State::Markdown => (longer(line), State::Markdown),
                State::Text { .. } if line.contains("\"\"\"") => (line.to_owned(), State::Toml),
                State::Text { is_picture: false } => (longer(line), state),
                State::Text { is_picture: true } => (drawn(line), state),
                State::List => {
                    let is_over = line.trim_end().ends_with(']');
                    (
                        strings(line),
                        if is_over { State::Toml } else { State::List },
                    )
                }
                State::Toml => toml(line),
            };
            out += &said;
            state = next;
        }
        out.push('\n');
    }
    out
}

/// A line of TOML, and what follows it.
fn toml(line: &str) -> (String, State) {
    let key = line.split('=').next().unwrap_or_default().trim();
    if line.trim_start().starts_with('#') {
        return (line.to_owned(), State::Toml);
    }
    if line.ends_with("\"\"\"") {
        let is_picture = !TEXTS.contains(&key) || key == "picture";
        return (line.to_owned(), State::Text { is_picture });
    }
    if LISTS.contains(&key) {
        let is_over = line.trim_end().ends_with(']');
        return (
            strings(line),
            if is_over { State::Toml } else { State::List },
        );
    }
    let is_department = key == "name" && line.contains(' ') && is_words(line);
    if is_department {
        return (strings(line), State::Toml);
    }
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(" = \"") {
        let key = before.rsplit([' ', '{', ',']).next().unwrap_or_default();
        let (value, end) = after.split_at(closing(after));
        out += before;
        out += " = \"";
        out += &if TEXTS.contains(&key) {
            fitting(key, value)
        } else {
            value.to_owned()
        };
        rest = end;
    }
    (out + rest, State::Toml)
}

/// Whether the value is words and not the name of something.
fn is_words(line: &str) -> bool {
    let value = line.split('"').nth(1).unwrap_or_default();
    value.starts_with(char::is_uppercase)
}

/// A line with each of its strings in the pseudo-language.
fn strings(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('"') {
        let (value, end) = after.split_at(closing(after));
        out += before;
        out.push('"');
        out += &longer(value);
        out.push('"');
        rest = end.get(1..).unwrap_or_default();
    }
    out + rest
}

/// A line of a picture: what it draws stays, what it says does not. Parts of a row stand beside each other.
fn drawn(line: &str) -> String {
    let parts = line.split(" | ").map(|part| {
        let start = part.len() - part.trim_start_matches([' ', '>']).len();
        let (mark, rest) = part.split_at(start);
        match rest.split_once(' ') {
            Some((shape, said)) => format!("{mark}{shape} {}", within(0, said)),
            None => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join(" | ")
}

/// A value as long as the content check lets it be.
fn fitting(key: &str, value: &str) -> String {
    let limit = match key {
        "title" => 70,
        "summary" if value.chars().count() > 120 => 240,
        "summary" => 120,
        "label" | "problem" | "done" | "question" => 80,
        _ => usize::MAX,
    };
    within(limit, value)
}

/// Where the string that has begun ends.
fn closing(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' if !is_escaped => return at,
            '\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_change_and_names_stay() {
        let file = "kind = \"question\"\ntitle = \"Sign in\"\noptions = [\n  { value = \"no\", label = \"No\" },\n]\nneeds = [\"A phone\"]\nintro = \"\"\"\nSee [help](/faq/a).\n\"\"\"\nid = \"a\"\n";
        assert_eq!(
            translated(file, false),
            "kind = \"question\"\ntitle = \"Šîîĝñ îîñ\"\noptions = [\n  { value = \"no\", label = \"Ñöö\" },\n]\nneeds = [\"ÅÅ þĥööñéé\"]\nintro = \"\"\"\nŠéééé [ĥééļþ](/faq/a).\n\"\"\"\nid = \"a\"\n"
        );
    }

    #[test]
    fn an_article_has_front_matter_and_a_body() {
        let file = "+++\ntitle = \"Go\"\nguide = \"go\"\n+++\n\n1. **Go** on\n";
        assert_eq!(
            translated(file, true),
            "+++\ntitle = \"Ĝöö\"\nguide = \"go\"\n+++\n\n1. **Ĝöö** ööñ\n"
        );
    }
}
