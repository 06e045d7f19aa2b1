//! Statements of the portal about itself.

use serde::{Deserialize, Serialize};

use crate::{answer::Block, timestamp::Day};

/// The names of the statements, which their pages have too.
pub const PAGES: [&str; 2] = ["privacy", "accessibility"];

/// The body of `GET /about/{page}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    pub title: String,
    /// What it says in one or two sentences.
    pub summary: String,
    pub blocks: Vec<Block>,
    /// The day on which an editor last checked the facts.
    pub checked: Day,
}
