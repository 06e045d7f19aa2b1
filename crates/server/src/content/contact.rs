//! How people reach us, when and where: `contacts.toml` for facts, `{language}/contacts.toml` for words.

mod check;
mod directory;
mod word;

use std::path::Path;

use opora_contract::{
    contact::{CallRules, Schedule, Span, Wait},
    slug::Slug,
    timestamp::Day,
};
use serde::Deserialize;

use self::directory::{ChannelFacts, LineFacts, MatterFacts, OfficeFacts};
pub use self::{
    check::check,
    directory::directory,
    word::{Words, load as words},
};
use super::{mistake::Report, source::Source};

const PATH: &str = "contacts.toml";
/// Most people who can choose one time of a callback.
const PLACES_MAX: u16 = 50;
/// Furthest that a Russian clock is from Moscow's, in hours.
const AHEAD: std::ops::RangeInclusive<i16> = -1..=9;

/// What does not depend on a language.
#[derive(Clone, Debug)]
pub struct Facts {
    pub phone: String,
    pub phone_link: String,
    pub schedule: Schedule,
    pub calls: CallRules,
    /// How many people can have one time of a callback.
    pub places: u16,
    /// A wait of more minutes than this is long.
    pub long_wait: u16,
    pub channels: Vec<ChannelFacts>,
    pub matters: Vec<MatterFacts>,
    pub lines: Vec<LineFacts>,
    pub regions: Vec<Slug>,
    pub offices: Vec<OfficeFacts>,
    /// Lines and offices are examples.
    pub is_sample: bool,
    source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phone: String,
    phone_link: String,
    week: Week,
    waits: Vec<WaitFile>,
    holidays: Holidays,
    #[serde(default)]
    callback: CallFile,
    #[serde(default = "File::long_wait")]
    long_wait: u16,
    #[serde(default)]
    regions: Vec<Slug>,
    #[serde(default)]
    sample: bool,
    #[serde(default)]
    channel: Vec<ChannelFacts>,
    #[serde(default)]
    matter: Vec<MatterFacts>,
    #[serde(default)]
    line: Vec<LineFacts>,
    #[serde(default)]
    office: Vec<OfficeFile>,
}

impl File {
    const fn long_wait() -> u16 {
        6
    }
}

/// What is promised of callbacks; minutes, working days, people.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct CallFile {
    within: u16,
    slot: u16,
    days: u16,
    places: u16,
}

impl Default for CallFile {
    fn default() -> Self {
        Self {
            within: 15,
            slot: 30,
            days: 5,
            places: 3,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficeFile {
    id: Slug,
    region: Slug,
    /// Hours that its clock is ahead of Moscow's.
    #[serde(default)]
    ahead: i16,
    week: Week,
    href: String,
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
    let source = Source::read(root, PATH, report)?;
    let file: File = source.toml(report)?;
    let mut reader = Reader {
        source: &source,
        report,
    };
    let week = reader.week(file.week);
    let waits = file.waits.iter().filter_map(|wait| reader.wait(wait));
    let waits = waits.collect();
    let holidays = reader.holidays(&file.holidays);
    reader.phone(&file.phone, &file.phone_link);
    for line in &file.line {
        reader.line(line);
    }
    let calls = reader.calls(file.callback);
    let offices = file.office.into_iter();
    let offices = offices.map(|office| reader.office(office)).collect();
    Some(Facts {
        phone: file.phone,
        phone_link: file.phone_link,
        schedule: Schedule {
            week,
            holidays,
            waits,
            ahead: 0,
        },
        calls,
        places: file.callback.places,
        long_wait: file.long_wait,
        channels: file.channel,
        matters: file.matter,
        lines: file.line,
        regions: file.regions,
        offices,
        is_sample: file.sample,
        source,
    })
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

    fn week(&mut self, week: Week) -> Vec<Option<Span>> {
        let days = [
            week.monday,
            week.tuesday,
            week.wednesday,
            week.thursday,
            week.friday,
            week.saturday,
            week.sunday,
        ];
        let days = days.iter().map(Option::as_deref);
        days.map(|hours| hours.and_then(|hours| self.span(hours)))
            .collect()
    }

    fn calls(&mut self, calls: CallFile) -> CallRules {
        let CallFile {
            within,
            slot,
            days,
            places,
        } = calls;
        let (minutes, count) = (1..=240, 1..=PLACES_MAX);
        if !minutes.contains(&within) || !(5..=240).contains(&slot) || !(1..=14).contains(&days) {
            self.mistake(
                "[callback]",
                "`within` and `slot` are minutes up to 240, `days` working days up to 14".into(),
            );
        }
        if !count.contains(&places) {
            let message = format!("`places` is {places}: from 1 to {PLACES_MAX} people fit");
            self.mistake("places", message);
        }
        CallRules { within, slot, days }
    }

    fn line(&mut self, line: &LineFacts) {
        match (&line.phone, &line.phone_link) {
            (Some(phone), Some(link)) => self.phone(phone, link),
            (None, None) => {}
            _ => self.mistake(
                line.id.as_str(),
                format!("line `{}` has one of `phone` and `phone_link`", line.id),
            ),
        }
    }

    fn office(&mut self, office: OfficeFile) -> OfficeFacts {
        if !AHEAD.contains(&office.ahead) {
            let message = format!(
                "office `{}` is {} hours ahead of Moscow: Russian clocks are -1 to 9",
                office.id, office.ahead
            );
            self.mistake(office.id.as_str(), message);
        }
        OfficeFacts {
            id: office.id,
            region: office.region,
            ahead: office.ahead.saturating_mul(60),
            week: self.week(office.week),
            href: office.href,
        }
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
