//! Timers that end with their owner.

use std::time::Duration;

use leptos::prelude::*;

/// Runs `work` once, later. Not bound to an owner: for effects on the page as a whole.
pub fn after_millis(millis: u64, work: impl FnOnce() + 'static) {
    set_timeout(work, Duration::from_millis(millis));
}

/// Runs `work` again and again until the owner is gone.
pub fn every_seconds(seconds: u64, work: impl Fn() + 'static) {
    // Without a timer there is only no refresh; the page has a button for it.
    if let Ok(handle) = set_interval_with_handle(work, Duration::from_secs(seconds)) {
        on_cleanup(move || handle.clear());
    }
}
