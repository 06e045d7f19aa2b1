//! What the first page offers: `{language}/home.toml`.

use std::path::Path;

use opora_contract::{home::Link, language::Language};
use serde::Deserialize;

use super::{
    faq::{ICONS, unknown_icon},
    link::Targets,
    mistake::Report,
    source::Source,
};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Home {
    /// Answers as `topic/slug`.
    pub popular: Vec<String>,
    /// Guides of «Самообслуживание» (spec A12).
    pub guides: Vec<String>,
    /// Guides for the personal cabinet (spec A06).
    pub account: Vec<String>,
    pub situations: Vec<Entry>,
    pub entries: Vec<Entry>,
}

/// A link as the file writes it: stricter than what the API promises to read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    title: String,
    href: String,
    #[serde(default)]
    icon: String,
}

impl Entry {
    pub fn link(&self) -> Link {
        Link {
            title: self.title.clone(),
            href: self.href.clone(),
            icon: self.icon.clone(),
        }
    }
}

impl Home {
    pub fn hrefs(&self) -> impl Iterator<Item = &str> {
        let situations = self
            .situations
            .iter()
            .map(|situation| situation.href.as_str());
        situations.chain(self.entries.iter().map(|entry| entry.href.as_str()))
    }

    pub fn icons(&self) -> impl Iterator<Item = &str> {
        self.situations
            .iter()
            .map(|situation| situation.icon.as_str())
    }

    fn titles(&self) -> impl Iterator<Item = &str> {
        let situations = self
            .situations
            .iter()
            .map(|situation| situation.title.as_str());
        situations.chain(self.entries.iter().map(|entry| entry.title.as_str()))
    }
}

fn path(language: Language) -> String {
    format!("{}/home.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Home> {
    Source::read(root, &path(language), report)?.toml(report)
}

/// Checks the addresses once it is known what exists.
pub fn check(
    root: &Path,
    language: Language,
    home: &Home,
    targets: &Targets<'_>,
    report: &mut Report,
) {
    let Some(source) = Source::read(root, &path(language), report) else {
        return;
    };
    let mut mistake = |value: &str, message: String| {
        report.add(&source.path, source.line_of(value), message);
    };
    for name in home.popular.iter().filter(|name| !targets.has_answer(name)) {
        mistake(name, format!("popular answer `{name}` does not exist"));
    }
    for name in home.guides.iter().chain(&home.account) {
        if let Some(fault) = targets.fault(&format!("/guides/{name}")) {
            mistake(name, fault);
        }
    }
    for href in home.hrefs() {
        if let Some(fault) = targets.fault(href) {
            mistake(href, fault);
        }
    }
    for icon in home.icons().filter(|icon| !ICONS.contains(icon)) {
        mistake(icon, unknown_icon(icon));
    }
    for title in home
        .titles()
        .filter(|title| !(1..=90).contains(&title.chars().count()))
    {
        mistake(
            title,
            format!("the title `{title}` is empty or has over 90 characters"),
        );
    }
}
