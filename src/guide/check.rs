//! Checks that a device answers by itself.

use opora_contract::{form::Kind, guide::Check, request::Request, status::Status};

use crate::{
    api::{self, ApiError, Client},
    browser::ability,
    form::kept::{self, KeptRequest},
};

/// What a check has found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Good,
    /// The status of the request opened last.
    Status {
        number: String,
        kind: Kind,
        status: Status,
    },
    Bad,
    /// Nobody could be asked.
    Unreachable,
}

impl Verdict {
    pub const fn is_good(&self) -> bool {
        !matches!(self, Self::Bad | Self::Unreachable)
    }

    const fn of(is_good: bool) -> Self {
        if is_good { Self::Good } else { Self::Bad }
    }
}

/// Whether the check waits for a press: a browser asks people only then.
pub const fn waits(check: Check) -> bool {
    matches!(check, Check::Notifications)
}

/// Runs the check.
pub async fn run(check: Check, client: &Client) -> Verdict {
    match check {
        Check::Browser => Verdict::of(ability::is_modern()),
        Check::Cookies => Verdict::of(ability::has_cookies()),
        // This runs.
        Check::Javascript | Check::Unknown => Verdict::Good,
        Check::Connection => Verdict::of(client.contacts().await.is_ok()),
        Check::Notifications => Verdict::of(ability::may_notify().await),
        Check::Status => status(client).await,
    }
}

/// The status of the latest request that this device can open.
async fn status(client: &Client) -> Verdict {
    let kept = kept::all().await.unwrap_or_default();
    for KeptRequest { number, key, .. } in kept {
        let read = client.request(number, &key).await;
        if matches!(read, Err(ApiError::Offline | ApiError::Timeout)) {
            return Verdict::Unreachable;
        }
        if let Ok(request) = read.and_then(|text| api::parse::<Request>(&text)) {
            return Verdict::Status {
                number: number.to_string(),
                kind: request.kind,
                status: request.status,
            };
        }
    }
    Verdict::Bad
}
