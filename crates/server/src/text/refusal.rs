//! Why something cannot be done now, and what can be done instead.

use std::borrow::Cow;

use opora_contract::language::{
    Base::{En, Ru},
    Language,
};

use super::say;
use crate::{clock::Moment, error::Refusal};

/// Title and detail.
type Words = (&'static str, &'static str);

/// Title and detail.
#[must_use]
pub fn of(refusal: Refusal, language: Language) -> (&'static str, Cow<'static, str>) {
    let (title, detail) = match refusal {
        Refusal::TooEarly(from) => return too_early(from, language),
        refusal => plain(refusal, language),
    };
    (say(title, language), Cow::Borrowed(say(detail, language)))
}

fn too_early(from: Moment, language: Language) -> (&'static str, Cow<'static, str>) {
    let from = day_and_time(from, language);
    let (title, detail) = match language.base() {
        Ru => (
            "Пока рано",
            "Обращение осталось как было, введённое осталось у\u{a0}вас. Это станет возможно {from} по\u{a0}московскому времени.",
        ),
        En => (
            "It is too early",
            "The request stays as it was and you keep what you typed. This becomes possible on {from}, Moscow time.",
        ),
    };
    let detail = say(detail, language).replace("{from}", &from);
    (say(title, language), Cow::Owned(detail))
}

/// `21.11.2026 в 12:00`, `21 November 2026 at 12:00`.
fn day_and_time(moment: Moment, language: Language) -> String {
    let moment = moment.moscow_minute();
    let (day, month, year) = (moment.day(), moment.month(), moment.year());
    let (hour, minute) = (moment.hour(), moment.minute());
    match language.base() {
        Ru => {
            let month = u8::from(month);
            format!("{day:02}.{month:02}.{year} в\u{a0}{hour:02}:{minute:02}")
        }
        En => format!("{day} {month} {year} at {hour:02}:{minute:02}"),
    }
}

fn plain(refusal: Refusal, language: Language) -> Words {
    match language.base() {
        Ru => russian(refusal),
        En => english(refusal),
    }
}

const fn russian(refusal: Refusal) -> Words {
    match refusal {
        Refusal::EditWindowPassed => (
            "Время для правок вышло",
            "Обращение осталось как было. Позвоните оператору и\u{a0}назовите номер, чтобы уточнить его.",
        ),
        Refusal::NotDecided => (
            "Решения ещё нет",
            "Обращение рассматривают, введённое осталось у\u{a0}вас. Если есть что добавить, напишите сообщение.",
        ),
        Refusal::ReopenTermPassed => (
            "Срок для возражений вышел",
            "Решение осталось в\u{a0}силе, введённое осталось у\u{a0}вас. Отправьте новое обращение и\u{a0}назовите в\u{a0}нём номер этого.",
        ),
        Refusal::Final => (
            "Это решение окончательное",
            "Обращение уже рассмотрели второй раз, введённое осталось у\u{a0}вас. Если появились новые обстоятельства, отправьте новое обращение.",
        ),
        Refusal::NotClosed => (
            "Оценить пока нельзя",
            "Обращение ещё не\u{a0}закрыто, оценка не\u{a0}записана. Поставьте её, когда обращение закроют.",
        ),
        Refusal::Rated => (
            "Оценка уже есть",
            "Первая оценка сохранена и\u{a0}не\u{a0}меняется. Если хотите что\u{2011}то добавить, отправьте новое обращение.",
        ),
        Refusal::NoAddress => (
            "Письма отправлять некуда",
            "В\u{a0}обращении нет адреса почты, оно осталось как было. Статус обновляется на\u{a0}этой странице; адрес можно добавить, пока обращение можно исправить.",
        ),
        Refusal::Full => (
            "В\u{a0}обращении больше нет места",
            "В\u{a0}нём очень много записей, новую мы не\u{a0}добавили. Прежние записи сохранились, введённое осталось у\u{a0}вас. Позвоните оператору и\u{a0}назовите номер обращения.",
        ),
        Refusal::OwnDecision => (
            "Решать должен другой сотрудник",
            "Заявитель не\u{a0}согласен с\u{a0}решением, которое приняли вы. Обращение осталось как было, введённое осталось у\u{a0}вас. Верните обращение в\u{a0}очередь, чтобы его рассмотрел коллега.",
        ),
        Refusal::Taken => (
            "Обращение уже у\u{a0}другого сотрудника",
            "Ничего не\u{a0}изменилось. Возьмите его, когда коллега вернёт обращение в\u{a0}очередь, или выберите другое.",
        ),
        Refusal::Status | Refusal::TooEarly(_) => (
            "Сейчас этого сделать нельзя",
            "Статус обращения этого не\u{a0}позволяет, оно осталось как было. Обновите страницу и\u{a0}посмотрите, что доступно.",
        ),
    }
}

const fn english(refusal: Refusal) -> Words {
    match refusal {
        Refusal::EditWindowPassed => (
            "The time for edits is over",
            "The request stays as it was. Call an operator and give its number to correct it.",
        ),
        Refusal::NotDecided => (
            "Nothing is decided yet",
            "The request is being considered and you keep what you typed. Write a message if there is something to add.",
        ),
        Refusal::ReopenTermPassed => (
            "The time to disagree is over",
            "The decision stands and you keep what you typed. Send a new request and give the number of this one in it.",
        ),
        Refusal::Final => (
            "This decision is final",
            "The request was considered a second time already and you keep what you typed. Send a new one if there is something new.",
        ),
        Refusal::NotClosed => (
            "It cannot be rated yet",
            "The request is not closed and the rating was not stored. Rate it once it is closed.",
        ),
        Refusal::Rated => (
            "It has been rated already",
            "The first rating is kept and does not change. Send a new request if you want to add something.",
        ),
        Refusal::NoAddress => (
            "There is no address for letters",
            "The request names no email and stays as it was. Its status is shown on this page; you can add an address for as long as the request can be edited.",
        ),
        Refusal::Full => (
            "The request has no room for more",
            "It has very many entries, so nothing was added. Earlier entries are kept and you keep what you typed. Call an operator and give the number of the request.",
        ),
        Refusal::OwnDecision => (
            "Another employee has to decide",
            "The applicant disagrees with a decision of yours. The request stays as it was and you keep what you typed. Give it back to the queue, so that a colleague considers it.",
        ),
        Refusal::Taken => (
            "Another employee has this request",
            "Nothing was changed. Take it once your colleague gives it back to the queue, or choose another one.",
        ),
        Refusal::Status | Refusal::TooEarly(_) => (
            "This cannot be done now",
            "The status of the request does not allow it, and the request stays as it was. Reload the page to see what you can do.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_comes_too_early_is_told_a_full_minute_of_moscow() {
        // 2026-11-20T20:59:00Z.
        let moment = Moment(1_795_208_340);
        assert_eq!(
            day_and_time(moment, Language::Ru),
            "20.11.2026 в\u{a0}23:59"
        );
        let later = Moment(moment.0 + 1);
        assert_eq!(day_and_time(later, Language::Ru), "21.11.2026 в\u{a0}00:00");
        assert_eq!(
            day_and_time(later, Language::En),
            "21 November 2026 at 00:00"
        );
        let words = of(Refusal::TooEarly(later), Language::Ru).1;
        assert!(words.contains("21.11.2026"), "{words}");
    }
}
