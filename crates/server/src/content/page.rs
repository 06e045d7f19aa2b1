//! Pages that search offers beside answers and forms: `{language}/entries.toml`.

use std::path::Path;

use opora_contract::{language::Language, search::EntryKind};

use super::{
    alias,
    link::Targets,
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};
use crate::word;

/// A page of the app as search knows it.
#[derive(Debug)]
pub struct PageEntry {
    pub kind: EntryKind,
    pub path: Placed<String>,
    pub title: String,
    pub summary: String,
    pub aliases: Vec<Placed<String>>,
}

/// The file of the pages of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/entries.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Vec<PageEntry>> {
    let source = Source::read(root, &path(language), report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let mut pages = Vec::new();
    table.tables("entries", |mut table| {
        pages.push(page(&mut table));
        table.finish();
    });
    table.finish();
    pages.into_iter().collect()
}

fn page(table: &mut Table<'_>) -> Option<PageEntry> {
    let kind = table.text("kind", 20);
    let path = table.text("path", 120);
    let title = table.text("title", 90);
    let summary = table.text("summary", 240);
    let aliases = alias::read(table);
    let kind = kind?;
    // Answers and guides have files of their own.
    let known = word::read(&kind.value)
        .filter(|known| matches!(known, EntryKind::Form | EntryKind::Contact));
    if known.is_none() {
        let message = format!("`kind` is `{}`, neither form nor contact", kind.value);
        table.mistake(kind.line, message);
    }
    Some(PageEntry {
        kind: known?,
        path: path?,
        title: title?.value,
        summary: summary?.value,
        aliases,
    })
}

/// Checks the addresses once it is known what exists.
pub fn check(language: Language, pages: &[PageEntry], targets: &Targets<'_>, report: &mut Report) {
    for page in pages {
        if let Some(fault) = targets.fault(&page.path.value) {
            report.add(&path(language), page.path.line, fault);
        }
    }
}
