//! What letters say: `{language}/mail.toml`.

mod action;
mod letter;

use std::path::Path;

use opora_contract::{language::Language, standing::Stage, status::Status};
use serde::{Deserialize, Serialize};
use time::Date;

use self::letter::{never_named, template};
pub use self::{
    action::{Actions, Task},
    letter::{Kind, Letter, Value},
};
use super::{
    mistake::Report,
    source::Source,
    table::{Placed, Table},
    template::Template,
};
use crate::word;

const MONTHS: usize = 12;
/// Longest texts, in characters.
const DATE_MAX: usize = 60;
const MEANING_MAX: usize = 300;

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
    meanings: Vec<(Status, String)>,
    stages: Vec<(Stage, String)>,
    /// How letters tell what the applicant has to do.
    pub actions: Actions,
    letters: Vec<(Kind, Letter)>,
}

impl Mail {
    /// The words of a kind.
    #[must_use]
    pub fn letter(&self, kind: Kind) -> Option<&Letter> {
        let mut letters = self.letters.iter();
        letters.find_map(|(known, letter)| (*known == kind).then_some(letter))
    }

    /// What a status means for the applicant.
    #[must_use]
    pub fn meaning(&self, status: Status) -> Option<&str> {
        of(&self.meanings, status)
    }

    /// Where the consideration of a dispute is.
    #[must_use]
    pub fn stage(&self, stage: Stage) -> Option<&str> {
        of(&self.stages, stage)
    }

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

fn of<T: Copy + PartialEq>(words: &[(T, String)], wanted: T) -> Option<&str> {
    let mut words = words.iter();
    words.find_map(|(known, text)| (*known == wanted).then_some(text.as_str()))
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
    let meanings = table.table("meanings", |table| words(table, Status::ALL));
    let stages = table.table("stages", |table| words(table, Stage::ALL));
    let actions = table.table("actions", action::load).flatten();
    let letters = Kind::ALL.map(|kind| {
        let read = |table: &mut Table<'_>| letter::load(table, kind);
        Some((kind, table.table(&word::of(&kind), read)??))
    });
    table.finish();
    Some(Mail {
        date: date?,
        months,
        meanings: meanings?,
        stages: stages?,
        actions: actions?,
        letters: letters.into_iter().collect::<Option<_>>()?,
    })
}

/// A text for each of these.
fn words<T: Copy + Serialize, const N: usize>(
    table: &mut Table<'_>,
    all: [T; N],
) -> Vec<(T, String)> {
    let all = all.into_iter();
    let texts = all.filter_map(|one| {
        let text = table.text(&word::of(&one), MEANING_MAX)?;
        Some((one, text.value))
    });
    texts.collect()
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
