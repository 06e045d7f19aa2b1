//! Numbers of documents and cards in free text, where nobody needs them: the person is warned, not stopped (spec N11).

use super::{inn, passport, snils};

/// What a number looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Private {
    Card,
    Snils,
    Inn,
    Passport,
}

/// The first kind of number found in a text. Only numbers whose check digits fit count, and a passport only when its
/// series stands apart: a number of an order or a phone is none of them.
#[must_use]
pub fn private_number(text: &str) -> Option<Private> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '‑');
    text.split(|c| !is_part(c)).find_map(|run| {
        let run = run.trim_matches(|c: char| !c.is_ascii_digit());
        let groups: Vec<&str> = run
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
            .collect();
        let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
        let line = groups.concat();
        match lengths.as_slice() {
            [16] | [4, 4, 4, 4] if is_card(&line) => Some(Private::Card),
            [11] | [3, 3, 3, 2] | [9, 2] if snils(&line).is_ok() => Some(Private::Snils),
            [10 | 12] if inn(&line).is_ok() => Some(Private::Inn),
            [4, 6] | [2, 2, 6] if passport(&line).is_ok() => Some(Private::Passport),
            _ => None,
        }
    })
}

/// The check of payment cards (ISO/IEC 7812-1, annex B).
fn is_card(line: &str) -> bool {
    let digits = line.chars().rev().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match (at % 2, digit * 2) {
            (0, _) => digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10) && line.contains(|c| c != '0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_are_noticed() {
        for (text, found) in [
            ("Мой СНИЛС 112-233-445 95, проверьте", Private::Snils),
            ("снилс 11223344595", Private::Snils),
            ("ИНН: 500100732259.", Private::Inn),
            ("паспорт 45 09 123456", Private::Passport),
            ("карта 4111 1111 1111 1111", Private::Card),
        ] {
            assert_eq!(private_number(text), Some(found), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_not() {
        for text in [
            "Позвоните +7 912 345-67-89",
            "8 912 345 67 89",
            "Заявка 1234567890 от 14.03.2026",
            "обращение 7KQ4-22H2",
            "СНИЛС 112-233-445 96",
            "код 1234 5678 9012 3456",
            "",
        ] {
            assert_eq!(private_number(text), None, "{text}");
        }
    }
}
