//! Folding and splitting: the spelling under which text is indexed and looked up.
//!
//! Case, `ё`, Latin accents, stress marks and soft hyphens do not matter; whatever is not a letter
//! or a digit parts words (spaces, NBSP, every dash, punctuation, control characters, emoji).
//! The mappings are written out here because the standard Unicode tables cost 14 KB of wasm.

use std::ops::Range;

/// A word of a text and where it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The folded spelling, never empty.
    pub folded: String,
    /// Place in the original text, in bytes, always on character borders.
    pub bytes: Range<usize>,
    /// The same place in characters.
    pub chars: Range<usize>,
}

/// The words of `text`, in order.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut open: Option<Token> = None;
    for (position, (offset, character)) in text.char_indices().enumerate() {
        let bytes_end = offset + character.len_utf8();
        if let Some(folded) = fold(character) {
            let token = open.get_or_insert_with(|| Token {
                folded: String::new(),
                bytes: offset..offset,
                chars: position..position,
            });
            token.folded.push(folded);
            (token.bytes.end, token.chars.end) = (bytes_end, position + 1);
        } else if is_mark(character) {
            if let Some(token) = open.as_mut() {
                compose(&mut token.folded, character);
                (token.bytes.end, token.chars.end) = (bytes_end, position + 1);
            }
        } else if !is_joiner(character) {
            tokens.extend(open.take());
        }
    }
    tokens.extend(open);
    tokens
}

/// The folded letter or digit; `None` for what is neither.
fn fold(character: char) -> Option<char> {
    match character {
        'a'..='z' | '0'..='9' | 'а'..='я' => Some(character),
        'A'..='Z' => Some(character.to_ascii_lowercase()),
        'А'..='Я' => shift(character, 0x20),
        'ё' | 'Ё' | 'ѐ' | 'Ѐ' => Some('е'),
        'ѝ' | 'Ѝ' => Some('и'),
        '\u{402}'..='\u{40F}' => shift(character, 0x50),
        '\u{452}'..='\u{45F}' => Some(character),
        // Letters of the other Cyrillic alphabets: capital and small stand side by side.
        '\u{4C0}' => Some('\u{4CF}'),
        '\u{4C1}'..='\u{4CE}' => shift(character, u32::from(character) % 2),
        '\u{460}'..='\u{481}' | '\u{48A}'..='\u{52F}' => {
            shift(character, 1 - u32::from(character) % 2)
        }
        '×' | '÷' => None,
        'À'..='ÿ' => Some(latin1(character)),
        // Other scripts are found by their exact spelling; the ranges are coarse on purpose.
        '\u{1680}' => None,
        '\u{100}'..='\u{2AF}' | '\u{370}'..='\u{1FFF}' | '\u{3040}'..='\u{D7FF}' => Some(character),
        _ => None,
    }
}

/// Whether the character is white space; the few code points that occur in texts.
pub(crate) fn is_space(character: char) -> bool {
    matches!(
        character,
        '\0'..=' ' | '\u{A0}' | '\u{2000}'..='\u{200B}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{3000}'
    )
}

fn shift(character: char, by: u32) -> Option<char> {
    char::from_u32(u32::from(character) + by)
}

/// `À`..=`ÿ` in lower case and without accents.
fn latin1(character: char) -> char {
    let small = match character {
        'À'..='Þ' => shift(character, 0x20).unwrap_or(character),
        _ => character,
    };
    match small {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => small,
    }
}

/// A combining mark: part of the letter before it.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}')
}

/// `и` with a combining breve is `й`; every other mark (stress, `ё` in two parts) is dropped.
fn compose(folded: &mut String, mark: char) {
    if mark == '\u{306}' && folded.ends_with('и') {
        folded.pop();
        folded.push('й');
    }
}

/// Characters that vanish inside a word: apostrophes, soft hyphen, invisible joiners.
fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '\'' | '’' | 'ʼ' | '\u{AD}' | '\u{200C}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.folded).collect()
    }

    #[test]
    fn case_yo_and_accents_do_not_matter() {
        assert_eq!(words("ЁЛКА Ёлка елка"), ["елка", "елка", "елка"]);
        assert_eq!(words("Café NAÏVE Øre"), ["cafe", "naive", "ore"]);
        assert_eq!(words("Ҡала ҠАЛА Ӂ ӂ Ӏ"), ["ҡала", "ҡала", "ӂ", "ӂ", "ӏ"]);
    }

    #[test]
    fn decomposed_letters_equal_composed_ones() {
        assert_eq!(
            words("мои\u{306} е\u{308}ж за\u{301}мок"),
            ["мой", "еж", "замок"]
        );
    }

    #[test]
    fn punctuation_and_special_spaces_part_words() {
        assert_eq!(
            words("«СНИЛС»,\u{A0}ИНН\u{2011}код; и\u{202F}др.—№5"),
            ["снилс", "инн", "код", "и", "др", "5"]
        );
        assert_eq!(words("a\u{0}b\u{7}c 🙂 d🙂e"), ["a", "b", "c", "d", "e"]);
    }

    #[test]
    fn joiners_vanish_inside_words_only() {
        assert_eq!(
            words("don't 'quoted' гос\u{AD}услуги"),
            ["dont", "quoted", "госуслуги"]
        );
        let text = "'quoted' x";
        let quoted = tokens(text).into_iter().next().map(|token| token.bytes);
        assert_eq!(quoted.and_then(|bytes| text.get(bytes)), Some("quoted"));
    }

    #[test]
    fn places_are_counted_in_bytes_and_in_characters() {
        let all = tokens("Да, yes");
        let places: Vec<_> = all
            .iter()
            .map(|t| (t.bytes.clone(), t.chars.clone()))
            .collect();
        assert_eq!(places, [(0..4, 0..2), (6..9, 4..7)]);
    }
}
