//! What employees do with requests. Every call carries a staff token.

use serde::{Deserialize, Serialize};

use crate::{
    form::Kind,
    number::RequestNumber,
    request::{Priority, RequiredAction, Term},
    status::Status,
    timestamp::Timestamp,
};

/// Longest reason of a transition, in characters.
pub const REASON_MAX: usize = 1_000;

/// A row of the queue. Holds no contact and no text of the applicant beyond the subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QueueRow {
    pub number: RequestNumber,
    pub kind: Kind,
    pub status: Status,
    pub subject: String,
    pub sent_at: Timestamp,
    /// Id of the department; empty when nothing routes the request.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    #[serde(default)]
    pub priority: Priority,
}

/// The body of `GET /staff/requests?status=&cursor=`: the most urgent first, then the oldest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    pub requests: Vec<QueueRow>,
    /// Opaque; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// The body of `POST /staff/requests/{number}/transitions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewTransition {
    pub to: Status,
    /// Required: shown to the applicant with the date (spec E01).
    pub reason: String,
    /// What the applicant has to do now; needed when `to` is `waiting_documents`.
    #[serde(default)]
    pub actions: Vec<RequiredAction>,
    /// A new expected date, when it moves.
    #[serde(default)]
    pub term: Option<Term>,
}
