//! What the first page needs, in one response.

use serde::{Deserialize, Serialize};

use crate::{
    answer::{AnswerLink, TopicSummary},
    contact::Contacts,
};

/// A typical situation: a way in for those who do not know the name of their problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Situation {
    pub title: String,
    pub icon: String,
    /// A path of this app.
    pub href: String,
}

/// A way to write to us: a form, with a category chosen already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub title: String,
    pub href: String,
}

/// The body of `GET /home`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    pub situations: Vec<Situation>,
    /// Searches worth offering under the box.
    pub popular: Vec<AnswerLink>,
    pub topics: Vec<TopicSummary>,
    pub entries: Vec<Entry>,
    pub contacts: Contacts,
}
