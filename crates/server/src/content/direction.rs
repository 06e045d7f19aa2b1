//! The seven directions and the four sections of one language: `{language}/directions.toml`.

use std::path::Path;

use opora_contract::{language::Language, page::Page, slug::Slug};

use super::{
    faq::{ICONS, unknown_icon},
    link::Targets,
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};

/// Longest title and summary, in characters.
const TITLE_MAX: usize = 90;
const SUMMARY_MAX: usize = 200;
/// Longest line of what to have ready, in characters.
const READY_MAX: usize = 120;

/// A direction or a section as its file says it.
#[derive(Debug)]
pub struct Direction {
    pub slug: Placed<Slug>,
    pub title: String,
    pub summary: String,
    pub icon: Placed<String>,
    pub ready: Vec<Placed<String>>,
    /// `topic`, which brings all of its answers, or `topic/slug`.
    pub answers: Vec<Placed<String>>,
    pub guides: Vec<Placed<String>>,
    pub form: Placed<String>,
}

/// Both lists, each in reading order.
#[derive(Debug, Default)]
pub struct Directions {
    pub directions: Vec<Direction>,
    pub sections: Vec<Direction>,
}

impl Directions {
    pub fn all(&self) -> impl Iterator<Item = &Direction> {
        self.directions.iter().chain(&self.sections)
    }
}

impl Direction {
    /// Whether it brings along this answer. One that is named by itself belongs closer.
    #[must_use]
    pub fn holds(&self, topic: &Slug, question: &Slug) -> bool {
        let mut names = self.answers.iter().map(|name| name.value.split_once('/'));
        names.any(|name| name == Some((topic.as_str(), question.as_str())))
            || self.holds_topic(topic)
    }

    /// Whether it brings along the whole topic.
    #[must_use]
    pub fn holds_topic(&self, topic: &Slug) -> bool {
        self.answers.iter().any(|name| name.value == topic.as_str())
    }
}

/// The file of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/directions.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Directions> {
    let source = Source::read(root, &path(language), report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let mut found = Directions::default();
    table.tables("direction", |mut table| {
        found.directions.extend(direction(&mut table));
        table.finish();
    });
    table.tables("section", |mut table| {
        found.sections.extend(direction(&mut table));
        table.finish();
    });
    table.finish();
    let mut names: Vec<&Placed<Slug>> = found.all().map(|found| &found.slug).collect();
    names.sort_by_key(|name| (name.value.clone(), name.line));
    for (first, second) in names.iter().zip(names.iter().skip(1)) {
        if first.value == second.value {
            let message = format!("`{}` is there twice", second.value);
            report.add(&source.path, second.line, message);
        }
    }
    Some(found)
}

fn direction(table: &mut Table<'_>) -> Option<Direction> {
    let slug = table.slug("slug");
    let title = table.text("title", TITLE_MAX);
    let summary = table.text("summary", SUMMARY_MAX);
    let icon = table.text("icon", 20);
    let ready = table.texts("ready", 1..=8, READY_MAX);
    let answers = table.texts("answers", 1..=40, 2 * Slug::MAX + 1);
    let guides = table.texts("guides", 1..=12, Slug::MAX);
    let form = table.text("form", 120);
    let foreign = |icon: &&Placed<String>| !ICONS.contains(&icon.value.as_str());
    if let Some(icon) = icon.as_ref().filter(foreign) {
        table.mistake(icon.line, unknown_icon(&icon.value));
    }
    Some(Direction {
        slug: slug?,
        title: title?.value,
        summary: summary?.value,
        icon: icon?,
        ready,
        answers,
        guides,
        form: form?,
    })
}

/// Checks what they lead to once it is known what exists.
pub fn check(language: Language, found: &Directions, targets: &Targets<'_>, report: &mut Report) {
    let path = path(language);
    for found in found.all() {
        for name in &found.answers {
            if !targets.has_answers(&name.value) {
                let message = format!("neither topic nor answer `{}` exists", name.value);
                report.add(&path, name.line, message);
            }
        }
        targets.check_guides(&path, &found.guides, report);
        targets.check_links(&path, std::slice::from_ref(&found.form), report);
        let address = found.form.value.split('?').next().unwrap_or_default();
        if !Page::parse(address).is_some_and(|page| targets.takes_parcels(&page)) {
            let message = format!(
                "`{}` is no form with a field `on_demand`, which takes what did not help",
                found.form.value
            );
            report.add(&path, found.form.line, message);
        }
    }
}

/// The first thing but words in which two languages differ, and where.
pub fn difference(ours: &Directions, theirs: &Directions) -> Option<(&'static str, usize)> {
    if ours.directions.len() != theirs.directions.len() {
        return Some(("direction", 1));
    }
    if ours.sections.len() != theirs.sections.len() {
        return Some(("section", 1));
    }
    let values = |list: &[Placed<String>]| -> Vec<String> {
        list.iter().map(|item| item.value.clone()).collect()
    };
    ours.all().zip(theirs.all()).find_map(|(ours, theirs)| {
        let line = theirs.slug.line;
        let same = [
            ("slug", ours.slug.value == theirs.slug.value),
            ("icon", ours.icon.value == theirs.icon.value),
            ("ready", ours.ready.len() == theirs.ready.len()),
            ("answers", values(&ours.answers) == values(&theirs.answers)),
            ("guides", values(&ours.guides) == values(&theirs.guides)),
            ("form", ours.form.value == theirs.form.value),
        ];
        same.into_iter()
            .find_map(|(key, same)| (!same).then_some((key, line)))
    })
}
