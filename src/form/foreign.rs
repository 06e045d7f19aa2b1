//! «Чужое устройство»: somebody else will sit at it next, so nothing of the person stays on it. Chosen for one tab.

use crate::browser::session;

const KEY: &str = "opora.foreign";

/// Whether nothing may be kept.
pub fn is_on() -> bool {
    session::read(KEY).is_some()
}

pub fn set(is_on: bool) {
    if is_on {
        session::keep(KEY, "1");
    } else {
        session::forget(KEY);
    }
}
