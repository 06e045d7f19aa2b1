//! Which questions a form asks, given the answers so far: some depend on a choice, some repeat.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Field, Form, Mistake};
use crate::{slug::Slug, violation::Violation};

/// A condition: one of these options is chosen in an earlier question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct When {
    pub field: Slug,
    pub is: Vec<Slug>,
}

/// Questions that are asked together, as many times as the person needs: a document and its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Group {
    pub name: Slug,
    /// What an entry is called: «Документ».
    pub label: String,
    /// Most entries.
    pub max: usize,
}

/// A question as it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    pub field: &'a Field,
    /// The key of its value, see [`key`].
    pub key: String,
    /// From 1, within its group.
    pub entry: usize,
}

/// The key of a value: the name of the field; from the second entry of a group on `{name}-{entry}`.
#[must_use]
pub fn key(name: &Slug, entry: usize) -> String {
    if entry > 1 {
        format!("{name}-{entry}")
    } else {
        name.to_string()
    }
}

impl Asked<'_> {
    /// What was typed; empty when nothing was.
    #[must_use]
    pub fn value<'b>(&self, typed: &'b BTreeMap<String, String>) -> &'b str {
        typed.get(&self.key).map_or("", String::as_str)
    }

    pub(super) fn mistake(&self, violation: Violation) -> Mistake {
        Mistake {
            field: self.key.clone(),
            violation,
        }
    }
}

impl When {
    /// Whether the answer was given, in the same entry if the other question repeats along.
    fn holds(&self, form: &Form, typed: &BTreeMap<String, String>, of: (&Field, usize)) -> bool {
        let (field, entry) = of;
        // Only an earlier question: conditions never lead in a circle.
        let mut before = form
            .fields
            .iter()
            .take_while(|other| other.name != field.name);
        let Some(other) = before.find(|other| other.name == self.field) else {
            return true;
        };
        let entry = if other.group == field.group { entry } else { 1 };
        // An answer to a question that is not asked is none.
        let when = other.when.as_ref();
        let is_asked = when.is_none_or(|when| when.holds(form, typed, (other, entry)));
        let answer = typed.get(&key(&other.name, entry));
        is_asked && answer.is_some_and(|answer| self.is.iter().any(|is| is.as_str() == answer))
    }
}

impl Form {
    /// The questions in their order. An entry of a group is there once one of its keys is, even without a value.
    #[must_use]
    pub fn asked(&self, typed: &BTreeMap<String, String>) -> Vec<Asked<'_>> {
        let mut asked = Vec::with_capacity(self.fields.len());
        let mut rest = self.fields.as_slice();
        while let Some(first) = rest.first() {
            let (together, entries) = match &first.group {
                Some(group) => {
                    let many = rest.iter().take_while(|field| field.group == first.group);
                    (many.count(), self.entries(group, typed))
                }
                None => (1, 1),
            };
            let (run, after) = rest.split_at(together);
            for entry in 1..=entries {
                asked.extend(run.iter().map(|field| Asked {
                    field,
                    key: key(&field.name, entry),
                    entry,
                }));
            }
            rest = after;
        }
        asked.retain(|question| {
            let when = question.field.when.as_ref();
            when.is_none_or(|when| when.holds(self, typed, (question.field, question.entry)))
        });
        asked
    }

    /// How many entries a group has: at least one, at most as many as it may have.
    #[must_use]
    pub fn entries(&self, group: &Slug, typed: &BTreeMap<String, String>) -> usize {
        let max = self.max_entries(group);
        let has = |entry: &usize| {
            self.of_group(group)
                .any(|field| typed.contains_key(&key(&field.name, *entry)))
        };
        (2..=max).rev().find(has).unwrap_or(1)
    }

    /// Takes an entry out; those after it move up.
    pub fn remove_entry(&self, group: &Slug, entry: usize, typed: &mut BTreeMap<String, String>) {
        let last = self.entries(group, typed);
        for field in self.of_group(group) {
            for at in entry..=last {
                let next = typed
                    .remove(&key(&field.name, at + 1))
                    .filter(|_| at < last);
                let own = key(&field.name, at);
                match next {
                    Some(value) => typed.insert(own, value),
                    None => typed.remove(&own),
                };
            }
        }
    }

    fn max_entries(&self, group: &Slug) -> usize {
        let mut groups = self.groups.iter();
        let known = groups.find(|known| known.name == *group);
        known.map_or(1, |group| group.max)
    }

    fn of_group(&self, group: &Slug) -> impl Iterator<Item = &Field> {
        let group = group.clone();
        self.fields
            .iter()
            .filter(move |field| field.group.as_ref() == Some(&group))
    }

    /// Whether a further entry was begun and left empty: nobody has to fill it.
    pub(super) fn is_spare(&self, question: &Asked, typed: &BTreeMap<String, String>) -> bool {
        let Some(group) = question.field.group.as_ref().filter(|_| question.entry > 1) else {
            return false;
        };
        self.of_group(group).all(|field| {
            let value = typed.get(&key(&field.name, question.entry));
            value.is_none_or(|value| crate::rule::normalise_line(value).is_empty())
        })
    }

    /// Whether some answer of this form goes by the key.
    #[must_use]
    pub fn has_key(&self, text: &str) -> bool {
        self.field_at(text).is_some()
    }

    /// What the question of the key is called where those of several entries meet: «Название документа (2)».
    #[must_use]
    pub fn label_at(&self, text: &str) -> Option<String> {
        let field = self.field_at(text)?;
        let entry = text.strip_prefix(field.name.as_str())?;
        Some(match entry.strip_prefix('-') {
            Some(entry) => format!("{} ({entry})", field.label),
            None => field.label.clone(),
        })
    }

    /// The field whose answer goes by the key.
    #[must_use]
    pub fn field_at(&self, text: &str) -> Option<&Field> {
        self.fields.iter().find(|field| {
            let most = field
                .group
                .as_ref()
                .map_or(1, |group| self.max_entries(group));
            (1..=most).any(|entry| key(&field.name, entry) == text)
        })
    }
}
