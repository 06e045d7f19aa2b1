//! Topics and answers of one language: `{language}/faq/{topic}/topic.toml` and `{slug}.md`.

use std::path::Path;

use opora_contract::{answer::Block, language::Language, slug::Slug, timestamp::Day};

use super::{
    alias, markdown,
    mistake::Report,
    source::{Source, entries},
    table::{Placed, Table},
};

/// Names of icons that the app draws.
pub const ICONS: [&str; 13] = [
    "phone",
    "key",
    "person",
    "document",
    "form",
    "paperclip",
    "clock",
    "bell",
    "scales",
    "wrench",
    "building",
    "signature",
    "shield",
];

const TOPIC_FILE: &str = "topic.toml";
/// Shortest name of a topic or an answer: shorter ones tell nothing in a URL.
const SLUG_MIN: usize = 3;

/// A topic with its answers in reading order.
#[derive(Debug)]
pub struct Topic {
    pub path: String,
    pub slug: Slug,
    pub title: String,
    pub summary: String,
    pub icon: Placed<String>,
    pub order: Placed<u32>,
    pub answers: Vec<Article>,
}

/// An answer as its file says it.
#[derive(Debug)]
pub struct Article {
    pub path: String,
    pub topic: Slug,
    pub slug: Slug,
    pub title: String,
    pub summary: String,
    pub aliases: Vec<Placed<String>>,
    pub order: Placed<u32>,
    pub checked: Placed<Day>,
    /// As `topic/slug`.
    pub related: Vec<Placed<String>>,
    pub spec: Vec<Placed<String>>,
    pub guide: Placed<String>,
    pub blocks: Vec<Block>,
    pub links: Vec<Placed<String>>,
}

impl Article {
    /// `topic/slug`, the name that related answers use.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}/{}", self.topic, self.slug)
    }
}

/// The FAQ of one language.
#[derive(Debug, Default)]
pub struct Faq {
    pub topics: Vec<Topic>,
    /// Names of topics and answers that are there but could not be read: already reported, so not missing.
    pub broken: Vec<String>,
}

/// Reads every topic of a language in the order of the topics. Mistakes go to the report.
pub fn load(root: &Path, language: Language, report: &mut Report) -> Faq {
    let folder = format!("{}/faq", language.tag());
    let mut faq = Faq::default();
    for name in entries(root, &folder) {
        match topic(
            root,
            &format!("{folder}/{name}"),
            &name,
            &mut faq.broken,
            report,
        ) {
            Some(topic) => faq.topics.push(topic),
            None => faq.broken.push(name),
        }
    }
    faq.topics.sort_by_key(|topic| topic.order.value);
    let orders = faq.topics.iter().map(|topic| (&topic.order, &topic.path));
    check_orders(orders, "topics", report);
    faq
}

