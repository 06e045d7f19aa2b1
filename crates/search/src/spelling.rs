//! The query as it was understood, spelt as people spell it: the index has stems, what was found has words.

use crate::alphabet::encode;
use crate::fold::tokens;
use crate::index::Index;
use crate::query::Word;
use crate::rank::{Slot, Why};
use crate::reading::Reading;
use crate::search::Found;
use crate::stem::stem;

/// A word whose spelling is not known from the query, and the stems it may have.
#[derive(Debug, Clone)]
pub(crate) struct Misspelt {
    folded: String,
    stems: Vec<Vec<u8>>,
}

/// The words that were corrected; out of Latin letters every word is in doubt («парол» for `parol`).
pub(crate) fn misspelt(
    index: &Index,
    reading: Reading,
    words: &[Word],
    slots: &[Slot],
) -> Vec<Misspelt> {
    let in_doubt = |(word, slot): (&Word, &Slot)| {
        let corrected = slot.alternatives.iter();
        let corrected = corrected.filter(|found| matches!(found.why, Why::Correction));
        let mut stems: Vec<Vec<u8>> = corrected.map(|found| index.stem(found.term)).collect();
        if reading == Reading::Transliterated {
            stems.push(word.stem.clone());
        }
        let folded = word.folded.clone();
        (!stems.is_empty()).then_some(Misspelt { folded, stems })
    };
    words.iter().zip(slots).filter_map(in_doubt).collect()
}

impl Found {
    /// The query as it was understood, when that is not as it was typed: in its reading, with doubtful words spelt as
    /// in `texts`, those of what was found.
    #[must_use]
    pub fn understood(&self, texts: &[&str]) -> Option<String> {
        let mut understood = String::new();
        let mut from = 0;
        let mut is_respelt = self.reading != Reading::Typed;
        for token in tokens(&self.query) {
            let doubt = self
                .misspelt
                .iter()
                .find(|word| word.folded == token.folded);
            let Some(spelt) = doubt.and_then(|word| word.spelt(texts)) else {
                continue;
            };
            understood.push_str(self.query.get(from..token.bytes.start)?);
            understood.push_str(&spelt);
            from = token.bytes.end;
            is_respelt = true;
        }
        understood.push_str(self.query.get(from..)?);
        is_respelt.then_some(understood)
    }
}

impl Misspelt {
    /// The word of the texts that has one of the stems and is most like this one; the first of equals.
    fn spelt(&self, texts: &[&str]) -> Option<String> {
        let words = texts.iter().flat_map(|text| tokens(text));
        let words = words.map(|token| token.folded);
        let fitting = words.filter(|word| self.stems.contains(&encode(&stem(word))));
        fitting.reduce(|best, word| {
            if self.likeness(&word) > self.likeness(&best) {
                word
            } else {
                best
            }
        })
    }

    /// Letters in common at the beginning, less those by which the lengths differ.
    fn likeness(&self, word: &str) -> isize {
        let pairs = self.folded.chars().zip(word.chars());
        let common = pairs.take_while(|(own, other)| own == other).count();
        let lengths = [&self.folded, word].map(|word| word.chars().count());
        common.cast_signed() - lengths[0].abs_diff(lengths[1]).cast_signed()
    }
}
