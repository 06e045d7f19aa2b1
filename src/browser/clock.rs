//! The server's clock on a device whose own may be wrong, minute by minute.

use js_sys::{Date, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::{connection, timer, window};

/// Length of `2026-11-20T09:30:00`.
const SECOND: usize = 19;
/// How often the device is asked for its time, in seconds: an edge of the hours shows at most so much later.
const PACE: u64 = 5;

/// How far the server's clock is ahead of this device's, in milliseconds, by the `Date` of an answer that has just come.
/// 0 where none is known: of an answer that was kept for times without a connection the date is an old one.
pub fn ahead(date: &str) -> f64 {
    let server = Date::parse(date);
    if server.is_nan() || !is_online() {
        return 0.0;
    }
    // The header has whole seconds: half a second is the best guess of the rest.
    server + 500.0 - Date::now()
}

/// Milliseconds until a moment, by this device's clock; negative once it is over.
pub fn millis_until(moment: &str) -> f64 {
    Date::parse(moment) - Date::now()
}

/// The moment by the server's clock: `2026-11-20T09:30:00Z`.
pub fn now(ahead: f64) -> String {
    let date = Date::new(&JsValue::from_f64(Date::now() + ahead));
    let text = String::from(date.to_iso_string());
    format!("{}Z", text.get(..SECOND).unwrap_or_default())
}

/// [`now`], which changes with every second that is looked at. It looks at once when the page is looked at again: timers
/// of hidden pages sleep.
pub fn ticking(ahead: RwSignal<f64>) -> RwSignal<String> {
    let moment = RwSignal::new(now(ahead.get_untracked()));
    let look = move || {
        if let Some(ahead) = ahead.try_get_untracked() {
            moment.try_set(now(ahead));
        }
    };
    timer::every_seconds(PACE, look);
    connection::on_wake(look);
    Effect::new(move |_| {
        moment.set(now(ahead.get()));
    });
    moment
}

fn is_online() -> bool {
    let navigator = window().and_then(|window| Reflect::get(&window, &"navigator".into()).ok());
    let online = navigator.and_then(|navigator| Reflect::get(&navigator, &"onLine".into()).ok());
    online.and_then(|online| online.as_bool()).unwrap_or(true)
}
