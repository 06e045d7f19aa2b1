//! When to try again, and whether anybody looks.

use leptos::prelude::*;

use super::{document, window};

/// Calls `wake` when trying again makes sense: the line is back, or the page is looked at again.
pub fn on_wake(wake: impl Fn() + Clone + 'static) {
    let online = wake.clone();
    let handle = window_event_listener_untyped("online", move |_| online());
    on_cleanup(move || handle.remove());
    let handle = window_event_listener_untyped("focus", move |_| wake());
    on_cleanup(move || handle.remove());
}

/// Has the service worker send what waits once the line is back, where there is Background Sync: `offline.js` listens.
pub fn ask_for_sync() {
    if let (Some(window), Ok(event)) = (window(), web_sys::Event::new("opora:waits")) {
        let _told = window.dispatch_event(&event);
    }
}

/// Whether somebody can see the page now.
pub fn is_visible() -> bool {
    document().is_none_or(|document| !document.hidden())
}

/// Calls `hide` when nobody looks any more: another tab, another app, or the page is about to go.
pub fn on_hidden(hide: impl Fn() + 'static) {
    let hidden = move |_: web_sys::Event| {
        if !is_visible() {
            hide();
        }
    };
    let handle = window_event_listener_untyped("visibilitychange", hidden);
    on_cleanup(move || handle.remove());
}
