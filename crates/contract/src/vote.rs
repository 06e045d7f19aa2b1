//! «Был ли ответ полезен?» Counted without persons.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// Longest comment to a vote, in characters.
pub const COMMENT_MAX: usize = 1_000;

/// The body of `POST /votes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Vote {
    pub topic: Slug,
    pub question: Slug,
    pub helpful: bool,
    /// What is missing or wrong; empty when the person did not say.
    #[serde(default)]
    pub comment: String,
}
