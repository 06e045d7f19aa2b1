//! Questions that are asked several times together, `[[group]]`.

use std::ops::RangeInclusive;

use opora_contract::{
    form::{FieldKind, Group},
    slug::Slug,
};
use serde::Deserialize;
use toml::Spanned;

use super::{Sheet, field::FieldFile};

/// A group as the file writes it: stricter than what the API promises to read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupFile {
    name: Spanned<Slug>,
    label: String,
    max: usize,
}

/// How many entries a group may have at most. One is no group.
const ENTRIES: RangeInclusive<usize> = 2..=20;
/// Longest name of an entry, in characters.
const LABEL_MAX: usize = 60;
/// Longest name of a field that repeats: the number of its last entry still fits a slug.
const NAME_MAX: usize = Slug::MAX - "-20".len();

impl GroupFile {
    pub fn sound(self) -> Group {
        Group {
            name: self.name.into_inner(),
            label: self.label,
            max: self.max,
        }
    }
}

/// Checks the groups and who is in them.
pub fn check(groups: &[GroupFile], fields: &[FieldFile], sheet: &mut Sheet<'_>) {
    for (at, group) in groups.iter().enumerate() {
        let name = group.name.get_ref();
        let mut before = groups.iter().take(at);
        let is_used = fields.iter().any(|field| field.group() == Some(name));
        let length = group.label.trim().chars().count();
        let rules = [
            (
                before.any(|other| other.name.get_ref() == name),
                "is there twice",
            ),
            (!is_used, "no field is in it"),
            (
                !ENTRIES.contains(&group.max),
                "has 2 to 20 entries at most, see `max`",
            ),
            (
                !(1..=LABEL_MAX).contains(&length),
                "its label is empty or has over 60 characters",
            ),
        ];
        for (_, fault) in rules.iter().filter(|(is_broken, _)| *is_broken) {
            let message = format!("group `{name}`: {fault}");
            sheet.mistake(group.name.span().start, message);
        }
    }
    for (at, field) in fields.iter().enumerate() {
        let Some(named) = &field.group else {
            continue;
        };
        let before = fields.get(..at).unwrap_or_default();
        for fault in faults(field, before, groups) {
            let message = format!("field `{}`: {fault}", field.name.get_ref());
            sheet.mistake(named.span().start, message);
        }
    }
}

/// What is wrong with a field in its group, given the fields before it.
fn faults(field: &FieldFile, before: &[FieldFile], groups: &[GroupFile]) -> Vec<&'static str> {
    let group = field.group();
    let is_known = groups
        .iter()
        .any(|known| Some(known.name.get_ref()) == group);
    let has_begun = before.iter().any(|other| other.group() == group);
    let goes_on = before.last().is_some_and(|other| other.group() == group);
    let alone = matches!(
        field.kind,
        FieldKind::Files | FieldKind::Consent | FieldKind::Phone | FieldKind::Email
    );
    let rules = [
        (!is_known, "there is no such group"),
        (
            has_begun && !goes_on,
            "the fields of a group stand together",
        ),
        (
            alone,
            "a group holds neither files nor consent nor contacts",
        ),
        (
            field.on_demand,
            "what is asked on demand is asked once, in no group",
        ),
        (
            field.name.get_ref().as_str().len() > NAME_MAX,
            "a name in a group has at most 57 characters",
        ),
    ];
    let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
    broken.map(|(_, fault)| fault).collect()
}
