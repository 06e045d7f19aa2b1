//! Forms as data: `{language}/forms/{name}.toml`, as docs/forms.md describes them.

mod condition;
mod field;
mod group;
mod template;

use std::{collections::BTreeMap, path::Path};

use opora_contract::{
    form::{Form, Kind},
    language::Language,
    slug::Slug,
    upload::UploadProfile,
};
use serde::{Deserialize, de::IgnoredAny};

use self::{field::FieldFile, group::GroupFile, template::TemplateFile};
use super::{
    alias,
    consent::Consent,
    mistake::Report,
    source::{Source, entries},
    table::{Placed, Table},
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Kind,
    title: String,
    lead: String,
    #[serde(default)]
    needs_contact: bool,
    /// Read and checked apart, see [`alias::read`].
    #[serde(default, rename = "aliases")]
    _aliases: IgnoredAny,
    #[serde(default)]
    group: Vec<GroupFile>,
    field: Vec<FieldFile>,
    #[serde(default)]
    template: Vec<TemplateFile>,
}

/// The forms of one language.
#[derive(Debug, Default)]
pub struct Forms {
    pub sound: Vec<Form>,
    /// Other words for each of them: for the search alone, not for the API.
    pub aliases: BTreeMap<Slug, Vec<Placed<String>>>,
    /// Names of forms that are there but could not be read: already reported, so not missing.
    pub broken: Vec<String>,
}

/// What a form may refer to.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// `None` while their file is broken; then they are not looked up.
    pub profiles: Option<&'a [UploadProfile]>,
    /// `None` while its file is broken.
    pub consent: Option<&'a Consent>,
}

/// Where the mistakes of one form go.
struct Sheet<'a> {
    source: &'a Source,
    report: &'a mut Report,
}

impl Sheet<'_> {
    /// Reports what is wrong with the thing that starts at `offset` of the file.
    fn mistake(&mut self, offset: usize, message: impl Into<String>) {
        let line = self.source.line(offset);
        self.report.add(&self.source.path, line, message);
    }
}

/// Reads the forms of a language.
pub fn load(root: &Path, language: Language, known: Known<'_>, report: &mut Report) -> Forms {
    let folder = format!("{}/forms", language.tag());
    let mut forms = Forms::default();
    for file in entries(root, &folder) {
        let path = format!("{folder}/{file}");
        let Some(name) = file.strip_suffix(".toml").and_then(Slug::parse) else {
            report.add(&path, 1, "is not named by a slug and .toml");
            continue;
        };
        match form(root, &path, &name, known, report) {
            Some((form, aliases)) => {
                forms.sound.push(form);
                forms.aliases.insert(name, aliases);
            }
            None => forms.broken.push(name.to_string()),
        }
    }
    forms
}

fn form(
    root: &Path,
    path: &str,
    name: &Slug,
    known: Known<'_>,
    report: &mut Report,
) -> Option<(Form, Vec<Placed<String>>)> {
    let source = Source::read(root, path, report)?;
    let file: File = source.toml(report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let aliases = alias::read(&mut table);
    if file.kind == Kind::Unknown {
        report.add(path, source.line_of("kind"), "unknown kind of request");
    }
    let mut sheet = Sheet {
        source: &source,
        report,
    };
    field::check(&file.field, known, &mut sheet);
    group::check(&file.group, &file.field, &mut sheet);
    template::check(&file.template, &file.field, &mut sheet);
    let fields = file.field.into_iter();
    let form = Form {
        name: name.clone(),
        kind: file.kind,
        title: file.title,
        lead: file.lead,
        needs_contact: file.needs_contact,
        fields: fields.map(|field| field.sound(known)).collect(),
        groups: file.group.into_iter().map(GroupFile::sound).collect(),
        templates: file.template.into_iter().map(TemplateFile::sound).collect(),
    };
    Some((form, aliases))
}

/// The file of a form.
#[must_use]
pub fn path(language: Language, name: &Slug) -> String {
    format!("{}/forms/{name}.toml", language.tag())
}
