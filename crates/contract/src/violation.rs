//! What can be wrong with a value, and the words for it.
//!
//! One text for the browser and the server: what a person reads under a field is what the API says about it.
//! Every message says what is wrong and how to mend it (spec D35, D36).

use crate::{language::Language, rule::PasswordPart, timestamp::Day, upload::FileType, wording};

/// A broken rule, with what a message about it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    Required,
    /// Fewer characters than `min` after normalisation.
    TooShort {
        min: usize,
    },
    /// More characters than `max`; `actual` tells how far over.
    TooLong {
        max: usize,
        actual: usize,
    },
    NotAnOption,
    Email,
    Phone,
    Number,
    Inn,
    Snils,
    Passport,
    /// `meant`: the day, if it was only written in another order.
    Date {
        meant: Option<Day>,
    },
    Password {
        missing: Vec<PasswordPart>,
    },
    /// A question that starts with neither an action nor a question word.
    Question,
    /// More than one sentence.
    Sentences,
    /// Neither a phone nor an e-mail: nowhere to answer.
    NoContact,
    ConsentMissing,
    TooManyFiles {
        max: usize,
    },
    FileEmpty,
    /// Sizes in bytes.
    FileTooLarge {
        max: u64,
        actual: u64,
    },
    /// The content is none of the types this field takes.
    FileType {
        accepted: Vec<FileType>,
    },
    /// A picture of more pixels than [`crate::upload::PIXELS_MAX`]: opening it would take all memory there is.
    PictureTooLarge {
        width: u32,
        height: u32,
    },
    /// A picture of no size, or one that ends before it says its size.
    PictureBroken,
    /// The attachment expired, was removed or belongs to another request.
    FileGone,
    /// The time of a callback is over, or others have all of it.
    SlotGone,
    /// A field that this form does not have.
    UnknownField,
    /// A value of another type or form than the API describes: a mistake of a program, not of a person.
    Shape,
}

impl Violation {
    /// The name on the wire, for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooShort { .. } => "too_short",
            Self::TooLong { .. } => "too_long",
            Self::NotAnOption => "not_an_option",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Number => "number",
            Self::Inn => "inn",
            Self::Snils => "snils",
            Self::Passport => "passport",
            Self::Date { .. } => "date",
            Self::Password { .. } => "password",
            Self::Question => "question",
            Self::Sentences => "sentences",
            Self::NoContact => "no_contact",
            Self::ConsentMissing => "consent_missing",
            Self::TooManyFiles { .. } => "too_many_files",
            Self::FileEmpty => "file_empty",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::FileType { .. } => "file_type",
            Self::PictureTooLarge { .. } => "picture_too_large",
            Self::PictureBroken => "picture_broken",
            Self::FileGone => "file_gone",
            Self::SlotGone => "slot_gone",
            Self::UnknownField => "unknown_field",
            Self::Shape => "shape",
        }
    }

    /// A value that the person can take over with one press (spec D36).
    #[must_use]
    pub fn repair(&self) -> Option<&str> {
        match self {
            Self::Date { meant } => meant.as_ref().map(Day::as_str),
            _ => None,
        }
    }

    /// The message for a person: what is wrong and what to type or do instead.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        wording::violation(self, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_messages_name_the_limit_and_the_types() {
        let large = Violation::FileTooLarge {
            max: 5 * 1_048_576,
            actual: 7_549_747,
        };
        assert!(
            large
                .message(Language::Ru)
                .contains("7,2\u{a0}МБ при пределе 5\u{a0}МБ")
        );
        assert!(
            large
                .message(Language::En)
                .contains("7.2\u{a0}MB, the limit is 5\u{a0}MB")
        );
        let kind = Violation::FileType {
            accepted: vec![FileType::Jpg, FileType::Png, FileType::Pdf],
        };
        assert!(kind.message(Language::Ru).ends_with("JPG, PNG или PDF"));
        let bomb = Violation::PictureTooLarge {
            width: 65_500,
            height: 65_500,
        };
        for (language, expected) in [
            (
                Language::Ru,
                "65500\u{a0}×\u{a0}65500 точек при пределе 100\u{a0}млн.",
            ),
            (
                Language::En,
                "65500\u{a0}×\u{a0}65500 pixels, the limit is 100\u{a0}million.",
            ),
        ] {
            let said = bomb.message(language);
            assert!(said.contains(expected), "{said}");
        }
    }
}
