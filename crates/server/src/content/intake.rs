//! What stands before the forms: `{language}/intake.toml`, and what does not work now: `{language}/outages.toml`.

mod outage;

use std::path::Path;

use opora_contract::{
    form::{Form, Kind},
    home::Link,
    intake::{Elsewhere, Entry, Situation},
    language::Language,
    page::Page,
};

pub use self::outage::{load as outages, path as outages_path};
use super::{
    link::Targets,
    mistake::Report,
    source::Source,
    table::{Placed, Table},
    vocabulary,
};

/// Longest title and detail, in characters.
const TITLE_MAX: usize = 90;
const DETAIL_MAX: usize = 300;

/// What stands before the forms, but for what changes with time.
#[derive(Debug, Default)]
pub struct Intake {
    pub entries: Vec<Placed<Entry>>,
    pub situations: Vec<Situation>,
    pub elsewhere: Vec<Elsewhere>,
    /// Every address, for the check of dead links.
    links: Vec<Placed<String>>,
}

impl Intake {
    pub fn hrefs(&self) -> impl Iterator<Item = &str> {
        self.links.iter().map(|link| link.value.as_str())
    }
}

/// The file of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/intake.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Intake> {
    let source = Source::read(root, &path(language), report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let mut intake = Intake::default();
    table.tables("entry", |mut table| {
        let line = table.line();
        let entry = entry(&mut table, &mut intake.links);
        let placed = entry.map(|value| Placed { value, line });
        intake.entries.extend(placed);
        table.finish();
    });
    table.tables("situation", |mut table| {
        let situation = situation(&mut table, &mut intake.links);
        intake.situations.extend(situation);
        table.finish();
    });
    table.tables("elsewhere", |mut table| {
        let found = elsewhere(&mut table, &intake.elsewhere, &mut intake.links);
        intake.elsewhere.extend(found);
        table.finish();
    });
    table.finish();
    Some(intake)
}

fn entry(table: &mut Table<'_>, links: &mut Vec<Placed<String>>) -> Option<Entry> {
    let kind = table.word("kind");
    let title = table.text("title", TITLE_MAX);
    let detail = table.text("detail", DETAIL_MAX);
    let href = table.text("href", 120);
    links.extend(href.clone());
    Some(Entry {
        kind: kind?,
        title: title?.value,
        detail: detail?.value,
        href: href?.value,
    })
}

fn situation(table: &mut Table<'_>, links: &mut Vec<Placed<String>>) -> Option<Situation> {
    let title = table.text("title", TITLE_MAX);
    let detail = table.text("detail", DETAIL_MAX);
    let help = self::links(table, "help", links);
    let form = table.table("form", |table| link(table, links));
    Some(Situation {
        title: title?.value,
        detail: detail?.value,
        help,
        form: form.flatten()?,
    })
}

fn elsewhere(
    table: &mut Table<'_>,
    before: &[Elsewhere],
    links: &mut Vec<Placed<String>>,
) -> Option<Elsewhere> {
    let name = table.slug("name");
    let title = table.text("title", TITLE_MAX);
    let detail = table.text("detail", DETAIL_MAX);
    let ways = self::links(table, "ways", links);
    let words = words(table);
    for word in &words {
        let mut others = before.iter();
        if let Some(owner) = others.find(|other| other.words.contains(&word.value)) {
            let message = format!("`{}` is a word of `{}`", word.value, owner.name);
            table.mistake(word.line, message);
        }
    }
    let name = name?;
    if before.iter().any(|other| other.name == name.value) {
        table.mistake(name.line, format!("`{}` is there twice", name.value));
    }
    Some(Elsewhere {
        name: name.value,
        title: title?.value,
        detail: detail?.value,
        ways,
        words: words.into_iter().map(|word| word.value).collect(),
    })
}

/// A list of 1 to 6 links.
fn links(table: &mut Table<'_>, key: &str, links: &mut Vec<Placed<String>>) -> Vec<Link> {
    let line = table.line();
    let mut found = Vec::new();
    table.tables(key, |mut table| {
        found.extend(link(&mut table, links));
        table.finish();
    });
    if found.len() > 6 {
        table.mistake(line, format!("`{key}` has over 6 links"));
    }
    found
}

fn link(table: &mut Table<'_>, links: &mut Vec<Placed<String>>) -> Option<Link> {
    let title = table.text("title", TITLE_MAX);
    let href = table.text("href", 120);
    links.extend(href.clone());
    Some(Link {
        title: title?.value,
        href: href?.value,
        icon: String::new(),
    })
}

/// Beginnings of words that speak for a thing; it may have none.
fn words(table: &mut Table<'_>) -> Vec<Placed<String>> {
    if !table.has("words") {
        return Vec::new();
    }
    let words = table.texts("words", 1..=60, 40);
    for word in &words {
        if let Some(fault) = vocabulary::fault(&word.value) {
            table.mistake(word.line, fault);
        }
    }
    words
}

/// Checks the addresses once it is known what exists.
pub fn check(
    language: Language,
    intake: &Intake,
    forms: &[Form],
    targets: &Targets<'_>,
    report: &mut Report,
) {
    let path = path(language);
    targets.check_links(&path, &intake.links, report);
    for Placed { value, line } in &intake.entries {
        if let Some(made) = kind_of(&value.href, forms)
            && made != value.kind
        {
            let made = crate::word::of(&made);
            let message = format!("`{}` makes a request of kind {made}", value.href);
            report.add(&path, *line, message);
        }
    }
}

/// The kind of the requests that come of an address; `None` where it leads to no form.
fn kind_of(href: &str, forms: &[Form]) -> Option<Kind> {
    let (path, query) = href.split_once('?').unwrap_or((href, ""));
    let Page::Form(name) = Page::parse(path)? else {
        return None;
    };
    let form = forms.iter().find(|form| form.name == name)?;
    let mut chosen = form_urlencoded::parse(query.as_bytes()).filter_map(|(name, value)| {
        let mut options = form.field(&name)?.options.iter();
        options.find(|option| option.value.as_str() == value)?.kind
    });
    Some(chosen.next().unwrap_or(form.kind))
}
