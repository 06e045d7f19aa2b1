//! Whether the device believes that it is connected, and when to try again.

use leptos::prelude::*;

use super::{document, window};

/// The browser's belief. `true` is a guess (a router without a line counts), `false` is certain.
pub fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// [`is_online`] as a signal, until the owner is gone.
pub fn online() -> ReadSignal<bool> {
    let (online, set_online) = signal(is_online());
    for event in ["online", "offline"] {
        let handle = window_event_listener_untyped(event, move |_| set_online.set(is_online()));
        on_cleanup(move || handle.remove());
    }
    online
}

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
