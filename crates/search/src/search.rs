//! A search from what a person typed to what was found.

use crate::correct::{CORRECTED, corrections};
use crate::highlight::Marker;
use crate::index::Index;
use crate::missing::{is_looked_up, missing};
use crate::query::{Word, cut, known, slot};
use crate::rank::{Alternative, Slot, rank};
use crate::reading::{Reading, read};
use crate::synonym;

/// A found document.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Position in the order of adding.
    pub document: u32,
    /// Above 0, higher is better; comparable within one search only.
    pub score: f32,
}

/// What a search found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Best first; equals in document order.
    pub hits: Vec<Hit>,
    /// How the query was read.
    pub reading: Reading,
    /// The query in that reading.
    pub(crate) query: String,
    /// Marks what answers the query in a text.
    pub marker: Marker,
    /// Shards that would make the answer better: fetch them, add them, search again.
    pub missing: Vec<usize>,
}

impl Index {
    /// The best `limit` documents for the query.
    ///
    /// Documents need not have every word. A query without a word finds nothing. Of a query
    /// longer than 1000 characters the beginning is read, and 32 different words of it.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Found {
        let typed = cut(query);
        let (words, reading, query, slots) = slots(self, typed);
        let hits = rank(self, &slots, limit);
        Found {
            hits: hits
                .into_iter()
                .map(|(document, score)| Hit { document, score })
                .collect(),
            reading,
            query,
            marker: Marker::new(self, reading, &words, &slots),
            missing: missing(self, typed, &words, &slots),
        }
    }
}

/// The words of a query in its likeliest reading, the reading, the query in it, and what may
/// stand for each word; slots beyond the words are synonyms of several words.
pub(crate) fn slots(index: &Index, query: &str) -> (Vec<Word>, Reading, String, Vec<Slot>) {
    let (mut words, reading, query) = read(index, query);
    // A word of the table of synonyms is no mistake, though no document may have it.
    let covered = synonym::covered(index, &words);
    let mut known: Vec<Vec<Alternative>> = words.iter().map(|word| known(index, word)).collect();
    let is_unknown = |(at, word): &(usize, &Word)| {
        let has_none = known.get(*at).is_some_and(Vec::is_empty);
        let is_covered = covered.get(*at).copied().unwrap_or_default();
        has_none && !word.is_stop && !is_covered && is_looked_up(index, word)
    };
    let unknown = words.iter().enumerate().filter(is_unknown).take(CORRECTED);
    let (places, unknown): (Vec<usize>, Vec<&Word>) = unknown.unzip();
    for (place, found) in places.into_iter().zip(corrections(index, &unknown)) {
        if let Some(known) = known.get_mut(place) {
            *known = found;
        }
    }
    let slots = words.iter_mut().zip(known);
    let mut slots: Vec<Slot> = slots
        .map(|(word, known)| slot(index, word, known))
        .collect();
    synonym::widen(index, &words, &mut slots);
    (words, reading, query, slots)
}
