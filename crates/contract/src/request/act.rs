//! What an applicant does with a request that was sent: writes, reminds, says whether it is solved, rates.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::{SentFile, Step};
use crate::{status::Actor, timestamp::Timestamp, upload::AttachmentClaim};

/// Longest text of a message, a reminder, a reason to disagree or a comment, in characters.
pub const MESSAGE_MAX: usize = 4_000;

/// What a rating may be.
pub const STARS: RangeInclusive<u8> = 1..=5;

/// One message of the correspondence. Never changed once written (spec E54).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Grows with time within a request.
    pub id: i64,
    pub at: Timestamp,
    pub actor: Actor,
    /// The employee; empty for the applicant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SentFile>,
}

/// The body of `POST /requests/{number}/messages`, while the request is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewMessage {
    pub text: String,
    #[serde(default)]
    pub attachments: Vec<AttachmentClaim>,
}

/// The body of `POST /requests/{number}/reminders`: a step of [`super::Request::waiting`] that is possible now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewReminder {
    /// Not [`Step::Phone`]: nobody calls through the API.
    pub step: Step,
    /// A few words; needed for [`Step::Hasten`].
    #[serde(default)]
    pub text: String,
}

/// The body of `POST /requests/{number}/resolution`, once decided (spec E41, E49).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// Yes closes the request; no brings it to the second level: for a dispute that is the appeal.
    pub is_solved: bool,
    /// Why not; needed unless it is solved.
    #[serde(default)]
    pub text: String,
}

/// The body of `POST /requests/{number}/rating`, once the request is closed, and once only (spec H08).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewRating {
    /// One of [`STARS`].
    pub stars: u8,
    #[serde(default)]
    pub comment: String,
}

/// What the applicant thought of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    pub stars: u8,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    pub at: Timestamp,
}

/// The latest letter about a request (spec E28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notified {
    /// Veiled: `a•••@example.org`.
    pub address: String,
    pub at: Timestamp,
    /// From then on it may be sent once more (spec E34).
    pub resend_from: Timestamp,
}
