//! Forms as data, and the one function that judges a filled form in the browser and on the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    rule,
    slug::Slug,
    upload::{AttachmentClaim, UploadProfile},
    violation::Violation,
};

/// What a field asks for. Its normalisation and its check follow from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// One of `options`, by its value.
    Choice,
    Line,
    Text,
    Phone,
    Email,
    /// Files of the field's upload profile; they travel as [`AttachmentClaim`]s, not as a value.
    Files,
    /// A box that must be ticked: the value is `yes`.
    Consent,
    /// A kind of a newer server: shown and judged as a line.
    #[serde(other)]
    Unknown,
}

/// What a request is (spec D07, N17). Decides its labels, its term and the transitions it may make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Question,
    Error,
    Suggestion,
    Complaint,
    Status,
    Application,
    Dispute,
    Content,
    #[default]
    #[serde(other)]
    Unknown,
}

/// An answer to a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choice {
    pub value: Slug,
    pub label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// The request becomes of this kind when the option is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Field {
    /// Key of the value in [`NewRequest::fields`].
    pub name: Slug,
    pub kind: FieldKind,
    pub label: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    #[serde(default)]
    pub required: bool,
    /// Shortest and longest value in characters after normalisation, for lines and texts.
    #[serde(default)]
    pub min: usize,
    #[serde(default = "Field::default_max")]
    pub max: usize,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
    /// What a field of files takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<UploadProfile>,
    /// Asked only of those who bring an answer along, as from a guide; they see it and may change or erase it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_demand: bool,
}

/// A form: a definition (data) that produces a request of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Form {
    pub name: Slug,
    pub kind: Kind,
    pub title: String,
    /// What the form is for and what to have ready (spec A04).
    pub lead: String,
    /// At least one phone or e-mail must be given.
    #[serde(default)]
    pub needs_contact: bool,
    pub fields: Vec<Field>,
}

/// The body of a new request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRequest {
    pub form: Slug,
    pub fields: BTreeMap<String, String>,
    #[serde(default)]
    pub attachments: Vec<AttachmentClaim>,
}

/// A form that passed every check, with its values normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub kind: Kind,
    pub values: BTreeMap<String, String>,
}

/// Where a violation belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Name of the field, or of the first field of the group that the rule is about.
    pub field: String,
    pub violation: Violation,
}

/// Value of a ticked [`FieldKind::Consent`].
pub const CONSENT: &str = "yes";

impl Field {
    const fn default_max() -> usize {
        4_000
    }

    /// Normalises and checks one value; `None` when the person left it empty and may.
    ///
    /// # Errors
    /// The first rule broken.
    pub fn check(&self, typed: &str) -> Result<Option<String>, Violation> {
        let value = match self.kind {
            FieldKind::Text => rule::normalise_text(typed),
            _ => rule::normalise_line(typed),
        };
        if value.is_empty() {
            return match (self.required, self.kind) {
                (true, FieldKind::Consent) => Err(Violation::ConsentMissing),
                (true, FieldKind::Choice) => Err(Violation::NotAnOption),
                (true, kind) if kind != FieldKind::Files => Err(Violation::Required),
                _ => Ok(None),
            };
        }
        match self.kind {
            FieldKind::Choice
                if !self
                    .options
                    .iter()
                    .any(|option| option.value.as_str() == value) =>
            {
                Err(Violation::NotAnOption)
            }
            FieldKind::Consent if value != CONSENT => Err(Violation::ConsentMissing),
            FieldKind::Files => Err(Violation::UnknownField),
            FieldKind::Phone => rule::phone(&value).map(Some),
            // As typed: as a line, what nobody sees would be a space within the address.
            FieldKind::Email => rule::email(typed).map(Some),
            FieldKind::Line | FieldKind::Text | FieldKind::Unknown => {
                rule::check_length(&value, self.min, self.max).map(|()| Some(value))
            }
            FieldKind::Choice | FieldKind::Consent => Ok(Some(value)),
        }
    }
}

impl Form {
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.as_str() == name)
    }

    /// Judges a whole form.
    ///
    /// # Errors
    /// Every mistake, in the order of the fields; fields that the form does not have come last.
    pub fn check(
        &self,
        typed: &BTreeMap<String, String>,
        files: usize,
    ) -> Result<Filled, Vec<Mistake>> {
        let mut mistakes = Vec::new();
        let mut values = BTreeMap::new();
        let mut kind = self.kind;
        for field in &self.fields {
            let name = field.name.as_str();
            match field.check(typed.get(name).map_or("", String::as_str)) {
                Ok(Some(value)) => {
                    let chosen = field
                        .options
                        .iter()
                        .find(|option| option.value.as_str() == value);
                    kind = chosen.and_then(|option| option.kind).unwrap_or(kind);
                    values.insert(name.to_owned(), value);
                }
                Ok(None) => {}
                Err(violation) => mistakes.push(Mistake {
                    field: name.to_owned(),
                    violation,
                }),
            }
            if let Some(violation) = field.profile.as_ref().and_then(|profile| {
                (files > profile.max_files).then_some(Violation::TooManyFiles {
                    max: profile.max_files,
                })
            }) {
                mistakes.push(Mistake {
                    field: name.to_owned(),
                    violation,
                });
            }
        }
        self.check_contact(&values, &mut mistakes);
        for name in typed.keys().filter(|name| self.field(name).is_none()) {
            mistakes.push(Mistake {
                field: name.clone(),
                violation: Violation::UnknownField,
            });
        }
        let place = |name: &str| {
            let found = self
                .fields
                .iter()
                .position(|field| field.name.as_str() == name);
            found.unwrap_or(usize::MAX)
        };
        mistakes.sort_by_key(|mistake| place(&mistake.field));
        if mistakes.is_empty() {
            Ok(Filled { kind, values })
        } else {
            Err(mistakes)
        }
    }

    fn check_contact(&self, values: &BTreeMap<String, String>, mistakes: &mut Vec<Mistake>) {
        let contacts = || self.fields.iter().filter(|field| field.is_contact());
        let answered = |field: &Field| {
            values.contains_key(field.name.as_str())
                || mistakes
                    .iter()
                    .any(|mistake| mistake.field == field.name.as_str())
        };
        if self.needs_contact
            && !contacts().any(answered)
            && let Some(first) = contacts().next()
        {
            mistakes.push(Mistake {
                field: first.name.to_string(),
                violation: Violation::NoContact,
            });
        }
    }
}