fn topic(
    root: &Path,
    folder: &str,
    name: &str,
    broken: &mut Vec<String>,
    report: &mut Report,
) -> Option<Topic> {
    let path = format!("{folder}/{TOPIC_FILE}");
    let slug = slug(name, folder, report)?;
    let answers = answers(root, folder, &slug, broken, report);
    let source = Source::read(root, &path, report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let title = table.text("title", 60);
    let summary = table.text("summary", 120);
    let order = table.ordinal("order");
    let icon = table.text("icon", 20);
    table.finish();
    let foreign = |icon: &&Placed<String>| !ICONS.contains(&icon.value.as_str());
    if let Some(icon) = icon.as_ref().filter(foreign) {
        report.add(&path, icon.line, unknown_icon(&icon.value));
    }
    Some(Topic {
        path,
        slug,
        title: title?.value,
        summary: summary?.value,
        icon: icon?,
        order: order?,
        answers,
    })
}

fn answers(
    root: &Path,
    folder: &str,
    topic: &Slug,
    broken: &mut Vec<String>,
    report: &mut Report,
) -> Vec<Article> {
    let mut answers = Vec::new();
    for file in entries(root, folder) {
        match file.strip_suffix(".md") {
            Some(stem) => match article(root, folder, stem, topic, report) {
                Some(article) => answers.push(article),
                None => broken.push(format!("{topic}/{stem}")),
            },
            None if file == TOPIC_FILE => {}
            None => {
                let path = format!("{folder}/{file}");
                report.add(&path, 1, "is neither topic.toml nor an answer");
            }
        }
    }
    answers.sort_by_key(|article| article.order.value);
    let orders = answers
        .iter()
        .map(|article| (&article.order, &article.path));
    check_orders(orders, "answers of this topic", report);
    answers
}

/// The message for a name outside [`ICONS`].
pub fn unknown_icon(name: &str) -> String {
    format!("unknown icon `{name}`, the set is: {}", ICONS.join(" "))
}

fn article(
    root: &Path,
    folder: &str,
    stem: &str,
    topic: &Slug,
    report: &mut Report,
) -> Option<Article> {
    let path = format!("{folder}/{stem}.md");
    let slug = slug(stem, &path, report)?;
    let source = Source::read(root, &path, report)?;
    let (front, body) = source.front_matter(report)?;
    let body = markdown::parse(&source, body, report);

    let mut table = Table::parse(&source, front, report)?;
    let title = table.text("title", 90);
    let summary = table.text("summary", 240);
    let aliases = alias::read(&mut table);
    let order = table.ordinal("order");
    let checked = table.text("checked", 10);
    let related = table.texts("related", 1..=4, 2 * Slug::MAX + 1);
    let spec = table.texts("spec", 1..=60, 3);
    let guide = table.text("guide", Slug::MAX);
    table.finish();
    check_requirements(&path, &spec, report);
    Some(Article {
        topic: topic.clone(),
        slug,
        title: title?.value,
        summary: summary?.value,
        aliases,
        order: order?,
        checked: day(&path, &checked?, report)?,
        related,
        spec,
        guide: guide?,
        blocks: body.blocks,
        links: body.links,
        path,
    })
}

pub fn day(path: &str, text: &Placed<String>, report: &mut Report) -> Option<Placed<Day>> {
    let line = text.line;
    let day = Day::parse(&text.value);
    if day.is_none() {
        let message = format!(
            "`checked` is `{}`, not a day such as 2026-11-20",
            text.value
        );
        report.add(path, line, message);
    }
    day.map(|value| Placed { value, line })
}

pub fn slug(name: &str, path: &str, report: &mut Report) -> Option<Slug> {
    let slug = Slug::parse(name).filter(|_| name.len() >= SLUG_MIN);
    if slug.is_none() {
        report.add(
            path,
            1,
            format!(
                "`{name}` is not a slug: {SLUG_MIN} to {} lowercase Latin letters, digits and single hyphens",
                Slug::MAX
            ),
        );
    }
    slug
}

/// Every id in the list of what a file says must have the shape of one.
pub fn check_requirements(path: &str, spec: &[Placed<String>], report: &mut Report) {
    for id in spec.iter().filter(|id| !is_requirement(&id.value)) {
        let message = format!("`{}` is not a requirement id such as B51", id.value);
        report.add(path, id.line, message);
    }
}

/// `B51`: an area and a row. `O` and `S1` name the appendices of the same table.
fn is_requirement(id: &str) -> bool {
    match id.as_bytes() {
        [area, row @ ..] => area.is_ascii_uppercase() && row.iter().all(u8::is_ascii_digit),
        [] => false,
    }
}

pub fn check_orders<'a>(
    orders: impl Iterator<Item = (&'a Placed<u32>, &'a String)>,
    what: &str,
    report: &mut Report,
) {
    let mut last: Option<(u32, &String)> = None;
    for (order, path) in orders {
        if let Some((value, other)) = last
            && value == order.value
        {
            let message = format!("order {value} is taken among the {what} by {other}");
            report.add(path, order.line, message);
        }
        last = Some((order.value, path));
    }
}
