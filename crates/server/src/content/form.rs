//! Forms as data: `{language}/forms/{name}.toml`.

use std::{collections::BTreeMap, path::Path};

use opora_contract::{
    form::{Choice, Field, FieldKind, Form, Kind},
    language::Language,
    slug::Slug,
    upload::UploadProfile,
};
use serde::{Deserialize, de::IgnoredAny};

use super::{
    alias,
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
    field: Vec<FieldFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FieldFile {
    name: Slug,
    kind: FieldKind,
    label: String,
    #[serde(default)]
    hint: String,
    #[serde(default)]
    required: bool,
    min: Option<usize>,
    max: Option<usize>,
    #[serde(default)]
    options: Vec<OptionFile>,
    /// Name of an upload profile.
    profile: Option<Slug>,
    #[serde(default)]
    on_demand: bool,
}

/// An option as the file writes it: stricter than what the API promises to read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionFile {
    value: Slug,
    label: String,
    #[serde(default)]
    hint: String,
    kind: Option<Kind>,
}

impl From<OptionFile> for Choice {
    fn from(option: OptionFile) -> Self {
        Self {
            value: option.value,
            label: option.label,
            hint: option.hint,
            kind: option.kind,
            words: Vec::new(),
        }
    }
}

/// Longest line where a form sets no limit of its own, in characters.
const LINE_MAX: usize = 250;
/// Longest text where a form sets no limit of its own, in characters.
const TEXT_MAX: usize = 4_000;

/// The forms of one language.
#[derive(Debug, Default)]
pub struct Forms {
    pub sound: Vec<Form>,
    /// Other words for each of them: for the search alone, not for the API.
    pub aliases: BTreeMap<Slug, Vec<Placed<String>>>,
    /// Names of forms that are there but could not be read: already reported, so not missing.
    pub broken: Vec<String>,
}

/// Reads the forms. `profiles` is absent when their own file is broken; then they are not looked up.
pub fn load(
    root: &Path,
    language: Language,
    profiles: Option<&[UploadProfile]>,
    report: &mut Report,
) -> Forms {
    let folder = format!("{}/forms", language.tag());
    let mut forms = Forms::default();
    for file in entries(&root.join(&folder)) {
        let path = format!("{folder}/{file}");
        let Some(name) = file.strip_suffix(".toml").and_then(Slug::parse) else {
            report.add(&path, 1, "is not named by a slug and .toml");
            continue;
        };
        match form(root, &path, &name, profiles, report) {
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
    profiles: Option<&[UploadProfile]>,
    report: &mut Report,
) -> Option<(Form, Vec<Placed<String>>)> {
    let source = Source::read(root, path, report)?;
    let file: File = source.toml(report)?;
    let mut table = Table::parse(&source, 0..source.text.len(), report)?;
    let aliases = alias::read(&mut table);
    if file.kind == Kind::Unknown {
        report.add(path, source.line_of("kind"), "unknown kind of request");
    }
    let mut fields: Vec<Field> = Vec::with_capacity(file.field.len());
    for field in file.field {
        let line = source.line_of(&format!("name = \"{}\"", field.name));
        for fault in faults(&field, &fields, profiles) {
            report.add(path, line, format!("field `{}`: {fault}", field.name));
        }
        let mut known = profiles.unwrap_or_default().iter();
        let profile = known.find(|profile| Some(&profile.name) == field.profile.as_ref());
        fields.push(sound(field, profile.cloned()));
    }
    let form = Form {
        name: name.clone(),
        kind: file.kind,
        title: file.title,
        lead: file.lead,
        needs_contact: file.needs_contact,
        fields,
        groups: Vec::new(),
        templates: Vec::new(),
    };
    Some((form, aliases))
}

/// The file of a form.
#[must_use]
pub fn path(language: Language, name: &Slug) -> String {
    format!("{}/forms/{name}.toml", language.tag())
}

/// What is wrong with a field, given the fields before it.
fn faults(
    field: &FieldFile,
    before: &[Field],
    profiles: Option<&[UploadProfile]>,
) -> Vec<&'static str> {
    let is_known = |name: &Slug| {
        profiles.is_none_or(|profiles| profiles.iter().any(|profile| profile.name == *name))
    };
    let has_options = !field.options.is_empty();
    let mut options = field.options.iter();
    let is_files = field.kind == FieldKind::Files;
    let (min, max) = limits(field);
    let rules = [
        (
            before.iter().any(|other| other.name == field.name),
            "is there twice",
        ),
        (field.kind == FieldKind::Unknown, "unknown kind of field"),
        (
            (field.kind == FieldKind::Choice) != has_options,
            "a choice has options, and only a choice has them",
        ),
        (
            is_files != field.profile.is_some(),
            "a field of files has a profile, and only it has one",
        ),
        (
            is_files && before.iter().any(|other| other.kind == field.kind),
            "a form has one field of files at most",
        ),
        (
            is_files && field.required,
            "a field of files cannot be required",
        ),
        (min > max, "`min` is above `max`"),
        (
            field.on_demand && (field.required || field.kind != FieldKind::Text),
            "only a text that may be empty is asked on demand",
        ),
        (
            options.any(|option| option.kind == Some(Kind::Unknown)),
            "an option names an unknown kind of request",
        ),
        (
            !field.profile.as_ref().is_none_or(is_known),
            "no such upload profile",
        ),
    ];
    let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
    broken.map(|(_, fault)| fault).collect()
}

/// Fewest and most characters.
fn limits(field: &FieldFile) -> (usize, usize) {
    let longest = match field.kind {
        FieldKind::Text => TEXT_MAX,
        _ => LINE_MAX,
    };
    (field.min.unwrap_or(0), field.max.unwrap_or(longest))
}

fn sound(field: FieldFile, profile: Option<UploadProfile>) -> Field {
    let (min, max) = limits(&field);
    Field {
        name: field.name,
        kind: field.kind,
        label: field.label,
        hint: field.hint,
        required: field.required,
        min,
        max,
        options: field.options.into_iter().map(Choice::from).collect(),
        profile,
        on_demand: field.on_demand,
        when: None,
        group: None,
        from_link: false,
        terms: Vec::new(),
        version: String::new(),
    }
}
