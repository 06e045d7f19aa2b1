//! Phone, hours, holidays and waits: `contacts.toml` for facts, `{language}/contacts.toml` for words.

use std::path::Path;

use opora_contract::{
    contact::{Schedule, Span, Wait},
    language::Language,
    timestamp::Day,
};
use serde::Deserialize;

use super::{mistake::Report, source::Source};

/// What does not depend on a language.
#[derive(Clone, Debug)]
pub struct Facts {
    pub phone: String,
    pub phone_link: String,
    pub schedule: Schedule,
}

/// What does.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub phone_note: String,
    pub hours: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phone: String,
    phone_link: String,
    week: Week,
    waits: Vec<WaitFile>,
    holidays: Holidays,
}

/// Hours as `08:00-20:00`; an absent day is a day off.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Week {
    monday: Option<String>,
    tuesday: Option<String>,
    wednesday: Option<String>,
    thursday: Option<String>,
    friday: Option<String>,
    saturday: Option<String>,
    sunday: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WaitFile {
    within: String,
    min: u16,
    max: u16,
}

/// The same days, `mm-dd`, in each of the years.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Holidays {
    years: Vec<u16>,
    days: Vec<String>,
}

pub fn load(root: &Path, report: &mut Report) -> Option<Facts> {
    let source = Source::read(root, "contacts.toml", report)?;
    let file: File = source.toml(report)?;
    let mut reader = Reader {
        source: &source,
        report,
    };
    let week = file.week;
    let days = [
        week.monday,
        week.tuesday,
        week.wednesday,
        week.thursday,
        week.friday,
        week.saturday,
        week.sunday,
    ];
    let week = days
        .iter()
        .map(|hours| hours.as_deref().and_then(|hours| reader.span(hours)))
        .collect();
    let waits = file.waits.iter().filter_map(|wait| reader.wait(wait));
    let waits = waits.collect();
    let holidays = reader.holidays(&file.holidays);
    reader.phone(&file.phone, &file.phone_link);
    Some(Facts {
        phone: file.phone,
        phone_link: file.phone_link,
        schedule: Schedule {
            week,
            holidays,
            waits,
        },
    })
}

pub fn words(root: &Path, language: Language, report: &mut Report) -> Option<Words> {
    let source = Source::read(root, &format!("{}/contacts.toml", language.tag()), report)?;
    source.toml(report)
}

struct Reader<'a> {
    source: &'a Source,
    report: &'a mut Report,
}

impl Reader<'_> {
    fn mistake(&mut self, value: &str, message: String) {
        let line = self.source.line_of(value);
        self.report.add(&self.source.path, line, message);
    }

    fn span(&mut self, text: &str) -> Option<Span> {
        let span = text.split_once('-').and_then(|(from, to)| {
            let (from, to) = (minute(from)?, minute(to)?);
            (from < to).then_some(Span { from, to })
        });
        if span.is_none() {
            self.mistake(text, format!("`{text}` are not hours such as 08:00-20:00"));
        }
        span
    }

    fn wait(&mut self, wait: &WaitFile) -> Option<Wait> {
        let (min, max) = (wait.min, wait.max);
        if min > max {
            self.mistake(
                &wait.within,
                format!("a wait of {min} to {max} minutes is upside down"),
            );
        }
        let within = self.span(&wait.within)?;
        Some(Wait { within, min, max })
    }

    fn holidays(&mut self, holidays: &Holidays) -> Vec<Day> {
        let mut days = Vec::new();
        for year in &holidays.years {
            for day in &holidays.days {
                match Day::parse(&format!("{year}-{day}")) {
                    Some(day) => days.push(day),
                    None => self.mistake(day, format!("`{year}-{day}` is not a day")),
                }
            }
        }
        days.sort();
        days
    }

    fn phone(&mut self, phone: &str, link: &str) {
        if opora_contract::rule::phone(phone).as_deref() != Ok(link) {
            self.mistake(
                link,
                format!("`phone_link` is `{link}`, which does not dial `{phone}`"),
            );
        }
    }
}

/// `08:00` as a minute of the day; `24:00` is its end.
fn minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= 24 * 60).then_some(minute)
}
