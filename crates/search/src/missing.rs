//! Which shards of an index would make an answer better, the most telling first.

use crate::index::Index;
use crate::query::{Word, words};
use crate::rank::{Slot, Why};
use crate::reading::{Reading, text_in};
use crate::synonym;

/// The shards that the words of a query need and that are not there. Once the words themselves are
/// looked up, those that nobody knows may be meant otherwise, which takes other shards.
pub(crate) fn missing(index: &Index, query: &str, words: &[Word], slots: &[Slot]) -> Vec<usize> {
    let mut shards: Vec<usize> = words.iter().flat_map(|word| homes(index, word)).collect();
    shards.extend(synonym::others(index, words).map(|stem| index.shard_of(stem)));
    let is_unknown = |(word, slot): &(&Word, &Slot)| {
        is_looked_up(index, word)
            && slot
                .alternatives
                .iter()
                .all(|found| found.why > Why::Completion)
    };
    let unknown: Vec<&Word> = words
        .iter()
        .zip(slots)
        .filter(is_unknown)
        .map(|(word, _)| word)
        .collect();
    if !unknown.is_empty() {
        shards.extend(readings(query).iter().flat_map(|word| homes(index, word)));
        // People rarely miss the first letter.
        for word in unknown {
            shards.extend(index.shards_of(word.code.get(..1).unwrap_or_default()));
        }
    }
    let mut seen = Vec::new();
    shards.retain(|shard| {
        let is_new = !index.is_loaded(*shard) && !seen.contains(shard);
        seen.push(*shard);
        is_new
    });
    shards
}

/// Whether all is there to tell if the index knows the word. Before that it is not to be taken for
/// a mistake or for another reading.
pub(crate) fn is_looked_up(index: &Index, word: &Word) -> bool {
    homes(index, word)
        .iter()
        .all(|shard| index.is_loaded(*shard))
}

/// Where a word is looked up: its stem, what it may become, its family.
fn homes(index: &Index, word: &Word) -> Vec<usize> {
    let mut shards = vec![index.shard_of(&word.stem)];
    if word.is_unfinished {
        shards.extend(index.shards_of(&word.code));
    }
    if let Some(root) = word.stem.get(..index.knobs.family_letters) {
        shards.extend(index.shards_of(root));
    }
    shards
}

/// The words of the query in the other layout and out of Latin letters.
fn readings(query: &str) -> Vec<Word> {
    let pieces = query.split_whitespace().flat_map(|piece| {
        [Reading::OtherLayout, Reading::Transliterated]
            .into_iter()
            .filter_map(|reading| text_in(reading, piece))
    });
    pieces
        .flat_map(|piece| words(&piece, true).collect::<Vec<_>>())
        .collect()
}
