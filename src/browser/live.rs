//! The announcer: polite messages for screen readers.

use super::{document, timer};

/// Ids of the two regions in `index.html`. They take turns, so that the same words are read again.
const REGIONS: [&str; 2] = ["live-a", "live-b"];

/// Says `message` without moving the focus. Waits a moment, so that the words do not drown in a focus change.
pub fn announce(message: &str) {
    let message = message.to_owned();
    timer::after_millis(150, move || {
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
