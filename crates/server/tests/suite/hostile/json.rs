//! JSON that is no JSON, or not of the documented shape.

use axum::http::Method;
use opora_contract::{
    path,
    problem::ProblemCode::{Invalid, Malformed},
    request::Receipt,
};
use serde_json::json;

use super::{form, goes_on};
use crate::app::{Reply, TestApp, complaint, flaws, uuid, values};

async fn send(app: &TestApp, body: impl Into<Vec<u8>>) -> Reply {
    let call = app.call(Method::POST, path::REQUESTS).idempotent(&uuid());
    let call = call.header("content-type", "application/json");
    call.bytes(body.into()).send().await
}

/// The complaint with this JSON in place of the subject's.
fn with(subject: &str) -> String {
    let body = complaint().to_string();
    let old = complaint()["fields"]["subject"].to_string();
    assert!(body.contains(&old));
    body.replace(&old, subject)
}

#[tokio::test]
async fn value_of_another_type_is_named_in_every_field() {
    let app = TestApp::new().await;
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    let deep: serde_json::Value = serde_json::from_str(&deep).unwrap();
    for field in form(&app, "feedback").await.fields {
        for value in [
            json!(7),
            json!(-0.5),
            json!(true),
            json!(null),
            json!(["a"]),
            json!({"$gt": ""}),
            deep.clone(),
        ] {
            let mut body = complaint();
            body["fields"][field.name.as_str()] = value;
            let reply = send(&app, body.to_string()).await;
            let pointer = format!("/fields/{}", field.name);
            assert_eq!(reply.refused(400, Malformed), flaws(&[(&pointer, "shape")]));
        }
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn what_is_no_json_is_refused_whole() {
    let app = TestApp::new().await;
    let levels = 100_000;
    for text in [
        with("\"\\ud800\""),
        with("\"\\udc00\\ud800\""),
        with("\"\\ud83dx\""),
        with("\"\\u00\""),
        with("\"\\x41\""),
        with("\"a\nb\""),
        with("\"a\u{0}b\""),
        with("'one'"),
        with("NaN"),
        with("1e99999"),
        with("\"a\" /* b */"),
        with("\"a\",,"),
        format!("\u{feff}{}", complaint()),
        format!("{}{}", complaint(), complaint()),
        format!("{}\0", complaint()),
        "{\"form\":\"feedback\",\"fields\":".repeat(levels / 100),
        "[".repeat(levels),
        "{\"a\":".repeat(levels / 5),
    ] {
        let reply = send(&app, text.clone()).await;
        let shown: String = text.chars().take(80).collect();
        assert_eq!(reply.status, 400, "{shown}: {}", reply.text());
        reply.refused(400, Malformed);
    }
    for bytes in [
        &b"\"\xc0\xaf\""[..],
        b"\"\xed\xa0\x80\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\xff\"",
    ] {
        let [before, behind] = [r#"{"form":"feedback","fields":{"subject":"#, "}}"];
        let body = [before.as_bytes(), bytes, behind.as_bytes()].concat();
        send(&app, body).await.refused(400, Malformed);
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn escapes_are_read_before_they_are_judged() {
    let app = TestApp::new().await;
    for (escaped, kept) in [
        (r#""\ud83d\ude00 радость""#, "😀 радость"),
        (r#""\u003cb\u003e слова""#, "<b> слова"),
        (r#""слова\u0000\u202e\u0007""#, "слова"),
    ] {
        let receipt: Receipt = send(&app, with(escaped)).await.json();
        assert_eq!(app.read(&receipt).await.subject, kept);
    }
    let reply = send(&app, with(r#""\u0000\u200b""#)).await;
    let refused = reply.refused(422, Invalid);
    assert_eq!(refused, flaws(&[("/fields/subject", "required")]));
}

#[tokio::test]
async fn of_two_values_of_a_field_the_last_counts_and_of_two_members_none() {
    let app = TestApp::new().await;
    for twin in ["subject", r"sub\u006aect"] {
        let body = with(&format!(r#""Первая тема", "{twin}": "Вторая тема""#));
        let receipt: Receipt = send(&app, body).await.json();
        let request = app.read(&receipt).await;
        assert_eq!(values(&request)["subject"], "Вторая тема");
    }
    let body = complaint().to_string();
    for (member, twin) in [
        ("form", "\"feedback\""),
        ("fields", "{}"),
        ("attachments", "[]"),
    ] {
        let opening = format!("{{\"{member}\":{twin},\"{member}\":{twin},");
        let reply = send(&app, body.replacen('{', &opening, 1)).await;
        reply.refused(400, Malformed);
    }
}

#[tokio::test]
async fn foreign_fields_are_named_however_they_are_called() {
    let app = TestApp::new().await;
    for (name, pointer) in [
        ("", "/fields/"),
        ("a/b", "/fields/a~1b"),
        ("~", "/fields/~0"),
        ("../subject", "/fields/..~1subject"),
        ("Subject", "/fields/Subject"),
        ("subject\u{0}", "/fields/subject\u{0}"),
        ("<script>", "/fields/<script>"),
        ("__proto__", "/fields/__proto__"),
        ("sub\u{200b}ject", "/fields/sub\u{200b}ject"),
    ] {
        let mut body = complaint();
        body["fields"][name] = json!("x");
        let refused = send(&app, body.to_string()).await.refused(422, Invalid);
        assert_eq!(refused, flaws(&[(pointer, "unknown_field")]));
    }
    goes_on(&app).await;
}
