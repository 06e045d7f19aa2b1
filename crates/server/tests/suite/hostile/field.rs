//! Whatever stands in a field: refused with the name of the field, or kept as the same harmless text.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode::{Invalid, NotFound, TooLarge},
    request::Request,
    rule,
    search::SearchResults,
    status::Status,
};
use serde_json::json;

use super::{
    agree,
    corpus::{good, texts},
    form, goes_on,
};
use crate::{
    app::{STAFF, TestApp, complaint, flaws, uuid, values},
    fixture::pdf,
};

#[tokio::test]
async fn every_field_of_every_form_refuses_or_keeps_every_text() {
    let app = TestApp::new().await;
    for name in ["feedback", "certificate"] {
        let form = form(&app, name).await;
        assert!(agree(&app, &form, &good(&form)).await, "{name}");
        let (mut kept, mut refused) = (0, 0);
        for field in &form.fields {
            for text in texts() {
                let mut typed = good(&form);
                typed.insert(field.name.to_string(), text);
                match agree(&app, &form, &typed).await {
                    true => kept += 1,
                    false => refused += 1,
                }
            }
        }
        assert!(kept > 30 && refused > 30, "{name}: {kept} and {refused}");
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn texts_come_back_as_they_were_typed_but_for_what_nobody_can_see() {
    let app = TestApp::new().await;
    for (typed, kept) in [
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("+1+1 @SUM(1) -2", "+1+1 @SUM(1) -2"),
        ("<b onclick=\"x\">&amp;", "<b onclick=\"x\">&amp;"),
        ("%2e%2e%2f %c0%af", "%2e%2e%2f %c0%af"),
        (
            "👩\u{200d}👧 и 🏳\u{fe0f}\u{200d}🌈",
            "👩\u{200d}👧 и 🏳\u{fe0f}\u{200d}🌈",
        ),
        (
            "с\u{336}л\u{336}о\u{336}в\u{336}о",
            "с\u{336}л\u{336}о\u{336}в\u{336}о",
        ),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
        ("\u{202e}слова\u{202c} \u{61c}и", "слова и"),
        ("сло\u{200b}ва\u{feff}\u{ad}", "сло ва"),
        ("a\0b\u{1b}[31mc\u{9b}d", "a b [31mc d"),
        ("слова\r\nBcc: x@y.ru", "слова Bcc: x@y.ru"),
        ("слова\u{e0041}\u{e007f}", "слова"),
    ] {
        let mut body = complaint();
        body["fields"]["subject"] = json!(typed);
        let receipt = app.send_form(&body).await;
        let request = app.read(&receipt).await;
        assert_eq!(request.subject, kept, "{typed:?}");
        assert_eq!(values(&request)["subject"], kept, "{typed:?}");
    }
}

#[tokio::test]
async fn field_of_a_megabyte_is_too_much_and_of_a_hundred_kilobytes_too_long() {
    let app = TestApp::new().await;
    for (length, expected) in [(1_000_000, None), (100_000, Some("too_long"))] {
        for field in ["subject", "description", "context"] {
            let mut body = complaint();
            body["fields"][field] = json!("a".repeat(length));
            let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
            let reply = call.send().await;
            match expected {
                None => assert_eq!(reply.refused(413, TooLarge), []),
                Some(code) => {
                    let pointer = format!("/fields/{field}");
                    assert_eq!(reply.refused(422, Invalid), flaws(&[(&pointer, code)]));
                }
            }
        }
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn edits_take_what_new_requests_take() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    for text in texts() {
        let tag = app.of(Method::GET, path::REQUEST, &receipt).send().await;
        let call = app
            .of(Method::PATCH, path::REQUEST, &receipt)
            .header("if-match", tag.header("etag"))
            .json(&json!({"fields": {"context": text}}));
        let reply = call.send().await;
        let kept = rule::normalise_text(&text);
        if reply.status == StatusCode::OK {
            let request: Request = reply.json();
            let context = values(&request)
                .get("context")
                .copied()
                .unwrap_or_default()
                .to_owned();
            assert_eq!(context, kept);
        } else {
            let refused = reply.refused(422, Invalid);
            assert_eq!(
                refused,
                flaws(&[("/fields/context", "too_long")]),
                "{text:?}"
            );
            assert!(kept.chars().count() > 2_000);
        }
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn words_about_files_and_to_documents_are_kept_or_named() {
    let app = TestApp::new().await;
    for text in texts() {
        let file = app.uploaded("screenshot", pdf(20)).await;
        let mut body = complaint();
        body["attachments"] = json!([{"id": file.id, "key": file.key, "description": text}]);
        let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
        let reply = call.send().await;
        let kept = rule::normalise_line(&text);
        if reply.status == StatusCode::CREATED {
            let receipt = reply.json();
            assert_eq!(app.read(&receipt).await.files[0].description, kept);
        } else {
            let refused = reply.refused(422, Invalid);
            assert_eq!(
                refused,
                flaws(&[("/attachments/0/description", "too_long")])
            );
            assert!(kept.chars().count() > 250);
        }
    }
    for text in texts() {
        let receipt = app.send_complaint().await;
        app.advance(&receipt, &[Status::InProgress, Status::WaitingDocuments])
            .await;
        let file = app.uploaded("document", pdf(20)).await;
        let body = json!({"attachments": [{"id": file.id, "key": file.key}], "comment": text});
        let reply = app
            .of(Method::POST, path::DOCUMENTS, &receipt)
            .json(&body)
            .send()
            .await;
        let kept = rule::normalise_text(&text);
        if reply.status == StatusCode::OK {
            let reason = reply.json::<Request>().events.pop().unwrap().reason;
            // Who says nothing has still sent documents.
            assert!(
                reason == kept || kept.is_empty() && !reason.is_empty(),
                "{reason:?}"
            );
        } else {
            assert_eq!(
                reply.refused(422, Invalid),
                flaws(&[("/comment", "too_long")])
            );
        }
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn words_of_employees_are_kept_or_named() {
    let app = TestApp::new().await;
    for text in texts() {
        let receipt = app.send_complaint().await;
        app.advance(&receipt, &[Status::InProgress]).await;
        let body = json!({"to": "waiting_documents", "reason": text, "actions": [{"text": text}]});
        let reply = app.transition(&receipt, &body).send().await;
        let kept = rule::normalise_text(&text);
        if reply.status == StatusCode::OK {
            let request = app.read(&receipt).await;
            assert_eq!(request.actions[0].text, kept);
            assert_eq!(request.events.last().unwrap().reason, kept);
        } else {
            for (pointer, code) in reply.refused(422, Invalid) {
                assert!(
                    ["/reason", "/actions/0/text"].contains(&pointer.as_str()),
                    "{pointer}"
                );
                let expected = if kept.is_empty() {
                    "required"
                } else {
                    "too_long"
                };
                assert_eq!(code, expected, "{text:?}");
            }
        }
    }
    goes_on(&app).await;
}

#[tokio::test]
async fn look_ups_votes_and_searches_survive_every_text() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let number = receipt.request.number.compact();
    for text in texts() {
        for body in [
            json!({"number": number, "contact": text}),
            json!({"number": text, "contact": "anna.p@example.ru"}),
        ] {
            let reply = app.post(path::LOOKUP, &body).send().await;
            match reply.status {
                StatusCode::NOT_FOUND => assert_eq!(reply.refused(404, NotFound), []),
                _ => {
                    for (pointer, _) in reply.refused(422, Invalid) {
                        assert!(
                            ["/number", "/contact"].contains(&pointer.as_str()),
                            "{pointer}"
                        );
                    }
                }
            }
        }
        let vote = json!({"about": {"answer": {"topic": "account", "question": "sign-in"}}, "helpful": false, "comment": text});
        let reply = app.post(path::VOTES, &vote).send().await;
        if reply.status != StatusCode::NO_CONTENT {
            assert_eq!(
                reply.refused(422, Invalid),
                flaws(&[("/comment", "too_long")])
            );
        }
        let reply = app
            .post(path::SEARCH_MISSES, &json!({"query": text}))
            .send()
            .await;
        assert!(!reply.status.is_server_error(), "{text:?}");
        if text.len() < 2_000 {
            let encoded: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let reply = app.get(&format!("/search?q={encoded}")).send().await;
            assert_eq!(reply.status, StatusCode::OK, "{text:?}");
            reply.json::<SearchResults>();
        }
    }
    let misses = app.get(path::STAFF_MISSES).token(STAFF).send().await;
    assert_eq!(misses.status, StatusCode::OK);
    goes_on(&app).await;
}
