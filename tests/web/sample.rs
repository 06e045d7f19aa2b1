//! A form, its answers and files, and what the server says to them.

use std::collections::BTreeMap;

use js_sys::{Array, Uint8Array};
use opora::{
    browser::{
        file::{self, LocalFile},
        format::days_ago,
    },
    form::{
        draft::{Draft, DraftFile},
        outbox::Waiting,
    },
};
use opora_contract::{
    form::Form, key::AccessKey, number::RequestNumber, problem::Problem, request::Receipt,
    slug::Slug, upload::Attachment,
};
use serde_json::json;
use web_sys::Blob;

/// The first bytes of a PNG picture of one pixel.
pub const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01 and so on";
/// The first bytes of one of 65500×65500 pixels.
pub const BOMB: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\xff\xdc\0\0\xff\xdc and so on";
/// The first bytes of a program for Windows.
pub const PROGRAM: &[u8] = b"MZ\x90\0\x03\0\0\0";
/// The largest file that the form takes, in bytes.
pub const MAX_BYTES: u64 = 5_242_880;

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn form() -> Form {
    form_taking(json!({
        "name": "screenshot", "types": ["jpg", "png", "pdf"], "max_bytes": MAX_BYTES, "max_files": 2,
    }))
}

/// The form with this upload profile.
pub fn form_taking(profile: serde_json::Value) -> Form {
    let field = |name: &str, kind: &str, required: bool| json!({ "name": name, "kind": kind, "label": name, "required": required, "min": 5, "max": 120 });
    let mut files = field("files", "files", false);
    files["profile"] = profile;
    serde_json::from_value(json!({
        "name": "feedback",
        "kind": "question",
        "title": "Форма обратной связи",
        "lead": "",
        "needs_contact": true,
        "fields": [
            field("subject", "line", true),
            field("description", "text", true),
            files,
            field("email", "email", false),
            field("consent", "consent", true),
        ],
    }))
    .unwrap()
}

/// A form whose questions follow the answers: numbers of persons, documents as many as there are, a text on demand.
pub fn application() -> Form {
    let field =
        |name: &str, kind: &str| json!({ "name": name, "kind": kind, "label": name, "max": 120 });
    let option = |value: &str| json!({ "value": value, "label": value });
    let mut identity = field("identity", "choice");
    identity["options"] = json!([option("inn"), option("snils"), option("passport")]);
    let number = |kind: &str| {
        let mut number = field(kind, kind);
        number["required"] = true.into();
        number["when"] = json!({ "field": "identity", "is": [kind] });
        number
    };
    let mut reason = field("reason", "choice");
    reason["options"] = json!([option("lost"), option("other")]);
    let mut other = field("other", "line");
    other["required"] = true.into();
    other["when"] = json!({ "field": "reason", "is": ["other"] });
    let of_document = |name: &str, kind: &str| {
        let mut field = field(name, kind);
        field["group"] = "documents".into();
        field
    };
    let mut context = field("context", "text");
    context["on_demand"] = true.into();
    serde_json::from_value(json!({
        "name": "application",
        "kind": "application",
        "title": "Заявление",
        "lead": "",
        "fields": [
            field("subject", "line"),
            context,
            identity,
            number("inn"),
            number("snils"),
            number("passport"),
            reason,
            other,
            of_document("document", "line"),
            of_document("day", "date"),
            field("number", "number"),
            field("phone", "phone"),
        ],
        "groups": [{ "name": "documents", "label": "Документ", "max": 3 }],
    }))
    .unwrap()
}

pub fn draft() -> Draft {
    Draft::new(form().name)
}

/// A draft of this form that says so and was saved so many days ago.
pub fn draft_of(form: &Form, subject: &str, days: u32) -> Draft {
    let mut draft = Draft::new(form.name.clone());
    let subject = ("subject".to_owned(), subject.to_owned());
    draft.values.extend([subject]);
    draft.saved_at = days_ago(days);
    draft
}

pub fn blob(bytes: &[u8]) -> Blob {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).unwrap()
}

/// A blob of so many zeros.
pub fn zeros(bytes: u64) -> Blob {
    let bytes = u32::try_from(bytes).unwrap();
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::new_with_length(bytes))).unwrap()
}

pub fn file(name: &str, blob: Blob) -> LocalFile {
    LocalFile {
        name: name.to_owned(),
        bytes: file::size(&blob),
        blob,
    }
}

pub fn key() -> AccessKey {
    AccessKey::from_bytes([7; 16])
}

pub fn attachment(name: &str) -> Attachment {
    serde_json::from_value(json!({
        "id": format!("stored-{name}"), "key": key(), "name": name, "file_type": "png", "bytes": 18,
    }))
    .unwrap()
}

pub fn draft_file(id: &str) -> DraftFile {
    DraftFile {
        id: id.to_owned(),
        name: "screen.png".to_owned(),
        bytes: u64::try_from(PNG.len()).unwrap(),
        description: "Ошибка при вводе".to_owned(),
        uploaded: None,
    }
}

/// A request in the outbox, with these files.
pub fn waiting(idempotency_key: &str, files: Vec<DraftFile>) -> Waiting {
    Waiting {
        idempotency_key: idempotency_key.to_owned(),
        form: form().name,
        title: form().title,
        private: Vec::new(),
        fields: BTreeMap::from([("subject".to_owned(), "Не приходит код".to_owned())]),
        files,
        profile: Some(slug("screenshot")),
        refusal: None,
        preferences: None,
        context: None,
        owner: None,
        language: "ru".to_owned(),
        answer: None,
    }
}

pub fn number(seed: u8) -> RequestNumber {
    RequestNumber::from_random([seed; 7])
}

/// The server's answer to a request that it has made, sent on a day of November 2026.
pub fn receipt(number: RequestNumber, day: u8) -> Receipt {
    let at = format!("2026-11-{day:02}T09:30:00Z");
    serde_json::from_value(json!({
        "key": key(),
        "request": {
            "number": number, "form": "feedback", "kind": "question", "status": "accepted",
            "subject": "Не приходит код", "sent_at": at, "changed_at": at, "actions": [],
            "editable_until": at, "fields": [], "files": [], "events": [],
        },
    }))
    .unwrap()
}

/// A refusal with errors: pointer, code, message.
pub fn problem(status: u16, errors: &[(&str, &str, &str)]) -> Problem {
    let errors: Vec<_> = errors
        .iter()
        .map(|(pointer, code, message)| json!({ "pointer": pointer, "code": code, "message": message }))
        .collect();
    serde_json::from_value(json!({
        "status": status, "code": "invalid", "title": "Проверьте поля", "errors": errors,
    }))
    .unwrap()
}
