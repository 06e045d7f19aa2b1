//! What the product's search finds, indexed as the server does. Also used by tests/web, in the browser.

use std::collections::BTreeMap;

use opora_search::{Builder, Document, Index};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A file of `content/`, by its path from there.
pub type File = (String, String);

/// How many ids of what was found are recorded.
const RECORDED: usize = 5;

/// What a query must find first.
#[derive(Debug)]
pub struct Line {
    pub query: String,
    /// Equally right answers.
    pub right: Vec<String>,
    /// Whether the first three will do.
    pub is_weak: bool,
}

/// An index and the ids of its documents: `topic/question` of an answer, the path of another page.
pub struct Golden {
    pub index: Index,
    ids: Vec<String>,
    /// The guide that an answer leads to, by the id of the answer.
    guides: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Synonyms {
    groups: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Topic {
    order: u32,
}

/// A page as it is searched.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    path: String,
    title: String,
    #[serde(alias = "lead")]
    summary: String,
    aliases: Vec<String>,
    #[serde(default)]
    order: u32,
    /// Of an answer: the guide that it leads to.
    #[serde(default)]
    guide: String,
}

/// What is searched of a guide beside its [`Page`].
#[derive(Deserialize)]
struct Guide {
    topic: String,
    #[serde(default)]
    intro: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    title: String,
    text: String,
}

#[derive(Deserialize)]
struct Pages {
    entries: Vec<Page>,
}

impl Golden {
    /// From the files of `content/`: answers, then guides, then forms, then other pages.
    pub fn new(language: &str, files: &[File]) -> Self {
        let mut builder = Builder::new();
        for language in ["ru", "en"] {
            let synonyms: Synonyms = parse(text(files, &format!("{language}/synonyms.toml")));
            for group in synonyms.groups {
                builder.synonyms(group.iter().map(String::as_str));
            }
        }
        let mut ids = Vec::new();
        let folder = format!("{language}/forms/");
        let mut forms: Vec<_> = below(files, &folder, ".toml").collect();
        forms.sort_unstable();
        let forms = forms.into_iter().map(|(name, form)| Page {
            path: format!("/requests/new/{name}"),
            ..parse(form)
        });
        let pages: Pages = parse(text(files, &format!("{language}/entries.toml")));
        let answers = answers(language, files);
        let guides = answers
            .iter()
            .map(|answer| (answer.path.clone(), format!("/guides/{}", answer.guide)))
            .collect();
        for page in answers
            .into_iter()
            .chain(self::guides(language, files))
            .chain(forms)
            .chain(pages.entries)
        {
            builder.add(&Document {
                title: &page.title,
                aliases: &page.aliases,
                body: &page.summary,
            });
            ids.push(page.path);
        }
        let made = builder.finish();
        assert!(made.shards.is_empty(), "all of the index is in its root");
        Self {
            index: Index::open(&made.root).unwrap(),
            ids,
            guides,
        }
    }

    /// Whether that is there to be found.
    pub fn has(&self, id: &str) -> bool {
        self.ids.iter().any(|own| own == id)
    }

    /// Ids of what is found first.
    pub fn found(&self, query: &str) -> Vec<&str> {
        let hits = self.index.search(query, RECORDED).hits;
        hits.iter()
            .map(|hit| self.ids[hit.document as usize].as_str())
            .collect()
    }

    /// The guide that an answer leads to: who is shown both gets what they asked for, whichever comes first.
    pub fn guide(&self, answer: &str) -> Option<&str> {
        self.guides.get(answer).map(String::as_str)
    }

    /// What every query finds, a line each.
    pub fn ranking(&self, lines: &[Line]) -> String {
        lines
            .iter()
            .map(|line| format!("{}\t{}\n", line.query, self.found(&line.query).join(" ")))
            .collect()
    }
}

/// The answers of a language in the order of their topics.
fn answers(language: &str, files: &[File]) -> Vec<Page> {
    let mut answers = Vec::new();
    for (id, markdown) in below(files, &format!("{language}/faq/"), ".md") {
        let (topic, _) = id.split_once('/').unwrap();
        let topic: Topic = parse(text(files, &format!("{language}/faq/{topic}/topic.toml")));
        let mut parts = markdown.splitn(3, "+++\n").skip(1);
        let mut answer: Page = parse(parts.next().unwrap());
        answer.path = id.to_owned();
        answer.summary = format!("{}\n{}", answer.summary, plain(parts.next().unwrap()));
        answers.push((topic.order, answer));
    }
    assert!(answers.len() > 50, "the answers were found");
    answers.sort_by_key(|(topic, answer)| (*topic, answer.order));
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// The guides of a language by the names of their topics and their places there.
fn guides(language: &str, files: &[File]) -> Vec<Page> {
    let folder = format!("{language}/guides/");
    let mut guides = Vec::new();
    for (name, toml) in below(files, &folder, ".toml") {
        let Guide {
            topic,
            intro,
            steps,
        } = parse(toml);
        let mut guide: Page = parse(toml);
        guide.path = format!("/guides/{name}");
        guide.summary = format!("{}\n{}", guide.summary, plain(&intro));
        for step in steps {
            guide.summary = format!("{}\n{}\n{}", guide.summary, step.title, plain(&step.text));
        }
        guides.push((topic, guide));
    }
    assert!(guides.len() > 30, "the guides were found");
    guides.sort_by(|(one, first), (other, second)| (one, first.order).cmp(&(other, second.order)));
    guides.into_iter().map(|(_, guide)| guide).collect()
}

fn text<'a>(files: &'a [File], path: &str) -> &'a str {
    let found = files.iter().find(|(own, _)| own == path);
    found.expect(path).1.as_str()
}

fn parse<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).unwrap()
}

/// The files of a folder and below, by their paths from there without the extension.
fn below<'a>(
    files: &'a [File],
    folder: &'a str,
    extension: &'a str,
) -> impl Iterator<Item = (&'a str, &'a str)> {
    files.iter().filter_map(move |(path, text)| {
        let path = path.strip_prefix(folder)?.strip_suffix(extension)?;
        Some((path, text.as_str()))
    })
}

/// Reads `query<TAB>topic/question|…`; behind `# not yet` the first three will do.
pub fn lines(text: &str) -> Vec<Line> {
    let mut is_weak = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        is_weak |= line.starts_with("# not yet");
        if let Some((query, right)) = line.split_once('\t').filter(|_| !line.starts_with('#')) {
            let right = right.split('|').map(str::to_owned).collect();
            lines.push(Line {
                query: query.to_owned(),
                right,
                is_weak,
            });
        }
    }
    lines
}

/// The words of the small subset of Markdown that answers are written in.
fn plain(markdown: &str) -> String {
    let mut plain = String::new();
    for line in markdown.lines() {
        // The number of a step is no word of the text.
        let step = line
            .split_once(". ")
            .filter(|(number, _)| number.parse::<u32>().is_ok());
        let line = step.map_or(line, |(_, text)| text).replace("**", "");
        let mut parts = line.split("](");
        plain.extend(parts.next());
        for part in parts {
            plain.push_str(part.split_once(')').unwrap().1);
        }
        plain.push('\n');
    }
    plain
}
