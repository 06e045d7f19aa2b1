//! What can be done about a long wait, step by step (spec N07, N08).

use serde::{Deserialize, Serialize};

use crate::timestamp::Timestamp;

/// A step of the ladder, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// «Повторить запрос»: a day without a change (E30).
    Repeat,
    /// «Повторный запрос» with a short reminder: two days in work; the priority rises (E31).
    Hasten,
    /// Two days without any word: the phone centre (E32).
    Phone,
    /// The promised term is over: the head of support (E35).
    Head,
    #[serde(other)]
    Unknown,
}

/// When a step is possible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rung {
    pub step: Step,
    /// By the server's clock; absent where the step does not apply as the request stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Timestamp>,
    /// When it was taken last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}
