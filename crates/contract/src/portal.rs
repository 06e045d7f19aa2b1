//! Portals that show the app in a frame, and what a request tells of the page it was sent from.

use serde::{Deserialize, Serialize};

use crate::{slug::Slug, theme::Theme};

/// Longest text of a [`Context`], in characters.
pub const CONTEXT_MAX: usize = 200;

/// What a portal may tell of the page around the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ContextField {
    Page,
    Service,
    #[serde(other)]
    Unknown,
}

/// What a portal may fill in for somebody whom it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PrefillField {
    Name,
    Email,
    Phone,
    #[serde(other)]
    Unknown,
}

/// The body of `GET /portal?origin=`: what the portal of that origin may do in the frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Portal {
    pub id: Slug,
    /// In the language of the call.
    pub name: String,
    /// Legible as a whole, see [`Theme::colours`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<Theme>,
    /// What it may tell of its page; nothing else is sent along.
    #[serde(default)]
    pub context: Vec<ContextField>,
    #[serde(default)]
    pub prefill: Vec<PrefillField>,
    /// Forms that are filled in from there; absent where all are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forms: Option<Vec<Slug>>,
    /// Whether it says who its visitors are: `POST /sessions`.
    #[serde(default)]
    pub identity: bool,
}

impl Portal {
    /// Whether a form may be filled in from there.
    #[must_use]
    pub fn takes(&self, form: &Slug) -> bool {
        let forms = self.forms.as_ref();
        forms.is_none_or(|forms| forms.contains(form))
    }
}

/// Where a request was written, as its applicant saw it before sending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Context {
    /// [`Portal::id`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub portal: Option<Slug>,
    /// One line of at most [`CONTEXT_MAX`] characters, as is `service`; both need a portal that may tell them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
}

/// The same of a request that was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentContext {
    /// The name of the portal; its id where the server does not know it any more.
    pub portal: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub service: String,
}
