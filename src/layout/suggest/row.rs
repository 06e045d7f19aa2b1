//! Rows of the list and their groups.

use opora_contract::search::{EntryKind, Run, SearchResults};

use crate::{i18n::Texts, route, search::recent};

/// A row that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub does: Does,
    pub title: Vec<Run>,
    pub detail: String,
}

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// Leads to an address of the app.
    Lead(String),
    /// Empties the list of searches.
    Forget,
}

/// Rows under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub title: &'static str,
    pub rows: Vec<Row>,
}

/// What was found, in groups; the group of the best comes first.
pub fn found(results: SearchResults, texts: Texts) -> Vec<Group> {
    let words = texts.suggest();
    let mut groups: Vec<Group> = Vec::new();
    for hit in results.hits {
        let title = match hit.kind {
            EntryKind::Answer | EntryKind::Unknown => words.answers,
            EntryKind::Guide => words.guides,
            EntryKind::Form => words.forms,
            EntryKind::Contact => words.contacts,
        };
        let row = Row {
            does: Does::Lead(hit.path),
            title: hit.title,
            detail: hit.place,
        };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.rows.push(row),
            None => groups.push(Group {
                title,
                rows: vec![row],
            }),
        }
    }
    groups
}

/// What was searched before, and a row that forgets it; nothing when there was nothing.
pub fn searched(texts: Texts) -> Vec<Group> {
    let words = texts.suggest();
    let row = |does: Does, text: String| Row {
        does,
        title: vec![Run { text, hit: false }],
        detail: String::new(),
    };
    let recent = recent::all().into_iter();
    let mut rows: Vec<Row> = recent
        .map(|query| row(Does::Lead(route::search(&query)), query))
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    rows.push(row(Does::Forget, words.forget.to_owned()));
    vec![Group {
        title: words.recent,
        rows,
    }]
}
