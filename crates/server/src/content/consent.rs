//! What people agree to when they tick a consent: `{language}/consent.md`.

use std::path::Path;

use opora_contract::{answer::Block, language::Language, slug::Slug};

use super::{
    markdown,
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};

/// The text and the name of its version: whoever agreed, agreed to this one (spec D33).
#[derive(Debug)]
pub struct Consent {
    pub path: String,
    pub version: Placed<String>,
    pub blocks: Vec<Block>,
    pub links: Vec<Placed<String>>,
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Consent> {
    let source = Source::read(root, &format!("{}/consent.md", language.tag()), report)?;
    let (front, body) = source.front_matter(report)?;
    let body = markdown::parse(&source, body, report);
    let mut table = Table::parse(&source, front, report)?;
    let version = table.text("version", 20);
    let is_slug = |version: &Placed<String>| Slug::parse(&version.value).is_some();
    // The version is the value of the field: what every normalisation leaves as it is.
    if let Some(version) = version.as_ref().filter(|version| !is_slug(version)) {
        let message = format!("`version` is `{}`, not such as 2026-11", version.value);
        table.mistake(version.line, message);
    }
    table.finish();
    Some(Consent {
        path: source.path.clone(),
        version: version?,
        blocks: body.blocks,
        links: body.links,
    })
}
