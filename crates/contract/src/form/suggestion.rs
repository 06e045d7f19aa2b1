//! The option that a text speaks for: a section or a topic is offered, the person has the last word (spec N41, N42).

use std::collections::BTreeMap;

use super::{Choice, Field, FieldKind, Form};
use crate::rule::lowered;

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
        let words: Vec<String> = told
            .filter_map(|field| typed.get(field.name.as_str()))
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
            .filter(|word| !word.is_empty())
            .map(|word| word.chars().map(lowered).map(plain).collect())
            .collect();
        let votes = |option: &Choice| {
            let speaks = |word: &&String| option.words.iter().any(|known| word.starts_with(known));
            words.iter().filter(speaks).count()
        };
        let mut best = (0, None);
        for option in &choice.options {
            let votes = votes(option);
            if votes > best.0 {
                best = (votes, Some(option));
            } else if votes == best.0 {
                best.1 = None;
            }
        }
        best.1
    }
}

/// People write «ё» or do not.
const fn plain(c: char) -> char {
    match c {
        'ё' => 'е',
        other => other,
    }
}
