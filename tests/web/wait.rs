//! Waiting for what happens a moment later: by looking, with a deadline, never by sleeping it out.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::set_timeout;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// How long something may take, in milliseconds.
const PATIENCE: f64 = 3_000.0;

/// Waits until `holds` does.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    eventually(what, async || holds().then_some(())).await;
}

/// Looks until there is something.
pub async fn eventually<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let start = js_sys::Date::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        let waited = js_sys::Date::now() - start;
        assert!(waited < PATIENCE, "waited in vain: {what}");
        sleep_millis(5).await;
    }
}

/// Until announcements of the test before have been made: they wait a moment by design.
pub async fn silence() {
    sleep_millis(200).await;
}

/// Lets everything run that could run at once: effects, then what they have started.
pub async fn settled() {
    for _ in 0..3 {
        sleep_millis(0).await;
    }
}

pub async fn sleep_millis(millis: u64) {
    let slept = Promise::new(&mut |resolve, _| {
        let wake = move || {
            resolve.call0(&JsValue::UNDEFINED).unwrap();
        };
        set_timeout(wake, Duration::from_millis(millis));
    });
    JsFuture::from(slept).await.unwrap();
}
