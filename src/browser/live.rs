//! The announcer: polite messages for screen readers.

use std::cell::RefCell;

use super::{document, timer};

/// Ids of the two regions in `index.html`. They take turns, so that the same words are read again.
const REGIONS: [&str; 2] = ["live-a", "live-b"];

thread_local! {
    /// What is to be said next: what comes at once is said together, or the last would silence the others.
    static NEXT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Says `message` without moving the focus. Waits a moment, so that the words do not drown in a focus change.
pub fn announce(message: &str) {
    let is_first = NEXT.with_borrow_mut(|next| {
        let is_first = next.is_empty();
        if !is_first {
            next.push_str(". ");
        }
        next.push_str(message);
        is_first
    });
    if !is_first {
        return;
    }
    timer::after_millis(150, move || {
        let message = NEXT.take();
        let Some(document) = document() else { return };
        let [first, second] = REGIONS.map(|id| document.get_element_by_id(id));
        let (Some(first), Some(second)) = (first, second) else {
            return;
        };
        let (spoken, silent) = if first.text_content().unwrap_or_default().is_empty() {
            (first, second)
        } else {
            (second, first)
        };
        silent.set_text_content(None);
        spoken.set_text_content(Some(&message));
    });
}
