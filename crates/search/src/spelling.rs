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
    let mut misspelt = Vec::new();
    for (word, slot) in words.iter().zip(slots) {
        let mut stems = Vec::new();
        for found in &slot.alternatives {
            if matches!(found.why, Why::Correction) {
                stems.push(index.stem(found.term));
            }
        }
        if reading == Reading::Transliterated {
            stems.push(word.stem.clone());
        }
        if !stems.is_empty() {
            let folded = word.folded.clone();
            misspelt.push(Misspelt { folded, stems });
        }
    }
    misspelt
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
    /// The first word of the texts that has one of the stems.
    fn spelt(&self, texts: &[&str]) -> Option<String> {
        for text in texts {
            for token in tokens(text) {
                if self.stems.contains(&encode(&stem(&token.folded))) {
                    return Some(token.folded);
                }
            }
        }
        None
    }
}
