//! Field rules: first normalise what a person typed, then check it (spec N43). The browser and the server run the same
//! code, so nothing that one accepted is refused by the other. Checks come as [`Violation`]s, never as panics.

mod day;
mod identity;
mod password;
mod private;
mod question;

pub use self::{
    day::day,
    identity::{inn, passport, snils},
    password::{PASSWORD_MIN, PasswordPart, password},
    private::{Private, private_number},
    question::{lowered, question, sentences},
};
use crate::violation::Violation;

/// Longest e-mail address, in characters (RFC 5321, 4.5.3.1.3).
const EMAIL_MAX: usize = 254;

/// One line of text: control characters become spaces, runs of white space one space, ends trimmed (spec D42).
#[must_use]
pub fn normalise_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || is_invisible(c)) {
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    line
}

/// Text of several lines: line ends become `\n`, control characters go, at most one blank line in a row, ends trimmed.
#[must_use]
pub fn normalise_text(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut newlines = 2;
    let mut previous = ' ';
    for c in text.trim_end().chars() {
        let is_newline = c == '\n' && previous != '\r' || c == '\r' || c == '\u{2028}';
        previous = c;
        if is_newline {
            newlines += 1;
            if newlines <= 2 {
                kept.push('\n');
            }
        } else if c == '\t' || !is_invisible(c) && c != '\n' {
            if newlines > 0 && c.is_whitespace() {
                continue;
            }
            newlines = 0;
            kept.push(if c == '\t' { ' ' } else { c });
        }
    }
    kept.truncate(kept.trim_end().len());
    kept
}

/// Controls, and format characters that can hide or reorder text (bidirectional overrides, zero-width, BOM, the tags that
/// nobody sees). What joins letters and the parts of an emoji stays.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Checks the length, in characters, of a value that is already normalised.
///
/// # Errors
/// [`Violation::TooShort`] or [`Violation::TooLong`].
pub fn check_length(text: &str, min: usize, max: usize) -> Result<(), Violation> {
    let actual = text.chars().count();
    if actual < min {
        Err(Violation::TooShort { min })
    } else if actual > max {
        Err(Violation::TooLong { max, actual })
    } else {
        Ok(())
    }
}

/// An e-mail address with its domain in lower case. Deliberately lenient: one `@`, a name, a dotted domain; only a
/// letter that arrives proves an address. Spaces are forgiven at the ends and beside the `@`; within the name they are
/// not: without them it would be the address of somebody else.
///
/// # Errors
/// [`Violation::Email`].
pub fn email(text: &str) -> Result<String, Violation> {
    let text: String = text
        .chars()
        .filter(|&c| c.is_whitespace() || !is_invisible(c))
        .collect();
    let (name, domain) = text.rsplit_once('@').ok_or(Violation::Email)?;
    let (name, domain) = (name.trim(), domain.trim());
    let dotted = domain.contains('.') && domain.split('.').all(is_domain_label);
    let named = !name.is_empty() && !name.contains(is_foreign_to_a_name);
    let address = format!("{name}@{}", domain.to_ascii_lowercase());
    if named && dotted && address.chars().count() <= EMAIL_MAX {
        Ok(address)
    } else {
        Err(Violation::Email)
    }
}

/// What stands between addresses or around them, never within a name as people have them.
fn is_foreign_to_a_name(c: char) -> bool {
    c.is_whitespace() || matches!(c, '@' | ',' | ';' | '<' | '>' | '"' | '(' | ')')
}

/// Letters of any script (`почта@пример.рф` is an address), digits and inner hyphens.
fn is_domain_label(label: &str) -> bool {
    !label.is_empty()
        && !label.starts_with('-')
        && !label.ends_with('-')
        && label.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// A phone number as E.164. Spaces, brackets, dots and dashes are forgiven; a Russian number may start with 8, 7, +7,
/// with +8 before a 9, or be ten digits that start with 9; any other country needs its `+`.
///
/// # Errors
/// [`Violation::Phone`].
pub fn phone(text: &str) -> Result<String, Violation> {
    let mut digits = String::with_capacity(15);
    let mut international = false;
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() && !international => international = true,
            ' '
            | '\u{a0}'
            | '\t'
            | '('
            | ')'
            | '-'
            | '.'
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}' => {}
            c if is_invisible(c) => {}
            _ => return Err(Violation::Phone),
        }
    }
    let local = match (international, digits.len(), digits.split_at_checked(1)) {
        (true, 11, Some(("7", rest))) | (false, 11, Some(("7" | "8", rest))) => rest,
        // No country has +89: it is the 8 of calls within Russia, with a plus by mistake.
        (true, 11, Some(("8", rest))) if rest.starts_with('9') => rest,
        (false, 10, Some(("9", _))) => digits.as_str(),
        (true, 8..=15, Some((first, _))) if first != "7" && first != "0" => {
            return Ok(format!("+{digits}"));
        }
        _ => return Err(Violation::Phone),
    };
    Ok(format!("+7{local}"))
}

