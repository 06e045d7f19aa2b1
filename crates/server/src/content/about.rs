//! Statements of the portal about itself: `{language}/about/{page}.md`.

use std::path::Path;

use opora_contract::{
    about::{PAGES, Statement},
    language::Language,
};

use super::{
    faq, markdown,
    mistake::Report,
    source::{Source, entries},
    table::{Placed, Table},
};

/// A statement as its file says it.
#[derive(Debug)]
pub struct About {
    pub path: String,
    /// One of [`PAGES`].
    pub page: &'static str,
    pub statement: Statement,
    pub links: Vec<Placed<String>>,
}

/// Reads every statement of a language; one that is missing is a mistake, and so is a file that is none.
pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Vec<About>> {
    let folder = format!("{}/about", language.tag());
    for file in entries(root, &folder) {
        let is_known = PAGES.iter().any(|page| format!("{page}.md") == file);
        if !is_known {
            let message = format!("is no statement: they are {}", PAGES.join(" "));
            report.add(&format!("{folder}/{file}"), 1, message);
        }
    }
    let read = PAGES.map(|page| statement(root, &folder, page, report));
    read.into_iter().collect()
}

fn statement(root: &Path, folder: &str, page: &'static str, report: &mut Report) -> Option<About> {
    let path = format!("{folder}/{page}.md");
    let source = Source::read(root, &path, report)?;
    let (front, body) = source.front_matter(report)?;
    let body = markdown::parse(&source, body, report);
    let mut table = Table::parse(&source, front, report)?;
    let title = table.text("title", 90);
    let summary = table.text("summary", 240);
    let checked = table.text("checked", 10);
    table.finish();
    let statement = Statement {
        title: title?.value,
        summary: summary?.value,
        blocks: body.blocks,
        checked: faq::day(&path, &checked?, report)?.value,
    };
    Some(About {
        path,
        page,
        statement,
        links: body.links,
    })
}
