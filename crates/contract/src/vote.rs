//! «Был ли ответ полезен?» Counted without persons.

use serde::{Deserialize, Serialize};

use crate::slug::Slug;

/// Longest comment to a vote, in characters.
pub const COMMENT_MAX: usize = 1_000;
/// Longest ballot, in characters: a UUID.
pub const BALLOT_MAX: usize = 36;

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

/// Why something did not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    Unclear,
    Incomplete,
    /// What it says was done, and did not work.
    DidNotWork,
    OutOfDate,
    /// The question was another one.
    NotMyQuestion,
}

impl Reason {
    pub const ALL: [Self; 5] = [
        Self::Unclear,
        Self::Incomplete,
        Self::DidNotWork,
        Self::OutOfDate,
        Self::NotMyQuestion,
    ];

    /// The word on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unclear => "unclear",
            Self::Incomplete => "incomplete",
            Self::DidNotWork => "did_not_work",
            Self::OutOfDate => "out_of_date",
            Self::NotMyQuestion => "not_my_question",
        }
    }
}

/// The body of `POST /votes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Vote {
    pub about: About,
    pub helpful: bool,
    /// Only of a vote that says no.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// What is missing or wrong; empty when the person did not say.
    #[serde(default)]
    pub comment: String,
    /// A random UUID that a device makes for each thing it votes on: the last vote with it is the one that counts, however
    /// often it comes. Without one a vote counts as often as it comes. The server keeps a code of it, which tells neither
    /// the device nor what else it voted on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ballot: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_those_on_the_wire() {
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.word());
        }
    }
}
