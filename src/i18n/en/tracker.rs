//! The page of a request in English.

use opora_contract::{
    request::Step,
    standing::{Level, Stage},
};

use super::super::{
    catalogue::{Notice, Tracker},
    plural::english,
};

pub const TRACKER: Tracker = Tracker {
    copy: "Copy the number",
    copied: "The number is copied",
    copy_failed: "The browser did not let us copy. Select the number and copy it by hand",
    stage: |stage| match stage {
        Stage::Completeness => "We are checking whether everything needed is there.",
        Stage::Analysis => {
            "A specialist compares your details with the rules, the system’s logs and earlier requests."
        }
        Stage::Legal => "The legal service is writing its conclusion.",
        Stage::Appeal => "Your appeal is registered. An independent expert will be named soon.",
        Stage::Expert => {
            "An independent expert considers everything again. Their decision is final."
        }
        Stage::Unknown => "",
    },
    stage_name: |stage| match stage {
        Stage::Completeness => "Check of completeness",
        Stage::Analysis => "Analysis",
        Stage::Legal => "Legal service",
        Stage::Appeal => "Appeal",
        Stage::Expert => "Independent expert",
        Stage::Unknown => "Consideration",
    },
    level: |level| match level {
        Level::First => "",
        Level::Second => {
            "Your request is at the next level of support: its decision will be final."
        }
    },
    assignee: |name| format!("Handled by {name}"),
    overdue: |day| {
        format!("We promised an answer by {day} and are late. See below what you can do now.")
    },
    moved: |before, why| format!("The term moved: it was {before}. {why}"),
    aged: |at| format!("No connection. This is what was known {at}"),
    live: "Updates by itself",
    provided: "You sent it, we are checking",
    checked: "Checked and accepted",
    attach: "Attach a file",
    limits: |types, size| format!("{types}, up to {size} each"),
    comment: "Comment on the files",
    send_files: "Send the files",
    no_files: "Error: attach at least one file",
    files_sent: "The files are sent. We will check them and tell you if anything else is missing.",
    uploading: |percent| format!("Uploading: {percent}%"),
    uploaded: "Uploaded",
    upload_failed: "Not uploaded",
    upload_waits: "Error: wait until the files are uploaded, or remove those you do not need",
    again: "Upload again",
    remove: |name| format!("Remove {name}"),
    letters: "Messages",
    no_letters: "No messages yet. Ask or add something here: the answer comes here too.",
    you: "You",
    reply: "Reply",
    reply_hint: "Specialists answer during working hours. Your text is kept while this tab is open.",
    reply_empty: "Error: write a message",
    send: "Send",
    sent: "Your message is sent",
    questions: "Ready questions",
    question: [
        "Which stage of processing is being worked on?",
        "Which documents are still needed to go on?",
        "When is the next status expected?",
        "Is there anything the applicant should clarify?",
    ],
    waiting: "If the answer takes long",
    step: |step| match step {
        Step::Repeat => Notice {
            title: "Repeat the request",
            detail: "A day without a change: remind us with one press.",
        },
        Step::Hasten => Notice {
            title: "Repeat with a reminder",
            detail: "Over 48 hours “In progress”: write a few words and your request moves up the queue.",
        },
        Step::Phone => Notice {
            title: "Call support",
            detail: "48 hours without news: the phone centre tells you what is going on. Have the number at hand.",
        },
        Step::Head => Notice {
            title: "Turn to the head of support",
            detail: "The promised term is over: the head of support takes your request.",
        },
        Step::Unknown => Notice {
            title: "",
            detail: "",
        },
    },
    step_action: |step| match step {
        Step::Repeat => "Repeat the request",
        Step::Hasten => "Send the reminder",
        Step::Phone => "Phones and hours",
        Step::Head => "Pass on to the head",
        Step::Unknown => "",
    },
    step_done: |step| match step {
        Step::Repeat => "The request is repeated. The specialist sees that you are waiting.",
        Step::Hasten => "The reminder is sent, your request moved up the queue.",
        Step::Head => "Your request is with the head of support.",
        Step::Phone | Step::Unknown => "",
    },
    possible: "Possible now",
    possible_from: |at| format!("Possible from {at}"),
    used: |at| format!("Done {at}"),
    remind: "What to remind us of",
    remind_hint: "In short: why it is urgent.",
    remind_empty: "Error: write a few words on why it is urgent",
    ask_status: "The form “Status request”",
    solved: "Is the problem solved?",
    solved_detail: |until| {
        format!("You can answer until {until}. Then the request closes by itself.")
    },
    yes: "Yes, solved",
    no: "No, not solved",
    disagree: "Do you disagree with the decision?",
    appeal: "Appeal",
    disagree_detail: |is_dispute| {
        if is_dispute {
            "We register the appeal, and an independent expert considers everything again. Their decision is final."
        } else {
            "We pass your request on to the next level of support. The decision there is final."
        }
    },
    days_left: |days| format!("{days} {} left", english(days, "day", "days")),
    why: "What is not solved",
    why_hint: |is_dispute| {
        if is_dispute {
            "Tell us what you disagree with. The expert sees everything you sent before."
        } else {
            "Tell us what is left. The specialist sees everything you sent before."
        }
    },
    why_empty: "Error: tell us what you disagree with",
    reopened: "Passed on. The next decision will be final.",
    closed: "Glad it worked out. The request is closed.",
    rate: "Rate our support",
    stars: |stars| match stars {
        1 => "1 — very bad",
        2 => "2 — bad",
        3 => "3 — tolerable",
        4 => "4 — good",
        _ => "5 — excellent",
    },
    rate_empty: "Error: choose from 1 to 5",
    rate_comment: "What was good, or what we should mend",
    rate_send: "Send the rating",
    rated: "Thank you! Your rating is recorded.",
    your_rating: |stars| format!("Your rating: {stars} of 5"),
    papers: "Documents and notifications",
    papers_detail: "The whole request: what you sent, answers, messages and the journal.",
    kept_until: |day| {
        format!(
            "The request is closed and is kept on the portal through {day}. Then it is deleted with its files and messages. Until then you can download it."
        )
    },
    pdf: "Download PDF",
    txt: "Download text",
    json: "Download JSON",
    file: |number| format!("request-{number}"),
    download_failed: "The file was not downloaded. Your request is safe, please try again",
    notified: |address, at| format!("The latest notification went to {address} {at}."),
    spam: "No letter? Look into the folders “Spam” and “Promotions”.",
    resend: "Send the notification again",
    resend_from: |at| format!("Possible again {at}"),
    resent: "The notification was sent again",
    notify: "Show notifications in this browser",
    notify_on: "We will tell you of changes with a notification while this page is open",
    notify_off: "The browser forbids notifications. You can allow them in its settings",
    access: "Who can open this request",
    access_detail: "This device and the link in the letter open it. If the letter reached the wrong person, replace the link: the old one stops working on all other devices.",
    rotate: "Replace the link",
    rotated: "The link is replaced. The request now opens only on this device and by number with contact.",
    withdraw: "Withdraw the request",
    withdraw_detail: "We close the request without an answer; this cannot be undone. Journal and messages stay.",
    withdraw_action: "Yes, withdraw",
    withdrawn: "The request is withdrawn",
    letter: "A new message",
    term: |term| format!("The term moved. {term}"),
    busy: "The last one is still on its way: wait a moment",
    kept: "What you wrote is still there.",
};
