//! Why a document ranks where it does, for those who tune.

use crate::alphabet::decode;
use crate::index::Index;
use crate::query::cut;
use crate::rank::{Why, rarity, saturated};
use crate::search::slots;

/// What one stem of the index contributed to a document's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// The word of the query, empty when the reason is a synonym of several words.
    pub word: String,
    /// The stem in the index that stood for it.
    pub stem: String,
    pub why: Why,
    /// How often the stem stands in title, aliases and body.
    pub counts: [u8; 3],
    /// What it added to the score.
    pub score: f32,
}

impl std::fmt::Display for Reason {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [title, aliases, body] = self.counts;
        write!(
            formatter,
            "{:+.2}  «{}» by {} ({:?}): title {title}, aliases {aliases}, body {body}",
            self.score, self.word, self.stem, self.why
        )
    }
}

impl Index {
    /// What each word of the query added to the document's score: the best alternative of each.
    #[must_use]
    pub fn explain(&self, query: &str, document: u32) -> Vec<Reason> {
        let knobs = &self.knobs;
        let (words, _, _, slots) = slots(self, cut(query));
        let mut reasons = Vec::new();
        for (number, slot) in slots.iter().enumerate() {
            let own = slot.alternatives.iter().filter_map(|found| {
                let mut counts = None;
                self.postings(found.term)?.each(|posting| {
                    if posting.document == document {
                        counts = Some(posting.counts);
                    }
                });
                let counts = counts?;
                let worth = slot.weight * found.weight * rarity(self, found.documents);
                Some(Reason {
                    word: words
                        .get(number)
                        .map(|word| word.folded.clone())
                        .unwrap_or_default(),
                    stem: decode(&self.stem(found.term)),
                    why: found.why,
                    counts: [counts.title(), counts.aliases(), counts.body()],
                    score: worth * saturated(self, document, counts, knobs),
                })
            });
            reasons.extend(own.max_by(|left, right| left.score.total_cmp(&right.score)));
        }
        reasons
    }
}
