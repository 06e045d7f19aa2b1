//! The rule of a new password (spec B51).

use crate::{language::Language, violation::Violation, wording};

/// Fewest characters of a password.
pub const PASSWORD_MIN: usize = 8;

/// What a password must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordPart {
    Length,
    Capital,
    Small,
    Digit,
}

impl PasswordPart {
    pub const ALL: [Self; 4] = [Self::Length, Self::Capital, Self::Small, Self::Digit];

    /// Whether the password has it. Latin and Russian letters count as capital or small.
    #[must_use]
    pub fn is_in(self, password: &str) -> bool {
        match self {
            Self::Length => password.chars().count() >= PASSWORD_MIN,
            Self::Capital => password.chars().any(is_capital),
            Self::Small => password
                .chars()
                .any(|c| matches!(c, 'a'..='z' | 'а'..='я' | 'ё')),
            Self::Digit => password.chars().any(|c| c.is_ascii_digit()),
        }
    }

    /// What to add, for a list.
    #[must_use]
    pub fn name(self, language: Language) -> String {
        wording::password(self, language)
    }
}

/// By hand here and in the rule of questions: the Unicode tables of cases are 10 KB of the app.
pub(super) const fn is_capital(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'А'..='Я' | 'Ё')
}

/// Checks a password as typed: nothing is normalised.
///
/// # Errors
/// [`Violation::Password`] with the parts that are missing.
pub fn password(typed: &str) -> Result<(), Violation> {
    let missing: Vec<_> = PasswordPart::ALL
        .into_iter()
        .filter(|part| !part.is_in(typed))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Violation::Password { missing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_parts_are_named() {
        assert_eq!(password("Zima2026"), Ok(()));
        assert_eq!(password("Зимой тут 20 снегирей"), Ok(()));
        let missing = |typed| match password(typed) {
            Err(Violation::Password { missing }) => missing,
            other => panic!("{other:?}"),
        };
        assert_eq!(missing("Zima202"), [PasswordPart::Length]);
        assert_eq!(missing("zima2026"), [PasswordPart::Capital]);
        assert_eq!(missing("ЗИМА2026"), [PasswordPart::Small]);
        assert_eq!(missing("Zimatepla"), [PasswordPart::Digit]);
        assert_eq!(missing(""), PasswordPart::ALL);
    }
}
