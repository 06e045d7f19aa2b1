//! Phrases put together from data and texts, shared by more than one page.

mod hours;

pub use self::hours::{Place, call, desk_now, moment, opening, other, slot};

use opora_contract::{contact::Desk, request::Term, timestamp::Day};

use super::Texts;
use crate::browser::format::{self, Style};

/// `Сейчас открыто до 20:00. Ждать 3–5 мин`.
pub fn desk(texts: Texts, desk: Desk) -> String {
    match desk {
        Desk::Open {
            until,
            wait_min,
            wait_max,
        } => (texts.contacts().open)(&clock(until), wait_min, wait_max),
        Desk::Closed {
            in_days,
            weekday,
            at,
        } => (texts.contacts().closed)(in_days, weekday, &clock(at)),
    }
}

/// A minute of the day as `08:00`.
fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// `Ответ до 25 ноября, среда`.
pub fn term(texts: Texts, term: &Term) -> String {
    let date = |day: &Day, style| format::date(day.as_str(), texts.language.tag(), style);
    let to = date(&term.to, Style::Day);
    if term.from == term.to {
        (texts.request().term_day)(&to)
    } else {
        (texts.request().term_range)(&date(&term.from, Style::ShortDay), &to)
    }
}

/// Until when a closed request is kept, and what happens then (spec N39).
pub fn kept_until(texts: Texts, until: &Day) -> String {
    let day = format::date(until.as_str(), texts.language.tag(), Style::Date);
    (texts.tracker().kept_until)(&day)
}
