//! Small choices of the visitor, kept in `localStorage`: nothing of a request goes here.

use super::window;

/// Every key in use, so that two features cannot meet on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Set while the outbox holds something, so that a start need not open the database to know.
    Outbox,
    /// What was searched, the latest first.
    RecentSearches,
}

impl Setting {
    /// The name in the browser's storage. `boot.js` keeps `opora.language` and `opora.theme` beside these.
    const fn key(self) -> &'static str {
        match self {
            Self::Outbox => "opora.outbox",
            Self::RecentSearches => "opora.searches",
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}

pub fn read(setting: Setting) -> Option<String> {
    storage()?.get_item(setting.key()).ok()?
}

/// Keeps the value if the browser lets us: a full or forbidden storage only forgets a choice.
pub fn write(setting: Setting, value: Option<&str>) {
    if let Some(storage) = storage() {
        let _kept = match value {
            Some(value) => storage.set_item(setting.key(), value),
            None => storage.remove_item(setting.key()),
        };
    }
}
