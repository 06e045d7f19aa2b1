//! What the receipt of a request says.

use opora_contract::form::Kind;

/// Shown once a request has been sent, and printed.
pub struct Receipt {
    pub title: &'static str,
    pub number: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    pub print: &'static str,
    pub calendar: &'static str,
    /// Title of the calendar's entry; the argument is the number.
    pub event: fn(&str) -> String,
    /// What the entry says besides; the argument is the address of the request.
    pub event_detail: fn(&str) -> String,
    pub next: &'static str,
    /// The moment of sending.
    pub registered: fn(&str) -> String,
    /// Until when, by the clock.
    pub editable: fn(&str) -> String,
    /// The department; empty where it is not known.
    pub considered: fn(&str) -> String,
    /// What comes of a request of this kind, and the term.
    pub answered: fn(Kind, &str) -> String,
    /// A document follows a positive decision.
    pub document: &'static str,
    pub watch: &'static str,
    pub phone: &'static str,
    pub phone_detail: &'static str,
    /// What the code is, for those who do not see it.
    pub code: &'static str,
    pub copy_link: &'static str,
    pub link_copied: &'static str,
    pub link_failed: &'static str,
    // Names of the facts on paper.
    pub subject: &'static str,
    pub sent: &'static str,
    pub term: &'static str,
    pub department: &'static str,
    pub address: &'static str,
}
