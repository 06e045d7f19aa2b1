//! The list as a file: what it says of the requests, never what opens them.

use opora_contract::{
    form::Kind,
    language::{Base, Language},
    status::Status,
};
use serde::Serialize;

use super::KeptRequest;

/// What a file says in words.
#[derive(Clone, Copy)]
pub struct Words {
    pub language: Language,
    /// Names of the columns: number, subject, kind, status, sent, changed, term, decided, closed, required, archived.
    pub columns: [&'static str; 11],
    pub kind: fn(Kind) -> &'static str,
    pub yes: &'static str,
    pub no: &'static str,
}

/// One request in a JSON file.
#[derive(Serialize)]
struct Line<'a> {
    number: String,
    subject: &'a str,
    kind: Kind,
    status: Status,
    status_label: &'static str,
    sent_at: &'a str,
    changed_at: &'a str,
    term_from: Option<&'a str>,
    term_to: Option<&'a str>,
    decided_at: &'a str,
    closed_at: &'a str,
    actions: usize,
    required: &'a str,
    is_archived: bool,
}

/// An array of objects with the names of the API.
pub fn json<'a>(all: impl Iterator<Item = &'a KeptRequest>, language: Language) -> String {
    let lines: Vec<_> = all.map(|kept| line(kept, language)).collect();
    // Strings and numbers always become JSON.
    serde_json::to_string(&lines).unwrap_or_default()
}

fn line(kept: &KeptRequest, language: Language) -> Line<'_> {
    let term = kept.term.as_ref();
    Line {
        number: kept.number.to_string(),
        subject: &kept.subject,
        kind: kept.kind,
        status: kept.status,
        status_label: kept.status.label(kept.kind, language),
        sent_at: &kept.sent_at,
        changed_at: &kept.changed_at,
        term_from: term.map(|term| term.from.as_str()),
        term_to: term.map(|term| term.to.as_str()),
        decided_at: &kept.decided_at,
        closed_at: &kept.closed_at,
        actions: kept.actions,
        required: &kept.required,
        is_archived: kept.is_archived,
    }
}

/// A table (RFC 4180) in UTF-8 with its mark, without which spreadsheets guess another alphabet. Where the comma parts
/// whole numbers from the rest, as in Russian, spreadsheets expect semicolons.
pub fn csv<'a>(all: impl Iterator<Item = &'a KeptRequest>, words: &Words) -> String {
    let mark = match words.language.base() {
        Base::Ru => ';',
        Base::En => ',',
    };
    let mut table = String::from('\u{feff}');
    row(&mut table, mark, &words.columns);
    for kept in all {
        let number = kept.number.to_string();
        let term = kept.term.as_ref().map_or("", |term| term.to.as_str());
        let archived = if kept.is_archived {
            words.yes
        } else {
            words.no
        };
        let cells = [
            number.as_str(),
            &kept.subject,
            (words.kind)(kept.kind),
            kept.status.label(kept.kind, words.language),
            &kept.sent_at,
            &kept.changed_at,
            term,
            &kept.decided_at,
            &kept.closed_at,
            &kept.required,
            archived,
        ];
        row(&mut table, mark, &cells);
    }
    table
}

fn row(table: &mut String, mark: char, cells: &[&str]) {
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            table.push(mark);
        }
        cell(table, text);
    }
    table.push_str("\r\n");
}

/// A cell in quotes. A spreadsheet would compute what begins like a formula, even behind spaces: an apostrophe makes it
/// a text (OWASP, CSV injection).
fn cell(table: &mut String, text: &str) {
    table.push('"');
    let first = text.trim_start().chars().next();
    let begins_badly = text.starts_with(['\t', '\r', '\n']);
    if begins_badly
        || matches!(
            first,
            Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%')
        )
    {
        table.push('\'');
    }
    for letter in text.chars() {
        match letter {
            '"' => table.push_str("\"\""),
            '\0' => {}
            other => table.push(other),
        }
    }
    table.push('"');
}

#[cfg(test)]
mod tests {
    use super::{super::entry::sample, *};

    const WORDS: Words = Words {
        language: Language::Ru,
        columns: ["n", "s", "k", "st", "a", "c", "t", "d", "cl", "r", "ar"],
        kind: |_| "вопрос",
        yes: "да",
        no: "нет",
    };

    fn subject(subject: &str) -> KeptRequest {
        KeptRequest {
            subject: subject.to_owned(),
            ..sample(1)
        }
    }

    fn shown(text: &str) -> String {
        let mut table = String::new();
        cell(&mut table, text);
        table
    }

    #[test]
    fn nothing_in_a_table_is_a_formula() {
        for bad in [
            "=1+1", "+7 912", "-1", "@SUM(A1)", "\t=1", "  =1", "\r=1", "＝1", "|calc", "\n=1",
        ] {
            assert!(shown(bad).starts_with("\"'"), "{bad:?}");
        }
        assert_eq!(shown("Код = 1"), "\"Код = 1\"");
        assert_eq!(
            shown("«Код»; \"да\"\nи нет"),
            "\"«Код»; \"\"да\"\"\nи нет\""
        );
        assert_eq!(shown(""), "\"\"");
    }

    #[test]
    fn table_has_a_line_for_each_request() {
        let all = [subject("=HYPERLINK(\"http://x\")"), subject("Код")];
        let table = csv(all.iter(), &WORDS);
        let lines: Vec<_> = table.split("\r\n").collect();
        assert_eq!(lines.len(), 4);
        assert!(lines[0].starts_with("\u{feff}\"n\";\"s\""));
        assert!(lines[1].contains("\"'=HYPERLINK(\"\"http://x\"\")\""));
        assert!(lines[2].ends_with("\"нет\""));
    }

    #[test]
    fn no_file_holds_a_key() {
        let all = [sample(1), sample(2)];
        let key = sample(1).key;
        assert!(!csv(all.iter(), &WORDS).contains(key.reveal()));
        let text = json(all.iter(), Language::Ru);
        assert!(!text.contains(key.reveal()));
        let lines: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(lines[0]["number"], sample(1).number.to_string());
        assert_eq!(lines[0]["status"], "accepted");
        assert_eq!(lines[0]["status_label"], "Принято");
    }
}
