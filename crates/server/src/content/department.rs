//! Who answers requests: `{language}/departments.toml`.

use std::path::Path;

use opora_contract::{language::Language, slug::Slug};

use super::{
    mistake::Report,
    source::Source,
    table::{Placed, Table},
};

/// A department as `routing.toml` names it and as people read it (spec D63).
#[derive(Debug)]
pub struct Department {
    pub id: Placed<Slug>,
    pub name: String,
}

/// The file of the departments of a language.
#[must_use]
pub fn path(language: Language) -> String {
    format!("{}/departments.toml", language.tag())
}

pub fn load(root: &Path, language: Language, report: &mut Report) -> Option<Vec<Department>> {
    let source = Source::read(root, &path(language), report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let mut departments: Vec<Department> = Vec::new();
    table.tables("department", |mut table| {
        let id = table.slug("id");
        let name = table.text("name", 60);
        if let (Some(id), Some(name)) = (id, name) {
            if departments.iter().any(|known| known.id.value == id.value) {
                table.mistake(id.line, format!("department `{}` is there twice", id.value));
            }
            departments.push(Department {
                id,
                name: name.value,
            });
        }
        table.finish();
    });
    table.finish();
    Some(departments)
}
