//! Normalising: done once it is done for good, and there is no text that it cannot take.

use opora_contract::{number::RequestNumber, rule, slug::Slug};
use proptest::{collection::vec, prelude::*, sample::select};

/// Letters that make trouble: spaces of every kind, line ends, invisible ones, directions, marks that stand on others.
const LETTERS: [char; 46] = [
    ' ',
    '\t',
    '\n',
    '\r',
    '\u{b}',
    '\u{c}',
    '\u{1b}',
    '\0',
    '\u{7f}',
    '\u{85}',
    '\u{a0}',
    '\u{ad}',
    '\u{61c}',
    '\u{180e}',
    '\u{2003}',
    '\u{200b}',
    '\u{200c}',
    '\u{200d}',
    '\u{200e}',
    '\u{2028}',
    '\u{2029}',
    '\u{202e}',
    '\u{2060}',
    '\u{2066}',
    '\u{3000}',
    '\u{feff}',
    '\u{fffd}',
    '\u{e0041}',
    '\u{301}',
    '\u{20e3}',
    '@',
    '.',
    '+',
    '-',
    '8',
    '9',
    '7',
    'a',
    'Я',
    'ß',
    'İ',
    '漢',
    '👨',
    '<',
    '=',
    '"',
];

/// Texts as hostile as they come, and ordinary ones.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        vec(select(LETTERS.to_vec()), 0..40).prop_map(String::from_iter),
        vec(any::<char>(), 0..40).prop_map(String::from_iter),
        "[+]?[0-9 ()-]{5,18}",
        "[a-zA-Z.]{1,8} ?@ ?[a-zA-Z]{1,8}[.][a-zA-Z]{2,4}",
        "[ а-яА-Я\n]{0,60}",
    ]
}

proptest! {
    #![proptest_config(crate::config())]

    #[test]
    fn line_is_one_line_and_stays_it(text in text()) {
        let line = rule::normalise_line(&text);
        prop_assert_eq!(&rule::normalise_line(&line), &line);
        prop_assert!(!line.contains(char::is_control), "{line:?}");
        prop_assert_eq!(line.trim(), &line);
    }

    #[test]
    fn text_keeps_no_control_but_line_ends_and_stays_it(text in text()) {
        let kept = rule::normalise_text(&text);
        prop_assert_eq!(&rule::normalise_text(&kept), &kept);
        prop_assert!(!kept.contains(|c: char| c.is_control() && c != '\n'), "{kept:?}");
        prop_assert!(!kept.contains("\n\n\n"), "{kept:?}");
        prop_assert_eq!(kept.trim(), &kept);
    }

    #[test]
    fn nothing_that_turns_the_direction_of_writing_is_kept(text in text()) {
        let turns = |c: char| {
            matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        prop_assert!(!rule::normalise_line(&text).contains(turns));
        prop_assert!(!rule::normalise_text(&text).contains(turns));
    }

    #[test]
    fn contacts_stay_what_they_became(text in text()) {
        if let Ok(phone) = rule::phone(&text) {
            prop_assert!(phone.starts_with('+') && phone[1..].bytes().all(|b| b.is_ascii_digit()));
            prop_assert_eq!(rule::phone(&phone), Ok(phone.clone()));
        }
        if let Ok(email) = rule::email(&text) {
            prop_assert_eq!(rule::email(&email), Ok(email.clone()));
            prop_assert_eq!(rule::normalise_line(&email), email);
        }
    }

    #[test]
    fn no_text_stops_a_reader(text in text()) {
        drop((Slug::parse(&text), RequestNumber::parse(&text), rule::day(&text)));
        drop((rule::question(&text), rule::password(&text)));
    }
}
