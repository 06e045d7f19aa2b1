//! Which news the person wants, how and when: kept on this device, told to the requests that it keeps.

use opora_contract::{
    key::AccessKey,
    number::RequestNumber,
    request::{Channel, News, Preferences, UtcOffset},
};
use serde::{Deserialize, Serialize};

use super::{foreign, kept};
use crate::{
    api::Client,
    browser::{
        json,
        setting::{self, Setting},
        zone,
    },
};

/// How many requests are told at once: those that were sent last.
const MOST: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Chosen {
    preferences: Preferences,
    /// Whether every request of this device knows.
    #[serde(default)]
    is_told: bool,
}

fn chosen() -> Option<Chosen> {
    json::parse(&setting::read(Setting::Notices)?)
}

fn write(chosen: &Chosen) -> bool {
    let text = serde_json::to_string(chosen).ok();
    text.is_some_and(|text| setting::write(Setting::Notices, Some(&text)))
}

/// What was chosen, by the clocks of now; `None` where nothing was, so that the server does what it usually does.
pub fn read() -> Option<Preferences> {
    Some(timely(chosen()?.preferences))
}

/// Quiet hours are those of the place where the person is.
fn timely(mut preferences: Preferences) -> Preferences {
    if let (Some(quiet), Some(offset)) = (&mut preferences.quiet, utc_offset()) {
        quiet.utc_offset = offset;
    }
    preferences
}

/// How far the clocks of the person are from UTC.
pub fn utc_offset() -> Option<UtcOffset> {
    UtcOffset::new(zone::minutes_ahead())
}

/// Keeps what was chosen; `false` when the device refuses. The requests are to be told: see [`tell`].
pub fn choose(preferences: Preferences) -> bool {
    write(&Chosen {
        preferences: timely(preferences),
        is_told: false,
    })
}

/// What goes along with a new request. On a strange device the choice is somebody else's.
pub fn for_new_request() -> Option<Preferences> {
    if foreign::is_on() { None } else { read() }
}

/// Whether a notification of the browser may be shown now.
pub fn may_show(news: News) -> bool {
    let Some(preferences) = read() else {
        return true;
    };
    preferences.channel != Channel::App
        && preferences.wants(news)
        && preferences.quiet_until(zone::now()).is_none()
}

/// How telling went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Requests that know now.
    pub requests: usize,
    /// Requests that could not be reached.
    pub left: usize,
}

/// Tells every open request of this device what was chosen.
pub async fn tell(client: &Client) -> Told {
    let mut told = Told::default();
    let Some(preferences) = read().filter(|_| !foreign::is_on()) else {
        return told;
    };
    let requests = kept::all().await.unwrap_or_default().into_iter();
    for request in requests.filter(|request| !request.is_over()).take(MOST) {
        match client
            .prefer(request.number, &request.key, &preferences)
            .await
        {
            Ok(()) => told.requests += 1,
            Err(error) if error.is_retryable() => told.left += 1,
            // Its key opens nothing any more: nobody is to be told.
            Err(_) => {}
        }
    }
    // Meanwhile something else may have been chosen.
    if told.left == 0 && read().as_ref() == Some(&preferences) {
        write(&Chosen {
            preferences,
            is_told: true,
        });
    }
    told
}

/// [`tell`] where somebody has not been told yet, or the clocks have been put forward or back since.
pub async fn catch_up(client: &Client) {
    let is_due = |chosen: &Chosen| {
        !chosen.is_told || timely(chosen.preferences.clone()) != chosen.preferences
    };
    if chosen().as_ref().is_some_and(is_due) {
        tell(client).await;
    }
}

/// Tells a request that has just come to this device.
pub async fn tell_one(client: &Client, number: RequestNumber, key: &AccessKey) {
    if let Some(preferences) = for_new_request() {
        // It was found: if it cannot be told now, its page tells it with the next change.
        let _told = client.prefer(number, key, &preferences).await;
    }
}
