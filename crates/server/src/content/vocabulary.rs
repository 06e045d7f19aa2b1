//! Beginnings of words that speak for a choice, or for what others solve, see `Form::suggestion` of the contract.

use opora_contract::rule::lowered;

/// Fewest letters: shorter beginnings fit too many words.
const LETTERS_MIN: usize = 3;

/// Why a beginning of a word never fits, or fits too much.
#[must_use]
pub fn fault(word: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() && lowered(c) == c && c != 'ё';
    if !word.chars().all(is_plain) {
        return Some(format!(
            "`{word}` is not one word in small letters without «ё»"
        ));
    }
    let is_short = word.chars().count() < LETTERS_MIN;
    is_short.then(|| format!("`{word}` has fewer than {LETTERS_MIN} letters"))
}
