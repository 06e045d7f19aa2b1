//! Highlighting: which stretches of a title or body answer the query, and the best stretch to show.
//! Stretches begin and end at word borders of the original text.

use std::ops::Range;

use crate::alphabet::encode;
use crate::fold::{Token, is_space, tokens};
use crate::index::Index;
use crate::query::Word;
use crate::rank::{Slot, Why};
use crate::reading::Reading;
use crate::stem::stem;

/// How long a snippet is, in characters, give or take closing punctuation and `…`.
const SNIPPET_CHARS: usize = 160;

/// How many characters of punctuation may go with the outermost words of a snippet.
const PUNCTUATION_CHARS: usize = 8;

/// A stretch of text; joined, the runs give the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Plain text of the document: markup in it is to be shown, not interpreted.
    pub text: String,
    /// Whether this is a word that answers the query.
    pub hit: bool,
}

/// A word of the text and the query word it answers (its position), if any.
struct Marked {
    token: Token,
    word: Option<usize>,
}

/// Marks the words of a text that answer a query.
#[derive(Debug, Clone, Default)]
pub struct Marker {
    pub(crate) words: Vec<Answer>,
}

/// What answers a word of the query, in bytes of the index.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// Those the word was corrected to come first.
    pub stems: Vec<Vec<u8>>,
    /// Beginnings of words.
    begins: Vec<Vec<u8>>,
    /// How many of the stems may be the word itself, spelt otherwise than in the query.
    pub respelt: usize,
    pub folded: String,
}

impl Marker {
    pub(crate) fn new(index: &Index, reading: Reading, words: &[Word], slots: &[Slot]) -> Self {
        let only_stops = words.iter().all(|word| word.is_stop);
        let answer = |(number, slot): (usize, &Slot)| {
            let word = words.get(number);
            if word.is_some_and(|word| word.is_stop && !only_stops) {
                return None;
            }
            let mut stems = Vec::new();
            let mut add = |why: Why| {
                for found in &slot.alternatives {
                    if found.why == why {
                        stems.push(index.stem(found.term));
                    }
                }
                stems.len()
            };
            let mut respelt = add(Why::Correction);
            // Out of Latin letters every spelling is in doubt: «парол» for `parol`.
            let is_sounded = reading == Reading::Transliterated;
            add(Why::Synonym);
            if let Some(word) = word {
                let at = if is_sounded { respelt } else { stems.len() };
                stems.insert(at, word.stem.clone());
                respelt += usize::from(is_sounded);
            }
            let begins = word
                .filter(|word| word.is_unfinished)
                .map(|word| word.code.clone());
            Some(Answer {
                stems,
                begins: begins.into_iter().collect(),
                respelt,
                folded: word.map(|word| word.folded.clone()).unwrap_or_default(),
            })
        };
        Self {
            words: slots.iter().enumerate().filter_map(answer).collect(),
        }
    }

    /// The whole text.
    #[must_use]
    pub fn whole(&self, text: &str) -> Vec<Run> {
        runs(text, 0..text.len(), &self.mark(text))
    }

    /// About 160 characters: the stretch with the most different words of the query, the earliest
    /// of equals, else the beginning; `…` stands where text was left out.
    #[must_use]
    pub fn snippet(&self, text: &str) -> Vec<Run> {
        let marked = self.mark(text);
        runs(text, window(text, &marked), &marked)
    }

    fn mark(&self, text: &str) -> Vec<Marked> {
        let word = |token: &Token| {
            let (code, stem) = (encode(&token.folded), encode(&stem(&token.folded)));
            self.words.iter().position(|answer| {
                answer.stems.contains(&stem)
                    || answer.begins.iter().any(|begin| code.starts_with(begin))
            })
        };
        tokens(text)
            .into_iter()
            .map(|token| Marked {
                word: word(&token),
                token,
            })
            .collect()
    }
}

