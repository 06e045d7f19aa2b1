//! Words for a frame in another portal.

use crate::i18n::catalogue::{Embed, Notice, Told};

pub const EMBED: Embed = Embed {
    foot: "More help",
    settings: "Settings",
    own_tab: "Open in a tab of its own",
    form_storage: "The draft is kept in this window on this portal and cannot be seen elsewhere. To take it along, download it as a file under “My requests”.",
    list_storage: Notice {
        title: "The list of this window",
        detail: "The browser keeps it for each portal by itself. A request opens anywhere with its number and your phone or email; a draft can be downloaded as a file and opened in another place.",
    },
    no_storage: Notice {
        title: "The browser lets this window keep nothing",
        detail: "Everything works as long as the page is open. Send your request without closing it and write the number down. Or go on in a tab of its own.",
    },
    list_in_own_tab: "“My requests” in a tab of its own",
    signed_in: |portal| {
        format!(
            "You are signed in through “{portal}”: requests sent from your other devices are here, too"
        )
    },
    signed_out: "You are signed out. Drafts, requests and searches are gone from this window.",
    context: "Where you write from",
    context_lead: |portal| {
        format!(
            "“{portal}” has told this so that a specialist understands sooner what it is about. What is not needed can stay out."
        )
    },
    context_remove: "Leave out",
    context_removed: |label| format!("Left out: {label}"),
    filled_in: |portal, labels| {
        format!("Filled in by “{portal}”: {labels}. Check it and change what is wrong")
    },
    elsewhere: |portal| format!("“{portal}” does not take this form"),
    elsewhere_detail: "It can be filled in and sent on the help site itself.",
};

pub const TOLD: Told = Told {
    portal: "Portal",
    page: "Page",
    service: "Service",
};
