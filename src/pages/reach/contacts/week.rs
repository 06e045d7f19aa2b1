//! The next seven days by Moscow's clock and the visitor's, and how long the telephone takes today.

use leptos::prelude::*;
use opora_contract::contact::{DayHours, Wait};

use super::Board;
use crate::{
    browser::format::{self, Style},
    i18n::phrase,
    ui::plain::{block, changing, element, list, nothing, words},
};

const DAYS: u16 = 7;

pub fn hours(board: Board) -> AnyView {
    let said = board.texts.reach();
    let (lines, title) = board
        .directory
        .with_value(|directory| (directory.hours.clone(), said.hours));
    let inner = vec![
        words("h2", "", title),
        list("plain-list", lines),
        changing(move || week(board)),
        changing(move || waits(board)),
    ];
    block("section", "reach", inner)
}

/// A row a day. The visitor's column is there only where a clock shows something else; what is the same on both clocks,
/// such as a day off, is one cell over both.
fn week(board: Board) -> AnyView {
    let said = board.texts.reach();
    let Some(now) = board.moment() else {
        return nothing();
    };
    let days = board
        .directory
        .with_value(|directory| directory.schedule.days(&now, DAYS));
    let shown: Vec<_> = days.iter().map(|day| row(board, day)).collect();
    let is_elsewhere = shown.iter().any(|(_, own)| own.is_some());
    let mut heads = vec![said.day, said.moscow];
    if is_elsewhere {
        heads.push(said.yours);
    }
    let heads = heads.into_iter();
    let heads = heads.map(|head| part("th", "columnheader", vec![head.into_any()]));
    let heads = part("tr", "row", heads.collect());
    let rows = days.iter().zip(shown).enumerate();
    let rows = rows.map(|(at, (day, (moscow, own)))| {
        let name = format::date(day.day.as_str(), board.texts.language.tag(), Style::Day);
        let name = match at {
            0 => format!("{name} ({})", said.today),
            _ => name,
        };
        let mut cells = vec![part("th", "rowheader", vec![name.into_any()])];
        let moscow = vec![moscow.into_any()];
        match own {
            Some(own) => {
                cells.push(part("td", "cell", moscow));
                cells.push(part("td", "cell", vec![own.into_any()]));
            }
            None if is_elsewhere => {
                cells.push(element("td", &[("role", "cell"), ("colspan", "2")], moscow));
            }
            None => cells.push(part("td", "cell", moscow)),
        }
        part("tr", "row", cells)
    });
    let groups = vec![
        part("thead", "rowgroup", vec![heads]),
        part("tbody", "rowgroup", rows.collect()),
    ];
    element("table", &[("class", "hours"), ("role", "table")], groups)
}

/// A part of the table. A browser may take its role from it where a narrow screen stacks the cells, so it says it.
fn part(tag: &'static str, role: &str, children: Vec<AnyView>) -> AnyView {
    element(tag, &[("role", role)], children)
}

/// The hours of a day in words, in Moscow and where the visitor is.
fn row(board: Board, day: &DayHours) -> (String, Option<String>) {
    let said = board.texts.reach();
    match &day.hours {
        Some(opening) => phrase::opening(board.place(), opening),
        None if day.is_holiday => (said.holiday.to_owned(), None),
        None => (said.day_off.to_owned(), None),
    }
}

/// The parts of today; nothing on a day off.
fn waits(board: Board) -> AnyView {
    let said = board.texts.reach();
    let Some(now) = board.moment() else {
        return nothing();
    };
    let parts: Vec<Wait> = board.directory.with_value(|directory| {
        let schedule = &directory.schedule;
        let today = schedule.days(&now, 1).into_iter().next();
        let open = today.and_then(|today| today.hours);
        open.map_or_else(Vec::new, |open| schedule.waits_within(open.span))
    });
    if parts.is_empty() {
        return nothing();
    }
    let part = |wait: Wait| {
        let (from, to) = (clock(wait.within.from), clock(wait.within.to));
        (said.wait_part)(&from, &to, wait.min, wait.max)
    };
    let inner = vec![
        words("h3", "card__subtitle", said.waits),
        list("plain-list", parts.into_iter().map(part).collect()),
        words("p", "card__detail", said.waits_note),
    ];
    inner.into_any()
}

/// A minute of the day as `08:00`.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}
