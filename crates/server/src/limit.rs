//! How often one visitor may create and look up. In memory of one server: a brake on abuse, not an account.

use std::{convert::Infallible, hash::Hash, net::IpAddr, num::NonZeroU32};

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::Response,
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use opora_contract::number::RequestNumber;

use crate::{
    client,
    error::{Error, Result},
    state::App,
};

/// Look-ups a minute from one address. People mistype a few times; guessing needs millions.
const LOOKUPS_BY_ADDRESS: u32 = 20;
/// Look-ups in a row for one number, whoever asks; one more every ten seconds.
const LOOKUPS_BY_NUMBER: u32 = 10;
const LOOKUP_SECONDS: u32 = 10;
/// Searches a minute from one address that are counted as finding nothing. More is no person.
const MISSES_BY_ADDRESS: u32 = 20;
/// Answers and guides a minute from one address that count as read. Many may share one, an office or a mobile network.
const VIEWS_BY_ADDRESS: u32 = 60;
/// Tokens of portals a minute from one address, good or not.
const TOKENS_BY_ADDRESS: u32 = 60;

/// Letters in a row to one address, whoever asks for them; one more every five minutes. Anybody can name any address.
const LETTERS_BY_ADDRESS: u32 = 12;

/// Counters of one kind; `None` lets everything pass.
struct Limit<K: Hash + Eq + Clone>(Option<DefaultKeyedRateLimiter<K>>);

impl<K: Hash + Eq + Clone> Limit<K> {
    fn check(&self, key: &K) -> Result<()> {
        let Some(limiter) = &self.0 else {
            return Ok(());
        };
        limiter.check_key(key).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Error::TooManyRequests {
                retry_after_seconds: wait.as_secs() + 1,
            }
        })
    }

    fn forget_idle(&self) {
        if let Some(limiter) = &self.0 {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

/// Every limit of the server.
pub struct Limits {
    creating: Limit<IpAddr>,
    lookup_address: Limit<IpAddr>,
    lookup_number: Limit<RequestNumber>,
    miss: Limit<IpAddr>,
    view: Limit<IpAddr>,
    token: Limit<IpAddr>,
    letter: Limit<String>,
}

impl Limits {
    /// With so many creating calls a minute from an address; 0 is no limit on anything.
    #[must_use]
    pub fn new(creating_per_minute: u32) -> Self {
        let number = NonZeroU32::new(LOOKUPS_BY_NUMBER)
            .zip(NonZeroU32::new(60 / LOOKUP_SECONDS))
            .map(|(burst, refill)| Quota::per_minute(refill).allow_burst(burst));
        let letter = NonZeroU32::new(LETTERS_BY_ADDRESS).map(Quota::per_hour);
        let on = creating_per_minute > 0;
        let by_address = |count| {
            let quota = per_minute(count).filter(|_| on);
            Limit(quota.map(RateLimiter::keyed))
        };
        Self {
            creating: by_address(creating_per_minute),
            lookup_address: by_address(LOOKUPS_BY_ADDRESS),
            lookup_number: Limit(number.filter(|_| on).map(RateLimiter::keyed)),
            miss: by_address(MISSES_BY_ADDRESS),
            view: by_address(VIEWS_BY_ADDRESS),
            token: by_address(TOKENS_BY_ADDRESS),
            letter: Limit(letter.filter(|_| on).map(RateLimiter::keyed)),
        }
    }

    /// Counts a search that found nothing. Apart from what creates: searching must not use that up.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub fn miss(&self, visitor: &Visitor) -> Result<()> {
        self.miss.check(&visitor.0)
    }

    /// Counts an answer or a guide that is read.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`]: it is served all the same, but not counted.
    pub fn view(&self, visitor: &Visitor) -> Result<()> {
        self.view.check(&visitor.0)
    }

    /// Counts a token of a portal.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub fn token(&self, visitor: &Visitor) -> Result<()> {
        self.token.check(&visitor.0)
    }

    /// Counts a look-up of a number, found or not.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub fn lookup(&self, number: RequestNumber) -> Result<()> {
        self.lookup_number.check(&number)
    }

    /// Counts a letter to an address.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`].
    pub fn letter(&self, address: &str) -> Result<()> {
        // Nobody remembers which letters of an address were capital.
        self.letter.check(&address.to_lowercase())
    }

    /// Frees the memory of visitors who have not called for a while.
    pub fn forget_idle(&self) {
        self.creating.forget_idle();
        self.lookup_address.forget_idle();
        self.lookup_number.forget_idle();
        self.miss.forget_idle();
        self.view.forget_idle();
        self.token.forget_idle();
        self.letter.forget_idle();
    }
}

/// Whoever calls, as limits count them.
pub struct Visitor(IpAddr);

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        app: &App,
    ) -> std::result::Result<Self, Infallible> {
        let trust_proxy = app.config().trust_proxy;
        let address = client::address(&parts.extensions, &parts.headers, trust_proxy);
        Ok(Self(address))
    }
}

fn per_minute(count: u32) -> Option<Quota> {
    NonZeroU32::new(count).map(Quota::per_minute)
}

/// The layer on routes that create: counts POST calls by address.
pub async fn creating(State(app): State<App>, request: Request, next: Next) -> Result<Response> {
    if request.method() == Method::POST {
        app.limits().creating.check(&address(&app, &request))?;
    }
    Ok(next.run(request).await)
}

/// The layer on the look-up.
pub async fn lookup(State(app): State<App>, request: Request, next: Next) -> Result<Response> {
    app.limits()
        .lookup_address
        .check(&address(&app, &request))?;
    Ok(next.run(request).await)
}

fn address(app: &App, request: &Request) -> IpAddr {
    let trust_proxy = app.config().trust_proxy;
    client::address(request.extensions(), request.headers(), trust_proxy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_visitor_has_a_limit_of_their_own_and_zero_is_none() {
        let limits = Limits::new(2);
        let (one, other) = (IpAddr::from([1, 1, 1, 1]), IpAddr::from([2, 2, 2, 2]));
        assert!(limits.creating.check(&one).is_ok());
        assert!(limits.creating.check(&one).is_ok());
        let refused = limits.creating.check(&one).unwrap_err();
        assert!(
            matches!(refused, Error::TooManyRequests { retry_after_seconds } if retry_after_seconds <= 31)
        );
        assert!(limits.creating.check(&other).is_ok());

        let none = Limits::new(0);
        assert!((0..1_000).all(|_| none.creating.check(&one).is_ok()));
        let number = RequestNumber::from_random([1; 7]);
        assert!((0..1_000).all(|_| none.lookup(number).is_ok()));
        assert!((0..1_000).all(|_| none.letter("anna@example.ru").is_ok()));
    }

    #[test]
    fn nobody_gets_letters_without_end() {
        let limits = Limits::new(1);
        let sent = (0..1_000).filter(|_| limits.letter("anna@example.ru").is_ok());
        assert_eq!(sent.count(), 12);
        assert!(limits.letter("Anna@Example.ru").is_err());
        assert!(limits.letter("ivan@example.ru").is_ok());
    }
}
