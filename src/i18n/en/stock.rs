//! Words about what the device keeps.

use opora_contract::upload::megabytes;

use crate::i18n::{
    catalogue::{Kind, Stock},
    plural::english,
};

pub const STOCK: Stock = Stock {
    title: "What is kept on this device",
    lead: "It is seen only here: nothing of it goes to the server until you send it. Remove what is not needed if somebody else uses this device.",
    outbox: Kind {
        title: "Requests not sent yet",
        count: |count| count_of(count, "request", "requests"),
        loss: "They will be lost: they have not reached us yet.",
    },
    drafts: Kind {
        title: "Drafts",
        count: |count| count_of(count, "draft", "drafts"),
        loss: "You will have to fill in the forms you began again, with their files.",
    },
    files: Kind {
        title: "Files for drafts",
        count: |count| count_of(count, "file", "files"),
        loss: "You will have to attach the files of drafts again. Files of requests not sent yet stay.",
    },
    requests: Kind {
        title: "My requests",
        count: |count| count_of(count, "request", "requests"),
        loss: "The requests themselves stay with us. To open them here you will need the number and the phone or email: write the numbers down.",
    },
    copies: Kind {
        title: "Copies of requests",
        count: |count| count_of(count, "copy", "copies"),
        loss: "Without a connection requests will not open until you have read them again.",
    },
    searches: Kind {
        title: "What you searched for",
        count: |count| count_of(count, "search", "searches"),
        loss: "The search will no longer suggest what you looked for before.",
    },
    guides: Kind {
        title: "Steps of guides",
        count: |count| count_of(count, "guide", "guides"),
        loss: "Guides will begin with their first step.",
    },
    settings: Kind {
        title: "Settings",
        count: |count| count_of(count, "setting", "settings"),
        loss: "Language, look of pages and notifications will be the usual ones.",
    },
    pages: Kind {
        title: "Pages for times without a connection",
        count: |count| count_of(count, "file", "files"),
        loss: "The site will load anew once there is a connection.",
    },
    empty: "Nothing",
    clear: "Remove",
    clear_of: |title| format!("Remove: {title}"),
    clear_all: "Remove everything from this device",
    all: "Everything that is kept here",
    all_loss: "Drafts with their files, the list of your requests, their copies, steps of guides, searches and settings will be lost. Requests that were sent stay with us: write their numbers down.",
    elsewhere: "The same in help windows of portals of this site. What windows on other sites keep is removed in them, under “Settings”.",
    unsent: |names| format!("These have not reached us and will be lost for good: {names}."),
    undone: "This cannot be undone.",
    confirm: "Yes, remove",
    confirm_all: "Yes, remove everything",
    keep: "Keep",
    done: |title| format!("Removed: {title}"),
    failed: "The browser did not let us remove everything. Close other tabs of this site and try again.",
    bytes: |bytes| match bytes {
        0..1_024 => format!("{bytes}\u{a0}B"),
        1_024..1_048_576 => format!("{}\u{a0}KB", bytes.div_ceil(1_024)),
        _ => format!("{}\u{a0}MB", megabytes(bytes, '.')),
    },
};

fn count_of(count: usize, one: &str, other: &str) -> String {
    format!("{count}\u{a0}{}", english(count, one, other))
}
