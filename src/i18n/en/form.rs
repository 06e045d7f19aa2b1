//! English: help beside the questions of a form, its review, changing what was sent.

use opora_contract::rule::Private;

use crate::i18n::catalogue::{Aid, Edit, Notice, Review};

pub const AID: Aid = Aid {
    private: |private| {
        let what = match private {
            Private::Card => "the number of a payment card",
            Private::Snils => "a SNILS number",
            Private::Inn => "a taxpayer's number (INN)",
            Private::Passport => "a passport number",
        };
        format!("This looks like {what}. It is rarely needed for an answer: better take it out.")
    },
    good: "Good: it is clear at once what you ask.",
    vague: "You will get an answer sooner if you start with an action or a question. It may also stay as it is.",
    starters: ["Get", "Clarify", "How", "What", "Why"],
    several: "There seem to be several questions here. Each is answered sooner when it is sent on its own.",
    split: "Make separate requests",
    split_done: |count| {
        format!("The first question stays here. Drafts waiting in “My requests”: {count}")
    },
    long: |count| format!("Two or three sentences usually do, you have {count}. They may stay."),
    likely: |option| format!("Judging by the text: “{option}”."),
    take: "Choose it",
    templates: "Ready-made texts",
    templates_lead: "Choose a similar case, fill in your own details and put the text into the form.",
    insert: "Put into the form",
    inserted: "The text is in the form, you can change it",
};

pub const REVIEW: Review = Review {
    title: "Check and send",
    lead: "This is how we will receive your request. Every answer can be changed.",
    change: "Change",
    back: "Back to the form",
    yes: "Yes",
    left_out: |labels| format!("No answer: {labels}."),
};

pub const EDIT: Edit = Edit {
    title: |number| format!("Change request {number}"),
    lead: |time| {
        format!(
            "Answers can be changed until {time}. Then the request goes to an operator as you left it."
        )
    },
    private_hint: "We do not show the number, to be careful. Leave the field empty if it has not changed.",
    save: "Save the changes",
    saved: "The changes are saved, the request goes to an operator again",
    leave: "Leave it as it was",
    back: "Open the request",
    closed: Notice {
        title: "This request can no longer be changed",
        detail: "Answers can be changed for 30\u{a0}minutes after sending, on the device that sent them. \
                 The request itself is as it was.",
    },
    stale: Notice {
        title: "The request has changed meanwhile",
        detail: "Perhaps you changed it in another tab. Your edits are still on this page: copy what you need, \
                 open the request again and make them once more.",
    },
    not_saved: Notice {
        title: "The changes are not saved",
        detail: "Your edits are still on this page. Check the connection and press “Save the changes” again.",
    },
};
