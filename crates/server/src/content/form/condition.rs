//! `when = { field = "category", is = ["error"] }`: what is asked or offered only after an answer.

use opora_contract::{
    form::{FieldKind, When},
    slug::Slug,
};
use serde::Deserialize;

use super::field::FieldFile;

/// A condition as the file writes it: stricter than what the API promises to read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhenFile {
    field: Slug,
    is: Vec<Slug>,
}

impl WhenFile {
    pub fn sound(self) -> When {
        When {
            field: self.field,
            is: self.is,
        }
    }

    /// Why the condition never holds, given the questions before it and the group it stands in.
    pub fn fault(&self, before: &[FieldFile], group: Option<&Slug>) -> Option<String> {
        let name = &self.field;
        let mut fields = before.iter();
        let Some(other) = fields.find(|other| other.name.get_ref() == name) else {
            return Some(format!("`when` names `{name}`, which is no earlier field"));
        };
        if other.kind != FieldKind::Choice {
            return Some(format!("`when` names `{name}`, which is no choice"));
        }
        if other.group().is_some_and(|other| Some(other) != group) {
            return Some(format!("`when` names `{name}` of another group"));
        }
        if self.is.is_empty() {
            return Some("`when` waits for no option".to_owned());
        }
        let mut options = self.is.iter();
        let unknown = options.find(|option| !other.has_option(option))?;
        Some(format!(
            "`when` waits for `{unknown}`, which `{name}` does not offer"
        ))
    }
}
