//! Facts and words put together: what `GET /contacts` answers.

use opora_contract::{
    contact::{
        Channel, ChannelHours, ChannelKind, Desk, Directory, Line, Matter, Office, Region, Span,
    },
    intake::Elsewhere,
    slug::Slug,
};
use serde::Deserialize;

use super::{Facts, Words};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelFacts {
    pub id: Slug,
    pub kind: ChannelKind,
    pub hours: ChannelHours,
    pub max_wait: Option<u16>,
    /// A page, `tel:` or `mailto:`. Without an address a channel `email` is not shown, others have no link.
    #[serde(default)]
    pub href: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MatterFacts {
    pub id: Slug,
    pub channels: Vec<Slug>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineFacts {
    pub id: Slug,
    /// Without a number of its own it is the hotline.
    pub phone: Option<String>,
    pub phone_link: Option<String>,
    #[serde(default)]
    pub regions: Vec<Slug>,
    #[serde(default)]
    pub special: bool,
}

#[derive(Clone, Debug)]
pub struct OfficeFacts {
    pub id: Slug,
    pub region: Slug,
    /// Minutes that its clock is ahead of Moscow's.
    pub ahead: i16,
    pub week: Vec<Option<Span>>,
    pub href: String,
}

impl ChannelFacts {
    /// Whether people are told of it: an address for letters has to be configured (spec N40).
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.kind != ChannelKind::Email || !self.href.is_empty()
    }
}

/// The answer as the desk stands. Words without facts, or facts without words, the check has refused.
#[must_use]
pub fn directory(facts: &Facts, words: &Words, elsewhere: &[Elsewhere], desk: Desk) -> Directory {
    let regions = words.regions.iter().map(|region| Region {
        id: region.id.clone(),
        name: region.title.clone(),
    });
    let elsewhere = elsewhere.iter().map(|matter| Elsewhere {
        // For judging a subject, which nobody types here.
        words: Vec::new(),
        ..matter.clone()
    });
    Directory {
        phone: facts.phone.clone(),
        phone_link: facts.phone_link.clone(),
        phone_note: words.phone_note.clone(),
        hours: words.hours.clone(),
        desk,
        schedule: facts.schedule.clone(),
        calls: facts.calls,
        long_wait: facts.long_wait,
        channels: channels(facts, words),
        matters: matters(facts, words),
        lines: lines(facts, words),
        regions: regions.collect(),
        offices: offices(facts, words),
        sample: facts.is_sample,
        ready: words.ready.clone(),
        applicants: words.applicants.clone(),
        elsewhere: elsewhere.collect(),
    }
}

fn channels(facts: &Facts, words: &Words) -> Vec<Channel> {
    let shown = facts.channels.iter().filter(|channel| channel.is_shown());
    let channels = shown.filter_map(|channel| {
        let mut said = words.channels.iter();
        let said = said.find(|said| said.id == channel.id)?.clone();
        Some(Channel {
            id: said.id,
            kind: channel.kind,
            title: said.title,
            purpose: said.purpose,
            languages: said.languages,
            cost: said.cost,
            term: said.term,
            hours: channel.hours,
            max_wait: channel.max_wait,
            helps: said.helps,
            prepare: said.prepare,
            href: channel.href.clone(),
            action: said.action,
        })
    });
    channels.collect()
}

/// Matters, each with the channels that are shown.
fn matters(facts: &Facts, words: &Words) -> Vec<Matter> {
    let is_shown = |id: &&Slug| {
        let mut channels = facts.channels.iter();
        channels.any(|channel| channel.id == **id && channel.is_shown())
    };
    let matters = facts.matters.iter().filter_map(|matter| {
        let mut said = words.matters.iter();
        Some(Matter {
            id: matter.id.clone(),
            title: said.find(|said| said.id == matter.id)?.title.clone(),
            channels: matter.channels.iter().filter(is_shown).cloned().collect(),
        })
    });
    matters.collect()
}

fn lines(facts: &Facts, words: &Words) -> Vec<Line> {
    let own =
        |number: &Option<String>, hotline: &String| number.as_ref().unwrap_or(hotline).clone();
    let lines = facts.lines.iter().filter_map(|line| {
        let mut said = words.lines.iter();
        let said = said.find(|said| said.id == line.id)?;
        Some(Line {
            id: line.id.clone(),
            title: said.title.clone(),
            note: said.note.clone(),
            phone: own(&line.phone, &facts.phone),
            phone_link: own(&line.phone_link, &facts.phone_link),
            regions: line.regions.clone(),
            special: line.special,
        })
    });
    lines.collect()
}

fn offices(facts: &Facts, words: &Words) -> Vec<Office> {
    let offices = facts.offices.iter().filter_map(|office| {
        let mut said = words.offices.iter();
        let said = said.find(|said| said.id == office.id)?.clone();
        Some(Office {
            id: said.id,
            region: office.region.clone(),
            town: said.town,
            name: said.name,
            address: said.address,
            services: said.services,
            week: office.week.clone(),
            ahead: office.ahead,
            href: office.href.clone(),
        })
    });
    offices.collect()
}
