//! What no honest client sends: bodies, fields, names, files. Each is refused with its right problem or kept as harmless
//! text and inert bytes; none gets an internal error, and the server goes on.

pub mod corpus;
mod field;
mod file;
mod json;
mod name;
mod socket;

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use opora_contract::{
    form::Form,
    path,
    problem::ProblemCode::{self, Invalid, Malformed, TooLarge, UnsupportedType},
    request::Receipt,
};
use serde_json::{Value, json};

use crate::app::{TestApp, complaint, flaws, uuid, values};

/// A form as the API gives it.
pub async fn form(app: &TestApp, name: &str) -> Form {
    let reply = app.get(&path::fill(path::FORM, &[name])).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

/// Sends a form and holds the answer against the contract's own check: taken and stored as that check normalised it, or
/// refused with each of its mistakes. Says which.
pub async fn agree(app: &TestApp, form: &Form, typed: &BTreeMap<String, String>) -> bool {
    let body = json!({"form": form.name, "fields": typed});
    let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
    let reply = call.send().await;
    match form.check(typed, 0) {
        Ok(filled) => {
            assert_eq!(
                reply.status,
                StatusCode::CREATED,
                "{typed:?}: {}",
                reply.text()
            );
            let request = app.read(&reply.json()).await;
            let kept = filled.values.iter();
            let kept: BTreeMap<_, _> = kept.map(|(name, value)| (&**name, &**value)).collect();
            assert_eq!(values(&request), kept);
            true
        }
        Err(mistakes) => {
            let expected: Vec<_> = mistakes
                .iter()
                .map(|mistake| {
                    let name = mistake.field.replace('~', "~0").replace('/', "~1");
                    (
                        format!("/fields/{name}"),
                        mistake.violation.code().to_owned(),
                    )
                })
                .collect();
            assert_eq!(reply.refused(422, Invalid), expected, "{typed:?}");
            false
        }
    }
}

/// After all of that an honest person is served as before.
async fn goes_on(app: &TestApp) {
    let home = app.get("/home").send().await;
    assert_eq!(home.status, StatusCode::OK, "{}", home.text());
    let receipt = app.send_complaint().await;
    let request = app.read(&receipt).await;
    assert_eq!(request.subject, "Не приходит код входа");
}

/// The complaint with one field of the form replaced.
fn with(field: &str, value: impl Into<Value>) -> Vec<u8> {
    let mut body = complaint();
    body["fields"][field] = value.into();
    body.to_string().into_bytes()
}

#[expect(clippy::too_many_lines, reason = "a table of bodies")]
#[tokio::test]
async fn every_hostile_body_gets_its_problem() {
    type Case = (
        Vec<u8>,
        u16,
        ProblemCode,
        &'static [(&'static str, &'static str)],
    );
    let nested = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let cases: Vec<Case> = vec![
        (b"".to_vec(), 400, Malformed, &[]),
        (b"{".to_vec(), 400, Malformed, &[]),
        (b"null".to_vec(), 400, Malformed, &[("", "shape")]),
        (b"[]".to_vec(), 400, Malformed, &[("", "shape")]),
        (b"\xff\xfe\xfd".to_vec(), 400, Malformed, &[]),
        (nested.into_bytes(), 400, Malformed, &[("", "shape")]),
        (
            b"{\"form\":\"feedback\",\"form\":\"feedback\",\"fields\":{}}".to_vec(),
            400,
            Malformed,
            &[("", "shape")],
        ),
        (
            b"{\"form\":\"../etc\",\"fields\":{}}".to_vec(),
            400,
            Malformed,
            &[("/form", "shape")],
        ),
        (
            b"{\"form\":\"feedback\",\"fields\":{},\"is_admin\":true}".to_vec(),
            400,
            Malformed,
            &[("/is_admin", "shape")],
        ),
        (
            b"{\"form\":\"feedback\",\"fields\":{\"subject\":{\"$ne\":1}}}".to_vec(),
            400,
            Malformed,
            &[("/fields/subject", "shape")],
        ),
        (
            b"{\"form\":\"feedback\",\"fields\":{\"subject\":\"\xd0\"}}".to_vec(),
            400,
            Malformed,
            &[],
        ),
        (
            b"{\"form\":\"feedback\",\"fields\":{\"subject\":\"\\ud800\"}}".to_vec(),
            400,
            Malformed,
            &[],
        ),
        (
            with("subject", 7),
            400,
            Malformed,
            &[("/fields/subject", "shape")],
        ),
        (
            with("subject", "\u{0}\u{1b}\u{202e}"),
            422,
            Invalid,
            &[("/fields/subject", "required")],
        ),
        (
            with("subject", "ы".repeat(121)),
            422,
            Invalid,
            &[("/fields/subject", "too_long")],
        ),
        (
            with("description", "ы".repeat(5_000)),
            422,
            Invalid,
            &[("/fields/description", "too_long")],
        ),
        (
            with("phone", "'; DROP TABLE request; --"),
            422,
            Invalid,
            &[("/fields/phone", "phone")],
        ),
        (
            with("email", "<script>@x.ru"),
            422,
            Invalid,
            &[("/fields/email", "email")],
        ),
        (
            with("files", "x"),
            422,
            Invalid,
            &[("/fields/files", "unknown_field")],
        ),
        (
            with("__proto__", "x"),
            422,
            Invalid,
            &[("/fields/__proto__", "unknown_field")],
        ),
        (with("description", "ы".repeat(500_000)), 413, TooLarge, &[]),
        (vec![b' '; 300_000], 413, TooLarge, &[]),
    ];
    let app = TestApp::new().await;
    for (body, status, code, expected) in cases {
        let shown = String::from_utf8_lossy(&body[..body.len().min(80)]).into_owned();
        let call = app.call(Method::POST, path::REQUESTS).idempotent(&uuid());
        let reply = call
            .header("content-type", "application/json")
            .bytes(body)
            .send()
            .await;
        assert_eq!(reply.refused(status, code), flaws(expected), "{shown}");
    }
}

#[tokio::test]
async fn forged_claims_of_files_are_refused_each_in_its_place() {
    let app = TestApp::new().await;
    let key = "a".repeat(26);
    let ids = [
        "",
        "\u{0}",
        "../secret",
        "' OR 1=1",
        &"f".repeat(32),
        &"f".repeat(3_000),
    ];
    let mut body = complaint();
    body["attachments"] = ids
        .iter()
        .take(5)
        .map(|id| json!({"id": id, "key": key}))
        .collect();
    let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
    let refused = call.send().await.refused(422, Invalid);
    let pointers: Vec<_> = refused
        .iter()
        .map(|(pointer, _)| pointer.as_str())
        .collect();
    let expected = [
        "/attachments/0/id",
        "/attachments/1/id",
        "/attachments/2/id",
        "/attachments/3/id",
        "/attachments/4/id",
    ];
    assert_eq!(pointers, expected);
    body["attachments"] = json!([{"id": ids[5], "key": key}]);
    let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
    call.send().await.refused(422, Invalid);
    body["attachments"] = json!([{"id": ids[4], "key": "not a key"}]);
    let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
    let refused = call.send().await.refused(400, Malformed);
    assert_eq!(refused, flaws(&[("/attachments/0/key", "shape")]));
}

#[tokio::test]
async fn streamed_body_without_a_length_is_cut_at_the_limit() {
    let app = TestApp::new().await;
    let chunk = || Ok::<_, std::io::Error>(bytes::Bytes::from_static(&[b' '; 65_536]));
    let endless = Body::from_stream(futures_util::stream::repeat_with(chunk));
    let call = app.call(Method::POST, path::REQUESTS).idempotent(&uuid());
    let reply = call
        .header("content-type", "application/json")
        .body(endless)
        .send()
        .await;
    reply.refused(413, TooLarge);
}

#[tokio::test]
async fn body_that_is_not_called_json_is_refused() {
    let app = TestApp::new().await;
    for media_type in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "nonsense",
    ] {
        let call = app.post(path::REQUESTS, &complaint()).idempotent(&uuid());
        let reply = call.header("content-type", media_type).send().await;
        reply.refused(415, UnsupportedType);
    }
    let call = app.post(path::REQUESTS, &complaint()).idempotent(&uuid());
    let reply = call
        .header("content-type", "Application/JSON; charset=utf-8")
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::CREATED);
}

