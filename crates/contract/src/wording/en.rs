//! English.

use super::{MEGAPIXELS, names};
use crate::{
    form::Kind,
    rule::{PASSWORD_MIN, PasswordPart},
    status::Status,
    upload::megabytes,
    violation::Violation,
};

/// What is wrong with a value, and what to type or do instead.
#[expect(clippy::too_many_lines, reason = "a table of texts")]
pub fn violation(violation: &Violation) -> String {
    match violation {
        Violation::Required => "Fill in this field".into(),
        Violation::TooShort { min } => format!("Too short: write at least {min}\u{a0}characters"),
        Violation::TooLong { max, actual } => {
            format!("Too long: {max}\u{a0}characters fit, you have {actual}. Shorten the text")
        }
        Violation::NotAnOption => "Choose one of the listed options".into(),
        Violation::Email => {
            "Error: this is not an email address. Enter one like name@example.com".into()
        }
        Violation::Phone => {
            "Error: this is not a phone number. Enter one like +7\u{a0}912\u{a0}345‑67‑89"
                .into()
        }
        Violation::Number => {
            "Error: no request has such a number. Compare it with your receipt".into()
        }
        Violation::Inn => {
            "Error: no taxpayer has this number. Compare the 12\u{a0}digits (10 of an organisation)".into()
        }
        Violation::Snils => {
            "Error: no SNILS has this number. Compare the 11\u{a0}digits, such as 112‑233‑445\u{a0}95".into()
        }
        Violation::Passport => {
            "Error: wrong passport number. Enter series and number, such as 4509\u{a0}123456".into()
        }
        Violation::Date { meant } => match meant {
            Some(day) => format!("Error: wrong format of the date. Enter {day}"),
            None => "Error: wrong format of the date. Enter it like 2026-03-14".into(),
        },
        Violation::Password { missing } => format!(
            "This password will be refused. It still needs: {}",
            list(missing)
        ),
        Violation::Question => {
            "Start with an action, such as “Clarify…”, or with “How”, “What”, “Why”".into()
        }
        Violation::Sentences => "Use one sentence. Send another question separately".into(),
        Violation::NoContact => "Give a phone number or an email so that we can answer".into(),
        Violation::ConsentMissing => {
            "Tick the consent box: we cannot take a request without it".into()
        }
        Violation::TooManyFiles { max } => format!("Too many files: {max} fit. Remove some"),
        Violation::FileEmpty => "The file is empty. Choose another one".into(),
        Violation::FileTooLarge { max, actual } => format!(
            "The file is too large: {}\u{a0}MB, the limit is {}\u{a0}MB. Compress it or take a smaller picture",
            megabytes(*actual, '.'),
            megabytes(*max, '.')
        ),
        Violation::FileType { accepted } => format!(
            "This file cannot be attached. Use {}",
            names(accepted, "or")
        ),
        Violation::PictureTooLarge { width, height } => format!(
            "The picture is too large to open: {width}\u{a0}×\u{a0}{height} pixels, the limit is {MEGAPIXELS}\u{a0}million. Make it smaller or take a screenshot"
        ),
        Violation::PictureBroken => {
            "The file is damaged and the picture cannot be opened. Save it again or take a screenshot"
                .into()
        }
        Violation::FileGone => "The file is no longer stored. Attach it again".into(),
        Violation::SlotGone => {
            "This time has been taken or is over. Choose another one; the rest is kept".into()
        }
        Violation::UnknownField => "This form has no such field".into(),
        Violation::Shape => {
            "A value of another type or form is expected here: see the API description".into()
        }
    }
}

fn list(missing: &[PasswordPart]) -> String {
    let parts: Vec<_> = missing.iter().map(|part| password(*part)).collect();
    parts.join(", ")
}

/// The literal label.
pub const fn label(status: Status, _: Kind) -> &'static str {
    match status {
        Status::Accepted => "Accepted",
        Status::InProgress => "In progress",
        Status::Approval => "Awaiting approval",
        Status::WaitingDocuments => "Waiting for documents",
        Status::Approved => "Approved",
        Status::Refused => "Refused",
        Status::Sent => "Sent",
        Status::Closed => "Closed",
        Status::Unknown => "Status to be confirmed",
    }
}

/// What a password still needs, for a list.
pub fn password(part: PasswordPart) -> String {
    match part {
        PasswordPart::Length => format!("at least {PASSWORD_MIN}\u{a0}characters"),
        PasswordPart::Capital => "a capital letter".to_owned(),
        PasswordPart::Small => "a small letter".to_owned(),
        PasswordPart::Digit => "a digit".to_owned(),
    }
}
