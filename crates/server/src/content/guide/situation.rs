//! What a visitor may be in, by which guides are found: `{language}/situations.toml`.

use std::path::Path;

use opora_contract::{guide::Situation, language::Language, slug::Slug};

use crate::content::{mistake::Report, source::Source, table::Table};

/// The file of the situations of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/situations.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Vec<Situation> {
    let mut situations: Vec<Situation> = Vec::new();
    let Some(source) = Source::read(root, &path(language), report) else {
        return situations;
    };
    let Some(mut table) = Table::parse(&source, 0..source.text.len(), report) else {
        return situations;
    };
    table.tables("situations", |mut table| {
        let name = table.text("name", Slug::MAX);
        let title = table.text("title", 60);
        let slug = name.as_ref().and_then(|name| Slug::parse(&name.value));
        match (slug, name, title) {
            (Some(slug), Some(name), Some(title)) => {
                if situations.iter().any(|known| known.name == slug) {
                    table.mistake(name.line, format!("`{slug}` stands twice"));
                }
                situations.push(Situation {
                    name: slug,
                    title: title.value,
                });
            }
            (None, Some(name), _) => {
                table.mistake(name.line, format!("`{}` is not a slug", name.value));
            }
            _ => {}
        }
        table.finish();
    });
    table.finish();
    situations
}
