//! A place for what must survive a reload and cannot wait for the database: written at once, gone with the tab.

use super::{place, window};

pub(super) fn storage() -> Option<web_sys::Storage> {
    window()?.session_storage().ok()?
}

/// Keeps a text under `key`. A browser that refuses only loses the last moment before a reload.
pub fn keep(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _kept = storage.set_item(&place::named(key), text);
    }
}

/// What is kept under `key`.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(&place::named(key)).ok()?
}

/// Keeps nothing under `key` any more.
pub fn forget(key: &str) {
    if let Some(storage) = storage() {
        let _removed = storage.remove_item(&place::named(key));
    }
}
