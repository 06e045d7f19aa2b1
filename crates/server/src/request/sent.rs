//! The answers of a form as its applicant sees them: in the order and with the labels of the form.

use std::collections::BTreeMap;

use opora_contract::{
    form::{Asked, Field, FieldKind, Form},
    language::Language,
    request::SentField,
    slug::Slug,
    timestamp::Timestamp,
};

use crate::{clock::Moment, error::Result, export::word, state::App, store::entity::request, text};

/// Characters of a masked number that still show.
const SHOWN: usize = 4;

/// The answers; those that no question of the form has any more come last, by their names.
pub fn fields(app: &App, row: &request::Model, language: Language) -> Result<Vec<SentField>> {
    let mut values = row.fields()?;
    match row.private(app.secret()) {
        Ok(private) => values.extend(private.into_iter().map(|(key, value)| (key, mask(&value)))),
        // The rest can be read all the same.
        Err(error) => tracing::error!(%error, request = row.id, "numbers of documents are lost"),
    }
    let mut fields = Vec::with_capacity(values.len());
    if let Some(form) = app.content().form(&row.form, language) {
        let typed = values.clone();
        for question in form.asked(&typed) {
            if let Some(value) = values.remove(&question.key) {
                fields.push(SentField {
                    name: slug(&question.key)?,
                    label: label(form, &question, &typed),
                    shown: shown(app, question.field, &value, language),
                    value,
                });
            }
        }
    }
    for (key, value) in values {
        fields.push(SentField {
            name: slug(&key)?,
            label: key,
            value,
            shown: String::new(),
        });
    }
    Ok(fields)
}

/// What an answer goes by. In a group also what the entry is called: «Документ 2: Дата выдачи».
fn label(form: &Form, question: &Asked, typed: &BTreeMap<String, String>) -> String {
    let (field, entry) = (question.field, question.entry);
    let group = form
        .groups
        .iter()
        .find(|group| Some(&group.name) == field.group.as_ref());
    match group {
        None => field.label.clone(),
        Some(group) if form.entries(&group.name, typed) > 1 => {
            format!("{} {entry}: {}", group.label, field.label)
        }
        Some(group) => format!("{}: {}", group.label, field.label),
    }
}

/// What is read in place of a value made for programs; empty where people read the value itself.
fn shown(app: &App, field: &Field, value: &str, language: Language) -> String {
    match field.kind {
        FieldKind::Choice => {
            let mut options = field.options.iter();
            let chosen = options.find(|option| option.value.as_str() == value);
            chosen
                .map(|option| option.label.clone())
                .unwrap_or_default()
        }
        FieldKind::Consent => word::say(word::YES, language).to_owned(),
        FieldKind::Slot => {
            let minutes = i64::from(app.content().contact.calls.slot);
            let from = Timestamp::parse(value).and_then(|value| Moment::of(&value));
            let told =
                from.map(|from| text::of_call(app, from, from.plus_minutes(minutes), language));
            told.unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A number as it may be shown: its last characters, and nothing of its length.
fn mask(number: &str) -> String {
    let bare: Vec<char> = number.chars().filter(|c| c.is_alphanumeric()).collect();
    let end = bare.len().saturating_sub(SHOWN);
    let shown: String = bare.iter().skip(end).collect();
    format!("•••• {shown}")
}

fn slug(text: &str) -> Result<Slug> {
    Slug::parse(text).ok_or_else(|| anyhow::anyhow!("a stored name is no slug").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masked_number_shows_its_end_alone() {
        assert_eq!(mask("500100732259"), "•••• 2259");
        assert_eq!(mask("112-233-445 95"), "•••• 4595");
        assert_eq!(mask("4509 123456"), "•••• 3456");
        assert_eq!(mask("12"), "•••• 12");
    }
}
