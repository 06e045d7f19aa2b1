//! The words around step-by-step guides.

use opora_contract::guide::{Check, Difficulty, State};

use crate::i18n::{
    catalogue::{Guide, Guides, Notice},
    plural::english,
};

pub const GUIDES: Guides = Guides {
    title: "Self-service",
    lead: "Step-by-step guides: one step at a time, with a picture and a check. You can stop at any point: your place is kept on this device.",
    situation: "What is your situation",
    any: "All guides",
    none: "There is no guide for this situation yet. See all of them or write to us.",
    found: |count| format!("{count}\u{a0}{}", english(count, "guide", "guides")),
    steps,
    minutes,
    difficulty: |difficulty| match difficulty {
        Difficulty::Easy | Difficulty::Unknown => "easy",
        Difficulty::Medium => "takes some care",
        Difficulty::Hard => "demanding",
    },
    organisation: "for organisations",
    begun: "you have begun",
};

fn steps(count: usize) -> String {
    format!("{count}\u{a0}{}", english(count, "step", "steps"))
}

fn minutes(count: u32) -> String {
    format!("{count}\u{a0}min")
}

pub const GUIDE: Guide = Guide {
    needs: "What you need",
    steps: "Steps",
    start: "Start the guide",
    go_on: |number| format!("Go on with step\u{a0}{number}"),
    look_again: "See how it ends",
    anew: "Start again",
    forgotten: "Your marks in this guide are erased",
    step_of: |number, count| format!("Step\u{a0}{number} of\u{a0}{count}"),
    minutes_left: |left| format!("about {} left", minutes(left)),
    state: |state| match state {
        State::Done => "Done",
        State::Open => "Ready to start",
        State::Locked => "Cannot start yet",
        State::Problem => "There is a problem",
    },
    here: "you are here",
    look_for: |target| format!("Look for: “{}”", target.trim_matches(['“', '”'])),
    stop: "Stop the motion",
    play: "Show the motion",
    confirm: "Check yourself",
    done: "Done, go on",
    onward: "Go on",
    try_out: "Check and go on",
    back: "Back",
    tick_all: "Tick every item. If you lack one, press “It did not work”",
    choose: "Choose one of the options and we will show your way",
    stays_here: "What you type here is not sent anywhere.",
    choose_file: "Choose a file to check",
    file_fits: |name| format!("The file “{name}” will do"),
    checking: "Checking",
    check: "Check",
    check_again: "Check again",
    skip: "Go on without the check",
    good: |check| match check {
        Check::Browser => "Your browser has everything that is needed",
        Check::Cookies => "Cookies are allowed",
        Check::Javascript => "JavaScript is on",
        Check::Notifications => "Notifications are allowed",
        Check::Connection => "You are connected: the portal answers",
        Check::Status | Check::Unknown => "The check has passed",
    },
    bad: |check| match check {
        Check::Browser => {
            "Your browser lacks something that is needed. Update it or open this page in another one"
        }
        Check::Cookies => {
            "Cookies are blocked. Allow them in the settings of your browser and check again"
        }
        Check::Connection => {
            "The portal does not answer. See whether you are connected to the internet and try again"
        }
        Check::Notifications => {
            "Notifications are not allowed. Allow them for this site in the settings of your browser"
        }
        Check::Status => {
            "There is no request on this device that can be opened. Find it by its number in “My requests”"
        }
        Check::Javascript | Check::Unknown => "The check has not passed",
    },
    status: |number, status| format!("Request {number}: “{status}”"),
    failed: "It did not work",
    help: "What may have stood in the way",
    no_help: "Did nothing help?",
    parcel: "What to take along to your request",
    parcel_hint: "So nobody advises you the same again. Change it, or erase it if you do not want to pass it on.",
    write: "Write with these details",
    write_bare: "Write without them",
    parcel_text: |guide, step| format!("Guide: {guide}.\nIt did not work at the step: {step}."),
    parcel_tried: "Read and tried already:",
    locked: |asked, open| {
        format!("Step\u{a0}{asked} cannot start yet, so you are at step\u{a0}{open}")
    },
    locked_detail: "Confirm this one and the next will open. So nothing is missed.",
    changed: Notice {
        title: "This guide has changed since you were here",
        detail: "Your marks at the steps that are still in it are kept. Please look through what you have done once more.",
    },
    unsaved: Notice {
        title: "This device does not keep your place",
        detail: "Nothing is lost while this page is open. So as not to lose it later, free some storage or copy the link below.",
    },
    all: "Show all steps",
    one_by_one: "Go step by step",
    print: "Print",
    phone: "Continue on a phone",
    phone_detail: "Point the camera of your phone at the code or send yourself the link. It opens at the place where you are.",
    code: "A code with the link to this place of the guide",
    copy: "Copy the link",
    copied: "The link is copied",
    copy_failed: "The browser did not let us copy. Select the link and copy it yourself",
    if_chosen: |answer, step| format!("“{answer}”: go to the step “{step}”"),
    if_end: |answer| format!("“{answer}”: that is all"),
    then: |step| format!("After this, go to the step “{step}”"),
    then_end: "That is all",
    when_fails: "If it does not work",
    finished: "Every step is done",
    finish_title: "Done",
    related: "Answers about this",
    other_guides: "Other guides",
    form: "If a question is left",
    track: "My requests and their status",
    simple: "Large and plain",
    leave: "Leave quickly",
    leave_hint: "Opens the weather in place of this page. Or press Esc three times. Your marks are erased, but addresses may stay in the history of the browser",
    helpful: "Is this step clear?",
};
