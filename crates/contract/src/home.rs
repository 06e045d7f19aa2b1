//! What the first page needs, in one response.

use serde::{Deserialize, Serialize};

use crate::{contact::Contacts, intake::Outage, slug::Slug, timestamp::Day};

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

/// A guide as the first page offers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GuideCard {
    pub guide: Slug,
    pub title: String,
    /// Steps of the longest way through.
    pub steps: usize,
    pub minutes: u32,
}

/// Something that editors have looked at lately.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Update {
    pub title: String,
    /// A path of this app.
    pub href: String,
    /// The day on which the facts were checked last.
    pub checked: Day,
}

/// The body of `GET /home`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Home {
    /// What is known not to work at this moment.
    #[serde(default)]
    pub outages: Vec<Outage>,
    /// Ways in for those who do not know the name of their problem.
    pub situations: Vec<Link>,
    /// What many read and say to be of help: by views and votes, and the editors' choice while there are few.
    pub popular: Vec<Link>,
    /// The seven directions of spec A20.
    #[serde(default)]
    pub directions: Vec<Link>,
    /// «Самообслуживание» (spec A12).
    #[serde(default)]
    pub guides: Vec<GuideCard>,
    /// Instructions for the personal cabinet (spec A06).
    #[serde(default)]
    pub account: Vec<GuideCard>,
    /// Ways to write to us: a form, with a category chosen already.
    pub entries: Vec<Link>,
    /// The latest first.
    #[serde(default)]
    pub updates: Vec<Update>,
    pub contacts: Contacts,
}
