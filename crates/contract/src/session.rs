//! Sessions of people whom a portal has signed in: it says who somebody is in a token that it has signed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{key::AccessKey, request::Request, timestamp::Timestamp};

/// Longest token, in bytes.
pub const TOKEN_MAX: usize = 4_096;

/// The body of `POST /sessions`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSession {
    /// A JWT that the portal has signed; good for one session.
    pub token: String,
    /// The origin of the page around the frame, one of the portal's.
    pub origin: String,
}

impl fmt::Debug for NewSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NewSession({}, hidden)", self.origin)
    }
}

/// A secret that stands for somebody until its session ends: 256 bits in base 64. `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct SessionKey(String);

impl SessionKey {
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    /// The secret itself, for a header.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionKey(hidden)")
    }
}

/// Tells one person of a portal from another, and nothing else of them: made by the server, the same at each signing in. Who
/// has it can do nothing with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct OwnerCode(String);

impl OwnerCode {
    #[must_use]
    pub const fn new(text: String) -> Self {
        Self(text)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the portal says of the person; only what it may fill in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Profile {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Profile(hidden)")
    }
}

/// The answer to a [`NewSession`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// For `Authorization: Bearer`. Kept in memory alone.
    pub session: SessionKey,
    pub expires: Timestamp,
    pub profile: Profile,
    /// Whose session it is: one of another person brings another.
    pub owner: OwnerCode,
}

/// A request of the person of a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnRequest {
    pub key: AccessKey,
    pub request: Request,
}

/// The body of `GET /sessions/requests`, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnRequests {
    pub requests: Vec<OwnRequest>,
}
