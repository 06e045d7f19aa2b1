//! What the first page says.

use opora_contract::contact::Desk;

pub struct Home {
    pub title: &'static str,
    pub lead: &'static str,
    pub placeholder: &'static str,
    pub search: &'static str,
    pub popular: &'static str,
    pub situations: &'static str,
    /// «Самообслуживание».
    pub guides: &'static str,
    pub all_guides: &'static str,
    pub account: &'static str,
    pub minutes: fn(u32) -> String,
    pub directions: &'static str,
    pub all_topics: &'static str,
    pub answers: fn(usize) -> String,
    pub updates: &'static str,
    pub checked: fn(&str) -> String,
    pub write: &'static str,
    pub write_detail: &'static str,
    pub follow: &'static str,
    pub follow_detail: &'static str,
    pub contacts: &'static str,
    /// Which way is the quickest, as the desk is now (spec N29).
    pub advice: fn(Desk) -> &'static str,
    pub callback: &'static str,
    pub all_contacts: &'static str,
    pub why: &'static str,
    pub why_detail: &'static str,
    /// A name and how often it was opened.
    pub opened: fn(&str, u32) -> String,
    pub usual: &'static str,
    pub usual_done: &'static str,
}

/// What this device knows of the visitor, and known outages: it comes with a chunk of its own.
pub struct Own {
    pub title: &'static str,
    /// Number and status.
    pub request: fn(&str, &str) -> String,
    pub action: fn(&str) -> String,
    pub no_action: &'static str,
    /// When the server was asked last.
    pub as_of: fn(&str) -> String,
    pub guide: &'static str,
    /// Steps that are done, of how many.
    pub done: fn(usize, usize) -> String,
    pub draft: &'static str,
    pub untitled: &'static str,
    pub saved: fn(&str) -> String,
    pub all: &'static str,
    pub hide: &'static str,
    pub hidden: &'static str,
    pub outage: fn(&str) -> String,
}
