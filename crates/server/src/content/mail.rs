//! What letters say: `{language}/mail.toml`.

use std::path::Path;

use opora_contract::language::Language;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use time::Date;

use super::{
    mistake::Report,
    source::Source,
    table::{Placed, Table},
    template::Template,
};
use crate::word;

const MONTHS: usize = 12;
const PARAGRAPHS_MAX: usize = 12;
/// Longest texts, in characters. A subject has to fit on a telephone.
const DATE_MAX: usize = 60;
const SUBJECT_MAX: usize = 90;
const PARAGRAPH_MAX: usize = 500;

/// What a letter can tell of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Number,
    Subject,
    /// The day of registration.
    Sent,
    /// The last day to expect an answer. Unknown once nothing more is expected.
    Term,
    /// The page of the request. Unknown where the server does not know its public address.
    Link,
}

impl Value {
    /// What a letter of every kind has to tell somewhere (spec D48, D51).
    const TOLD: [Self; 3] = [Self::Number, Self::Term, Self::Link];

    const fn is_always_known(self) -> bool {
        !matches!(self, Self::Term | Self::Link)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum DatePart {
    Day,
    Month,
    Year,
}

/// Every letter in one language.
#[derive(Debug)]
pub struct Mail {
    date: Template<DatePart>,
    months: Vec<Placed<String>>,
    /// The confirmation that a request is registered (spec D51).
    pub received: Letter,
}

#[derive(Debug)]
pub struct Letter {
    pub subject: Template<Value>,
    pub paragraphs: Vec<Placed<Template<Value>>>,
}

impl Mail {
    /// A day in words.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let month = self.months.get(usize::from(u8::from(date.month())) - 1);
        let filled = self.date.fill(|part| match part {
            DatePart::Day => Some(&day),
            DatePart::Month => month.map(|month| month.value.as_str()),
            DatePart::Year => Some(&year),
        });
        // The check below leaves no month without a name.
        filled.unwrap_or_else(|| date.to_string())
    }
}

/// The file of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/mail.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Mail> {
    let source = Source::read(root, &path(language), report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let date = date(&mut table);
    let months = table.texts("months", MONTHS..=MONTHS, DATE_MAX);
    let received = table.table("received", letter).flatten();
    table.finish();
    Some(Mail {
        date: date?,
        months,
        received: received?,
    })
}

fn date(table: &mut Table<'_>) -> Option<Template<DatePart>> {
    let text = table.text("date", DATE_MAX)?;
    let date = template::<DatePart>(table, "date", &text)?;
    for part in [DatePart::Day, DatePart::Month, DatePart::Year] {
        if !date.values().any(|named| named == part) {
            never_named(table, text.line, "date", &part);
        }
    }
    Some(date)
}

fn letter(table: &mut Table<'_>) -> Option<Letter> {
    let subject = subject(table);
    let paragraphs: Vec<_> = table
        .texts("paragraphs", 1..=PARAGRAPHS_MAX, PARAGRAPH_MAX)
        .iter()
        .filter_map(|text| {
            Some(Placed {
                value: template(table, "paragraphs", text)?,
                line: text.line,
            })
        })
        .collect();
    let first = paragraphs.first()?.line;
    for value in Value::TOLD {
        let named = |paragraph: &Placed<Template<Value>>| {
            let mut values = paragraph.value.values();
            values.any(|named| named == value)
        };
        if !paragraphs.iter().any(named) {
            never_named(table, first, "paragraphs", &value);
        }
    }
    Some(Letter {
        subject: subject?,
        paragraphs,
    })
}

fn subject(table: &mut Table<'_>) -> Option<Template<Value>> {
    let text = table.text("subject", SUBJECT_MAX)?;
    let subject = template::<Value>(table, "subject", &text)?;
    for value in subject.values().filter(|value| !value.is_always_known()) {
        let name = word::of(&value);
        let message = format!("`subject` names `{{{name}}}`, which not every letter knows");
        table.mistake(text.line, message);
    }
    if !subject.values().any(|value| value == Value::Number) {
        never_named(table, text.line, "subject", &Value::Number);
    }
    Some(subject)
}

fn template<V: Copy + DeserializeOwned + Serialize>(
    table: &mut Table<'_>,
    key: &str,
    text: &Placed<String>,
) -> Option<Template<V>> {
    let parsed = Template::parse(&text.value);
    parsed
        .map_err(|fault| table.mistake(text.line, format!("`{key}` {fault}")))
        .ok()
}

fn never_named<V: Serialize>(table: &mut Table<'_>, line: usize, key: &str, value: &V) {
    let name = word::of(value);
    table.mistake(line, format!("`{key}` never names `{{{name}}}`"));
}
