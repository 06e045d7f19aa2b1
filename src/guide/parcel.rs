//! What a person takes along from a guide to a form: which guide, which step, what was tried. Kept until a form takes
//! it, shown there as a text of the person's own, which can be edited or dropped.

use crate::browser::session;

const KEY: &str = "opora.parcel";

/// Leaves a text for the form that opens next.
pub fn leave(text: &str) {
    if text.is_empty() {
        forget();
    } else {
        session::keep(KEY, text);
    }
}

/// Takes what was left, once.
pub fn take() -> Option<String> {
    let text = session::read(KEY)?;
    forget();
    Some(text)
}

/// Leaves nothing after all.
pub fn forget() {
    session::forget(KEY);
}
