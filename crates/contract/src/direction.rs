//! The seven directions of what people come for (spec A20) and the four sections of the support (spec D06): each brings
//! together answers, guides, what to have ready and the form with its topic chosen, so it is the page of a service, too
//! (spec A24).

use serde::{Deserialize, Serialize};

use crate::{answer::AnswerLink, guide::GuideSummary, slug::Slug};

/// A direction or a section. Both are shown alike; no two of either have the same name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Direction {
    pub slug: Slug,
    pub title: String,
    /// One sentence: what belongs here.
    pub summary: String,
    /// Name of an icon of the app's set; an unknown one shows a neutral sign.
    pub icon: String,
    /// What to have ready before one begins.
    #[serde(default)]
    pub ready: Vec<String>,
    pub guides: Vec<GuideSummary>,
    /// Its answers, by topic.
    pub topics: Vec<DirectionTopic>,
    /// Address of a form, with what the direction is about chosen already.
    pub form: String,
}

/// What a direction has of one topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DirectionTopic {
    pub topic: Slug,
    pub title: String,
    pub answers: Vec<AnswerLink>,
}

impl Direction {
    /// How many answers it holds.
    #[must_use]
    pub fn count(&self) -> usize {
        self.topics.iter().map(|topic| topic.answers.len()).sum()
    }
}