/// A phone number of [`phone`] as people read it: `+7 912 345‑67‑89`. Of other countries as it is.
#[must_use]
pub fn spaced_phone(phone: &str) -> String {
    let part = |range: std::ops::Range<usize>| phone.get(range).unwrap_or_default();
    if phone.len() == 12 && phone.starts_with("+7") {
        let [code, first, second, third] = [2..5, 5..8, 8..10, 10..12].map(part);
        format!("+7 {code} {first}‑{second}‑{third}")
    } else {
        phone.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_that_is_spaced_for_reading_is_the_same_phone() {
        assert_eq!(spaced_phone("+79123456789"), "+7 912 345‑67‑89");
        for number in ["+79123456789", "+375291234567"] {
            assert_eq!(phone(&spaced_phone(number)).as_deref(), Ok(number));
        }
    }

    #[test]
    fn line_loses_controls_and_extra_spaces() {
        assert_eq!(
            normalise_line("  Не\u{0}открывается \n\t страница\u{202e} "),
            "Не открывается страница"
        );
        assert_eq!(normalise_line("\u{feff}\u{7}"), "");
        assert_eq!(normalise_line("а\u{61c}б\u{e0041}\u{e007f}"), "а б");
        assert_eq!(normalise_line("👩\u{200d}💻"), "👩\u{200d}💻");
    }

    #[test]
    fn text_keeps_paragraphs_and_loses_the_rest() {
        assert_eq!(
            normalise_text("\r\nОдин\r\n\r\n\r\n\r\nДва\u{1b}[0m\tтри  \n\n"),
            "Один\n\nДва[0m три"
        );
        assert_eq!(normalise_text("a\rb\nc\u{2028}d"), "a\nb\nc\nd");
        assert_eq!(normalise_text(" \n "), "");
        assert_eq!(
            normalise_text("<b>разметка</b> & остаётся"),
            "<b>разметка</b> & остаётся"
        );
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for text in [
            "a \r\n\r\n\n b",
            "\t\u{a0}x\u{200b}y  z",
            "\n\n\n",
            "  - a\n  - b\u{2028}\r\n",
        ] {
            let once = normalise_text(text);
            assert_eq!(normalise_text(&once), once, "{text:?}");
            let once = normalise_line(text);
            assert_eq!(normalise_line(&once), once, "{text:?}");
        }
    }

    #[test]
    fn phones_as_people_write_them() {
        for good in [
            "8 (912) 345-67-89",
            "+7 912 345‑67‑89",
            "79123456789",
            "9123456789",
            "8.912.345.67.89",
            "+8 912 345-67-89",
        ] {
            assert_eq!(phone(good).as_deref(), Ok("+79123456789"), "{good}");
        }
        assert_eq!(phone("+375 29 123-45-67").as_deref(), Ok("+375291234567"));
        // Viet Nam and Bangladesh.
        assert_eq!(phone("+84 912 345 678").as_deref(), Ok("+84912345678"));
        assert_eq!(phone("+880 1712 34567").as_deref(), Ok("+880171234567"));
        for bad in [
            "",
            "12345",
            "+7912345678",
            "89123456789a",
            "375291234567",
            "++79123456789",
            "+0123456789",
        ] {
            assert_eq!(phone(bad), Err(Violation::Phone), "{bad}");
        }
    }

    #[test]
    fn emails_as_people_write_them() {
        assert_eq!(
            email(" Anna.P+1@Mail.RU ").as_deref(),
            Ok("Anna.P+1@mail.ru")
        );
        assert_eq!(email("почта@пример.рф").as_deref(), Ok("почта@пример.рф"));
        for forgiven in [
            "\tanna@mail.ru\n",
            "anna @ mail.ru",
            "anna\u{a0}@mail.ru",
            "an\u{200b}na@mail.ru\u{feff}",
        ] {
            assert_eq!(
                email(forgiven).as_deref(),
                Ok("anna@mail.ru"),
                "{forgiven:?}"
            );
        }
        for bad in [
            "", "a", "a@b", "@b.ru", " @b.ru", "a@b..ru", "a@-b.ru", "a b@", "a@b@c.ru",
            "<a@b.ru>", "a,b@c.ru",
        ] {
            assert_eq!(email(bad), Err(Violation::Email), "{bad}");
        }
    }

    #[test]
    fn space_within_a_name_never_makes_the_address_of_somebody_else() {
        for bad in [
            "anna petrova@mail.ru",
            "anna\u{a0}petrova@mail.ru",
            "anna\tpetrova@mail.ru",
            "anna@mail. ru",
            "anna@mail .ru",
        ] {
            assert_eq!(email(bad), Err(Violation::Email), "{bad:?}");
        }
    }
}
