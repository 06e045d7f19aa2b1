//! What can be wrong with a value, and the words for it.
//!
//! One text for the browser and the server: what a person reads under a field is what the API says about it.
//! Every message says what is wrong and how to mend it (spec D35, D36).

use crate::{
    language::Language,
    rule::PasswordPart,
    timestamp::Day,
    upload::{FileType, PIXELS_MAX, megabytes},
};

/// [`PIXELS_MAX`] as people say it.
const MEGAPIXELS: u64 = PIXELS_MAX / 1_000_000;

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
    /// A picture of more pixels than [`PIXELS_MAX`]: opening it would take all memory there is.
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
        match language {
            Language::Ru => self.russian(),
            Language::En => self.english(),
        }
    }

    fn russian(&self) -> String {
        match self {
            Self::Required => "Заполните это поле".into(),
            Self::TooShort { min } => {
                format!("Слишком коротко: напишите не меньше {min}\u{a0}символов")
            }
            Self::TooLong { max, actual } => {
                format!(
                    "Слишком длинно: можно {max}\u{a0}символов, сейчас {actual}. Сократите текст"
                )
            }
            Self::NotAnOption => "Выберите один из вариантов списка".into(),
            Self::Email => {
                "Ошибка: неверный адрес почты. Введите, например, name@example.ru".into()
            }
            Self::Phone => {
                "Ошибка: неверный номер телефона. Введите, например, +7\u{a0}912\u{a0}345‑67‑89"
                    .into()
            }
            Self::Number => {
                "Ошибка: такого номера обращения не бывает. Сверьте его с\u{a0}квитанцией".into()
            }
            Self::Inn | Self::Snils | Self::Passport => self.wrong_number(Language::Ru),
            Self::Date { meant } => wrong_date(meant.as_ref(), Language::Ru),
            Self::Password { missing } => wrong_password(missing, Language::Ru),
            Self::Question => {
                "Начните с\u{a0}действия, например «Уточнить…», или со слов «Как», «Что», «Почему»"
                    .into()
            }
            Self::Sentences => {
                "Уложитесь в\u{a0}одно предложение. Другой вопрос отправьте отдельно".into()
            }
            Self::NoContact => "Укажите телефон или почту, чтобы мы могли ответить".into(),
            Self::ConsentMissing => "Отметьте согласие: без него нельзя принять обращение".into(),
            Self::TooManyFiles { max } => {
                format!("Слишком много файлов: можно {max}. Уберите лишние")
            }
            Self::FileEmpty => "Файл пустой. Выберите другой файл".into(),
            Self::FileTooLarge { max, actual } => format!(
                "Файл слишком большой: {}\u{a0}МБ при пределе {}\u{a0}МБ. Сожмите его или сделайте снимок меньше",
                megabytes(*actual, ','),
                megabytes(*max, ',')
            ),
            Self::FileType { accepted } => format!(
                "Такой файл нельзя приложить. Подойдут {}",
                names(accepted, "или")
            ),
            Self::PictureTooLarge { width, height } => format!(
                "Картинка слишком большая, её не\u{a0}открыть: {width}\u{a0}×\u{a0}{height} точек при пределе {MEGAPIXELS}\u{a0}млн. Уменьшите её или сделайте снимок экрана"
            ),
            Self::PictureBroken => {
                "Файл повреждён, картинку не\u{a0}открыть. Сохраните её заново или сделайте снимок экрана"
                    .into()
            }
            Self::FileGone => "Файл больше не хранится. Приложите его ещё раз".into(),
            Self::SlotGone => slot_gone(Language::Ru).into(),
            Self::UnknownField => "В\u{a0}этой форме нет такого поля".into(),
            Self::Shape => {
                "Здесь ожидается значение другого вида: сверьтесь с\u{a0}описанием API".into()
            }
        }
    }

    fn english(&self) -> String {
        match self {
            Self::Required => "Fill in this field".into(),
            Self::TooShort { min } => format!("Too short: write at least {min}\u{a0}characters"),
            Self::TooLong { max, actual } => {
                format!("Too long: {max}\u{a0}characters fit, you have {actual}. Shorten the text")
            }
            Self::NotAnOption => "Choose one of the listed options".into(),
            Self::Email => {
                "Error: this is not an email address. Enter one like name@example.com".into()
            }
            Self::Phone => {
                "Error: this is not a phone number. Enter one like +7\u{a0}912\u{a0}345‑67‑89"
                    .into()
            }
            Self::Number => {
                "Error: no request has such a number. Compare it with your receipt".into()
            }
            Self::Inn | Self::Snils | Self::Passport => self.wrong_number(Language::En),
            Self::Date { meant } => wrong_date(meant.as_ref(), Language::En),
            Self::Password { missing } => wrong_password(missing, Language::En),
            Self::Question => {
                "Start with an action, such as “Clarify…”, or with “How”, “What”, “Why”".into()
            }
            Self::Sentences => "Use one sentence. Send another question separately".into(),
            Self::NoContact => "Give a phone number or an email so that we can answer".into(),
            Self::ConsentMissing => {
                "Tick the consent box: we cannot take a request without it".into()
            }
            Self::TooManyFiles { max } => format!("Too many files: {max} fit. Remove some"),
            Self::FileEmpty => "The file is empty. Choose another one".into(),
            Self::FileTooLarge { max, actual } => format!(
                "The file is too large: {}\u{a0}MB, the limit is {}\u{a0}MB. Compress it or take a smaller picture",
                megabytes(*actual, '.'),
                megabytes(*max, '.')
            ),
            Self::FileType { accepted } => format!(
                "This file cannot be attached. Use {}",
                names(accepted, "or")
            ),
            Self::PictureTooLarge { width, height } => format!(
                "The picture is too large to open: {width}\u{a0}×\u{a0}{height} pixels, the limit is {MEGAPIXELS}\u{a0}million. Make it smaller or take a screenshot"
            ),
            Self::PictureBroken => {
                "The file is damaged and the picture cannot be opened. Save it again or take a screenshot"
                    .into()
            }
            Self::FileGone => "The file is no longer stored. Attach it again".into(),
            Self::SlotGone => slot_gone(Language::En).into(),
            Self::UnknownField => "This form has no such field".into(),
            Self::Shape => {
                "A value of another type or form is expected here: see the API description".into()
            }
        }
    }
}

