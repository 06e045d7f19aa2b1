//! What can go wrong with a call. One type for all of the API; its words and its JSON are made in [`crate::problem`].

use std::{fmt, sync::Arc};

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use opora_contract::{problem::ProblemCode, violation::Violation};

use crate::{clock::Moment, portal::TokenFault};

pub type Result<T> = std::result::Result<T, Error>;

/// A mistake in a body: where, as an RFC 6901 pointer, and what.
#[derive(Clone, Debug)]
pub struct Flaw {
    pub pointer: String,
    pub violation: Violation,
}

impl Flaw {
    pub fn new(pointer: impl Into<String>, violation: Violation) -> Self {
        Self {
            pointer: pointer.into(),
            violation,
        }
    }

    /// A flaw of a form field. The name may be anybody's: `~` and `/` are escaped.
    #[must_use]
    pub fn field(name: &str, violation: Violation) -> Self {
        let name = name.replace('~', "~0").replace('/', "~1");
        Self::new(format!("/fields/{name}"), violation)
    }
}

/// Why something that is well said may not be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The time to edit is over (spec D53).
    EditWindowPassed,
    /// The status machine has no such step.
    Status,
    /// Another employee has taken it.
    Taken,
    /// A step of a long wait that is possible from then on (spec N07).
    TooEarly(Moment),
    /// Nothing to agree or to disagree with yet (spec E41).
    NotDecided,
    /// The time to disagree is over (spec E49).
    ReopenTermPassed,
    /// The second level has decided (spec E49).
    Final,
    /// Only a closed request is rated (spec H08).
    NotClosed,
    /// A rating is given once.
    Rated,
    /// The applicant left no e-mail.
    NoAddress,
    /// Its applicant has changed it more often than anybody has to.
    Full,
    /// Whoever decided first does not judge the appeal (spec E49).
    OwnDecision,
}

#[derive(Clone, Debug)]
pub enum Error {
    /// Not JSON, not of the documented shape, or a parameter that makes no sense.
    Malformed(Vec<Flaw>),
    Invalid(Vec<Flaw>),
    NotFound,
    Unauthorised,
    /// Why a portal's word about somebody is not taken.
    Token(TokenFault),
    NotAllowed(Refusal),
    Stale,
    IfMatchMissing,
    IdempotencyKeyMissing,
    KeyReused,
    /// The idempotency key is taken, but its request cannot be read yet. Rare: a second call waits for the first and
    /// gets its answer.
    InProgress,
    TooLarge(Vec<Flaw>),
    UnsupportedType(Vec<Flaw>),
    MethodNotAllowed,
    TooManyRequests {
        retry_after_seconds: u64,
    },
    /// The latest letter has gone only now; in so many seconds it may go once more (spec E34).
    JustNotified {
        seconds: u64,
    },
    Unavailable,
    /// The cause is for the log alone.
    Internal(Arc<anyhow::Error>),
}

impl Error {
    #[must_use]
    pub fn invalid(pointer: &str, violation: Violation) -> Self {
        Self::Invalid(vec![Flaw::new(pointer, violation)])
    }

    /// Status and code on the wire.
    #[must_use]
    pub const fn kind(&self) -> (StatusCode, ProblemCode) {
        match self {
            Self::Malformed(_) => (StatusCode::BAD_REQUEST, ProblemCode::Malformed),
            Self::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, ProblemCode::Invalid),
            Self::NotFound => (StatusCode::NOT_FOUND, ProblemCode::NotFound),
            Self::Unauthorised => (StatusCode::UNAUTHORIZED, ProblemCode::Unauthorised),
            Self::Token(TokenFault::Refused) => {
                (StatusCode::UNAUTHORIZED, ProblemCode::TokenRefused)
            }
            Self::Token(TokenFault::Expired) => {
                (StatusCode::UNAUTHORIZED, ProblemCode::TokenExpired)
            }
            Self::NotAllowed(_) => (StatusCode::CONFLICT, ProblemCode::NotAllowed),
            Self::Stale => (StatusCode::PRECONDITION_FAILED, ProblemCode::Stale),
            Self::IfMatchMissing => (
                StatusCode::PRECONDITION_REQUIRED,
                ProblemCode::HeaderMissing,
            ),
            Self::IdempotencyKeyMissing => (StatusCode::BAD_REQUEST, ProblemCode::HeaderMissing),
            Self::KeyReused => (StatusCode::UNPROCESSABLE_ENTITY, ProblemCode::KeyReused),
            Self::InProgress => (StatusCode::CONFLICT, ProblemCode::InProgress),
            Self::TooLarge(_) => (StatusCode::PAYLOAD_TOO_LARGE, ProblemCode::TooLarge),
            Self::UnsupportedType(_) => (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                ProblemCode::UnsupportedType,
            ),
            Self::MethodNotAllowed => (
                StatusCode::METHOD_NOT_ALLOWED,
                ProblemCode::MethodNotAllowed,
            ),
            Self::TooManyRequests { .. } | Self::JustNotified { .. } => {
                (StatusCode::TOO_MANY_REQUESTS, ProblemCode::TooManyRequests)
            }
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, ProblemCode::Unavailable),
            Self::Internal(_) => (StatusCode::INTERNAL_SERVER_ERROR, ProblemCode::Internal),
        }
    }

    /// The error behind a bare status, as routers and layers answer it.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge(Vec::new()),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::UnsupportedType(Vec::new()),
            StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            status if status.is_client_error() => Self::Malformed(Vec::new()),
            status => anyhow::anyhow!("a bare {status}").into(),
        }
    }

    /// Where the flaws are, if this error has any.
    #[must_use]
    pub fn flaws(&self) -> &[Flaw] {
        match self {
            Self::Malformed(flaws)
            | Self::Invalid(flaws)
            | Self::TooLarge(flaws)
            | Self::UnsupportedType(flaws) => flaws,
            _ => &[],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Internal(cause) => write!(f, "{cause:#}"),
            other => write!(f, "{other:?}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(Arc::new(error))
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        if matches!(error, sea_orm::DbErr::ConnectionAcquire(_)) {
            tracing::error!(%error, "no database connection");
            return Self::Unavailable;
        }
        anyhow::Error::from(error).into()
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        anyhow::Error::from(error).into()
    }
}

/// Sets status and headers, and leaves the error itself to [`crate::problem::render`], which knows the language.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.kind().0.into_response();
        match self {
            Self::Unauthorised | Self::Token(_) => {
                let bearer = HeaderValue::from_static("Bearer");
                response
                    .headers_mut()
                    .insert(header::WWW_AUTHENTICATE, bearer);
            }
            Self::TooManyRequests {
                retry_after_seconds,
            }
            | Self::JustNotified {
                seconds: retry_after_seconds,
            } => {
                let seconds = HeaderValue::from(retry_after_seconds);
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            Self::Unavailable => {
                let seconds = HeaderValue::from_static("5");
                response.headers_mut().insert(header::RETRY_AFTER, seconds);
            }
            _ => {}
        }
        response.extensions_mut().insert(self);
        response
    }
}
