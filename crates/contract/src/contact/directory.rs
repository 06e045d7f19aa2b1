//! Every way to reach us, in one answer: channels, telephone lines, offices, and what to know before.

use serde::{Deserialize, Serialize};

use super::{CallRules, Desk, Schedule, Span};
use crate::{intake::Elsewhere, slug::Slug};

/// What kind of way it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    Form,
    Phone,
    Callback,
    Email,
    Office,
    Chat,
    #[serde(other)]
    Unknown,
}

/// When a channel is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChannelHours {
    /// Round the clock: it takes in what people send, whoever answers later (spec N03).
    Always,
    /// While live operators answer.
    Desk,
    /// Each place has hours of its own.
    #[serde(other)]
    Own,
}

/// A way to reach us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Channel {
    pub id: Slug,
    pub kind: ChannelKind,
    pub title: String,
    /// When to choose it.
    pub purpose: String,
    /// Languages that are spoken there, in words.
    pub languages: String,
    pub cost: String,
    /// How soon somebody answers, in words.
    pub term: String,
    pub hours: ChannelHours,
    /// The longest wait for an operator, in minutes (spec F28).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_wait: Option<u16>,
    /// What it helps with.
    pub helps: Vec<String>,
    /// What to have at hand.
    pub prepare: Vec<String>,
    /// A page of this site, `tel:` or `mailto:`; empty where the telephone lines or offices below are the way.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub href: String,
    /// The words of that link.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
}

/// A telephone line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Line {
    pub id: Slug,
    pub title: String,
    pub note: String,
    /// For reading: `8 800 555‑35‑35`.
    pub phone: String,
    /// For dialling: `+78005553535`.
    pub phone_link: String,
    /// Regions that it is for; none is all of them.
    #[serde(default)]
    pub regions: Vec<Slug>,
    /// For people with disabilities (spec I17).
    #[serde(default)]
    pub special: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Region {
    pub id: Slug,
    pub name: String,
}

/// A place where people are helped in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Office {
    pub id: Slug,
    pub region: Slug,
    pub town: String,
    pub name: String,
    pub address: String,
    /// What is done there.
    pub services: Vec<String>,
    /// Seven entries, Monday first, by the clock of the place.
    pub week: Vec<Option<Span>>,
    /// Minutes that this clock is ahead of Moscow's.
    #[serde(default)]
    pub ahead: i16,
    /// How to book a visit.
    pub href: String,
}

/// A matter people come with, and the channels for it, the best first (spec N29).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Matter {
    pub id: Slug,
    pub title: String,
    pub channels: Vec<Slug>,
}

/// What to have ready for one kind of conversation; the least first (spec N15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Preparation {
    pub title: String,
    pub items: Vec<String>,
}

/// Who may apply (spec A33).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Applicant {
    pub title: String,
    pub detail: String,
}

/// The body of `GET /contacts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Directory {
    /// For reading: `8 800 555‑35‑35`.
    pub phone: String,
    /// For dialling: `+78005553535`.
    pub phone_link: String,
    /// What a call costs and which languages are spoken.
    pub phone_note: String,
    /// The weekly hours in words, a line each.
    pub hours: Vec<String>,
    /// The state at the moment of the answer, by the server's clock.
    pub desk: Desk,
    /// What that follows from, for later moments.
    pub schedule: Schedule,
    pub calls: CallRules,
    /// A wait of more minutes than this is long: another channel is better.
    pub long_wait: u16,
    /// The general ones first.
    pub channels: Vec<Channel>,
    pub matters: Vec<Matter>,
    pub lines: Vec<Line>,
    pub regions: Vec<Region>,
    pub offices: Vec<Office>,
    /// Lines and offices are examples that the organisation has yet to replace.
    #[serde(default)]
    pub sample: bool,
    pub ready: Vec<Preparation>,
    pub applicants: Vec<Applicant>,
    /// What others solve (spec A35).
    pub elsewhere: Vec<Elsewhere>,
}

impl Directory {
    /// The channel to recommend for a matter as the desk stands: the first of its channels where nobody waits long
    /// (spec N29). Without a matter the order is that of the list.
    #[must_use]
    pub fn recommended(&self, matter: Option<&Matter>, desk: Desk) -> Option<&Channel> {
        let known = |id: &Slug| self.channels.iter().find(|channel| channel.id == *id);
        let wanted: Vec<&Channel> = match matter {
            Some(matter) => matter.channels.iter().filter_map(known).collect(),
            None => self.channels.iter().collect(),
        };
        let is_quick = |channel: &&&Channel| match (channel.hours, desk) {
            (ChannelHours::Always | ChannelHours::Own, _) => true,
            (ChannelHours::Desk, Desk::Open { wait_max, .. }) => wait_max <= self.long_wait,
            (ChannelHours::Desk, Desk::Closed { .. }) => false,
        };
        let found = wanted.iter().find(is_quick).or(wanted.first());
        found.copied()
    }

    /// The hours of an office: its week and clock, the same holidays.
    #[must_use]
    pub fn hours_of(&self, office: &Office) -> Schedule {
        Schedule {
            week: office.week.clone(),
            holidays: self.schedule.holidays.clone(),
            waits: Vec::new(),
            ahead: office.ahead,
        }
    }
}
