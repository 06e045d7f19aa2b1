//! English.

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

use opora_contract::{request::EventKind, status::Status, upload::megabytes};

use super::{
    catalogue::{
        Contacts, Faq, Form, Missing, Notice, Outbox, Remote, Request, Search, Shell, Suggest,
    },
    plural::english,
};

pub use self::{
    answer::{CARE, DIRECTIONS},
    embed::{EMBED, TOLD},
    files::{ASSISTANT, FILES},
    form::{AID, EDIT, REVIEW},
    guide::{GUIDE, GUIDES},
    home::{HOME, OWN},
    intake::INTAKE,
    reach::REACH,
    receipt::RECEIPT,
    requests::REQUESTS,
    setting::{NOTICES, SETTING},
    stock::STOCK,
    tracker::TRACKER,
};

pub const SHELL: Shell = Shell {
    site: "Help and support",
    operator: "Contact an operator",
    write: "Send a request",
    breadcrumbs: "You are here",
};

pub const OUTBOX: Outbox = Outbox {
    waiting: |count| {
        format!(
            "{count}\u{a0}{} waiting to be sent",
            english(count, "request", "requests")
        )
    },
    refused: |count| {
        format!(
            "{count}\u{a0}{} not sent. Open and check",
            english(count, "request was", "requests were")
        )
    },
    sent: |number| format!("Your request was sent, its number is {number}"),
};

pub const REMOTE: Remote = Remote {
    loading: "Loading",
    retry: "Try again",
    offline: Notice {
        title: "No connection to the portal",
        detail: "Your device does not have this yet; what you have opened before can be read without a connection. Everything you typed is saved. Check your connection and try again, or call us:",
    },
    timeout: Notice {
        title: "The portal takes too long to answer",
        detail: "Everything you typed is saved on this device. Try again in a minute.",
    },
    unexpected: Notice {
        title: "The portal’s answer makes no sense",
        detail: "Everything you typed is saved on this device. Reload the page. If that does not help, call us.",
    },
};

pub const FAQ: Faq = Faq {
    title: "Questions and answers",
    lead: "Choose a topic or search for an answer.",
    checked: |day| format!("Checked on {day}"),
    note: "Please note",
    related: "Related questions",
    guide: "Go step by step",
    helpful: "Did this help?",
    yes: "Yes",
    no: "No",
    thanks: "Thank you, we count your vote.",
    what_is_missing: "What was missing?",
    what_is_missing_hint: "Say what is unclear or wrong. No personal details, please. You may leave this empty.",
    send_comment: "Send",
    vote_failed: "Your vote was not sent: there is no connection. Press again later.",
    not_helped: "No answer here?",
};

pub const SEARCH: Search = Search { title: "Search" };

pub const SUGGEST: Suggest = Suggest {
    results_for: |query| format!("Search: {query}"),
    found: |count| format!("{count}\u{a0}{} found", english(count, "result", "results")),
    understood: |query| format!("Showing results for “{query}”"),
    empty: "Nothing found",
    empty_detail: "Try other words, or fewer. You can also choose a topic, write to us or ask an operator.",
    topics: "Topics",
    all_topics: "See all topics",
    label: "Suggestions",
    answers: "Ready answers",
    guides: "Step-by-step guides",
    forms: "Forms",
    contacts: "Contact and requests",
    recent: "You searched for",
    forget: "Clear the list",
    forgotten: "The list is clear",
    count: |count| {
        let noun = english(count, "suggestion", "suggestions");
        format!("{count}\u{a0}{noun}. Choose with the up and down arrows")
    },
    none: "No suggestions. Press Enter to search",
    similar: "The answer may be here already",
    new_tab: "opens in a new tab",
};

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

pub const CONTACTS: Contacts = Contacts {
    title: "Contact an operator",
    open: |until, min, max| {
        format!("Open now until {until}. Expect {min}–{max}\u{a0}min of waiting")
    },
    closed: |in_days, weekday, at| match in_days {
        0 => format!("Closed now. Opens today at {at}"),
        1 => format!("Closed now. Opens tomorrow at {at}"),
        _ => {
            let day = WEEKDAYS
                .get(usize::from(weekday))
                .copied()
                .unwrap_or_default();
            format!("Closed now. Opens on {day} at {at}")
        }
    },
};

