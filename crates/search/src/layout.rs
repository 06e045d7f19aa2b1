//! What was meant when the keyboard was in the other layout, or Russian was typed in Latin letters.

/// The same keys in the two layouts, without Shift.
const LATIN_KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const RUSSIAN_KEYS: &str = "йцукенгшщзхъфывапролджэячсмитьбюё";
/// Keys that are other characters with Shift.
const SHIFTED: [(char, char); 7] = [
    ('{', 'х'),
    ('}', 'ъ'),
    (':', 'ж'),
    ('"', 'э'),
    ('<', 'б'),
    ('>', 'ю'),
    ('~', 'ё'),
];

/// Latin spellings of Russian letters, the longest first.
const SPELLINGS: [(&str, &str); 48] = [
    ("shch", "щ"),
    ("sch", "щ"),
    ("iya", "ия"),
    ("ija", "ия"),
    ("zh", "ж"),
    ("kh", "х"),
    ("ts", "ц"),
    ("tz", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("yu", "ю"),
    ("ju", "ю"),
    ("iu", "ю"),
    ("ya", "я"),
    ("ja", "я"),
    ("ia", "ия"),
    ("yo", "е"),
    ("jo", "е"),
    ("ye", "е"),
    ("je", "е"),
    ("iy", "ий"),
    ("yy", "ый"),
    ("ij", "ий"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("w", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("z", "з"),
    ("i", "и"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("h", "х"),
    ("c", "ц"),
    ("x", "кс"),
    ("q", "к"),
    ("'", "ь"),
];

/// The text as typed with the same keys in the other layout: Latin becomes Russian and the other
/// way round. `None` when nothing changes.
pub(crate) fn other_layout(text: &str) -> Option<String> {
    let is_latin = text.chars().any(|letter| letter.is_ascii_alphabetic());
    let is_russian = text
        .chars()
        .any(|letter| matches!(letter, 'а'..='я' | 'А'..='Я' | 'ё' | 'Ё'));
    if is_latin == is_russian {
        return None;
    }
    let (from, to) = if is_latin {
        (LATIN_KEYS, RUSSIAN_KEYS)
    } else {
        (RUSSIAN_KEYS, LATIN_KEYS)
    };
    let swap = |letter: char| {
        if is_latin && let Some((_, to)) = SHIFTED.iter().find(|(from, _)| *from == letter) {
            return *to;
        }
        let small = small(letter);
        let found = from
            .chars()
            .zip(to.chars())
            .find(|(from, _)| *from == small);
        found.map_or(letter, |(_, to)| to)
    };
    Some(text.chars().map(swap).collect())
}

fn small(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        'Ё' => 'ё',
        _ => letter.to_ascii_lowercase(),
    }
}

/// The word in Russian letters, spelled as it sounds. `None` unless it is Latin.
pub(crate) fn in_russian(word: &str) -> Option<String> {
    if !word
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || byte == b'\'')
    {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let mut rest = word.as_str();
    let mut out = String::with_capacity(2 * rest.len());
    while !rest.is_empty() {
        if let Some((latin, russian)) = SPELLINGS.iter().find(|(latin, _)| rest.starts_with(latin))
        {
            out.push_str(russian);
            rest = rest.get(latin.len()..).unwrap_or_default();
            continue;
        }
        // What is left are `y` and `j`: a vowel after a consonant, else a half-vowel.
        let after_vowel = out
            .chars()
            .next_back()
            .is_none_or(|last| "аеиоуыюя".contains(last));
        out.push(if after_vowel { 'й' } else { 'ы' });
        rest = rest.get(1..).unwrap_or_default();
    }
    Some(out)
}

/// How a word sounds in Latin letters, with all that people spell differently made equal: signs
/// dropped, `ы`, `и` and `й` one letter, doubled letters single. Takes bytes of the index.
pub(crate) fn sound(code: &[u8], out: &mut Vec<u8>) {
    const SOUNDS: [&[u8]; 32] = [
        b"a", b"b", b"v", b"g", b"d", b"e", b"Z", b"z", b"i", b"i", b"k", b"l", b"m", b"n", b"o",
        b"p", b"r", b"s", b"t", b"u", b"f", b"h", b"c", b"C", b"S", b"S", b"", b"i", b"", b"e",
        b"iu", b"ia",
    ];
    out.clear();
    for byte in code {
        let sounds = match byte.checked_sub(0x80) {
            Some(letter) => SOUNDS.get(usize::from(letter)).copied().unwrap_or_default(),
            None => std::slice::from_ref(byte),
        };
        for sound in sounds {
            if out.last() != Some(sound) {
                out.push(*sound);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alphabet::encode;

    #[test]
    fn keys_of_the_other_layout() {
        assert_eq!(other_layout("gfhjkm").as_deref(), Some("пароль"));
        assert_eq!(other_layout(",jktpym").as_deref(), Some("болезнь"));
        assert_eq!(other_layout("GFCGJHN").as_deref(), Some("паспорт"));
        assert_eq!(other_layout("зфыыцщкв").as_deref(), Some("password"));
        assert_eq!(other_layout("пароль password"), None);
        assert_eq!(other_layout("2026"), None);
    }

    #[test]
    fn russian_in_latin_letters() {
        for (latin, russian) in [
            ("parol", "парол"),
            ("gosuslugi", "госуслуги"),
            ("zayavlenie", "заявление"),
            ("kakoy", "какой"),
            ("vyplata", "выплата"),
            ("borsch", "борщ"),
            ("podat'", "подать"),
        ] {
            assert_eq!(in_russian(latin).as_deref(), Some(russian));
        }
        assert_eq!(in_russian("пароль"), None);
        assert_eq!(in_russian("2ndfl"), None);
    }

    #[test]
    fn spellings_of_a_word_sound_the_same() {
        let sound = |word: &str| {
            let mut out = Vec::new();
            sound(&encode(word), &mut out);
            out
        };
        assert_eq!(sound("строительство"), sound("строителство"));
        assert_eq!(sound("выписка"), sound("виписка"));
    }
}
