//! One letter: its subject, its paragraphs, and what it has to tell.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::super::{
    table::{Placed, Table},
    template::Template,
};
use crate::word;

const PARAGRAPHS_MAX: usize = 12;
/// Longest texts, in characters. A subject has to fit on a telephone.
const SUBJECT_MAX: usize = 90;
const PARAGRAPH_MAX: usize = 500;

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The request is registered (spec D51).
    Received,
    /// It came to another status or stage (spec G09, G12).
    Changed,
    /// The applicant has to provide something (spec E22, G10).
    Asked,
    /// An employee wrote (spec G25).
    Message,
    /// The expected term moved (spec E08, G14).
    Moved,
    /// It is closed (spec E50, G24).
    Closed,
    /// The term was missed: it is with the head of support (spec E51).
    Escalated,
    /// The last day to provide something is near (spec E55, G11).
    Remind,
}

/// What a letter can tell of its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Number,
    Subject,
    /// The day of registration.
    Sent,
    Status,
    /// What the status means.
    Meaning,
    /// Where a dispute is. Unknown for all else.
    Stage,
    /// The last day to expect an answer. Unknown once nothing more is expected.
    Term,
    /// The day that was promised before. Unknown where none was.
    Was,
    /// When somebody calls. Unknown of all but callbacks.
    Call,
    /// What the applicant has to do, or that there is nothing.
    Actions,
    /// The next last day to do something. Unknown where nothing has one.
    Due,
    /// The page of the request with its key. Unknown where the server does not know its public address.
    Link,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Received,
        Self::Changed,
        Self::Asked,
        Self::Message,
        Self::Moved,
        Self::Closed,
        Self::Escalated,
        Self::Remind,
    ];

    /// What a letter of this kind has to tell somewhere (spec D48, D51, E07).
    const fn told(self) -> &'static [Value] {
        use Value::{Actions, Due, Link, Meaning, Number, Status, Term, Was};
        match self {
            Self::Received => &[Number, Term, Link],
            Self::Changed | Self::Asked => &[Number, Status, Meaning, Term, Actions, Link],
            Self::Message => &[Number, Link],
            Self::Moved => &[Number, Status, Term, Was, Actions, Link],
            Self::Closed => &[Number, Status, Meaning, Actions, Link],
            Self::Escalated => &[Number, Status, Actions, Link],
            Self::Remind => &[Number, Actions, Due, Link],
        }
    }
}

impl Value {
    /// Status, term, actions: in this order wherever they are told (spec E07).
    const IN_ORDER: [Self; 3] = [Self::Status, Self::Term, Self::Actions];

    /// Whether it is one short line that every letter knows.
    const fn is_for_subject(self) -> bool {
        matches!(
            self,
            Self::Number | Self::Subject | Self::Sent | Self::Status
        )
    }
}

#[derive(Debug)]
pub struct Letter {
    pub subject: Template<Value>,
    pub paragraphs: Vec<Placed<Template<Value>>>,
}

impl Letter {
    /// The place of the first paragraph that names a value.
    fn place(&self, value: Value) -> Option<usize> {
        let mut paragraphs = self.paragraphs.iter();
        paragraphs.position(|paragraph| paragraph.value.values().any(|named| named == value))
    }
}

pub fn load(table: &mut Table<'_>, kind: Kind) -> Option<Letter> {
    let subject = subject(table);
    let paragraphs: Vec<_> = table
        .texts("paragraphs", 1..=PARAGRAPHS_MAX, PARAGRAPH_MAX)
        .iter()
        .filter_map(|text| {
            Some(Placed {
                value: template(table, "paragraphs", text)?,
                line: text.line,
            })
        })
        .collect();
    let first = paragraphs.first()?.line;
    let letter = Letter {
        subject: subject?,
        paragraphs,
    };
    for value in kind.told() {
        if letter.place(*value).is_none() {
            never_named(table, first, "paragraphs", value);
        }
    }
    let places = Value::IN_ORDER.map(|value| letter.place(value));
    if !places.into_iter().flatten().is_sorted() {
        let message = "`paragraphs` tells the status first, then the term, then what to do";
        table.mistake(first, message.to_owned());
    }
    Some(letter)
}

fn subject(table: &mut Table<'_>) -> Option<Template<Value>> {
    let text = table.text("subject", SUBJECT_MAX)?;
    let subject = template::<Value>(table, "subject", &text)?;
    for value in subject.values().filter(|value| !value.is_for_subject()) {
        let name = word::of(&value);
        let message = format!("`subject` names `{{{name}}}`, which is for paragraphs");
        table.mistake(text.line, message);
    }
    if !subject.values().any(|value| value == Value::Number) {
        never_named(table, text.line, "subject", &Value::Number);
    }
    Some(subject)
}

pub fn template<V: Copy + DeserializeOwned + Serialize>(
    table: &mut Table<'_>,
    key: &str,
    text: &Placed<String>,
) -> Option<Template<V>> {
    let parsed = Template::parse(&text.value);
    parsed
        .map_err(|fault| table.mistake(text.line, format!("`{key}` {fault}")))
        .ok()
}

pub fn never_named<V: Serialize>(table: &mut Table<'_>, line: usize, key: &str, value: &V) {
    let name = word::of(value);
    table.mistake(line, format!("`{key}` never names `{{{name}}}`"));
}
