//! What the page of a request says besides its status: correspondence, a long wait, the decision, papers.

use opora_contract::{
    request::Step,
    standing::{Level, Stage},
};

use super::Notice;

/// The page of one request.
pub struct Tracker {
    // The number.
    pub copy: &'static str,
    pub copied: &'static str,
    pub copy_failed: &'static str,
    // Where it stands.
    pub stage: fn(Stage) -> &'static str,
    pub stage_name: fn(Stage) -> &'static str,
    /// What is said of a level besides the status; empty for the first.
    pub level: fn(Level) -> &'static str,
    pub assignee: fn(&str) -> String,
    /// The promised day is over; the argument is that day.
    pub overdue: fn(&str) -> String,
    /// The expected term moved; the arguments are the day before and why.
    pub moved: fn(&str, &str) -> String,
    /// How old is what is shown, without a line; the argument is the moment.
    pub aged: fn(&str) -> String,
    pub live: &'static str,
    // What to do.
    pub provided: &'static str,
    pub checked: &'static str,
    pub attach: &'static str,
    /// What a file may be: types and megabytes.
    pub limits: fn(&str, &str) -> String,
    pub comment: &'static str,
    pub send_files: &'static str,
    pub no_files: &'static str,
    pub files_sent: &'static str,
    pub uploading: fn(u32) -> String,
    pub uploaded: &'static str,
    pub upload_failed: &'static str,
    pub upload_waits: &'static str,
    pub again: &'static str,
    pub remove: fn(&str) -> String,
    // Correspondence.
    pub letters: &'static str,
    pub no_letters: &'static str,
    pub you: &'static str,
    pub reply: &'static str,
    pub reply_hint: &'static str,
    pub reply_empty: &'static str,
    pub send: &'static str,
    pub sent: &'static str,
    pub questions: &'static str,
    /// The four questions of a status that does not change (spec E26).
    pub question: [&'static str; 4],
    // A long wait.
    pub waiting: &'static str,
    pub step: fn(Step) -> Notice,
    pub step_action: fn(Step) -> &'static str,
    pub step_done: fn(Step) -> &'static str,
    pub possible: &'static str,
    /// From when a step is possible.
    pub possible_from: fn(&str) -> String,
    /// When a step was taken last.
    pub used: fn(&str) -> String,
    pub remind: &'static str,
    pub remind_hint: &'static str,
    pub remind_empty: &'static str,
    pub ask_status: &'static str,
    // The decision.
    pub solved: &'static str,
    pub solved_detail: fn(&str) -> String,
    pub yes: &'static str,
    pub no: &'static str,
    pub disagree: &'static str,
    pub appeal: &'static str,
    /// What becomes of it, for a dispute or not.
    pub disagree_detail: fn(bool) -> &'static str,
    /// Whole days that are left.
    pub days_left: fn(usize) -> String,
    pub why: &'static str,
    /// For a dispute or not.
    pub why_hint: fn(bool) -> &'static str,
    pub why_empty: &'static str,
    pub reopened: &'static str,
    pub closed: &'static str,
    pub rate: &'static str,
    pub stars: fn(u8) -> &'static str,
    pub rate_empty: &'static str,
    pub rate_comment: &'static str,
    pub rate_send: &'static str,
    pub rated: &'static str,
    pub your_rating: fn(u8) -> String,
    // Papers and access.
    pub papers: &'static str,
    pub papers_detail: &'static str,
    /// A closed request is here until the end of this day.
    pub kept_until: fn(&str) -> String,
    pub pdf: &'static str,
    pub txt: &'static str,
    pub json: &'static str,
    pub file: fn(&str) -> String,
    pub download_failed: &'static str,
    pub notified: fn(&str, &str) -> String,
    pub spam: &'static str,
    pub resend: &'static str,
    pub resend_from: fn(&str) -> String,
    pub resent: &'static str,
    pub notify: &'static str,
    pub notify_on: &'static str,
    pub notify_off: &'static str,
    pub access: &'static str,
    pub access_detail: &'static str,
    pub rotate: &'static str,
    pub rotated: &'static str,
    pub withdraw: &'static str,
    pub withdraw_detail: &'static str,
    pub withdraw_action: &'static str,
    pub withdrawn: &'static str,
    /// A message has come.
    pub letter: &'static str,
    /// The term moved; the argument is the term.
    pub term: fn(&str) -> String,
    /// Another act is still on its way.
    pub busy: &'static str,
    /// The act did not work for want of a line; what was typed is still there.
    pub kept: &'static str,
}
