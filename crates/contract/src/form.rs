//! Forms as data, and the one function that judges a filled form in the browser and on the server.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    answer::Block,
    portal::Context,
    request::Preferences,
    slug::Slug,
    upload::{AttachmentClaim, UploadProfile},
    violation::Violation,
};

mod asked;
mod check;
mod suggestion;
mod template;

pub use self::{
    asked::{Asked, Group, When, key},
    template::Template,
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
    /// A day, as `2026-03-14` (spec N33).
    Date,
    /// Taxpayer's number, 10 or 12 digits with check digits.
    Inn,
    /// Number of the pension insurance, as `112-233-445 95`.
    Snils,
    /// Series and number of the internal passport, as `4509 123456`.
    Passport,
    /// The number of another request (spec D66).
    Number,
    /// A time for a callback: the moment at which one of [`crate::contact::Slots`] begins. Whether it can still be had, the
    /// server knows.
    Slot,
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
    Callback,
    #[default]
    #[serde(other)]
    Unknown,
}

impl Kind {
    /// Every kind that a request can be of.
    pub const ALL: [Self; 9] = [
        Self::Question,
        Self::Error,
        Self::Suggestion,
        Self::Complaint,
        Self::Status,
        Self::Application,
        Self::Dispute,
        Self::Content,
        Self::Callback,
    ];
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
    /// Beginnings of words, in small letters and without «ё», that speak for the option where they stand in the text, see
    /// [`Form::suggestion`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
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
    /// Asked only after this answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Asked once for each entry of this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<Slug>,
    /// A link may fill it in by a parameter of its name; the person sees that and may change it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_link: bool,
    /// What a consent agrees to, and the version of that text: the value of the field (spec D33).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Block>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
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
    /// Fields that are asked several times together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// Ready-made texts of typical requests (spec D54, D55).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub templates: Vec<Template>,
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
    /// How the applicant wants to hear of it; what the server usually does where it is absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preferences: Option<Preferences>,
    /// Where it was written, of a request from the frame of a portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
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

/// Value of a ticked [`FieldKind::Consent`] whose text has no version.
pub const CONSENT: &str = "yes";

impl FieldKind {
    /// A number of a personal document: neither kept on the device nor shown whole.
    #[must_use]
    pub const fn is_private(self) -> bool {
        matches!(self, Self::Inn | Self::Snils | Self::Passport)
    }
}

impl Field {
    const fn default_max() -> usize {
        4_000
    }

    /// Whether an answer can be sent to the value.
    #[must_use]
    pub const fn is_contact(&self) -> bool {
        matches!(self.kind, FieldKind::Phone | FieldKind::Email)
    }

