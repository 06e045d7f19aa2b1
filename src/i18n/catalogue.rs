//! The list of texts, grouped by where they are read. Each language fills every field.

mod answer;
mod embed;
mod files;
mod form;
mod guide;
mod home;
mod intake;
mod reach;
mod receipt;
mod requests;
mod setting;
mod stock;
mod tracker;

use opora_contract::status::Status;

pub use self::{
    answer::{Care, Directions},
    embed::{Embed, Told},
    files::{Assistant, Files},
    form::{Aid, Edit, Review},
    guide::{Guide, Guides},
    home::{Home, Own},
    intake::Intake,
    reach::Reach,
    receipt::Receipt,
    requests::{Figures, Requests},
    setting::{Notices, Setting},
    stock::{Kind, Stock},
    tracker::Tracker,
};

/// What more than one page says.
pub struct Shell {
    pub site: &'static str,
    pub operator: &'static str,
    pub write: &'static str,
    pub breadcrumbs: &'static str,
}

/// What is said of requests that could not be sent at once.
pub struct Outbox {
    /// How many wait for a connection.
    pub waiting: fn(usize) -> String,
    /// How many wait for their author.
    pub refused: fn(usize) -> String,
    /// One has left; the argument is its number.
    pub sent: fn(&str) -> String,
}

/// Loading, failure, retry.
pub struct Remote {
    pub loading: &'static str,
    pub retry: &'static str,
    pub offline: Notice,
    pub timeout: Notice,
    pub unexpected: Notice,
}

/// What happened, and what was kept and can be done now.
#[derive(Clone, Copy)]
pub struct Notice {
    pub title: &'static str,
    pub detail: &'static str,
}

pub struct Faq {
    pub title: &'static str,
    pub lead: &'static str,
    pub checked: fn(&str) -> String,
    pub note: &'static str,
    pub related: &'static str,
    pub guide: &'static str,
    pub helpful: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub thanks: &'static str,
    pub what_is_missing: &'static str,
    pub what_is_missing_hint: &'static str,
    pub send_comment: &'static str,
    pub vote_failed: &'static str,
    pub not_helped: &'static str,
}

pub struct Search {
    pub title: &'static str,
}

/// Results of a search, and the suggestions under a search box.
pub struct Suggest {
    pub results_for: fn(&str) -> String,
    pub found: fn(usize) -> String,
    pub understood: fn(&str) -> String,
    pub empty: &'static str,
    pub empty_detail: &'static str,
    pub topics: &'static str,
    pub all_topics: &'static str,
    pub label: &'static str,
    pub answers: &'static str,
    pub guides: &'static str,
    pub forms: &'static str,
    pub contacts: &'static str,
    pub recent: &'static str,
    pub forget: &'static str,
    pub forgotten: &'static str,
    pub count: fn(usize) -> String,
    pub none: &'static str,
    pub similar: &'static str,
    pub new_tab: &'static str,
}

pub struct Contacts {
    pub title: &'static str,
    /// Until when, then the least and the longest wait in minutes.
    pub open: fn(&str, u16, u16) -> String,
    /// In how many days, on which weekday from Monday 0, and when the desk opens.
    pub closed: fn(u16, u16, &str) -> String,
}

pub struct Form {
    pub choose_title: &'static str,
    pub optional: &'static str,
    pub required_note: &'static str,
    pub errors: &'static str,
    pub error_prefix: &'static str,
    pub check: &'static str,
    pub send: &'static str,
    pub sending: &'static str,
    pub saved: fn(&str) -> String,
    pub saving_failed: &'static str,
    /// The device is a strange one.
    pub saving_off: &'static str,
    pub foreign_on: &'static str,
    pub foreign_off: &'static str,
    pub keeping: &'static str,
    pub restored: &'static str,
    pub discard: &'static str,
    pub discarded: &'static str,
    pub leave_aside: &'static str,
    pub left_aside: &'static str,
    /// Which answers a link has filled in.
    pub from_link: fn(&str) -> String,
    pub repair: fn(&str) -> String,
    /// An entry of a group: its name and its number.
    pub entry: fn(&str, usize) -> String,
    pub add_entry: fn(&str) -> String,
    pub remove_entry: fn(&str) -> String,
    pub removed_entry: fn(&str) -> String,
    /// What a consent agrees to.
    pub terms: &'static str,
    pub counter: fn(usize, usize) -> String,
    pub counter_over: fn(usize) -> String,
    pub megabytes: fn(u64) -> String,
    pub not_sent: Notice,
    pub not_sent_foreign: &'static str,
    pub queued: Notice,
    pub queued_all: &'static str,
    pub queued_next: &'static str,
}

pub struct Request {
    pub change: &'static str,
    /// Until when, as a time.
    pub change_until: fn(&str) -> String,
    pub title: fn(&str) -> String,
    /// The status as a sentence.
    pub sentence: fn(Status) -> &'static str,
    pub term_day: fn(&str) -> String,
    pub term_range: fn(&str, &str) -> String,
    pub actions: &'static str,
    pub no_actions: &'static str,
    pub due: fn(&str) -> String,
    pub timeline: &'static str,
    pub done: &'static str,
    pub current: &'static str,
    pub ahead: &'static str,
    pub journal: &'static str,
    pub journal_when: &'static str,
    pub journal_who: &'static str,
    pub journal_what: &'static str,
    pub applicant: &'static str,
    pub system: &'static str,
    pub staff: &'static str,
    pub sent: &'static str,
    pub files: &'static str,
    pub refresh: &'static str,
    pub refreshed: fn(&str) -> String,
    pub changed: fn(&str) -> String,
    pub locked: &'static str,
    pub locked_detail: &'static str,
    pub event: fn(opora_contract::request::EventKind) -> &'static str,
}

pub struct Missing {
    pub title: &'static str,
    pub detail: &'static str,
    pub home: &'static str,
}
