//! Step-by-step guides of one language: `{language}/guides/{name}.toml`, as docs/guides.md describes them.

mod picture;
mod situation;
mod step;
mod way;

use std::path::Path;

use opora_contract::{
    answer::Block,
    guide::{Audience, Difficulty, Situation, Step},
    language::Language,
    slug::Slug,
    timestamp::Day,
    upload::UploadProfile,
};

pub use self::situation::path as situations_path;
use super::{
    alias, faq,
    markdown::Body,
    mistake::Report,
    source::{Source, entries},
    table::{Placed, Table},
};

/// A guide as its file says it.
#[derive(Debug)]
pub struct Guide {
    pub path: String,
    pub name: Slug,
    pub title: String,
    pub summary: String,
    pub aliases: Vec<Placed<String>>,
    pub topic: Placed<String>,
    pub order: Placed<u32>,
    pub audience: Audience,
    pub situations: Vec<Placed<String>>,
    pub minutes: u32,
    pub difficulty: Difficulty,
    /// The sources only name this guide: its steps are ours.
    pub own: bool,
    pub sensitive: bool,
    pub checked: Placed<Day>,
    pub spec: Vec<Placed<String>>,
    pub needs: Vec<Placed<String>>,
    /// As `topic/slug`.
    pub answers: Vec<Placed<String>>,
    pub guides: Vec<Placed<String>>,
    /// Where to write when the guide does not help.
    pub form: Placed<String>,
    pub intro: Vec<Block>,
    pub finish: Vec<Block>,
    pub steps: Vec<Placed<Step>>,
    pub links: Vec<Placed<String>>,
}

/// The guides of one language.
#[derive(Debug, Default)]
pub struct Guides {
    /// By topic and order as far as they are known.
    pub sound: Vec<Guide>,
    /// Names of guides that are there but could not be read: already reported, so not missing.
    pub broken: Vec<String>,
    pub situations: Vec<Situation>,
}

impl Guides {
    /// Whether there is a guide of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.sound.iter().any(|guide| guide.name.as_str() == name)
            || self.broken.iter().any(|broken| broken == name)
    }
}

/// What a file may refer to.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// `None` while their file is broken.
    pub profiles: Option<&'a [UploadProfile]>,
}

/// Reads every guide of a language. Mistakes go to the report.
pub fn load(root: &Path, language: Language, known: Known<'_>, report: &mut Report) -> Guides {
    let folder = format!("{}/guides", language.tag());
    let mut guides = Guides {
        situations: situation::load(root, language, report),
        ..Guides::default()
    };
    for file in entries(root, &folder) {
        let path = format!("{folder}/{file}");
        let Some(stem) = file.strip_suffix(".toml") else {
            report.add(&path, 1, "is not a guide: those end with .toml");
            continue;
        };
        match guide(root, &path, stem, known, report) {
            Some(guide) => guides.sound.push(guide),
            None => guides.broken.push(stem.to_owned()),
        }
    }
    let place = |guide: &Guide| (guide.topic.value.clone(), guide.order.value);
    guides.sound.sort_by_key(place);
    for of_topic in guides
        .sound
        .chunk_by(|one, two| one.topic.value == two.topic.value)
    {
        let orders = of_topic.iter().map(|guide| (&guide.order, &guide.path));
        faq::check_orders(orders, "guides of this topic", report);
    }
    guides
}

fn guide(
    root: &Path,
    path: &str,
    stem: &str,
    known: Known<'_>,
    report: &mut Report,
) -> Option<Guide> {
    let name = faq::slug(stem, path, report)?;
    let source = Source::read(root, path, report)?;
    let mut links = Vec::new();
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let head = Head::read(&mut table);
    let intro = if table.has("intro") {
        table.markdown("intro", 1_500)
    } else {
        Some(Body::default())
    };
    let finish = table.markdown("finish", 1_200);
    let steps = step::load(&mut table, known, &mut links);
    table.finish();

    let Head { title, summary, .. } = &head;
    let (title, summary) = (title.clone()?.value, summary.clone()?.value);
    faq::check_requirements(path, &head.spec, report);
    let checked = faq::day(path, &head.checked?, report)?;
    let (intro, finish, steps) = (intro?, finish?, steps?);
    way::check(path, &steps, report);
    links.extend(intro.links.into_iter().chain(finish.links));
    Some(Guide {
        path: path.to_owned(),
        name,
        title,
        summary,
        aliases: head.aliases,
        topic: head.topic?,
        order: head.order?,
        audience: head.audience?,
        situations: head.situations,
        minutes: head.minutes?.value,
        difficulty: head.difficulty?,
        own: head.own,
        sensitive: head.sensitive,
        checked,
        spec: head.spec,
        needs: head.needs,
        answers: head.answers,
        guides: head.guides,
        form: head.form?,
        intro: intro.blocks,
        finish: finish.blocks,
        steps,
        links,
    })
}

/// What stands before the steps.
struct Head {
    title: Option<Placed<String>>,
    summary: Option<Placed<String>>,
    aliases: Vec<Placed<String>>,
    topic: Option<Placed<String>>,
    order: Option<Placed<u32>>,
    audience: Option<Audience>,
    situations: Vec<Placed<String>>,
    minutes: Option<Placed<u32>>,
    difficulty: Option<Difficulty>,
    own: bool,
    sensitive: bool,
    checked: Option<Placed<String>>,
    spec: Vec<Placed<String>>,
    needs: Vec<Placed<String>>,
    answers: Vec<Placed<String>>,
    guides: Vec<Placed<String>>,
    form: Option<Placed<String>>,
}

impl Head {
    fn read(table: &mut Table<'_>) -> Self {
        Self {
            title: table.text("title", 70),
            summary: table.text("summary", 200),
            aliases: alias::read(table),
            topic: table.text("topic", Slug::MAX),
            order: table.ordinal("order"),
            audience: table.word("audience"),
            situations: table.texts("situations", 1..=3, Slug::MAX),
            minutes: table.ordinal("minutes"),
            difficulty: table.word("difficulty"),
            own: table.flag("own"),
            sensitive: table.flag("sensitive"),
            checked: table.text("checked", 10),
            spec: table.texts("spec", 1..=20, 3),
            needs: table.texts("needs", 0..=6, 120),
            answers: table.texts("answers", 1..=4, 2 * Slug::MAX + 1),
            guides: table.texts("guides", 0..=3, Slug::MAX),
            form: table.text("form", 120),
        }
    }
}
