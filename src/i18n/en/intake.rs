//! Words before a form and beside the subject of a request.

use crate::i18n::catalogue::Intake;

pub const INTAKE: Intake = Intake {
    lead: "What do you want to write about?",
    known: "We know already",
    known_note: "There is no need to write about this: it is being mended.",
    lasts: |since, until| match until {
        Some(until) => format!("Since {since}. Should work again: {until}. Moscow time."),
        None => {
            format!("Since {since}. We do not know yet when it will work again. Moscow time.")
        }
    },
    sent: "Have you sent one already?",
    sent_detail: "If this is about the same, you need no new request: open the one you have and see how it is going.",
    sent_all: "All my requests",
    situations: "What we help with",
    situations_lead: "Open your situation: inside is what may help at once, and the form.",
    help: "May help at once",
    write: "If it did not help",
    elsewhere: "What others deal with",
    elsewhere_lead: "These questions are not ours to solve. Open yours, and we will tell you where to take it.",
    ways: "Where to turn",
    sounds_elsewhere: "This may not be ours to solve",
    otherwise: "If yours is something else, just go on writing.",
};
