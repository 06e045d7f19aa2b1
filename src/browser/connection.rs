//! When to try again, and whether anybody looks.

use leptos::prelude::*;

use super::document;

/// Calls `wake` when trying again makes sense: the line is back, or the page is looked at again.
pub fn on_wake(wake: impl Fn() + Clone + 'static) {
    let online = wake.clone();
    let handle = window_event_listener_untyped("online", move |_| online());
    on_cleanup(move || handle.remove());
    let handle = window_event_listener_untyped("focus", move |_| wake());
    on_cleanup(move || handle.remove());
}

/// Whether somebody can see the page now.
pub fn is_visible() -> bool {
    document().is_none_or(|document| !document.hidden())
}
