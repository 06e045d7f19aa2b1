//! From what a person typed to hits: reads the query, has it ranked, has the finds highlighted.

use crate::fold::tokens;
use crate::highlight::{self, Run};
use crate::index::Index;
use crate::rank::rank;
use crate::stem::stem;
use crate::stop::is_stop;

/// How much of a query is read, in characters. Nobody types more; a pasted page must not stall.
const QUERY_CHARS: usize = 1000;

/// How many different words of a query count. At most 32: highlighting keeps them in a `u32`.
const QUERY_WORDS: usize = 32;

/// A found document.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Position in the order given to [`Index::build`].
    pub document: usize,
    /// Above 0, higher is better; comparable within one search only.
    pub score: f32,
    /// The whole title.
    pub title: Vec<Run>,
    /// About 160 characters of the body around the best place; `…` stands where text was left out.
    pub snippet: Vec<Run>,
}

/// A word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub folded: String,
    pub stem: String,
    pub stop: bool,
    /// The query ends right after this word: it may be the beginning of a longer one.
    pub unfinished: bool,
}

impl Index {
    /// The best `limit` documents for the query, best first; equal scores in build order.
    ///
    /// Documents need not have every word. A query without a word finds nothing.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Vec<Hit> {
        let words = words(query);
        let mut found = rank(self, &words);
        found.truncate(limit);
        found
            .into_iter()
            .filter_map(|(position, score)| {
                let document = self.document(position)?;
                Some(Hit {
                    document: position,
                    score,
                    title: highlight::whole(&document.title, &words),
                    snippet: highlight::snippet(&document.body, &words),
                })
            })
            .collect()
    }
}

/// The different words of a query, in order.
pub(crate) fn words(query: &str) -> Vec<Word> {
    let query = query.trim_start();
    let end = query
        .char_indices()
        .nth(QUERY_CHARS)
        .map_or(query.len(), |(offset, _)| offset);
    let mut words: Vec<Word> = Vec::new();
    for token in tokens(query.get(..end).unwrap_or_default()) {
        let unfinished = token.bytes.end == query.len();
        if let Some(known) = words.iter_mut().find(|word| word.folded == token.folded) {
            known.unfinished |= unfinished;
        } else if words.len() < QUERY_WORDS {
            words.push(Word {
                stem: stem(&token.folded),
                stop: is_stop(&token.folded),
                folded: token.folded,
                unfinished,
            });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_last_word_without_anything_after_it_is_unfinished() {
        let unfinished = |query| {
            words(query)
                .iter()
                .map(|word| word.unfinished)
                .collect::<Vec<_>>()
        };
        assert_eq!(unfinished("смена пар"), [false, true]);
        assert_eq!(unfinished("смена пар "), [false, false]);
        assert_eq!(unfinished("смена пар?"), [false, false]);
    }

    #[test]
    fn repeated_words_count_once() {
        assert_eq!(words("Ещё еще ЕЩЁ").len(), 1);
    }

    #[test]
    fn long_queries_are_cut() {
        let query: String = (0..5000).map(|number| format!("w{number} ")).collect();
        assert_eq!(words(&query).len(), QUERY_WORDS);
    }
}