    /// The value of a ticked consent.
    #[must_use]
    pub fn agreed(&self) -> &str {
        if self.version.is_empty() {
            CONSENT
        } else {
            &self.version
        }
    }
}

impl Form {
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name.as_str() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

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
            when: None,
            group: None,
            from_link: false,
            terms: Vec::new(),
            version: String::new(),
        }
    }

    fn form() -> Form {
        let mut category = field("category", FieldKind::Choice, true);
        category.options = vec![Choice {
            value: Slug::parse("complaint").unwrap(),
            label: "Жалоба".into(),
            hint: String::new(),
            kind: Some(Kind::Complaint),
            words: Vec::new(),
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
            groups: Vec::new(),
            templates: Vec::new(),
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

    /// Complaints name who is to blame; documents come as many times as there are.
    fn branching() -> Form {
        let mut form = form();
        let mut whom = field("whom", FieldKind::Line, true);
        whom.when = Some(When {
            field: slug("category"),
            is: vec![slug("complaint")],
        });
        let mut document = field("document", FieldKind::Line, true);
        document.group = Some(slug("documents"));
        let mut day = field("day", FieldKind::Date, false);
        day.group = Some(slug("documents"));
        form.fields.splice(1..1, [whom, document, day]);
        form.groups = vec![Group {
            name: slug("documents"),
            label: "Документ".into(),
            max: 3,
        }];
        form
    }

    fn keys(form: &Form, values: &[(&str, &str)]) -> Vec<String> {
        let asked = form.asked(&typed(values));
        asked
            .into_iter()
            .map(|question| question.key)
            .take(6)
            .collect()
    }

    #[test]
    fn questions_follow_the_answers_before_them() {
        let form = branching();
        let start = ["category", "document", "day", "subject", "phone", "email"];
        assert_eq!(keys(&form, &[]), start);
        assert_eq!(
            keys(&form, &[("category", "complaint"), ("document-2", "")]),
            ["category", "whom", "document", "day", "document-2", "day-2"]
        );
        // More than may be are not asked.
        assert!(!form.has_key("document-4"));
        assert_eq!(form.label_at("document-2").as_deref(), Some("document (2)"));
        assert_eq!(form.label_at("subject").as_deref(), Some("subject"));
        assert_eq!(keys(&form, &[("document-4", "x")]), start);
    }

    #[test]
    fn a_condition_that_leads_in_a_circle_is_no_condition() {
        let mut form = branching();
        form.fields[0].when = Some(When {
            field: slug("whom"),
            is: vec![slug("x")],
        });
        assert_eq!(keys(&form, &[])[0], "category");
    }

    #[test]
    fn entries_are_judged_each_and_a_spare_one_is_not() {
        let form = branching();
        let mut sent = typed(&[
            ("category", "complaint"),
            ("whom", "МФЦ"),
            ("document", "Договор"),
            ("day", "2026-03-14"),
            ("document-2", ""),
            ("day-2", "14.03.2026"),
            ("document-3", " "),
            ("subject", "a"),
            ("phone", "+79123456789"),
            ("consent", "yes"),
        ]);
        let found = form.check(&sent, 0).unwrap_err();
        let names: Vec<_> = found.iter().map(|mistake| mistake.field.as_str()).collect();
        assert_eq!(names, ["document-2", "day-2"]);
        form.remove_entry(&slug("documents"), 2, &mut sent);
        assert_eq!(sent.get("document-2").map(String::as_str), Some(" "));
        assert_eq!(sent.get("document-3"), None);
        let filled = form.check(&sent, 0).unwrap();
        assert!(!filled.values.contains_key("document-2"));
        assert_eq!(filled.values["day"], "2026-03-14");
    }

    #[test]
    fn what_is_not_asked_is_not_sent() {
        let form = branching();
        let mut sent = typed(&[("category", "complaint"), ("whom", "МФЦ")]);
        let asks = |sent: &BTreeMap<String, String>| {
            form.asked(sent)
                .iter()
                .any(|question| question.key == "whom")
        };
        assert!(asks(&sent));
        sent.insert("category".into(), "question".into());
        assert!(!asks(&sent));
        let found = form.check(&sent, 0).unwrap_err();
        assert!(
            found.iter().all(|mistake| mistake.field != "whom"),
            "{found:?}"
        );
    }

    #[test]
    fn a_consent_is_given_to_the_text_that_was_read() {
        let mut consent = field("consent", FieldKind::Consent, true);
        consent.version = "2026-11".into();
        assert_eq!(consent.check("2026-11"), Ok(Some("2026-11".into())));
        for old in ["yes", "2025-01", ""] {
            assert_eq!(consent.check(old), Err(Violation::ConsentMissing));
        }
    }

    #[test]
    fn a_text_speaks_for_an_option() {
        let mut form = form();
        let option = |value: &str, words: &[&str]| Choice {
            value: slug(value),
            label: String::new(),
            hint: String::new(),
            kind: None,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        };
        form.fields[0].options = vec![
            option("billing", &["счет", "оплат", "тариф"]),
            option("technical", &["ошибк", "вход", "парол"]),
        ];
        let said = |text: &str| {
            let found = form.suggestion(&form.fields[0], &typed(&[("subject", text)]));
            found.map(|option| option.value.to_string())
        };
        assert_eq!(said("Не проходит ОПЛАТА счёта").as_deref(), Some("billing"));
        assert_eq!(said("Ошибка при входе").as_deref(), Some("technical"));
        assert_eq!(said("Ошибка при оплате"), None);
        assert_eq!(said("Здравствуйте"), None);
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
