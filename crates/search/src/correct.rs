//! Known stems that look or sound like unknown words of a query: one walk through the vocabulary for all of them.

use crate::index::{Index, Term};
use crate::layout;
use crate::query::Word;
use crate::rank::{Alternative, Why, power};
use crate::typo::Typo;

/// How many unknown words of a query are corrected, the first ones: each costs time at every stem.
pub(crate) const CORRECTED: usize = 8;

/// How much farther than the nearest a correction may be, in mistakes.
const FARTHER: f32 = 0.6;

/// How many letters of a word that sounds like a stem may be its ending.
const ENDING: usize = 4;

/// What a word costs that sounds the same, in mistakes.
const SOUNDS: f32 = 0.1;

/// An unknown word and what was found for it.
struct Unknown<'word> {
    typo: Option<Typo<'word>>,
    looks: Vec<(f32, Term)>,
    /// How it sounds; empty for a word that was not read out of Latin letters.
    sound: Vec<u8>,
    /// Letters of the longest stem that sounds like its beginning, at least.
    longest: usize,
    sounds: Vec<(f32, Term)>,
}

impl<'word> Unknown<'word> {
    fn new(word: &'word Word) -> Self {
        let mut sound = Vec::new();
        if word.is_sounded {
            layout::sound(&word.code, &mut sound);
        }
        Self {
            typo: Typo::new(&word.code, word.is_unfinished),
            looks: Vec::new(),
            sound,
            longest: 3,
            sounds: Vec::new(),
        }
    }

    fn look(&mut self, stem: &[u8], term: Term) {
        if let Some(cost) = self.typo.as_ref().and_then(|typo| typo.cost(stem)) {
            self.looks.push((cost, term));
        }
    }

    fn listen(&mut self, sound: &[u8], term: Term) {
        let fits = sound.len() >= self.longest
            && sound.len() + ENDING >= self.sound.len()
            && self.sound.starts_with(sound);
        if fits {
            if sound.len() > self.longest {
                self.sounds.clear();
                self.longest = sound.len();
            }
            self.sounds.push((SOUNDS, term));
        }
    }
}

/// What each of the words may mean, the likeliest first.
pub(crate) fn corrections(index: &Index, words: &[&Word]) -> Vec<Vec<Alternative>> {
    let recalled: Vec<_> = words.iter().map(|word| index.memory.recall(word)).collect();
    let is_new = |at: &usize| recalled.get(*at).is_some_and(Option::is_none);
    let new = (0..words.len())
        .filter(is_new)
        .filter_map(|at| words.get(at));
    let new: Vec<&Word> = new.copied().collect();
    let mut found = looked_for(index, &new).into_iter();
    let mut all = Vec::new();
    for (word, recalled) in words.iter().zip(recalled) {
        all.push(recalled.unwrap_or_else(|| {
            let found = found.next().unwrap_or_default();
            index.memory.remember(word, &found);
            found
        }));
    }
    all
}

/// One walk through the vocabulary for words that are not remembered.
fn looked_for(index: &Index, words: &[&Word]) -> Vec<Vec<Alternative>> {
    let mut unknown: Vec<Unknown> = words.iter().map(|word| Unknown::new(word)).collect();
    let is_sounded = words.iter().any(|word| word.is_sounded);
    let mut sound = Vec::new();
    if !unknown.is_empty() {
        index.walk(&[], |stem, term| {
            if is_sounded {
                layout::sound(stem, &mut sound);
            }
            for word in &mut unknown {
                word.look(stem, term);
                if !word.sound.is_empty() {
                    word.listen(&sound, term);
                }
            }
            true
        });
    }
    let found = unknown.into_iter().map(|word| {
        let found = if word.sounds.is_empty() {
            word.looks
        } else {
            word.sounds
        };
        likeliest(index, found)
    });
    found.collect()
}

/// The nearest; of equally near ones the commonest first.
fn likeliest(index: &Index, mut found: Vec<(f32, Term)>) -> Vec<Alternative> {
    let knobs = &index.knobs;
    let nearest = found.iter().map(|(cost, _)| *cost).fold(f32::MAX, f32::min);
    found.retain(|(cost, _)| *cost <= nearest + FARTHER);
    let mut counted: Vec<(f32, Term, u32)> = found
        .into_iter()
        .filter_map(|(cost, term)| Some((cost, term, index.postings(term)?.documents)))
        .collect();
    counted.sort_by(|left, right| left.0.total_cmp(&right.0).then(right.2.cmp(&left.2)));
    counted.truncate(knobs.corrections);
    // Taken as rare as the commonest of them; else the oddest word would win.
    let commonest = counted.iter().map(|(_, _, documents)| *documents).max();
    let commonest = commonest.unwrap_or(1).max(1);
    let alternative = |(cost, term, documents): (f32, Term, u32)| Alternative {
        term,
        weight: power(knobs.typo, cost) * power(documents as f32 / commonest as f32, knobs.common),
        documents: commonest,
        why: Why::Correction,
    };
    counted.into_iter().map(alternative).collect()
}
