//! How words are written in the index: one byte for a Latin letter, a digit or a Russian letter,
//! UTF-8 for the rest. Words then sort, share beginnings and count letters as people would.

const A: u32 = 'а' as u32;
const RUSSIAN: u8 = 0x80;
const LETTERS: u8 = 32;

/// The bytes of a folded word.
pub(crate) fn encode(folded: &str) -> Vec<u8> {
    let mut code = Vec::with_capacity(folded.len());
    for letter in folded.chars() {
        match letter {
            'а'..='я' => code.push(RUSSIAN + (u32::from(letter) - A) as u8),
            _ => code.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    code
}

/// The word of these bytes; what is no letter is left out.
pub(crate) fn decode(mut code: &[u8]) -> String {
    let mut word = String::with_capacity(2 * code.len());
    while let Some((&first, rest)) = code.split_first() {
        let length = match first {
            RUSSIAN..0xC0 => {
                word.extend(
                    char::from_u32(A + u32::from(first - RUSSIAN)).filter(|_| is_russian(first)),
                );
                code = rest;
                continue;
            }
            0..RUSSIAN => 1,
            0xC0..0xE0 => 2,
            0xE0..0xF0 => 3,
            _ => 4,
        };
        let (letter, rest) = code.split_at(length.min(code.len()));
        word.push_str(str::from_utf8(letter).unwrap_or_default());
        code = rest;
    }
    word
}

/// Whether the byte is a Russian letter that stands by itself.
pub(crate) fn is_russian(byte: u8) -> bool {
    (RUSSIAN..RUSSIAN + LETTERS).contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_as_they_went_in() {
        for word in [
            "пароль",
            "password",
            "2ндфл",
            "қазақ",
            "яхта",
            "日本",
            "w",
            "",
        ] {
            assert_eq!(decode(&encode(word)), word);
        }
    }

    #[test]
    fn a_letter_of_the_two_languages_is_a_byte() {
        assert_eq!(encode("паспорт").len(), 7);
        assert_eq!(encode("passport").len(), 8);
    }

    #[test]
    fn foreign_bytes_make_no_word_and_no_panic() {
        for bytes in [&[0xC3][..], &[0xFF, 0x80], &[0xA0, 0xBF], &[0xE2, 0x82]] {
            assert!(decode(bytes).chars().count() <= 2);
        }
    }
}
