//! Which answer says what a row of the requirements tells people: `coverage.toml`.
//!
//! For whoever keeps the answers beside the requirements. A portal with answers of its own leaves the file out.

use std::{collections::BTreeMap, path::Path};

use serde::Deserialize;

use super::{
    faq::{Article, Faq},
    mistake::Report,
    source::Source,
};

const FILE: &str = "coverage.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// How many rows each area has: `A = 50` stands for A01 to A50.
    rows: BTreeMap<String, u16>,
    /// The rows that an answer, `topic/slug`, says.
    answers: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    silent: Vec<Silent>,
}

/// Rows that tell people nothing, or nothing that is there already.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    reason: String,
    rows: Vec<String>,
}

/// Holds the map, if there is one, against the answers of one language: it names every row once, and only answers that
/// are there and name the row themselves. Answers of the other language have the same rows.
pub fn check(root: &Path, faq: &Faq, report: &mut Report) {
    if !root.join(FILE).exists() {
        return;
    }
    let Some(source) = Source::read(root, FILE, report) else {
        return;
    };
    if let Some(file) = source.toml::<File>(report) {
        let mut reader = Reader {
            file: &file,
            source: &source,
            faq,
            report,
        };
        reader.answers();
        reader.silent();
        reader.rows();
    }
}

struct Reader<'a> {
    file: &'a File,
    source: &'a Source,
    faq: &'a Faq,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn mistake(&mut self, near: &str, message: String) {
        let line = self.source.line_of(near);
        self.report.add(&self.source.path, line, message);
    }

    fn articles(&self) -> impl Iterator<Item = &Article> {
        self.faq.topics.iter().flat_map(|topic| &topic.answers)
    }

    fn answers(&mut self) {
        for (name, rows) in &self.file.answers {
            let near = format!("\"{name}\"");
            let found = self.articles().find(|article| article.name() == *name);
            let Some(article) = found else {
                if !self.faq.broken.contains(name) {
                    self.mistake(&near, format!("answer `{name}` does not exist"));
                }
                continue;
            };
            let unnamed = rows
                .iter()
                .filter(|row| article.spec.iter().all(|known| known.value != **row));
            let unnamed: Vec<_> = unnamed.cloned().collect();
            for row in unnamed {
                let message = format!("`{row}` is not in `spec` of `{name}`");
                self.mistake(&near, message);
            }
        }
    }

    fn silent(&mut self) {
        for silent in &self.file.silent {
            if silent.reason.trim().is_empty() {
                let row = silent.rows.first().cloned().unwrap_or_default();
                self.mistake(&format!("\"{row}\""), "`reason` is empty".to_owned());
            }
            for row in &silent.rows {
                if let Some(name) = self.sayer(row) {
                    let message =
                        format!("`{row}` has a reason to be left out, but `{name}` says it");
                    self.mistake(&format!("\"{row}\""), message);
                }
            }
        }
    }

    /// The first answer that says the row.
    fn sayer(&self, row: &str) -> Option<String> {
        let says = |article: &&Article| article.spec.iter().any(|known| known.value == row);
        self.articles().find(says).map(Article::name)
    }

    /// Every row once, none that is not there.
    fn rows(&mut self) {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for (area, count) in &self.file.rows {
            let rows = (1..=*count).map(|row| (format!("{area}{row:02}"), 0));
            times.extend(rows);
        }
        let silent = self.file.silent.iter().flat_map(|silent| &silent.rows);
        for row in self.file.answers.values().flatten().chain(silent) {
            match times.get_mut(row) {
                Some(times) => *times += 1,
                None => self.mistake(&format!("\"{row}\""), format!("there is no row `{row}`")),
            }
        }
        for (row, times) in times {
            let near = format!("\"{row}\"");
            match times {
                0 => self.mistake(&near, format!("`{row}` has neither an answer nor a reason")),
                1 => {}
                _ => self.mistake(&near, format!("`{row}` is named {times} times")),
            }
        }
    }
}
