//! What was corrected lately: who types a sentence asks for its unknown words again at every letter.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::query::Word;
use crate::rank::Alternative;

/// How many words are remembered, the latest. As many as a query has corrected, twice.
const WORDS: usize = 16;

/// Corrections by word. A copy begins empty.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<Vec<Remembered>>);

#[derive(Debug)]
struct Remembered {
    code: Vec<u8>,
    is_unfinished: bool,
    is_sounded: bool,
    found: Vec<Alternative>,
}

impl Clone for Memory {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Memory {
    fn words(&self) -> MutexGuard<'_, Vec<Remembered>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What this word was corrected to, if that is known.
    pub(crate) fn recall(&self, word: &Word) -> Option<Vec<Alternative>> {
        let words = self.words();
        let known = words.iter().find(|known| {
            known.code == word.code
                && known.is_unfinished == word.is_unfinished
                && known.is_sounded == word.is_sounded
        });
        known.map(|known| known.found.clone())
    }

    pub(crate) fn remember(&self, word: &Word, found: &[Alternative]) {
        let mut words = self.words();
        if words.len() == WORDS {
            words.remove(0);
        }
        words.push(Remembered {
            code: word.code.clone(),
            is_unfinished: word.is_unfinished,
            is_sounded: word.is_sounded,
            found: found.to_vec(),
        });
    }
}
