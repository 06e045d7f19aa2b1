//! The questions of a form, `[[field]]`.

use opora_contract::{
    form::{Choice, Field, FieldKind, Kind},
    slug::Slug,
    upload::UploadProfile,
};
use serde::Deserialize;
use toml::Spanned;

use super::{Known, Sheet, condition::WhenFile};
use crate::content::vocabulary;

/// A question as the file writes it: stricter than what the API promises to read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldFile {
    pub name: Spanned<Slug>,
    pub kind: FieldKind,
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
    pub on_demand: bool,
    when: Option<Spanned<WhenFile>>,
    pub group: Option<Spanned<Slug>>,
    #[serde(default)]
    from_link: bool,
    /// Whether consent is given to the text of `consent.md`.
    #[serde(default)]
    terms: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OptionFile {
    value: Slug,
    label: String,
    #[serde(default)]
    hint: String,
    kind: Option<Kind>,
    words: Option<Spanned<Vec<Spanned<String>>>>,
}

/// Longest line where a form sets no limit of its own, in characters.
const LINE_MAX: usize = 250;
/// Longest text where a form sets no limit of its own, in characters.
const TEXT_MAX: usize = 4_000;

impl From<OptionFile> for Choice {
    fn from(option: OptionFile) -> Self {
        let words = option.words.map(Spanned::into_inner).unwrap_or_default();
        Self {
            value: option.value,
            label: option.label,
            hint: option.hint,
            kind: option.kind,
            words: words.into_iter().map(Spanned::into_inner).collect(),
        }
    }
}

impl FieldFile {
    pub fn group(&self) -> Option<&Slug> {
        self.group.as_ref().map(Spanned::get_ref)
    }

    pub fn has_option(&self, value: &Slug) -> bool {
        self.options.iter().any(|option| option.value == *value)
    }

    /// Fewest and most characters.
    pub fn limits(&self) -> (usize, usize) {
        let longest = match self.kind {
            FieldKind::Text => TEXT_MAX,
            _ => LINE_MAX,
        };
        (self.min.unwrap_or(0), self.max.unwrap_or(longest))
    }

    pub fn sound(self, known: Known<'_>) -> Field {
        let (min, max) = self.limits();
        let mut profiles = known.profiles.unwrap_or_default().iter();
        let profile = profiles.find(|profile| Some(&profile.name) == self.profile.as_ref());
        let consent = known.consent.filter(|_| self.terms);
        Field {
            name: self.name.into_inner(),
            kind: self.kind,
            label: self.label,
            hint: self.hint,
            required: self.required,
            min,
            max,
            options: self.options.into_iter().map(Choice::from).collect(),
            profile: profile.cloned(),
            on_demand: self.on_demand,
            when: self.when.map(|when| when.into_inner().sound()),
            group: self.group.map(Spanned::into_inner),
            from_link: self.from_link,
            terms: consent.map_or_else(Vec::new, |consent| consent.blocks.clone()),
            version: consent.map_or_else(String::new, |consent| consent.version.value.clone()),
        }
    }
}

/// Checks every question, given those before it.
pub fn check(fields: &[FieldFile], known: Known<'_>, sheet: &mut Sheet<'_>) {
    for (at, field) in fields.iter().enumerate() {
        let before = fields.get(..at).unwrap_or_default();
        let name = field.name.get_ref();
        let start = field.name.span().start;
        for fault in faults(field, before, known.profiles) {
            sheet.mistake(start, format!("field `{name}`: {fault}"));
        }
        if let Some(when) = &field.when
            && let Some(fault) = when.get_ref().fault(before, field.group())
        {
            sheet.mistake(when.span().start, format!("field `{name}`: {fault}"));
        }
        check_words(field, sheet);
    }
}

/// What is wrong with a field, given the fields before it.
fn faults(
    field: &FieldFile,
    before: &[FieldFile],
    profiles: Option<&[UploadProfile]>,
) -> Vec<&'static str> {
    let is_known = |name: &Slug| {
        profiles.is_none_or(|profiles| profiles.iter().any(|profile| profile.name == *name))
    };
    let name = field.name.get_ref();
    let has_options = !field.options.is_empty();
    let mut options = field.options.iter();
    let is_files = field.kind == FieldKind::Files;
    let is_consent = field.kind == FieldKind::Consent;
    let (min, max) = field.limits();
    let rules = [
        (
            before.iter().any(|other| other.name.get_ref() == name),
            "is there twice",
        ),
        (
            is_entry(name),
            "a name that ends in a hyphen and digits is kept for entries of groups",
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
            is_wrong_slot(field, before),
            "a form has one time of a callback at most, in no group and from no link",
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
        (
            field.from_link && (is_files || is_consent || field.kind.is_private()),
            "a link fills in neither consent nor files nor numbers of personal documents",
        ),
        (field.terms && !is_consent, "only a consent has terms"),
    ];
    let broken = rules.into_iter().filter(|(is_broken, _)| *is_broken);
    broken.map(|(_, fault)| fault).collect()
}

fn is_wrong_slot(field: &FieldFile, before: &[FieldFile]) -> bool {
    let is_slot = |field: &FieldFile| field.kind == FieldKind::Slot;
    is_slot(field) && (field.group.is_some() || field.from_link || before.iter().any(is_slot))
}

/// Whether a name looks like the key of a further entry, see [`opora_contract::form::key`].
fn is_entry(name: &Slug) -> bool {
    let end = name.as_str().rsplit_once('-').map(|(_, end)| end);
    end.is_some_and(|end| end.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Words speak for one option of a choice each.
fn check_words(field: &FieldFile, sheet: &mut Sheet<'_>) {
    let mut taken: Vec<(&str, &Slug)> = Vec::new();
    for option in &field.options {
        let Some(words) = &option.words else {
            continue;
        };
        if words.get_ref().is_empty() {
            let message = format!("option `{}`: `words` is empty", option.value);
            sheet.mistake(words.span().start, message);
        }
        for word in words.get_ref() {
            let text = word.get_ref().as_str();
            let owner = taken.iter().find(|(known, _)| *known == text);
            let fault = vocabulary::fault(text)
                .or_else(|| owner.map(|(_, owner)| format!("`{text}` is a word of `{owner}`")));
            if let Some(fault) = fault {
                let message = format!("option `{}`: {fault}", option.value);
                sheet.mistake(word.span().start, message);
            }
            taken.push((text, &option.value));
        }
    }
}
