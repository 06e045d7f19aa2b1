//! Small choices of the visitor, kept in `localStorage`: nothing of a request goes here.

use leptos::prelude::{on_cleanup, window_event_listener_untyped};

use super::{place, window};

/// Every key in use, so that two features cannot meet on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Set while the outbox holds something, so that a start need not open the database to know.
    Outbox,
    /// What was searched, the latest first.
    RecentSearches,
    /// How far the guides are, see `crate::guide`.
    Guides,
    /// When the kept requests changed last: other tabs read them again then. Nothing else about them.
    Requests,
    /// What was voted on, see `crate::vote`.
    Votes,
    /// Set once a draft was kept, so that the first page need not open the database to know.
    Drafts,
    /// How often what was opened on the first page, see `pages/home/habit.rs`.
    Habits,
    /// Known outages that the visitor has hidden.
    Outages,
    /// Set when pictures stand still.
    Still,
    /// Set when guides are shown large and plain.
    Simple,
    /// Which news the person wants and when, see `crate::form::notice`.
    Notices,
    /// What was seen of the requests of whom a portal has signed in, see `crate::form::kept::account`.
    Seen,
    /// Whom the portal around has named last, see `crate::embed::owner`.
    Owner,
}

impl Setting {
    /// The name in the browser's storage, see also [`place`]. `opora.language` stands beside these, and how the page looks: see
    /// [`super::look`].
    pub const fn key(self) -> &'static str {
        match self {
            Self::Outbox => "opora.outbox",
            Self::RecentSearches => "opora.searches",
            Self::Guides => "opora.guides",
            Self::Requests => "opora.requests",
            Self::Votes => "opora.votes",
            Self::Drafts => "opora.drafts",
            Self::Habits => "opora.habits",
            Self::Outages => "opora.outages",
            Self::Still => "opora.still",
            Self::Simple => "opora.guides.simple",
            Self::Notices => "opora.notices",
            Self::Seen => "opora.seen",
            Self::Owner => "opora.owner",
        }
    }
}

pub(super) fn storage() -> Option<web_sys::Storage> {
    window()?.local_storage().ok()?
}

/// Whether the browser lets us keep anything: in a frame it may not.
pub fn is_allowed() -> bool {
    storage().is_some()
}

pub fn read(setting: Setting) -> Option<String> {
    storage()?.get_item(&place::named(setting.key())).ok()?
}

/// Keeps the value if the browser lets us, and says whether it did: a full or forbidden storage only forgets a choice.
pub fn write(setting: Setting, value: Option<&str>) -> bool {
    put(&place::named(setting.key()), value)
}

/// [`write`] under a name as it is: those of [`super::look`] are the same everywhere.
pub(super) fn put(key: &str, value: Option<&str>) -> bool {
    storage().is_some_and(|storage| {
        match value {
            Some(value) => storage.set_item(key, value),
            None => storage.remove_item(key),
        }
        .is_ok()
    })
}

/// Calls `changed` when another tab has changed a setting, until the owner is gone.
pub fn on_change(changed: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("storage", move |_| changed());
    on_cleanup(move || handle.remove());
}
