//! Results of a search.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// A run of text; `hit` runs are what the query matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Run {
    pub text: String,
    #[serde(default)]
    pub hit: bool,
}

/// One answer that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    pub topic: Slug,
    pub topic_title: String,
    pub question: Slug,
    pub title: Vec<Run>,
    pub snippet: Vec<Run>,
}

/// The body of `GET /search?q=`. Best first, at most 20.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    pub query: String,
    pub hits: Vec<Hit>,
}
