//! «Был ли ответ полезен?» Counted without persons.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// Longest comment to a vote, in characters.
pub const COMMENT_MAX: usize = 1_000;

/// What a vote is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum About {
    Answer {
        topic: Slug,
        question: Slug,
    },
    /// A step of a guide.
    Step {
        guide: Slug,
        step: Slug,
    },
}

/// The body of `POST /votes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Vote {
    pub about: About,
    pub helpful: bool,
    /// What is missing or wrong; empty when the person did not say.
    #[serde(default)]
    pub comment: String,
}