/// The bytes of the snippet.
fn window(text: &str, marked: &[Marked]) -> Range<usize> {
    let total = text.chars().count();
    if total <= SNIPPET_CHARS {
        return 0..text.len();
    }
    let core = core(marked).unwrap_or(0..0);
    let lead = SNIPPET_CHARS.saturating_sub(core.len()) / 3;
    let earliest = core.start.saturating_sub(lead).min(total - SNIPPET_CHARS);
    let starts = marked
        .iter()
        .position(|word| word.token.chars.start >= earliest);
    let (start, first) = match starts.and_then(|at| Some((at, marked.get(at)?))) {
        Some((at, word)) if earliest > 0 => (widen_left(text, marked, at), word.token.chars.start),
        _ => (0, 0),
    };
    let end = if first + SNIPPET_CHARS >= total {
        text.len()
    } else {
        match marked
            .iter()
            .rposition(|word| word.token.chars.end <= first + SNIPPET_CHARS)
        {
            Some(at)
                if marked
                    .get(at)
                    .is_some_and(|word| word.token.bytes.start >= start) =>
            {
                widen_right(text, marked, at)
            }
            _ => text.len(),
        }
    };
    // A "word" longer than a snippet, or a text without words: cut at a character.
    let longest = SNIPPET_CHARS + 2 * PUNCTUATION_CHARS;
    let tail = text.get(start..end).unwrap_or_default();
    start
        ..tail
            .char_indices()
            .nth(longest)
            .map_or(end, |(offset, _)| start + offset)
}

/// The characters from the first to the last hit of the best stretch.
fn core(marked: &[Marked]) -> Option<Range<usize>> {
    let mut best: Option<((u32, usize), Range<usize>)> = None;
    for (at, first) in marked
        .iter()
        .enumerate()
        .filter(|(_, first)| first.word.is_some())
    {
        let from = first.token.chars.start;
        let (mut different, mut hits, mut to) = (0_u32, 0, first.token.chars.end);
        for next in marked.iter().skip(at) {
            if next.token.chars.end > from + SNIPPET_CHARS {
                break;
            }
            if let Some(word) = next.word {
                different |= 1_u32.checked_shl(word as u32).unwrap_or(0);
                hits += 1;
                to = next.token.chars.end;
            }
        }
        let worth = (different.count_ones(), hits);
        if best.as_ref().is_none_or(|(known, _)| worth > *known) {
            best = Some((worth, from..to));
        }
    }
    best.map(|(_, core)| core)
}

/// The byte where the word begins, with the punctuation glued to it.
fn widen_left(text: &str, marked: &[Marked], at: usize) -> usize {
    let start = marked.get(at).map_or(0, |word| word.token.bytes.start);
    let previous = at.checked_sub(1).and_then(|at| marked.get(at));
    let gap = text
        .get(previous.map_or(0, |word| word.token.bytes.end)..start)
        .unwrap_or_default();
    let glued = gap
        .chars()
        .rev()
        .take_while(|c| !is_space(*c))
        .take(PUNCTUATION_CHARS);
    start - glued.map(char::len_utf8).sum::<usize>()
}

/// The byte where the word ends, with the punctuation glued to it.
fn widen_right(text: &str, marked: &[Marked], at: usize) -> usize {
    let end = marked.get(at).map_or(0, |word| word.token.bytes.end);
    let next = marked
        .get(at + 1)
        .map_or(text.len(), |word| word.token.bytes.start);
    let gap = text.get(end..next).unwrap_or_default();
    let glued = gap
        .chars()
        .take_while(|c| !is_space(*c))
        .take(PUNCTUATION_CHARS);
    end + glued.map(char::len_utf8).sum::<usize>()
}

/// The text of `range` as runs, with `…` where the range leaves text out.
fn runs(text: &str, range: Range<usize>, marked: &[Marked]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut plain = String::from(if range.start > 0 { "…" } else { "" });
    let mut at = range.start;
    for word in marked.iter().filter(|word| word.word.is_some()) {
        let bytes = word.token.bytes.start.max(at)..word.token.bytes.end.min(range.end);
        let Some(hit) = text.get(bytes.clone()).filter(|hit| !hit.is_empty()) else {
            continue;
        };
        plain.push_str(text.get(at..bytes.start).unwrap_or_default());
        if !plain.is_empty() {
            runs.push(Run {
                text: std::mem::take(&mut plain),
                hit: false,
            });
        }
        runs.push(Run {
            text: hit.to_owned(),
            hit: true,
        });
        at = bytes.end;
    }
    plain.push_str(text.get(at..range.end).unwrap_or_default());
    if range.end < text.len() {
        plain.push('…');
    }
    if !plain.is_empty() {
        runs.push(Run {
            text: plain,
            hit: false,
        });
    }
    runs
}
