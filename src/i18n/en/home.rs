//! The first page.

use opora_contract::contact::Desk;

use crate::i18n::{
    catalogue::{Home, Own},
    plural::english,
};

/// Beyond so many minutes the telephone is no longer the quickest way.
const SHORT_WAIT: u16 = 5;

pub const HOME: Home = Home {
    title: "How can we help?",
    lead: "Find an answer, write to us or see how your request is going.",
    placeholder: "Say it in your own words",
    search: "Search",
    popular: "Often asked:",
    situations: "Common situations",
    guides: "Self-service",
    all_guides: "All step-by-step guides",
    account: "Your account",
    minutes: |count| format!("Step by step, {count}\u{a0}min"),
    directions: "What brings you here",
    all_topics: "All topics",
    answers: |count| format!("{count}\u{a0}{}", english(count, "answer", "answers")),
    updates: "Checked lately",
    checked: |day| format!("Checked {day}"),
    write: "Send a request",
    write_detail: "Day and night. You can attach documents and screenshots.",
    follow: "Check a request",
    follow_detail: "With its number and your contact, no account needed",
    contacts: "Contact an operator",
    advice: |desk| match desk {
        Desk::Open { wait_max, .. } if wait_max <= SHORT_WAIT => "Calling is the quickest way now.",
        Desk::Open { .. } => {
            "Many people are calling now. To skip the wait, ask for a call or write."
        }
        Desk::Closed { .. } => "For now it is easier to write or to ask for a call.",
    },
    callback: "Ask for a call",
    all_contacts: "All ways to contact us",
    why: "Why am I seeing this",
    why_detail: "What you opened most on this page comes first. Your browser counts that: the number is kept on this device only and is never sent anywhere. What you opened most:",
    opened: |name, count| {
        format!(
            "{name}: {count}\u{a0}{}",
            english(count as usize, "time", "times")
        )
    },
    usual: "Go back to the usual order",
    usual_done: "Done: the count is erased. You will see the usual order when you open the page again.",
};

pub const OWN: Own = Own {
    title: "What you have under way",
    request: |number, status| format!("Request {number} · {status}"),
    action: |text| format!("Needed from you: {text}"),
    no_action: "Nothing is needed from you",
    as_of: |moment| format!("Status as of {moment}"),
    guide: "Guide you started",
    done: |done, all| {
        format!(
            "{done} of {all}\u{a0}{} done",
            english(all, "step", "steps")
        )
    },
    draft: "Draft",
    untitled: "No subject",
    saved: |moment| format!("Saved on this device {moment}"),
    all: "My requests",
    hide: "Hide this message",
    hidden: "The message about the outage is hidden. It comes back if anything changes.",
    outage: |title| format!("Known outage: {title}"),
};
