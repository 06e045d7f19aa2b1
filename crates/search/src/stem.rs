//! Stemming: one spelling for the inflected forms of a word, chosen by script.

mod english;
mod russian;

/// The stem of a folded word. Words of other scripts, with digits or of mixed scripts stay whole.
pub(crate) fn stem(folded: &str) -> String {
    if folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
        english::stem(folded)
    } else if folded.chars().all(|letter| matches!(letter, 'а'..='я')) {
        russian::stem(folded).to_owned()
    } else {
        folded.to_owned()
    }
}

/// Where the region starts that follows the first consonant after a vowel, looking from byte `from`;
/// the end of the word when there is none. Snowball calls it R1, and R2 when taken from R1.
fn region(word: &str, from: usize, is_vowel: fn(char) -> bool) -> usize {
    let mut after_vowel = false;
    for (offset, letter) in word.get(from..).unwrap_or_default().char_indices() {
        if is_vowel(letter) {
            after_vowel = true;
        } else if after_vowel {
            return from + offset + letter.len_utf8();
        }
    }
    word.len()
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn script_decides_the_language() {
        assert_eq!(stem("паролями"), "парол");
        assert_eq!(stem("passwords"), "password");
    }

    #[test]
    fn codes_and_mixed_words_stay_whole() {
        for word in ["2026", "2ндфл", "wi5s", "xрасы", "қазақ", ""] {
            assert_eq!(stem(word), word);
        }
    }
}
