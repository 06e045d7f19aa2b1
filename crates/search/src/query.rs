//! A query: its words, and what each may stand for in the index.

use crate::alphabet::encode;
use crate::fold::tokens;
use crate::index::{Index, Term};
use crate::rank::{Alternative, Knobs, Slot, Why};
use crate::stem::stem;
use crate::stop::{self, is_stop};
use crate::synonym;

/// How much of a query is read, in characters. Nobody types more; a pasted page must not stall.
const QUERY_CHARS: usize = 1000;

/// How many different words of a query count. At most 32: highlighting keeps them in a `u32`.
const QUERY_WORDS: usize = 32;

/// How many stems are looked at for completions of a letter or two.
const COMPLETIONS_SEEN: usize = 2000;

/// A word of a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    pub folded: String,
    /// Bytes of the index.
    pub code: Vec<u8>,
    pub stem: Vec<u8>,
    pub is_stop: bool,
    /// The query ends right after this word: it may be the beginning of a longer one.
    pub is_unfinished: bool,
    /// The word was read out of Latin letters.
    pub is_sounded: bool,
    /// How sure the stem is: below 1 once it was corrected.
    pub trust: f32,
}

/// The beginning of the query that is read.
pub(crate) fn cut(query: &str) -> &str {
    let query = query.trim_start();
    let end = query
        .char_indices()
        .nth(QUERY_CHARS)
        .map_or(query.len(), |(offset, _)| offset);
    query.get(..end).unwrap_or_default()
}

/// The words of a text.
pub(crate) fn words(text: &str, is_last: bool) -> impl Iterator<Item = Word> {
    tokens(text).into_iter().map(move |token| Word {
        code: encode(&token.folded),
        stem: encode(&stem(&token.folded)),
        is_stop: is_stop(&token.folded),
        is_unfinished: is_last && token.bytes.end == text.len(),
        is_sounded: false,
        trust: 1.0,
        folded: token.folded,
    })
}

/// Different words, in order; a word that comes again is one.
pub(crate) fn distinct(all: impl IntoIterator<Item = Word>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for word in all {
        if let Some(known) = words.iter_mut().find(|known| known.folded == word.folded) {
            known.is_unfinished |= word.is_unfinished;
        } else if words.len() < QUERY_WORDS {
            words.push(word);
        }
    }
    words
}

/// Whether the index knows the word, or what it may become.
pub(crate) fn is_known(index: &Index, word: &Word) -> bool {
    index.find(&word.stem).is_some()
        || synonym::knows(index, &word.stem)
        || word.is_unfinished && word.code.len() > 1 && begins(index, &word.code)
}

fn begins(index: &Index, prefix: &[u8]) -> bool {
    let mut is_found = false;
    index.walk(prefix, |stem, _| {
        is_found = stem.starts_with(prefix);
        false
    });
    is_found
}

/// What stands for the word as it is: its stem, and what it may become.
pub(crate) fn known(index: &Index, word: &Word) -> Vec<Alternative> {
    let mut alternatives = Vec::new();
    let exact = index.find(&word.stem);
    if let Some(term) = exact {
        alternatives.extend(alternative(index, term, 1.0, Why::Exact));
    }
    if word.is_unfinished {
        complete(index, &word.code, exact, &index.knobs, &mut alternatives);
    }
    alternatives
}

/// All that may stand for the word. An unknown one takes the stem of its likeliest correction.
pub(crate) fn slot(index: &Index, word: &mut Word, mut alternatives: Vec<Alternative>) -> Slot {
    let knobs = &index.knobs;
    let first = alternatives.first().copied();
    if let Some(likeliest) = first.filter(|first| first.why == Why::Correction) {
        word.trust = likeliest.weight;
        word.stem = index.stem(likeliest.term);
        word.is_stop = stop::is_stem(&word.stem);
    }
    if !word.is_stop {
        let exact = first.filter(|first| first.why != Why::Completion);
        let exact = exact.map(|exact| exact.term);
        family(index, word, exact, knobs, &mut alternatives);
    }
    Slot {
        weight: if word.is_stop { knobs.stop } else { 1.0 },
        alternatives,
    }
}

fn alternative(index: &Index, term: Term, weight: f32, why: Why) -> Option<Alternative> {
    let documents = index.postings(term)?.documents;
    Some(Alternative {
        term,
        weight,
        documents,
        why,
    })
}

/// Words that begin as the last one does, the shortest first.
fn complete(
    index: &Index,
    prefix: &[u8],
    exact: Option<Term>,
    knobs: &Knobs,
    alternatives: &mut Vec<Alternative>,
) {
    let mut found: Vec<(usize, Term)> = Vec::new();
    let mut seen = 0;
    index.walk(prefix, |stem, term| {
        let is_longer = stem.starts_with(prefix);
        if is_longer && Some(term) != exact {
            found.push((stem.len(), term));
        }
        seen += 1;
        is_longer && seen < COMPLETIONS_SEEN
    });
    found.sort_unstable();
    found.truncate(knobs.completions);
    let known = alternatives.len();
    alternatives.extend(found.into_iter().filter_map(|(length, term)| {
        let share = prefix.len() as f32 / length as f32;
        alternative(index, term, knobs.prefix * share.sqrt(), Why::Completion)
    }));
    // All completions are as rare as they are together; else the oddest word would win.
    let together = alternatives.iter().map(|found| found.documents).sum();
    for completion in alternatives.iter_mut().skip(known) {
        completion.documents = together;
    }
}

/// Words whose stems begin with the same letters.
fn family(
    index: &Index,
    word: &Word,
    exact: Option<Term>,
    knobs: &Knobs,
    alternatives: &mut Vec<Alternative>,
) {
    let Some(root) = word.stem.get(..knobs.family_letters) else {
        return;
    };
    let known = alternatives.len();
    let mut seen = 0;
    index.walk(root, |other, term| {
        let is_related = other.starts_with(root);
        if is_related && Some(term) != exact {
            alternatives.extend(alternative(
                index,
                term,
                knobs.family * word.trust,
                Why::Family,
            ));
        }
        seen += 1;
        is_related && seen < COMPLETIONS_SEEN
    });
    let own = exact
        .and_then(|term| index.postings(term))
        .map_or(0, |own| own.documents);
    let together = alternatives
        .iter()
        .skip(known)
        .map(|found| found.documents)
        .sum::<u32>()
        + own;
    for relative in alternatives.iter_mut().skip(known) {
        relative.documents = together;
    }
}
