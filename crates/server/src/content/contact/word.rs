//! The words of one language: `{language}/contacts.toml`.

use std::path::Path;

use opora_contract::{
    contact::{Applicant, Preparation},
    language::Language,
    slug::Slug,
};
use serde::Deserialize;

use super::super::{mistake::Report, source::Source};

/// What depends on the language.
#[derive(Clone, Debug)]
pub struct Words {
    pub phone_note: String,
    pub hours: Vec<String>,
    pub channels: Vec<ChannelWords>,
    pub matters: Vec<Named>,
    pub lines: Vec<LineWords>,
    pub regions: Vec<Named>,
    pub offices: Vec<OfficeWords>,
    pub ready: Vec<Preparation>,
    pub applicants: Vec<Applicant>,
    pub(super) source: Source,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    phone_note: String,
    hours: Vec<String>,
    #[serde(default)]
    channel: Vec<ChannelWords>,
    #[serde(default)]
    matter: Vec<Named>,
    #[serde(default)]
    line: Vec<LineWords>,
    #[serde(default)]
    region: Vec<Named>,
    #[serde(default)]
    office: Vec<OfficeWords>,
    #[serde(default)]
    ready: Vec<Preparation>,
    #[serde(default)]
    applicant: Vec<Applicant>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelWords {
    pub id: Slug,
    pub title: String,
    pub purpose: String,
    pub languages: String,
    pub cost: String,
    pub term: String,
    #[serde(default)]
    pub helps: Vec<String>,
    #[serde(default)]
    pub prepare: Vec<String>,
    #[serde(default)]
    pub action: String,
}

/// A thing that has a name and no other words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    pub id: Slug,
    pub title: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineWords {
    pub id: Slug,
    pub title: String,
    pub note: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeWords {
    pub id: Slug,
    pub town: String,
    pub name: String,
    pub address: String,
    pub services: Vec<String>,
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Words> {
    let source = Source::read(root, &format!("{}/contacts.toml", language.tag()), report)?;
    let file: File = source.toml(report)?;
    Some(Words {
        phone_note: file.phone_note,
        hours: file.hours,
        channels: file.channel,
        matters: file.matter,
        lines: file.line,
        regions: file.region,
        offices: file.office,
        ready: file.ready,
        applicants: file.applicant,
        source,
    })
}
