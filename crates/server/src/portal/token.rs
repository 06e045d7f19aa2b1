//! A token in which a portal says who somebody is: a JWT (RFC 7519) that it has signed, for this server, for minutes.
//!
//! The caller's page says which portal it is, and so which key and which algorithm; nothing of the token is believed
//! before its signature is. Nothing of it reaches a log or an answer.

use std::collections::HashSet;

use jsonwebtoken::Validation;
use opora_contract::{
    portal::PrefillField,
    rule,
    session::{Profile, TOKEN_MAX},
};
use serde::Deserialize;

use super::{Portal, key::Key};
use crate::clock::Moment;

/// How far the clock of a portal may be from ours.
const LEEWAY_SECONDS: i64 = 30;
/// How long a token may be good for.
const LIFE_SECONDS_MAX: i64 = 600;
/// Longest name of a person or a token, in characters.
const NAME_MAX: usize = 200;

/// Why a token is good for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFault {
    /// It was good, and its time is over.
    Expired,
    /// Whatever else is wrong: who forges one learns nothing from the answer.
    Refused,
}

/// Who somebody is to a portal.
pub struct Identity {
    /// As the portal calls the person.
    pub subject: String,
    /// What the token is called: it is good once.
    pub token: String,
    /// Until then the token could come again.
    pub until: Moment,
    pub profile: Profile,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    aud: Audience,
    sub: String,
    exp: i64,
    iat: i64,
    jti: String,
    #[serde(default)]
    nbf: Option<i64>,
    // A portal that knows none may say so by `null`.
    name: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

/// One, or a list of several.
#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    fn has(&self, audience: &str) -> bool {
        match self {
            Self::One(one) => one == audience,
            Self::Several(several) => several.iter().any(|one| one == audience),
        }
    }
}

impl Portal {
    /// Reads a token of this portal for `audience`; `None` when the portal signs nobody in.
    #[must_use]
    pub fn identity(
        &self,
        token: &str,
        audience: &str,
        now: Moment,
    ) -> Option<Result<Identity, TokenFault>> {
        let key = self.key.as_ref()?;
        let claims = verified(key, token).filter(|claims| self.made(claims, audience, now));
        Some(claims.ok_or(TokenFault::Refused).and_then(|claims| {
            let until = Moment(claims.exp.saturating_add(LEEWAY_SECONDS));
            if now >= until {
                return Err(TokenFault::Expired);
            }
            let profile = self.profile(&claims);
            Ok(Identity {
                subject: claims.sub,
                token: claims.jti,
                until,
                profile,
            })
        }))
    }

    /// Whether this portal has made it for us, for one person and a short time.
    fn made(&self, claims: &Claims, audience: &str, now: Moment) -> bool {
        let life = claims.exp.checked_sub(claims.iat);
        let soon = now.0.saturating_add(LEEWAY_SECONDS);
        claims.iss == self.id.as_str()
            && !audience.is_empty()
            && claims.aud.has(audience)
            && is_name(&claims.sub)
            && is_name(&claims.jti)
            && life.is_some_and(|life| (1..=LIFE_SECONDS_MAX).contains(&life))
            && claims.iat <= soon
            && claims.nbf.is_none_or(|from| from <= soon)
    }

    /// What the portal may fill in, as forms would take it; what they would refuse is left out.
    fn profile(&self, claims: &Claims) -> Profile {
        let wanted = |field| self.prefill.contains(&field);
        let kept =
            |field, value: Option<String>| value.filter(|_| wanted(field)).unwrap_or_default();
        let name = claims.name.as_deref().map(|name| name.trim().to_owned());
        let email = claims.email.as_deref();
        let phone = claims.phone.as_deref();
        Profile {
            name: kept(PrefillField::Name, name.filter(|name| is_name(name))),
            email: kept(
                PrefillField::Email,
                email.and_then(|email| rule::email(email).ok()),
            ),
            phone: kept(
                PrefillField::Phone,
                phone.and_then(|phone| rule::phone(phone).ok()),
            ),
        }
    }
}

/// The claims, once the signature is known to be the key's.
fn verified(key: &Key, token: &str) -> Option<Claims> {
    if token.len() > TOKEN_MAX {
        return None;
    }
    let mut validation = Validation::new(key.algorithm);
    // Times are judged by our clock, and the others by `Portal::made`, which leaves none out.
    validation.required_spec_claims = HashSet::new();
    validation.validate_exp = false;
    validation.validate_aud = false;
    let read = jsonwebtoken::decode::<Claims>(token, &key.decoding, &validation).ok()?;
    // Whatever it is that must be understood, we do not (RFC 7515, 4.1.11).
    read.header.crit.is_none().then_some(read.claims)
}

fn is_name(text: &str) -> bool {
    (1..=NAME_MAX).contains(&text.chars().count()) && !text.chars().any(char::is_control)
}
