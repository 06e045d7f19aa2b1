//! What is said of all that the device keeps.

pub struct Stock {
    pub title: &'static str,
    pub lead: &'static str,
    pub outbox: Kind,
    pub drafts: Kind,
    pub files: Kind,
    pub requests: Kind,
    pub copies: Kind,
    pub searches: Kind,
    pub guides: Kind,
    pub settings: Kind,
    pub pages: Kind,
    pub empty: &'static str,
    pub clear: &'static str,
    /// The name of what a button clears, for ears.
    pub clear_of: fn(&str) -> String,
    pub clear_all: &'static str,
    pub all: &'static str,
    pub all_loss: &'static str,
    /// What else goes that frames in other portals keep, and what does not.
    pub elsewhere: &'static str,
    /// Requests that would be lost unsent, by name.
    pub unsent: fn(&str) -> String,
    pub undone: &'static str,
    pub confirm: &'static str,
    pub confirm_all: &'static str,
    pub keep: &'static str,
    /// What was cleared.
    pub done: fn(&str) -> String,
    pub failed: &'static str,
    pub bytes: fn(u64) -> String,
}

/// A kind of what is kept.
pub struct Kind {
    pub title: &'static str,
    /// How many there are.
    pub count: fn(usize) -> String,
    /// What goes with it.
    pub loss: &'static str,
}
