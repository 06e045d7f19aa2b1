//! What employees do with requests. Every call carries a staff token.

use serde::{Deserialize, Serialize};

use crate::{
    form::Kind,
    number::RequestNumber,
    request::{Priority, Request, RequiredAction, Term},
    standing::{Level, Stage},
    status::Status,
    timestamp::{Day, Timestamp},
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
    #[serde(default)]
    pub level: Level,
    /// The employee who has taken it; empty while nobody has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub assignee: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
}

/// The body of `GET /staff/requests?status=&cursor=`: the most urgent first, then the oldest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Queue {
    pub requests: Vec<QueueRow>,
    /// Opaque; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// Every department, by the names of the language.
    #[serde(default)]
    pub departments: Vec<Department>,
}

/// Who answers requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    pub id: String,
    pub name: String,
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
    /// The next stage of a dispute, with `to` the present status.
    #[serde(default)]
    pub stage: Option<Stage>,
    /// A new expected date, when it moves; with `to` the present status nothing else does.
    #[serde(default)]
    pub term: Option<Term>,
}

/// The body of `GET /staff/requests/{number}`; its version is the `ETag`. Holds no number of a personal document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StaffRequest {
    pub request: Request,
    /// How to reach the applicant; either may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Statuses that an employee may bring it to now.
    pub steps: Vec<Status>,
    /// Stages that an employee may bring a dispute to now.
    #[serde(default)]
    pub stages: Vec<Stage>,
}

/// The body of `POST /staff/requests/{number}/assignment`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// Takes the request; else gives it back to everybody.
    pub is_mine: bool,
}

/// A component of the satisfaction index (spec H05, N34), over closed requests. Those that their applicants took back are
/// left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Component {
    /// Mean of the stars, 1 to 5.
    Rating,
    /// Share of closed requests that never came to the second level, 0 to 1.
    FirstContact,
    /// Mean hours to the first word of an employee.
    ResponseTime,
    /// Share of requests that were repeated, 0 to 1.
    Repeats,
    #[serde(other)]
    Unknown,
}

/// A component with what was measured and what it counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Part {
    pub component: Component,
    /// Its share of the index, 0 to 1.
    pub weight: f64,
    /// As measured, see [`Component`]; absent where nothing was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw: Option<f64>,
    /// 0 to 1, 1 the best.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// How many requests were measured.
    pub count: u64,
}

/// The body of `GET /staff/quality?from=&to=`: the satisfaction index of the requests closed on these days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Quality {
    pub from: Day,
    pub to: Day,
    pub parts: Vec<Part>,
    /// 0 to 1; absent until every component is measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<f64>,
    /// What the organisation aims at, 0 to 1.
    pub target: f64,
}
