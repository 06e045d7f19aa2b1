//! “My requests”, “History”, “My statistics”.

use opora_contract::form::Kind;

use crate::i18n::{
    catalogue::{Figures, Notice, Requests},
    plural::english,
};

pub const REQUESTS: Requests = Requests {
    title: "My requests",
    lead: "These are the requests that you sent or opened on this device.",
    empty: "There are no requests on this device yet. Find one by its number or send a new one.",
    list: "On this device",
    drafts: "Drafts",
    draft: "No subject yet",
    draft_detail: |form, at| format!("{form} · saved {at}"),
    export_draft: "Download the draft",
    export_failed: "The browser did not let us save the file. The draft is still on this device",
    import: "Open a draft from a file",
    import_hint: "Started on another device? Download the draft there and open it here. Attached files and numbers of documents are not part of it.",
    import_failed: |name| {
        format!(
            "The file {name} does not look like a draft. Choose one that was downloaded here, in “My requests”"
        )
    },
    delete_draft: "Delete the draft",
    draft_deleted: "The draft is deleted",
    waiting: "Waiting to be sent",
    waiting_detail: "Leaves by itself once there is a connection",
    refused: "Not sent",
    mend: "Open and correct",
    forget: "Remove from this device",
    forgotten: |number, is_open| {
        let rest = if is_open {
            ". We go on dealing with it"
        } else {
            ""
        };
        format!("Request {number} was removed from this device{rest}")
    },
    find: "Find by number",
    find_detail: "You need the number of the request and the phone or email that you gave in it.",
    number: "Request number",
    number_hint: "Eight letters and digits, for example 7KQ4-22H2",
    contact: "Phone or email",
    contact_hint: "The one you gave in the request",
    find_action: "Find the request",
    contact_invalid: "Error: this is neither a phone nor an email. Enter, for example, +7\u{a0}912\u{a0}345‑67‑89 or name@example.com",
    storage_failed: Notice {
        title: "The list on this device cannot be read",
        detail: "The browser does not let us store data, perhaps in private mode. You can find a request by its number.",
    },
    views: ["My requests", "History", "My statistics"],
    views_label: "Lists of your requests",
    history_lead: "Closed requests and those that you put into the archive. They are kept on this device.",
    figures_title: "My statistics",
    figures_lead: "Counted on this device from the requests that it keeps. Nothing of it is sent anywhere.",
    mine_empty: "Everything is in the archive. You find earlier requests under “History”.",
    history_empty: "Nothing yet. Closed requests will appear here, and those that you put into the archive.",
    not_sent: "Not sent yet",
    search: "Search the list",
    search_hint: "Words of the subject or a number, or a part of it",
    narrow: "Filter and order",
    status: "Status",
    any_status: "Any",
    unread: "Something new",
    required: "You have to act",
    kind: "About",
    any_kind: "Anything",
    kind_name: |kind| match kind {
        Kind::Question => "Question",
        Kind::Error => "Something does not work",
        Kind::Suggestion => "Suggestion",
        Kind::Complaint => "Complaint",
        Kind::Status => "Question about a status",
        Kind::Application => "Application",
        Kind::Dispute => "Dispute",
        Kind::Content => "Mistake in our texts",
        Kind::Callback => "Call back",
        Kind::Unknown => "Request",
    },
    sort: "Order",
    sorts: [
        "Newest first",
        "Oldest first",
        "Changed last first",
        "By expected answer",
    ],
    whole: "Show all",
    found: |count| {
        format!(
            "{count}\u{a0}{} found",
            english(count, "request", "requests")
        )
    },
    none: "Nothing was found. Check the words or the number, or take the filter away.",
    shown: |shown, count| format!("{shown} of {count} shown"),
    more: |count| format!("Show {count} more"),
    is_unread: "Something new",
    action: |text, more| match more {
        0 => format!("We need from you: {text}"),
        _ => format!("We need from you: {text} and {more} more"),
    },
    stalled: "No change for more than 48 hours. Open the request to hurry us",
    over: |day| format!("Closed on {day}"),
    ways: "More",
    archive: "Archive",
    take_back: "Take out of the archive",
    archived: |number| format!("Request {number} is in the archive now, under “History”"),
    taken_back: |number| format!("Request {number} is back under “My requests”"),
    in_archive: "In the archive",
    forget_open: "Remove the request from this device? We go on dealing with it. You can open it again by its number and the phone or email.",
    forget_over: "Remove the request from this device? The answer and the documents stay with us. You can open it again by its number and the phone or email.",
    forget_yes: "Remove",
    forget_no: "Keep",
    not_changed: "The browser did not let us change the list. The request is as it was",
    asked: |time| format!("Statuses checked at {time}"),
    asked_but_marked: |time| {
        format!("Statuses checked at {time}, except for requests that do not open")
    },
    not_opened: "Does not open on this device: find it by its number",
    not_asked: |moment| format!("The portal cannot be reached. You see what was known on {moment}"),
    not_asked_ever: "The portal cannot be reached. You see what this device has kept",
    changed: |number, status| format!("Request {number}: status “{status}”"),
    files: "Download the list",
    files_detail: "All requests of this device, the archive too. The file holds no access keys: nobody can open a request with it.",
    csv: "CSV table",
    json: "JSON data",
    file_failed: "The browser did not let us save the file. The list is still on this device",
    foreign: Notice {
        title: "Nothing is kept on this device",
        detail: "You said that the device is somebody else’s: the list is neither changed nor downloaded. You can open your request by its number.",
    },
    columns: [
        "Number",
        "Subject",
        "About",
        "Status",
        "Sent",
        "Changed",
        "Expected",
        "Decided",
        "Closed",
        "We need from you",
        "Archived",
    ],
    yes: "yes",
    no: "no",
    figures: Figures {
        empty: "There is nothing to count yet. The statistics begin with the first request on this device.",
        total: "Requests in all",
        open: "Being dealt with",
        decided: "Decided",
        mean: "Average time to a decision",
        mean_none: "No decisions yet",
        hours,
        by_kind: "What you wrote about",
        by_month: "By month",
        months_note: "The last twelve months, by the day of sending.",
        table: "Show as a table",
        head_kind: "About",
        head_month: "Month",
        head: ["Requests", "Decided", "Average time to a decision"],
        note: "The time runs from sending to the first decision, weekends too. Requests that were found by number are counted once you have opened them.",
    },
};

/// `2 days 5 hours`.
fn hours(hours: usize) -> String {
    let (days, rest) = (hours / 24, hours % 24);
    let said_days = format!("{days}\u{a0}{}", english(days, "day", "days"));
    let said_rest = format!("{rest}\u{a0}{}", english(rest, "hour", "hours"));
    match (days, rest) {
        (0, _) => said_rest,
        (_, 0) => said_days,
        _ => format!("{said_days} {said_rest}"),
    }
}
