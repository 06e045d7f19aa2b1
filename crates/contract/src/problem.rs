//! Errors on the wire: RFC 9457 `application/problem+json`.

use serde::{Deserialize, Serialize};

use crate::{language::Language, violation::Violation};

/// The media type of a [`Problem`].
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What went wrong, for a program; people read `title` and `detail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The body is not JSON, or not of the documented shape.
    Malformed,
    /// Fields break rules: see `errors`.
    Invalid,
    NotFound,
    /// The key is absent, wrong or not for this thing.
    Unauthorised,
    /// What should say who somebody is says so to nobody: forged, used before, of another portal or for another server.
    TokenRefused,
    /// The same, only too late: the portal makes a new one.
    TokenExpired,
    /// The status machine, or the passing of time, does not allow this now.
    NotAllowed,
    /// Somebody changed it since it was read: read again, then decide.
    Stale,
    /// A header that the call needs is absent (`If-Match`, `Idempotency-Key`).
    HeaderMissing,
    /// The same idempotency key came with another body.
    KeyReused,
    /// The first call with this idempotency key is still being answered.
    InProgress,
    TooLarge,
    UnsupportedType,
    MethodNotAllowed,
    TooManyRequests,
    Unavailable,
    Internal,
    #[serde(other)]
    Unknown,
}

/// One field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// RFC 6901 pointer into the request body, for example `/fields/email`.
    pub pointer: String,
    /// [`Violation::code`]; a newer server may send one that this program does not know.
    pub code: String,
    /// What is wrong and how to mend it, in the language of the call.
    pub message: String,
}

impl FieldProblem {
    #[must_use]
    pub fn new(pointer: impl Into<String>, violation: &Violation, language: Language) -> Self {
        Self {
            pointer: pointer.into(),
            code: violation.code().to_owned(),
            message: violation.message(language),
        }
    }
}

/// The body of every answer of 400 and above.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    pub status: u16,
    pub code: ProblemCode,
    /// What happened, in a few words of the language of the call.
    pub title: String,
    /// What was kept and what to do now.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// The id that the server's log knows this call by; a person can quote it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
}

impl Problem {
    /// The name of the form field that `pointer` leads to, if it leads to one.
    #[must_use]
    pub fn field_of(pointer: &str) -> Option<&str> {
        pointer
            .strip_prefix("/fields/")
            .filter(|name| !name.contains('/'))
    }
}
