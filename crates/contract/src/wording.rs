//! What the contract says to people: a file for each language of our own. A build script makes one for each further
//! language, with its words in the places of those of its base.

mod en;
mod ru;

use crate::{
    form::Kind,
    language::Language,
    rule::PasswordPart,
    status::Status,
    upload::{FileType, PIXELS_MAX},
    violation::Violation,
};

include!(concat!(env!("OUT_DIR"), "/wording.rs"));

/// [`PIXELS_MAX`] as people say it.
const MEGAPIXELS: u64 = PIXELS_MAX / 1_000_000;

pub fn violation(violation: &Violation, language: Language) -> String {
    say!(language, violation(violation))
}

pub const fn label(status: Status, kind: Kind, language: Language) -> &'static str {
    say!(language, label(status, kind))
}

pub fn password(part: PasswordPart, language: Language) -> String {
    say!(language, password(part))
}

/// `JPG, PNG или PDF`.
fn names(types: &[FileType], or: &str) -> String {
    match types {
        [] => String::new(),
        [only] => only.name().to_owned(),
        [head @ .., last] => {
            let head: Vec<_> = head.iter().map(|file_type| file_type.name()).collect();
            format!("{} {or} {}", head.join(", "), last.name())
        }
    }
}
