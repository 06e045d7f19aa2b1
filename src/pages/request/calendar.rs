//! A day for the person's own calendar, as a file (iCalendar, RFC 5545).

use std::iter;

use opora_contract::timestamp::{Day, Timestamp};

use crate::route;

/// Longest line in bytes, without its end (3.1). A longer one goes on in the next, after a space.
const LINE: usize = 75;

/// A whole day of a calendar. Calendars are shared: nothing secret or personal goes here.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The same for the same thing, so that a calendar which has it already takes it for a correction.
    pub id: &'a str,
    pub made_at: &'a Timestamp,
    pub day: &'a Day,
    pub title: &'a str,
    /// May have several lines.
    pub detail: &'a str,
    /// Where to look.
    pub address: &'a str,
}

impl Entry<'_> {
    /// The file as a link brings it along: no request is made for it.
    pub fn link(self) -> String {
        format!(
            "data:text/calendar;charset=utf-8,{}",
            route::encode(&self.file())
        )
    }

    fn file(self) -> String {
        let (made_at, day) = (digits(self.made_at.as_str()), digits(self.day.as_str()));
        let lines = [
            ("BEGIN", "VCALENDAR".to_owned()),
            ("VERSION", "2.0".to_owned()),
            ("PRODID", "-//Opora//Opora//EN".to_owned()),
            ("BEGIN", "VEVENT".to_owned()),
            ("UID", text(self.id)),
            ("DTSTAMP", made_at),
            // Without an end it is the whole day (3.6.1).
            ("DTSTART;VALUE=DATE", day),
            ("SUMMARY", text(self.title)),
            ("DESCRIPTION", text(self.detail)),
            ("URL", self.address.to_owned()),
            // The day stays free for appointments.
            ("TRANSP", "TRANSPARENT".to_owned()),
            ("END", "VEVENT".to_owned()),
            ("END", "VCALENDAR".to_owned()),
        ];
        let mut file = String::new();
        for (name, value) in lines {
            fold(&mut file, name, &value);
        }
        file
    }
}

/// `2026-11-20T09:30:00Z` as calendars write it: `20261120T093000Z`.
fn digits(iso: &str) -> String {
    iso.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

/// A text as a value (3.3.11).
fn text(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => value.extend(['\\', c]),
            '\n' => value.push_str("\\n"),
            _ if c.is_control() => {}
            _ => value.push(c),
        }
    }
    value
}

/// Adds a line, in as many pieces as it needs. No piece ends within a letter.
fn fold(file: &mut String, name: &str, value: &str) {
    let mut room = LINE;
    for c in name.chars().chain(iter::once(':')).chain(value.chars()) {
        if c.len_utf8() > room {
            file.push_str("\r\n ");
            room = LINE - 1;
        }
        file.push(c);
        room -= c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://help.example.ru/requests/7KQ4-22H2";

    fn file(title: &str, detail: &str) -> String {
        let entry = Entry {
            id: "7KQ422H2@help.example.ru",
            made_at: &Timestamp::parse("2026-11-20T09:30:00Z").unwrap(),
            day: &Day::parse("2026-11-25").unwrap(),
            title,
            detail,
            address: ADDRESS,
        };
        entry.file()
    }

    /// The lines as a calendar reads them: pieces put together.
    fn lines(file: &str) -> Vec<String> {
        let whole = file.replace("\r\n ", "");
        whole
            .split_terminator("\r\n")
            .map(ToOwned::to_owned)
            .collect()
    }

    #[test]
    fn the_last_day_is_a_whole_day_with_number_and_address() {
        let file = file("Последний день ответа", "Посмотрите статус");
        assert_eq!(
            lines(&file),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Opora//Opora//EN",
                "BEGIN:VEVENT",
                "UID:7KQ422H2@help.example.ru",
                "DTSTAMP:20261120T093000Z",
                "DTSTART;VALUE=DATE:20261125",
                "SUMMARY:Последний день ответа",
                "DESCRIPTION:Посмотрите статус",
                "URL:https://help.example.ru/requests/7KQ4-22H2",
                "TRANSP:TRANSPARENT",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn every_line_ends_with_both_signs_and_is_short_in_bytes() {
        let file = file(&"Ответ ".repeat(40), &"x".repeat(500));
        assert!(file.ends_with("\r\n"));
        let pieces: Vec<_> = file.split_terminator("\r\n").collect();
        for piece in &pieces {
            assert!(piece.len() <= LINE, "{} bytes: {piece}", piece.len());
            assert!(!piece.contains(['\r', '\n']), "{piece:?}");
        }
        let summary = lines(&file).into_iter().nth(7).unwrap();
        assert_eq!(summary, format!("SUMMARY:{}", "Ответ ".repeat(40)));
        // A line of exactly the length needs no second one.
        let mut exact = String::new();
        fold(&mut exact, "X", &"y".repeat(LINE - 2));
        assert_eq!(exact.len(), LINE + 2);
    }

    #[test]
    fn signs_with_a_meaning_are_escaped() {
        let file = file("a,b;c\\d", "одна\nдве\r\u{7}");
        assert!(file.contains("SUMMARY:a\\,b\\;c\\\\d\r\n"));
        assert!(file.contains("DESCRIPTION:одна\\nдве\r\n"));
    }

    #[test]
    fn nothing_can_break_out_of_its_line() {
        let file = file("x\r\nBEGIN:VALARM", "y\r\n URL:https://evil.example");
        assert!(
            !lines(&file)
                .iter()
                .any(|line| line.starts_with("BEGIN:VALARM"))
        );
        assert_eq!(lines(&file).len(), 13);
    }

    #[test]
    fn a_link_brings_the_file_along() {
        let entry = Entry {
            id: "1",
            made_at: &Timestamp::parse("2026-11-20T09:30:00Z").unwrap(),
            day: &Day::parse("2026-11-25").unwrap(),
            title: "Ответ",
            detail: "",
            address: ADDRESS,
        };
        let link = entry.link();
        assert!(link.starts_with("data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR%0D%0A"));
        assert!(link.is_ascii() && !link.contains([' ', '#', '"', '<']));
    }
}