#[tokio::test]
async fn markup_and_control_characters_stay_text() {
    let app = TestApp::new().await;
    let mut body = complaint();
    body["fields"]["subject"] = json!("<img src=x onerror=alert(1)>\u{0}\u{202e}'\"--");
    body["fields"]["description"] =
        json!("{{7*7}} ${jndi:ldap://x} <script>alert(1)</script>\r\nстрока\u{7}");
    let receipt: Receipt = app.send_form(&body).await;
    let stored = app.read(&receipt).await;
    let values = values(&stored);
    assert_eq!(values["subject"], "<img src=x onerror=alert(1)> '\"--");
    assert_eq!(
        values["description"],
        "{{7*7}} ${jndi:ldap://x} <script>alert(1)</script>\nстрока"
    );
}

#[tokio::test]
async fn forged_addresses_and_keys_open_nothing() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    for number in [
        "0",
        "7KQ4-22HZ",
        "%00",
        "..%2F..%2Fetc%2Fpasswd",
        "%27%20OR%201=1",
        &"9".repeat(3_000),
    ] {
        let reply = app
            .get(&format!("/requests/{number}"))
            .key(&receipt.key)
            .send()
            .await;
        reply.refused(404, ProblemCode::NotFound);
    }
    for id in ["%00", "..%2Fsecret", "%2e%2e", &"a".repeat(3_000)] {
        let reply = app
            .get(&format!("/attachments/{id}"))
            .key(&receipt.key)
            .send()
            .await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
}
