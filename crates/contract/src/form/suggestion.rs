//! The option that a text speaks for: a section or a topic is offered, the person has the last word (spec N41, N42).

use std::collections::BTreeMap;

use super::{Choice, Field, FieldKind, Form};
use crate::spoken::Words;

impl Form {
    /// The option of a choice that most words of the lines and texts speak for; `None` when none does, or two do alike.
    #[must_use]
    pub fn suggestion<'a>(
        &self,
        choice: &'a Field,
        typed: &BTreeMap<String, String>,
    ) -> Option<&'a Choice> {
        let told = self
            .fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Line | FieldKind::Text));
        let told = told.filter_map(|field| typed.get(field.name.as_str()));
        Words::of(told.map(String::as_str)).only(&choice.options, |option| &option.words)
    }
}
