//! Ready-made texts of typical requests, `[[template]]`.

use std::collections::BTreeMap;

use opora_contract::form::{FieldKind, Template};
use serde::Deserialize;
use toml::Spanned;

use super::{Sheet, condition::WhenFile, field::FieldFile};

/// A template as the file writes it: stricter than what the API promises to read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
    title: Spanned<String>,
    when: Option<Spanned<WhenFile>>,
    values: BTreeMap<String, Spanned<String>>,
}

/// Longest title, in characters.
const TITLE_MAX: usize = 80;

impl TemplateFile {
    pub fn sound(self) -> Template {
        let values = self.values.into_iter();
        Template {
            title: self.title.into_inner(),
            when: self.when.map(|when| when.into_inner().sound()),
            values: values
                .map(|(name, text)| (name, text.into_inner()))
                .collect(),
        }
    }
}

/// Checks the templates against the fields that they fill in.
pub fn check(templates: &[TemplateFile], fields: &[FieldFile], sheet: &mut Sheet<'_>) {
    for (at, template) in templates.iter().enumerate() {
        let title = template.title.get_ref();
        let start = template.title.span().start;
        let mut before = templates.iter().take(at);
        if before.any(|other| other.title.get_ref() == title) {
            sheet.mistake(start, format!("template `{title}` is there twice"));
        }
        if !(1..=TITLE_MAX).contains(&title.trim().chars().count()) {
            let message = format!("the title of a template has 1 to {TITLE_MAX} characters");
            sheet.mistake(start, message);
        }
        if template.values.is_empty() {
            sheet.mistake(start, format!("template `{title}` fills in nothing"));
        }
        if let Some(when) = &template.when
            && let Some(fault) = when.get_ref().fault(fields, None)
        {
            sheet.mistake(when.span().start, format!("template `{title}`: {fault}"));
        }
        for (name, text) in &template.values {
            if let Some(fault) = fault(name, text.get_ref(), fields) {
                let message = format!("template `{title}`: `{name}` {fault}");
                sheet.mistake(text.span().start, message);
            }
        }
    }
}

/// What is wrong with the text for a field.
fn fault(name: &str, text: &str, fields: &[FieldFile]) -> Option<String> {
    let mut known = fields.iter();
    let Some(field) = known.find(|field| field.name.get_ref().as_str() == name) else {
        return Some("is no field of the form".to_owned());
    };
    if !matches!(field.kind, FieldKind::Line | FieldKind::Text) {
        return Some("is neither a line nor a text".to_owned());
    }
    let (length, (_, max)) = (text.chars().count(), field.limits());
    if text.trim().is_empty() {
        Some("is empty".to_owned())
    } else if length > max {
        Some(format!("has {length} characters, at most {max} fit"))
    } else if !is_paired(text) {
        Some("has a brace without its other half, or a blank without a name".to_owned())
    } else {
        None
    }
}

/// Whether every brace has its other half, with a name between the two.
fn is_paired(text: &str) -> bool {
    let mut parts = text.split('{');
    // Before the first blank there is nothing to close.
    let starts_well = parts.next().is_some_and(|words| !words.contains('}'));
    let ends_well = |part: &str| {
        part.split_once('}')
            .is_some_and(|(name, rest)| !name.trim().is_empty() && !rest.contains('}'))
    };
    starts_well && parts.all(ends_well)
}
