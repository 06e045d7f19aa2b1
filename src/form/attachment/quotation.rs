//! Quotation marks of a description: whatever marks were typed, the ones of the language are kept (spec D29).

use opora_contract::language::{Base, Language};

/// `"Ошибка"`, `''Ошибка''` and `“Ошибка”` become `«Ошибка»`; in English `“Error”`. Inches, apostrophes and marks without
/// a partner stay.
pub fn quoted(text: &str, language: Language) -> String {
    let (open, close) = match language.base() {
        Base::Ru => ('«', '»'),
        Base::En => ('“', '”'),
    };
    // Two apostrophes are a mark, too.
    let mut signs: Vec<char> = text.trim().replace("''", "\"").chars().collect();
    let mut waiting: Vec<(usize, bool)> = Vec::new();
    let mut pairs = Vec::new();
    for (at, &sign) in signs.iter().enumerate() {
        let is_apostrophe = matches!(sign, '\'' | '’' | '‘');
        if !is_apostrophe && !is_mark(sign) {
            continue;
        }
        let before = at.checked_sub(1).and_then(|at| signs.get(at));
        let after = signs.get(at + 1);
        if before.is_none_or(|&before| is_gap(before)) && after.is_some_and(|&after| !ends(after)) {
            waiting.push((at, is_apostrophe));
        } else if after.is_none_or(|&after| ends(after) || is_mark(after))
            && let Some(found) = waiting.iter().rposition(|(_, kind)| *kind == is_apostrophe)
        {
            if let Some((from, _)) = waiting.get(found) {
                pairs.push((*from, at));
            }
            // What opened within a pair and did not close never will.
            waiting.truncate(found);
        }
    }
    for (from, to) in pairs {
        for (at, mark) in [(from, open), (to, close)] {
            if let Some(sign) = signs.get_mut(at) {
                *sign = mark;
            }
        }
    }
    signs.into_iter().collect()
}

const fn is_mark(sign: char) -> bool {
    matches!(sign, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '″')
}

/// What may stand before an opening mark.
fn is_gap(sign: char) -> bool {
    matches!(
        sign,
        ' ' | '\u{a0}' | '(' | '[' | '-' | '–' | '—' | '/' | ':'
    ) || is_mark(sign)
}

/// What may stand after a closing mark.
const fn ends(sign: char) -> bool {
    matches!(
        sign,
        ' ' | '\u{a0}'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '-'
            | '–'
            | '—'
            | '/'
            | '…'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_those_of_the_language() {
        for (typed, russian) in [
            ("\"Ошибка при вводе\"", "«Ошибка при вводе»"),
            ("''Ошибка''", "«Ошибка»"),
            ("'Ошибка'", "«Ошибка»"),
            ("“Ошибка”", "«Ошибка»"),
            ("„Ошибка“", "«Ошибка»"),
            ("«Ошибка»", "«Ошибка»"),
            (" Окно \"Вход\", код 5. ", "Окно «Вход», код 5."),
            ("(\"Вход\")", "(«Вход»)"),
            ("\"Кнопка \"Далее\"\"", "«Кнопка «Далее»»"),
            ("\"Раз\" и \"два\"", "«Раз» и «два»"),
            ("Справка — \"форма 1\".", "Справка — «форма 1»."),
        ] {
            assert_eq!(quoted(typed, Language::Ru), russian, "{typed}");
        }
        assert_eq!(
            quoted("\"Error\" and 'hint'", Language::En),
            "“Error” and “hint”"
        );
    }

    #[test]
    fn what_is_no_pair_stays() {
        for text in [
            "",
            "Пустые поля",
            "Экран 15\"",
            "д'Артаньян",
            "don't",
            "\"Ошибка",
            "Ошибка\"",
            "\"",
            "\" \"",
            "5' и 6'",
        ] {
            assert_eq!(quoted(text, Language::Ru), text, "{text}");
        }
    }

    #[test]
    fn once_is_enough() {
        for text in ["\"Кнопка \"Далее\"\"", "''а'' 'б' \"в", "“x”"] {
            for language in [Language::Ru, Language::En] {
                let once = quoted(text, language);
                assert_eq!(quoted(&once, language), once);
            }
        }
    }
}