pub const FORM: Form = Form {
    choose_title: "Send a request",
    optional: "optional",
    required_note: "Fill in every field that is not marked “optional”.",
    errors: "Correct the errors",
    error_prefix: "Error: ",
    check: "Check and send",
    send: "Send request",
    sending: "Sending…",
    saved: |time| format!("Saved on this device, {time}"),
    saving_failed: "This device does not let us save. Keep the page open until you have sent.",
    saving_off: "Nothing is saved on this device. Keep the page open until you have sent.",
    foreign_on: "This is not my device: save nothing",
    foreign_off: "Save on this device",
    keeping: "Saving on this device again",
    restored: "We kept what you started to write. You can go on.",
    discard: "Start again",
    discarded: "Draft deleted",
    leave_aside: "Keep it and start another",
    left_aside: "The draft is kept in “My requests”",
    from_link: |labels| format!("Filled in by the link: {labels}. Check that it is right"),
    repair: |value| format!("Change it to {value}"),
    entry: |label, entry| format!("{label} {entry}"),
    add_entry: |label| format!("Add: {label}"),
    remove_entry: |entry| format!("Remove: {entry}"),
    removed_entry: |entry| format!("Removed: {entry}"),
    terms: "What you agree to",
    counter: |actual, max| format!("{actual} of {max}"),
    counter_over: |over| format!("{over} too many"),
    megabytes: |bytes| format!("{}\u{a0}MB", megabytes(bytes, '.')),
    not_sent: Notice {
        title: "Your request was not sent",
        detail: "Everything you wrote is saved on this device. Try to send it again.",
    },
    not_sent_foreign: "Everything is still in the form. We save nothing on this device: wait for a connection and send again.",
    queued: Notice {
        title: "Your request is saved and waits for a connection",
        detail: "It is kept on this device and leaves by itself once the portal can be reached. \
                 Keep this tab open or come back later: the number will appear under “My requests”.",
    },
    queued_all: "My requests",
    queued_next: "To the start page",
};

pub const REQUEST: Request = Request {
    change: "Change",
    change_until: |time| format!("Possible until {time}"),
    title: |number| format!("Request {number}"),
    sentence: |status| match status {
        Status::Accepted => "Your request is registered and will soon reach a specialist.",
        Status::InProgress => "A specialist is considering your request.",
        Status::Approval => "The decision is ready and waits for an official’s signature.",
        Status::WaitingDocuments => "We need documents from you to go on.",
        Status::Approved => "The decision is positive: your answer is ready.",
        Status::Refused => {
            "Your request was refused. The journal below gives the reason and what you can do."
        }
        Status::Sent => "The document was sent to you.",
        Status::Closed => "The request is closed.",
        Status::Unknown => "The status is being confirmed. Reload the page or call us.",
    },
    term_day: |day| format!("Answer by {day}"),
    term_range: |from, to| format!("Answer between {from} and {to}"),
    actions: "What you need to do",
    no_actions: "No further action is needed",
    due: |day| format!("by {day}"),
    timeline: "Progress",
    done: "done",
    current: "now",
    ahead: "ahead",
    journal: "Journal of the request",
    journal_when: "When",
    journal_who: "Who",
    journal_what: "What and why",
    applicant: "You",
    system: "System",
    staff: "Specialist",
    sent: "What you sent",
    files: "Files",
    refresh: "Refresh the status",
    refreshed: |time| format!("Checked at {time}"),
    changed: |status| format!("The status has changed: {status}"),
    locked: "This request is not open on this device",
    locked_detail: "Enter the phone or email that you gave in the request, and we will show its status.",
    event: |kind| match kind {
        EventKind::Created => "Request sent",
        EventKind::StatusChanged => "Status changed",
        EventKind::Edited => "Request edited",
        EventKind::DocumentsAdded => "Documents added",
        EventKind::Withdrawn => "Request withdrawn",
        EventKind::StageChanged => "Next stage",
        EventKind::TermMoved => "Term moved",
        EventKind::Assigned => "Specialist assigned",
        EventKind::Messaged => "Message",
        EventKind::Repeated => "Request repeated",
        EventKind::Hastened => "Repeated with a reminder",
        EventKind::Escalated => "Passed on to the head of support",
        EventKind::Reopened => "Passed on to the next level",
        EventKind::Resolved => "Problem solved",
        EventKind::Rated => "Service rated",
        EventKind::KeyChanged => "Links to the request replaced",
        EventKind::Resent => "Notification sent again",
        EventKind::Unknown => "Change",
    },
};

pub const MISSING: Missing = Missing {
    title: "There is no such page",
    detail: "The address may be mistyped or the page has moved. Search for what you need or begin at the start page.",
    home: "To the start page",
};
