//! Русский.

use super::{MEGAPIXELS, names};
use crate::{
    form::Kind,
    rule::{PASSWORD_MIN, PasswordPart},
    status::Status,
    upload::megabytes,
    violation::Violation,
};

/// What is wrong with a value, and what to type or do instead.
#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub fn violation(violation: &Violation) -> String {
    match violation {
        Violation::Required => "Заполните это поле".into(),
        Violation::TooShort { min } => {
            format!("Слишком коротко: напишите не меньше {min}\u{a0}символов")
        }
        Violation::TooLong { max, actual } => {
            format!(
                "Слишком длинно: можно {max}\u{a0}символов, сейчас {actual}. Сократите текст"
            )
        }
        Violation::NotAnOption => "Выберите один из вариантов списка".into(),
        Violation::Email => {
            "Ошибка: неверный адрес почты. Введите, например, name@example.ru".into()
        }
        Violation::Phone => {
            "Ошибка: неверный номер телефона. Введите, например, +7\u{a0}912\u{a0}345‑67‑89"
                .into()
        }
        Violation::Number => {
            "Ошибка: такого номера обращения не бывает. Сверьте его с\u{a0}квитанцией".into()
        }
        Violation::Inn => {
            "Ошибка: такого ИНН не бывает. Сверьте 12\u{a0}цифр (у\u{a0}организации 10)".into()
        }
        Violation::Snils => {
            "Ошибка: такого СНИЛС не бывает. Сверьте 11\u{a0}цифр, например 112‑233‑445\u{a0}95".into()
        }
        Violation::Passport => {
            "Ошибка: неверный номер паспорта. Введите серию и номер, например 4509\u{a0}123456".into()
        }
        Violation::Date { meant } => match meant {
            Some(day) => format!("Ошибка: неверный формат даты. Введите {day}"),
            None => "Ошибка: неверный формат даты. Введите, например, 2026-03-14".into(),
        },
        Violation::Password { missing } => format!(
            "Такой пароль не примут. Нужно ещё: {}",
            list(missing)
        ),
        Violation::Question => {
            "Начните с\u{a0}действия, например «Уточнить…», или со слов «Как», «Что», «Почему»"
                .into()
        }
        Violation::Sentences => {
            "Уложитесь в\u{a0}одно предложение. Другой вопрос отправьте отдельно".into()
        }
        Violation::NoContact => "Укажите телефон или почту, чтобы мы могли ответить".into(),
        Violation::ConsentMissing => "Отметьте согласие: без него нельзя принять обращение".into(),
        Violation::TooManyFiles { max } => {
            format!("Слишком много файлов: можно {max}. Уберите лишние")
        }
        Violation::FileEmpty => "Файл пустой. Выберите другой файл".into(),
        Violation::FileTooLarge { max, actual } => format!(
            "Файл слишком большой: {}\u{a0}МБ при пределе {}\u{a0}МБ. Сожмите его или сделайте снимок меньше",
            megabytes(*actual, ','),
            megabytes(*max, ',')
        ),
        Violation::FileType { accepted } => format!(
            "Такой файл нельзя приложить. Подойдут {}",
            names(accepted, "или")
        ),
        Violation::PictureTooLarge { width, height } => format!(
            "Картинка слишком большая, её не\u{a0}открыть: {width}\u{a0}×\u{a0}{height} точек при пределе {MEGAPIXELS}\u{a0}млн. Уменьшите её или сделайте снимок экрана"
        ),
        Violation::PictureBroken => {
            "Файл повреждён, картинку не\u{a0}открыть. Сохраните её заново или сделайте снимок экрана"
                .into()
        }
        Violation::FileGone => "Файл больше не хранится. Приложите его ещё раз".into(),
        Violation::SlotGone => {
            "Это время уже заняли или оно прошло. Выберите другое, остальное сохранено".into()
        }
        Violation::UnknownField => "В\u{a0}этой форме нет такого поля".into(),
        Violation::Shape => {
            "Здесь ожидается значение другого вида: сверьтесь с\u{a0}описанием API".into()
        }
    }
}

fn list(missing: &[PasswordPart]) -> String {
    let parts: Vec<_> = missing.iter().map(|part| password(*part)).collect();
    parts.join(", ")
}

/// The literal label. Applications («заявка») are feminine, all else («обращение») neuter.
pub const fn label(status: Status, kind: Kind) -> &'static str {
    match (status, kind) {
        (Status::Accepted, Kind::Application) => "Принята",
        (Status::Accepted, _) => "Принято",
        (Status::InProgress, Kind::Application) => "На проверке",
        (Status::InProgress, _) => "В работе",
        (Status::Approval, _) => "На согласовании",
        (Status::WaitingDocuments, _) => "Ожидание документов",
        (Status::Approved, Kind::Application) => "Одобрена",
        (Status::Approved, _) => "Одобрено",
        (Status::Refused, Kind::Application) => "Отклонена",
        (Status::Refused, _) => "Отказано",
        (Status::Sent, _) => "Отправлено",
        (Status::Closed, Kind::Application) => "Закрыта",
        (Status::Closed, _) => "Закрыто",
        (Status::Unknown, _) => "Статус уточняется",
    }
}

/// What a password still needs, for a list.
pub fn password(part: PasswordPart) -> String {
    match part {
        PasswordPart::Length => format!("не меньше {PASSWORD_MIN}\u{a0}символов"),
        PasswordPart::Capital => "большая буква".to_owned(),
        PasswordPart::Small => "маленькая буква".to_owned(),
        PasswordPart::Digit => "цифра".to_owned(),
    }
}
