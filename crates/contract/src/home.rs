//! What the first page needs, in one response.

use serde::{Deserialize, Serialize};

use crate::{answer::TopicSummary, contact::Contacts};

/// A way on from the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    pub title: String,
    /// A path of this app.
    pub href: String,
    /// Name of an icon of the app's set; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub icon: String,
}

/// The body of `GET /home`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    /// Ways in for those who do not know the name of their problem.
    pub situations: Vec<Link>,
    /// Answers that many look for.
    pub popular: Vec<Link>,
    pub topics: Vec<TopicSummary>,
    /// Ways to write to us: a form, with a category chosen already.
    pub entries: Vec<Link>,
    pub contacts: Contacts,
}
