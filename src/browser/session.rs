//! A place for what must survive a reload and cannot wait for the database: written at once, gone with the tab.

use super::window;

fn storage() -> Option<web_sys::Storage> {
    window()?.session_storage().ok()?
}

/// Keeps a text under `key`. A browser that refuses only loses the last moment before a reload.
pub fn keep(key: &str, text: &str) {
    if let Some(storage) = storage() {
        let _kept = storage.set_item(key, text);
    }
}

/// What was kept under `key`; it is there no more after this.
pub fn take(key: &str) -> Option<String> {
    let storage = storage()?;
    let text = storage.get_item(key).ok()??;
    let _removed = storage.remove_item(key);
    Some(text)
}
