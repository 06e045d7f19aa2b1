//! The words of an exported request, in both languages.

use opora_contract::{
    form::Kind,
    language::{
        Base::{En, Ru},
        Language,
    },
    request::{SentFile, Term},
    standing::{Level, Stage},
    status::Actor,
    timestamp::{Day, Timestamp},
};
use time::macros::format_description;

use crate::{
    clock::{Moment, date_of},
    text,
};

/// One text in both languages.
pub type Both = (&'static str, &'static str);

pub const SUBJECT: Both = ("Тема", "Subject");
pub const STATUS: Both = ("Статус", "Status");
pub const SENT: Both = ("Отправлено", "Sent");
pub const CHANGED: Both = ("Последнее изменение", "Last change");
pub const DEPARTMENT: Both = ("Кто рассматривает", "Considered by");
pub const ASSIGNEE: Both = ("Специалист", "Specialist");
pub const STAGE: Both = ("Этап", "Stage");
pub const LEVEL: Both = ("Уровень рассмотрения", "Level");
pub const TERM: Both = ("Ответ ожидается", "Answer expected");
pub const PORTAL: Both = ("Отправлено с портала", "Sent from the portal");
pub const PORTAL_PAGE: Both = ("Страница портала", "Page of the portal");
pub const PORTAL_SERVICE: Both = ("Услуга портала", "Service of the portal");
pub const NEXT: Both = ("Что нужно сделать", "What you have to do");
pub const NOTHING: Both = (
    "Дальнейшие действия не\u{a0}требуются.",
    "No further actions are needed.",
);
pub const ANSWERS: Both = ("Что было отправлено", "What was sent");
pub const FILES: Both = ("Файлы", "Files");
pub const LETTERS: Both = ("Переписка", "Correspondence");
pub const RATING: Both = ("Ваша оценка", "Your rating");
pub const JOURNAL: Both = ("История обращения", "History");
pub const YES: Both = ("Да", "Yes");
const MADE: Both = (
    "Составлено {made} по\u{a0}московскому времени",
    "Made {made}, Moscow time",
);
const PAGE: Both = ("{at} из\u{a0}{of}", "{at} of\u{a0}{of}");
const DUE: Both = ("до\u{a0}{due}", "by\u{a0}{due}");
pub const COLUMNS: [Both; 4] = [
    ("Когда", "When"),
    ("Статус", "Status"),
    ("Что произошло", "What happened"),
    ("Кто", "Who"),
];

#[must_use]
pub fn say(words: Both, language: Language) -> &'static str {
    let text = match language.base() {
        Ru => words.0,
        En => words.1,
    };
    text::say(text, language)
}

/// «Обращение 7KQ4-22H2».
#[must_use]
pub fn title(kind: Kind, number: &str, language: Language) -> String {
    let noun = match kind {
        Kind::Application => ("Заявка", "Application"),
        _ => ("Обращение", "Request"),
    };
    format!("{} {number}", say(noun, language))
}

/// When the file was made, and where to look for what is newer.
#[must_use]
pub fn made(now: Moment, language: Language) -> String {
    let made = moment(now, language);
    say(MADE, language).replace("{made}", &made)
}

/// «2 из 5».
#[must_use]
pub fn page(at: usize, of: usize, language: Language) -> String {
    let page = say(PAGE, language).replace("{at}", &at.to_string());
    page.replace("{of}", &of.to_string())
}

#[must_use]
pub fn stars(stars: u8, language: Language) -> String {
    page(usize::from(stars), 5, language)
}

#[must_use]
pub fn stage(stage: Stage, language: Language) -> &'static str {
    let words = match stage {
        Stage::Completeness => ("Проверка комплектности", "Check of completeness"),
        Stage::Analysis => ("Анализ", "Analysis"),
        Stage::Legal => ("Юридическая экспертиза", "Legal review"),
        Stage::Appeal => ("Апелляция зарегистрирована", "Appeal registered"),
        Stage::Expert => ("Независимый эксперт", "Independent expert"),
        Stage::Unknown => ("Этап уточняется", "Stage to be confirmed"),
    };
    say(words, language)
}

/// Only the second level is worth a word.
#[must_use]
pub fn level(level: Level, language: Language) -> Option<&'static str> {
    match level {
        Level::First => None,
        Level::Second => Some(say(("Второй", "Second"), language)),
    }
}

/// The employee by name, others by what they are.
#[must_use]
pub fn who(actor: Actor, by: &str, language: Language) -> String {
    let role = match actor {
        Actor::Applicant => ("Заявитель", "Applicant"),
        Actor::Staff => ("Служба поддержки", "Support"),
        Actor::System | Actor::Unknown => ("Система", "System"),
    };
    match by {
        "" => say(role, language).to_owned(),
        by => by.to_owned(),
    }
}

#[must_use]
pub fn file(file: &SentFile, language: Language) -> String {
    let unit = |units: Both| say(units, language);
    let size = match file.bytes {
        0..=999 => format!("{}\u{a0}{}", file.bytes, unit(("Б", "B"))),
        1_000..=999_999 => format!("{}\u{a0}{}", file.bytes / 1_000, unit(("КБ", "KB"))),
        bytes => {
            let tenths = bytes / 100_000;
            let point = say((",", "."), language);
            format!(
                "{}{point}{}\u{a0}{}",
                tenths / 10,
                tenths % 10,
                unit(("МБ", "MB"))
            )
        }
    };
    match file.description.as_str() {
        "" => format!("{} ({size})", file.name),
        description => format!("{} ({size}): {description}", file.name),
    }
}

/// What clocks in Moscow showed.
#[must_use]
pub fn timestamp(at: &Timestamp, language: Language) -> String {
    Moment::of(at).map_or_else(|| at.to_string(), |at| moment(at, language))
}

fn moment(at: Moment, language: Language) -> String {
    let at = at.moscow();
    let shown = match language.base() {
        Ru => at.format(format_description!("[day].[month].[year], [hour]:[minute]")),
        En => at.format(format_description!(
            "[day padding:none] [month repr:short] [year], [hour]:[minute]"
        )),
    };
    shown.unwrap_or_default()
}

#[must_use]
pub fn day(day: &Day, language: Language) -> String {
    let date = date_of(day).and_then(|date| {
        let shown = match language.base() {
            Ru => date.format(format_description!("[day].[month].[year]")),
            En => date.format(format_description!(
                "[day padding:none] [month repr:short] [year]"
            )),
        };
        shown.ok()
    });
    date.unwrap_or_else(|| day.to_string())
}

#[must_use]
pub fn term(term: &Term, language: Language) -> String {
    let (from, to) = (day(&term.from, language), day(&term.to, language));
    if from == to {
        from
    } else {
        format!("{from}\u{a0}– {to}")
    }
}

/// «до 10.12.2026».
#[must_use]
pub fn due(due: &Day, language: Language) -> String {
    let due = day(due, language);
    say(DUE, language).replace("{due}", &due)
}
