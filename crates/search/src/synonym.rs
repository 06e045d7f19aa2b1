//! Words and phrases that mean the same, applied to a query.

use crate::index::Index;
use crate::query::Word;
use crate::rank::{Alternative, Slot, Why};

/// Adds what the words of the query are also called: to the word itself where one word stands for
/// one, else as further words.
pub(crate) fn widen(index: &Index, words: &[Word], slots: &mut Vec<Slot>) {
    for group in &index.synonyms {
        for (number, phrase) in group.iter().enumerate() {
            let Some((start, length)) = place(words, phrase) else {
                continue;
            };
            let trust = words.get(start).map_or(1.0, |word| word.trust);
            let others = group
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != number);
            for (_, other) in others {
                let stems: Vec<&[u8]> = other.split(|byte| *byte == b' ').collect();
                let weight = trust * index.knobs.synonym / stems.len() as f32;
                let alternatives = stems
                    .iter()
                    .filter_map(|stem| alternative(index, stem, weight));
                if length == 1 && stems.len() == 1 {
                    if let Some(slot) = slots.get_mut(start) {
                        slot.alternatives.extend(alternatives);
                    }
                } else {
                    let alone = alternatives.map(|alternative| Slot {
                        weight: 1.0,
                        alternatives: vec![alternative],
                    });
                    slots.extend(alone);
                }
            }
        }
    }
}

/// Whether the stem is in the table by itself.
pub(crate) fn knows(index: &Index, stem: &[u8]) -> bool {
    index.synonyms.iter().flatten().any(|phrase| phrase == stem)
}

/// Which words of the query are part of a phrase of the table.
pub(crate) fn covered(index: &Index, words: &[Word]) -> Vec<bool> {
    let mut covered = vec![false; words.len()];
    for phrase in index.synonyms.iter().flatten() {
        if let Some((start, length)) = place(words, phrase) {
            covered
                .iter_mut()
                .skip(start)
                .take(length)
                .for_each(|word| *word = true);
        }
    }
    covered
}

/// The stems of what the words of the query are also called.
pub(crate) fn others<'index>(
    index: &'index Index,
    words: &[Word],
) -> impl Iterator<Item = &'index [u8]> {
    let is_said = |group: &&Vec<Vec<u8>>| group.iter().any(|phrase| place(words, phrase).is_some());
    let phrases = index.synonyms.iter().filter(is_said).flatten();
    phrases.flat_map(|phrase| phrase.split(|byte| *byte == b' '))
}

/// Where the stems of the phrase stand side by side in the query, and how many there are.
fn place(words: &[Word], phrase: &[u8]) -> Option<(usize, usize)> {
    let length = phrase.split(|byte| *byte == b' ').count();
    let start = words.windows(length).position(|window| {
        let stems = window.iter().map(|word| word.stem.as_slice());
        stems.eq(phrase.split(|byte| *byte == b' '))
    })?;
    Some((start, length))
}

fn alternative(index: &Index, stem: &[u8], weight: f32) -> Option<Alternative> {
    let term = index.find(stem)?;
    let documents = index.postings(term)?.documents;
    Some(Alternative {
        term,
        weight,
        documents,
        why: Why::Synonym,
    })
}
