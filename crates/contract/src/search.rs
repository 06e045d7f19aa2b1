//! What can be searched, and results of a search.

use serde::{Deserialize, Serialize};

/// How many entries travel together, see [`Entries`].
pub const ENTRIES_PER_BLOCK: u32 = 256;

/// How many results a page of results has at most.
pub const HITS_MAX: usize = 20;

/// What kind of thing was found; suggestions are grouped by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// An answer of the FAQ.
    #[default]
    Answer,
    /// A step-by-step guide.
    Guide,
    /// A form to fill in.
    Form,
    /// Contacts, offices and other ways to somebody who helps.
    Contact,
    /// A kind of a newer server: shown among the answers.
    #[serde(other)]
    Unknown,
}

/// Something that can be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entry {
    pub kind: EntryKind,
    /// Address within the app, see [`crate::page::Page::path`].
    pub path: String,
    pub title: String,
    /// Where it belongs: the title of the topic; empty when nowhere.
    #[serde(default)]
    pub place: String,
    /// The essence in a sentence or two.
    #[serde(default)]
    pub summary: String,
}

/// The body of `GET /search/entries/{block}`: the entries number `block * ENTRIES_PER_BLOCK` and on,
/// in the order of the index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Entries {
    /// The name of the index they belong to: another one numbers them otherwise.
    pub index: String,
    pub entries: Vec<Entry>,
}

/// A run of text; `hit` runs are what the query matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    pub text: String,
    #[serde(default)]
    pub hit: bool,
}

/// One entry that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    pub kind: EntryKind,
    /// As in [`Entry`].
    pub path: String,
    #[serde(default)]
    pub place: String,
    pub title: Vec<Run>,
    pub snippet: Vec<Run>,
}

/// The body of `GET /search?q=`. Best first, at most [`HITS_MAX`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    pub query: String,
    /// The query as it was understood, when that is not as it was typed: «пароль» for «gfhjkm».
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub understood: Option<String>,
    pub hits: Vec<Hit>,
}

/// The body of `POST /search/misses`: a query that found nothing, said once the person has paused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Miss {
    pub query: String,
}

/// Words that people searched for in vain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MissedWords {
    /// Words without numbers and addresses, in the order typed; nothing of the person.
    pub words: String,
    pub language: crate::language::Language,
    pub times: u32,
    /// The day it last happened, `2026-11-22`.
    pub last: String,
}

/// The body of `GET /staff/search/misses`, the most frequent first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Misses {
    pub misses: Vec<MissedWords>,
}