impl Field {
    /// Whether an answer can be sent to the value.
    #[must_use]
    pub const fn is_contact(&self) -> bool {
        matches!(self.kind, FieldKind::Phone | FieldKind::Email)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: FieldKind, required: bool) -> Field {
        Field {
            name: Slug::parse(name).unwrap(),
            kind,
            label: name.to_owned(),
            hint: String::new(),
            required,
            min: 0,
            max: 20,
            options: Vec::new(),
            profile: None,
            on_demand: false,
        }
    }

    fn form() -> Form {
        let mut category = field("category", FieldKind::Choice, true);
        category.options = vec![Choice {
            value: Slug::parse("complaint").unwrap(),
            label: "Жалоба".into(),
            hint: String::new(),
            kind: Some(Kind::Complaint),
        }];
        Form {
            name: Slug::parse("feedback").unwrap(),
            kind: Kind::Question,
            title: String::new(),
            lead: String::new(),
            needs_contact: true,
            fields: vec![
                category,
                field("subject", FieldKind::Line, true),
                field("phone", FieldKind::Phone, false),
                field("email", FieldKind::Email, false),
                field("consent", FieldKind::Consent, true),
            ],
        }
    }

    fn typed(values: &[(&str, &str)]) -> BTreeMap<String, String> {
        values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn mistakes(values: &[(&str, &str)]) -> Vec<(String, Violation)> {
        let found = form().check(&typed(values), 0).unwrap_err();
        found
            .into_iter()
            .map(|mistake| (mistake.field, mistake.violation))
            .collect()
    }

    #[test]
    fn good_form_is_normalised_and_takes_the_kind_of_its_category() {
        let filled = form()
            .check(
                &typed(&[
                    ("category", "complaint"),
                    ("subject", "  Не  приходит код "),
                    ("phone", "8 912 345 67 89"),
                    ("email", ""),
                    ("consent", "yes"),
                ]),
                0,
            )
            .unwrap();
        assert_eq!(filled.kind, Kind::Complaint);
        assert_eq!(
            filled.values,
            typed(&[
                ("category", "complaint"),
                ("consent", "yes"),
                ("phone", "+79123456789"),
                ("subject", "Не приходит код"),
            ])
        );
    }

    #[test]
    fn empty_form_names_every_missing_field_in_order() {
        let expected = [
            ("category", Violation::NotAnOption),
            ("subject", Violation::Required),
            ("phone", Violation::NoContact),
            ("consent", Violation::ConsentMissing),
        ];
        assert_eq!(
            mistakes(&[]),
            expected.map(|(name, violation)| (name.to_owned(), violation))
        );
    }

    #[test]
    fn wrong_contact_is_one_mistake_not_two() {
        let found = mistakes(&[
            ("category", "complaint"),
            ("subject", "a"),
            ("email", "x"),
            ("consent", "yes"),
        ]);
        assert_eq!(found, [("email".to_owned(), Violation::Email)]);
    }

    #[test]
    fn foreign_fields_and_options_are_refused() {
        let found = mistakes(&[
            ("category", "bribe"),
            ("subject", "a"),
            ("phone", "+79123456789"),
            ("consent", "no"),
            ("is_admin", "1"),
        ]);
        let expected = [
            ("category", Violation::NotAnOption),
            ("consent", Violation::ConsentMissing),
            ("is_admin", Violation::UnknownField),
        ];
        assert_eq!(
            found,
            expected.map(|(name, violation)| (name.to_owned(), violation))
        );
    }

    #[test]
    fn invisible_letters_of_a_copied_address_are_forgiven() {
        let email = field("email", FieldKind::Email, true);
        assert_eq!(
            email.check(" an\u{200b}na@mail.ru\u{feff}"),
            Ok(Some("anna@mail.ru".to_owned()))
        );
        assert_eq!(email.check("anna petrova@mail.ru"), Err(Violation::Email));
    }

    #[test]
    fn lengths_count_characters_not_bytes() {
        let line = field("subject", FieldKind::Line, true);
        assert!(line.check(&"ы".repeat(20)).is_ok());
        assert_eq!(
            line.check(&"ы".repeat(21)),
            Err(Violation::TooLong {
                max: 20,
                actual: 21
            })
        );
    }
}
