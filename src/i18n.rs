//! What the interface says: a typed catalogue. A text that Russian or English lacks is a compile error; a further
//! language is made of one of them by the build script, see docs/languages.md.
//!
//! The words of answers, forms and contacts are content, and those of broken field rules the contract's: neither is here.

mod catalogue;
mod en;
pub mod phrase;
mod plural;
mod ru;

use leptos::prelude::*;
use opora_contract::language::Language;

pub use self::catalogue::{Kind, Notices, Stock, Tracker};
use crate::browser::page;

// A module for each further language, and `said!`, which chooses among all.
include!(concat!(env!("OUT_DIR"), "/catalogue.rs"));

/// The texts of one language. Groups are reached by functions, so that each travels with the pages that read it and
/// not with the first load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    pub language: Language,
}

macro_rules! groups {
    ($($function:ident: $group:ident = $texts:ident;)*) => {
        impl Texts {
            $(pub const fn $function(self) -> &'static catalogue::$group {
                said!(&self.language, $texts)
            })*
        }
    };
}

groups! {
    shell: Shell = SHELL;
    outbox: Outbox = OUTBOX;
    remote: Remote = REMOTE;
    home: Home = HOME;
    own: Own = OWN;
    faq: Faq = FAQ;
    directions: Directions = DIRECTIONS;
    care: Care = CARE;
    search: Search = SEARCH;
    suggest: Suggest = SUGGEST;
    guides: Guides = GUIDES;
    guide: Guide = GUIDE;
    contacts: Contacts = CONTACTS;
    intake: Intake = INTAKE;
    reach: Reach = REACH;
    form: Form = FORM;
    aid: Aid = AID;
    review: Review = REVIEW;
    edit: Edit = EDIT;
    files: Files = FILES;
    assistant: Assistant = ASSISTANT;
    requests: Requests = REQUESTS;
    request: Request = REQUEST;
    receipt: Receipt = RECEIPT;
    tracker: Tracker = TRACKER;
    setting: Setting = SETTING;
    notices: Notices = NOTICES;
    stock: Stock = STOCK;
    embed: Embed = EMBED;
    told: Told = TOLD;
    missing: Missing = MISSING;
}

/// The texts in use. The whole view is made anew when the language changes, so they need not be reactive.
pub fn use_texts() -> Texts {
    use_context().unwrap_or_default()
}

/// The language to start in. `boot.js` has chosen it before the first paint: `?lang=` wins over the saved one, which
/// wins over the browser's.
pub fn initial_language() -> Language {
    page::language()
        .as_deref()
        .and_then(Language::parse)
        .unwrap_or_default()
}