impl Violation {
    /// A number of a document that nobody has.
    fn wrong_number(&self, language: Language) -> String {
        let text = match (self, language) {
            (Self::Inn, Language::Ru) => {
                "Ошибка: такого ИНН не бывает. Сверьте 12\u{a0}цифр (у\u{a0}организации 10)"
            }
            (Self::Snils, Language::Ru) => {
                "Ошибка: такого СНИЛС не бывает. Сверьте 11\u{a0}цифр, например 112‑233‑445\u{a0}95"
            }
            (_, Language::Ru) => {
                "Ошибка: неверный номер паспорта. Введите серию и номер, например 4509\u{a0}123456"
            }
            (Self::Inn, Language::En) => {
                "Error: no taxpayer has this number. Compare the 12\u{a0}digits (10 of an organisation)"
            }
            (Self::Snils, Language::En) => {
                "Error: no SNILS has this number. Compare the 11\u{a0}digits, such as 112‑233‑445\u{a0}95"
            }
            (_, Language::En) => {
                "Error: wrong passport number. Enter series and number, such as 4509\u{a0}123456"
            }
        };
        text.to_owned()
    }
}

const fn slot_gone(language: Language) -> &'static str {
    match language {
        Language::Ru => "Это время уже заняли или оно прошло. Выберите другое, остальное сохранено",
        Language::En => "This time has been taken or is over. Choose another one; the rest is kept",
    }
}

/// Names the very day that was typed, where it is known.
fn wrong_date(meant: Option<&Day>, language: Language) -> String {
    let example = meant.map_or("2026-03-14", Day::as_str);
    match (language, meant) {
        (Language::Ru, Some(_)) => format!("Ошибка: неверный формат даты. Введите {example}"),
        (Language::Ru, None) => {
            format!("Ошибка: неверный формат даты. Введите, например, {example}")
        }
        (Language::En, Some(_)) => format!("Error: wrong format of the date. Enter {example}"),
        (Language::En, None) => {
            format!("Error: wrong format of the date. Enter it like {example}")
        }
    }
}

fn wrong_password(missing: &[PasswordPart], language: Language) -> String {
    let parts: Vec<String> = missing.iter().map(|part| part.name(language)).collect();
    let parts = parts.join(", ");
    match language {
        Language::Ru => format!("Такой пароль не примут. Нужно ещё: {parts}"),
        Language::En => format!("This password will be refused. It still needs: {parts}"),
    }
}

/// `JPG, PNG или PDF`.
fn names(types: &[FileType], or: &str) -> String {
    match types {
        [] => String::new(),
        [only] => only.name().to_owned(),
        [head @ .., last] => {
            let head: Vec<_> = head.iter().map(|file_type| file_type.name()).collect();
            format!("{} {or} {}", head.join(", "), last.name())
        }
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
