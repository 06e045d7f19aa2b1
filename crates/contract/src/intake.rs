//! What stands before the forms: what to write about, what others solve, what is known already.

use serde::{Deserialize, Serialize};

use crate::{form::Kind, home::Link, slug::Slug, timestamp::Timestamp};

/// One way to write to us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = IntakeEntry))]
pub struct Entry {
    pub kind: Kind,
    pub title: String,
    pub detail: String,
    /// The form, with what it is about chosen already.
    pub href: String,
}

/// A typical situation (spec A36): help that answers at once, and the form for what is left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(as = IntakeSituation))]
pub struct Situation {
    pub title: String,
    pub detail: String,
    /// Answers and guides.
    pub help: Vec<Link>,
    pub form: Link,
}

/// What support does not solve, and who does (spec A35).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Elsewhere {
    pub name: Slug,
    pub title: String,
    /// Why support cannot help.
    pub detail: String,
    /// Where to go instead, the best first.
    pub ways: Vec<Link>,
    /// Beginnings of words that speak for it in a subject, as in [`crate::form::Choice::words`].
    #[serde(default)]
    pub words: Vec<String>,
}

/// Something that does not work now and is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Outage {
    pub title: String,
    pub detail: String,
    pub since: Timestamp,
    /// When it should work again, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// As in [`Elsewhere::words`].
    #[serde(default)]
    pub words: Vec<String>,
}

/// The body of `GET /intake`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Intake {
    pub entries: Vec<Entry>,
    pub situations: Vec<Situation>,
    pub elsewhere: Vec<Elsewhere>,
    pub outages: Vec<Outage>,
}
