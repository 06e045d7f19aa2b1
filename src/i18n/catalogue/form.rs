//! Texts of a form that come while it is read: help beside the questions, the review, changing what was sent.

use opora_contract::rule::Private;

use super::Notice;

/// Help beside the questions of a form.
pub struct Aid {
    pub private: fn(Private) -> String,
    pub good: &'static str,
    pub vague: &'static str,
    pub starters: [&'static str; 5],
    pub several: &'static str,
    pub split: &'static str,
    pub split_done: fn(usize) -> String,
    /// More sentences than needed.
    pub long: fn(usize) -> String,
    pub likely: fn(&str) -> String,
    pub take: &'static str,
    pub templates: &'static str,
    pub templates_lead: &'static str,
    pub insert: &'static str,
    pub inserted: &'static str,
}

pub struct Review {
    pub title: &'static str,
    pub lead: &'static str,
    pub change: &'static str,
    pub back: &'static str,
    pub yes: &'static str,
    /// The questions without an answer.
    pub left_out: fn(&str) -> String,
}

/// Changing a request that was sent.
pub struct Edit {
    pub title: fn(&str) -> String,
    /// Until when, as a time.
    pub lead: fn(&str) -> String,
    pub private_hint: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub leave: &'static str,
    pub back: &'static str,
    pub closed: Notice,
    pub stale: Notice,
    pub not_saved: Notice,
}
