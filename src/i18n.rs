//! What the interface says: a typed catalogue. A text that a language lacks is a compile error.
//!
//! The words of answers, forms and contacts are content, and those of broken field rules the contract's: neither is here.

mod catalogue;
mod en;
pub mod phrase;
mod plural;
mod ru;

use leptos::prelude::*;
use opora_contract::language::Language;

pub use catalogue::Texts;

use crate::browser::{
    page,
    setting::{self, Setting},
};

/// The texts of a language.
pub const fn texts(language: Language) -> &'static Texts {
    match language {
        Language::Ru => &ru::TEXTS,
        Language::En => &en::TEXTS,
    }
}

/// The texts in use. The whole view is made anew when the language changes, so they need not be reactive.
pub fn use_texts() -> &'static Texts {
    use_context().unwrap_or(&ru::TEXTS)
}

/// The language to start in: `?lang=` wins over the saved one, which wins over the browser's.
pub fn initial_language() -> Language {
    let query = page::query();
    let asked = query.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang="));
    asked
        .and_then(Language::parse)
        .or_else(|| Language::parse(&setting::read(Setting::Language)?))
        .or_else(|| Language::parse(&page::languages()))
        .unwrap_or_default()
}
