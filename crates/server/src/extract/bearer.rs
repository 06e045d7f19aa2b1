//! Who calls: an access key of a citizen, or a token of an employee. Both travel in `Authorization: Bearer`.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use opora_contract::key::AccessKey;

use crate::{error::Error, secret, state::App};

/// An access key, still to be compared with what it should open.
#[derive(Clone, Debug)]
pub struct Bearer(AccessKey);

impl Bearer {
    #[must_use]
    pub const fn new(key: AccessKey) -> Self {
        Self(key)
    }

    #[must_use]
    pub fn is(&self, key: &AccessKey) -> bool {
        secret::same(self.0.reveal(), key.reveal())
    }
}

/// What stands behind `Bearer`.
///
/// # Errors
/// [`Error::Unauthorised`].
pub fn token(headers: &HeaderMap) -> Result<&str, Error> {
    let value = headers.get(header::AUTHORIZATION);
    let (scheme, token) = value
        .and_then(|value| value.to_str().ok()?.split_once(' '))
        .ok_or(Error::Unauthorised)?;
    if scheme.eq_ignore_ascii_case("bearer") {
        Ok(token.trim())
    } else {
        Err(Error::Unauthorised)
    }
}

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let key = AccessKey::parse(token(&parts.headers)?);
        key.map(Self).ok_or(Error::Unauthorised)
    }
}

/// An employee, by name.
#[derive(Clone, Debug)]
pub struct Staff {
    pub name: String,
}

impl FromRequestParts<App> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        let token = token(&parts.headers)?;
        // Every token is compared, so that the time does not tell which came close.
        let mut found = None;
        for employee in app.staff() {
            if employee.is(token) {
                found = Some(employee);
            }
        }
        let employee = found.ok_or(Error::Unauthorised)?;
        Ok(Self {
            name: employee.name.clone(),
        })
    }
}
