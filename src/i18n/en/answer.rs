//! Words around topics, directions and answers.

use opora_contract::vote::Reason;

use crate::i18n::catalogue::{Care, Directions};

pub const DIRECTIONS: Directions = Directions {
    title: "What brings you here",
    topics: "All topics",
    sections: "Sections of the support",
    sections_lead: "This is how requests are shared among specialists. Open a section to see its answers and its form.",
    guides: "Step-by-step guides",
    ready: "What to have ready",
    answers: "Questions and answers",
    empty: "There are no answers in this topic yet. Look in other topics, propose your question or write to us.",
    contacts: "Contact an operator",
    contacts_lead: "No answer here? Write to us: the topic is already chosen in the form. Or call us.",
    write: "Write about this topic",
    all_contacts: "All ways to reach us",
    propose_lead: "Is what you were looking for missing?",
    propose: "Propose a topic",
    searched: |words| format!("Nothing was found for these words: “{words}”."),
    lacking: |topic| format!("An answer is missing in the topic “{topic}”."),
};

pub const CARE: Care = Care {
    tools: "What to do with this answer",
    print: "Print",
    share: "Share",
    shared: "The link was passed on.",
    copied: "The link was copied.",
    share_failed: "Copying did not work. Here is the address:",
    why: "What is wrong with it?",
    why_hint: "Your “no” is counted already. You need not give a reason.",
    reason: |reason| match reason {
        Reason::Unclear => "It is hard to understand",
        Reason::Incomplete => "Something is missing",
        Reason::DidNotWork => "I did what it says and it did not work",
        Reason::OutOfDate => "It is out of date",
        Reason::NotMyQuestion => "It answers another question",
    },
    said: |helpful| {
        if helpful {
            "You said that it helped."
        } else {
            "You said that it did not help."
        }
    },
    change: "Change your vote",
    report: "Report an inaccuracy",
    report_lead: "Your message goes to the editors together with the address of this answer. No personal details are needed.",
    wrong: "What is wrong or out of date",
    wrong_hint: "What it says and what it should say. At least 10 characters.",
    quotation: "In which sentence",
    quotation_hint: "Copy it here, or select it in the answer before you open this form.",
    quoted: |phrase| format!("Sentence: “{phrase}”"),
    send: "Send to the editors",
    sending: "Sending…",
    want_reply: "Do you expect a reply by e-mail? Then the full form is needed; what you wrote moves there.",
    full_form: "Open the full form",
    reported: |number| format!("Passed on for checking, number {number}"),
    reported_detail: "The editors check the answer and mend it if you are right. The number is kept in “My requests”.",
    follow: "Follow the check",
    queued: "No connection: your message is kept",
    queued_detail: "It leaves by itself once there is a connection. You may close the page.",
    not_sent: "Your message was not sent",
    not_sent_detail: "Everything you wrote is still here. Try again a little later.",
    contact_lead: "Did the answer not help? Write to us: the topic is already chosen in the form, and nobody will ask what you have read.",
    brought: "We attach this to your request; you can change or erase it there:",
    not_helped: |title| format!("The answer “{title}” did not help."),
    reason_line: |reason| format!("Reason: {reason}."),
    write: "Write with these details",
    phones: "Phones and opening hours",
};
