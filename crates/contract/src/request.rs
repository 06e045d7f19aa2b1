//! A request as its owner sees it.

mod act;
mod preference;
mod waiting;

pub use self::{
    act::{
        MESSAGE_MAX, Message, NewMessage, NewRating, NewReminder, Notified, Rating, Resolution,
        STARS,
    },
    preference::{Channel, News, Preferences, QuietHours, TimeOfDay, UtcOffset},
    waiting::{Rung, Step},
};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    contact::Call,
    form::Kind,
    key::AccessKey,
    number::RequestNumber,
    portal::SentContext,
    slug::Slug,
    standing::{Level, Stage},
    status::{Actor, Status},
    timestamp::{Day, Timestamp},
    upload::{AttachmentClaim, FileType, UploadProfile},
};

/// When an answer is expected: a range of days, or one day when both are equal (spec E08).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Term {
    pub from: Day,
    pub to: Day,
}

/// How soon a request is taken up (spec D67).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// A critical deadline is near.
    Urgent,
    High,
    #[default]
    #[serde(other)]
    Normal,
}

/// How far a required action is (spec E19).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    Checked,
    /// Done by the applicant, not checked yet.
    Provided,
    /// The applicant has to do it.
    #[default]
    #[serde(other)]
    Missing,
}

/// Something the applicant has to do (spec E09).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequiredAction {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Day>,
    #[serde(default)]
    pub state: ActionState,
    /// What was wrong with what was provided; empty without (spec G10).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub problem: String,
}

impl RequiredAction {
    /// Whether the applicant still has to do it.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.state == ActionState::Missing
    }
}

/// What a journal row records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Created,
    StatusChanged,
    Edited,
    DocumentsAdded,
    Withdrawn,
    /// A dispute came to another stage.
    StageChanged,
    /// Only the expected term moved (spec E08).
    TermMoved,
    /// An employee took the request, or gave it back.
    Assigned,
    /// A message of either side.
    Messaged,
    /// «Повторить запрос» after a day of silence (spec E30).
    Repeated,
    /// «Повторный запрос» with a reminder: the priority rises (spec E31).
    Hastened,
    /// Passed on to the head of support, the term being over (spec E35, E51).
    Escalated,
    /// An appeal, or «проблема не решена» (spec E41, E49).
    Reopened,
    /// The applicant says that it is solved.
    Resolved,
    Rated,
    /// The access key was changed: older links open nothing any more.
    KeyChanged,
    /// The latest notification was sent once more (spec E34).
    Resent,
    #[serde(other)]
    Unknown,
}

/// One row of the journal: time, who, what, why (spec E14). Never changed once written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Grows with time within a request.
    pub id: i64,
    pub at: Timestamp,
    pub kind: EventKind,
    /// The status from this row on.
    pub status: Status,
    pub actor: Actor,
    /// The responsible employee or department; empty for the applicant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Why, in a sentence for the applicant.
    pub reason: String,
    /// The expected term from this row on, where the row moved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// The stage from this row on, of a dispute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
}

/// The body of `GET /requests/{number}/events`, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Events {
    pub events: Vec<Event>,
}

/// One answer of the form as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentField {
    pub name: Slug,
    pub label: String,
    pub value: String,
    /// What people read in place of a value that is made for programs: the label of an option.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shown: String,
}

/// A file of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SentFile {
    pub id: String,
    pub name: String,
    pub description: String,
    pub file_type: FileType,
    pub bytes: u64,
}

/// The body of `GET /requests/{number}`; its version is the `ETag`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Request {
    pub number: RequestNumber,
    pub form: Slug,
    pub kind: Kind,
    pub status: Status,
    pub subject: String,
    pub sent_at: Timestamp,
    pub changed_at: Timestamp,
    /// Who answers, by name; empty when the server does not say (spec D63).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    #[serde(default)]
    pub priority: Priority,
    /// Absent once nothing more is expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// Empty: «Дальнейшие действия не требуются».
    /// When somebody calls, of a callback that is still to come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    pub actions: Vec<RequiredAction>,
    /// Until then, by the server's clock, the content may be edited (spec D53).
    pub editable_until: Timestamp,
    pub fields: Vec<SentField>,
    pub files: Vec<SentFile>,
    pub events: Vec<Event>,
    /// Where a dispute is; `None` for all else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<Stage>,
    #[serde(default)]
    pub level: Level,
    /// The employee who considers it; empty while nobody does (spec E14).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub assignee: String,
    /// The correspondence, oldest first.
    #[serde(default)]
    pub messages: Vec<Message>,
    /// What can be done about a long wait, in the order of its steps; empty once decided.
    #[serde(default)]
    pub waiting: Vec<Rung>,
    /// Until then the applicant may disagree with what was decided; absent where nobody may (spec E49).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reopen_until: Option<Timestamp>,
    /// Absent until the applicant rates (spec H08).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<Rating>,
    /// The latest letter about the request; absent when it goes to no address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notified: Option<Notified>,
    /// What files may be sent along with documents and messages; absent while none may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers: Option<UploadProfile>,
    /// The last day on which a closed request is here, in Moscow; then it is deleted with everything that belongs to it.
    /// Absent before it is closed (spec N39).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept_until: Option<Day>,
    /// Where it was written; absent of what was not sent from the frame of a portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<SentContext>,
}

/// The answer to a new request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    pub key: AccessKey,
    pub request: Request,
    /// Whether it belongs to the person of the session that the call named: then it is among [`crate::session::OwnRequests`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub linked: bool,
}

/// The body of `POST /requests/lookup`. Wrong number and wrong contact get the same answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Lookup {
    /// As typed: the server forgives what [`RequestNumber::parse`] forgives.
    pub number: String,
    /// The phone or the e-mail that the request was sent with.
    pub contact: String,
}

/// The answer to a [`Lookup`] that matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Access {
    pub number: RequestNumber,
    pub key: AccessKey,
}

/// The body of `PATCH /requests/{number}`: values to replace by the names of their fields. What it leaves out stays; an
/// empty value takes one away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Edit {
    pub fields: BTreeMap<String, String>,
}

/// The body of `POST /requests/{number}/documents`: files for a request that waits for them, or may still be
/// edited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewDocuments {
    pub attachments: Vec<AttachmentClaim>,
    #[serde(default)]
    pub comment: String,
}
