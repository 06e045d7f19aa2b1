//! The correspondence about an open request.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, MESSAGE_MAX, Receipt, Request},
    status::{Actor, Status},
};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::{
    app::{Call, TestApp, flaws, uuid},
    fixture::{pdf, png},
};

fn write(app: &TestApp, receipt: &Receipt, body: &Value) -> Call {
    app.of(Method::POST, path::MESSAGES, receipt)
        .json(body)
        .idempotent(&uuid())
}

#[tokio::test]
async fn message_is_shown_with_its_files_and_nowhere_else() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.pass_minutes(60);
    let file = app.uploaded("document", pdf(300)).await;
    let body = json!({
        "text": " Уточняю:\u{0} код не пришёл и сегодня ",
        "attachments": [{"id": file.id, "key": file.key, "description": "Снимок"}],
    });
    let reply = write(&app, &receipt, &body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    let [message] = &request.messages[..] else {
        panic!("{:?}", request.messages)
    };
    assert_eq!(message.text, "Уточняю: код не пришёл и сегодня");
    assert_eq!(
        (message.actor, message.at.as_str()),
        (Actor::Applicant, "2026-11-20T10:00:00Z")
    );
    assert_eq!(message.files[0].description, "Снимок");
    assert!(request.files.is_empty(), "files of messages are theirs");
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.status, last.reason.as_str()),
        (
            EventKind::Messaged,
            Status::Accepted,
            "Новое сообщение в переписке"
        )
    );
    assert_eq!(app.read(&receipt).await, request);
    let path = path::fill(path::ATTACHMENT, &[&file.id]);
    let content = app.get(&path).key(&receipt.key).send().await;
    assert_eq!(content.status, StatusCode::OK);
    app.advance(&receipt, &[Status::InProgress]).await;
    let reply = write(&app, &receipt, &json!({"text": "И ещё"}));
    let request: Request = reply.send().await.json();
    let texts = request.messages.iter().map(|message| message.text.as_str());
    let expected = ["Уточняю: код не пришёл и сегодня", "И ещё"];
    assert_eq!(texts.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn request_does_not_grow_without_end() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({"text": "И ещё"});
    let database = app.database().await;
    let aged = "UPDATE request SET version = 999";
    database.execute_unprepared(aged).await.unwrap();
    let reply = write(&app, &receipt, &body).send().await;
    assert_eq!(reply.header("etag"), "\"1000\"", "{}", reply.text());
    let refused = write(&app, &receipt, &body).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    let problem = refused.problem();
    assert_eq!(problem.title, "В\u{a0}обращении больше нет места");
    assert!(problem.detail.contains("Позвоните"), "{problem:?}");
    assert_eq!(app.read(&receipt).await.messages.len(), 1);
    // Employees go on, and the applicant can end it.
    app.advance(&receipt, &[Status::InProgress]).await;
    let call = app.of(Method::POST, path::WITHDRAWAL, &receipt);
    assert_eq!(call.send().await.status, StatusCode::OK);
}

#[tokio::test]
async fn retry_of_a_message_writes_nothing_twice() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({"text": "Есть новости?"});
    let key = uuid();
    let first = write(&app, &receipt, &body).idempotent(&key).send().await;
    let again = write(&app, &receipt, &body).idempotent(&key).send().await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text());
    assert_eq!(again.json::<Request>(), first.json::<Request>());
    assert_eq!(again.header("etag"), first.header("etag"));
    let other = json!({"text": "Другое"});
    let reused = write(&app, &receipt, &other).idempotent(&key).send().await;
    reused.refused(422, ProblemCode::KeyReused);
    let keyless = app.of(Method::POST, path::MESSAGES, &receipt).json(&body);
    let refused = keyless.send().await;
    refused.refused(400, ProblemCode::HeaderMissing);
    assert_eq!(app.read(&receipt).await.messages.len(), 1);
}

#[tokio::test]
async fn message_without_words_or_with_bad_files_is_refused() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    for (text, code) in [
        (" \u{7} ".to_owned(), "required"),
        ("ы".repeat(MESSAGE_MAX + 1), "too_long"),
    ] {
        let refused = write(&app, &receipt, &json!({"text": text})).send().await;
        let expected = flaws(&[("/text", code)]);
        assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    }
    let absent = json!({"text": "Вот", "attachments": [{"id": "x", "key": "a".repeat(26)}]});
    let refused = write(&app, &receipt, &absent).send().await;
    let expected = flaws(&[("/attachments/0/id", "file_gone")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    let claim = json!({"id": "x", "key": "a".repeat(26)});
    let many = json!({"text": "Вот", "attachments": vec![claim; 50]});
    let refused = write(&app, &receipt, &many).send().await;
    let expected = flaws(&[("/attachments", "too_many_files")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    let long = json!({"text": "ы".repeat(MESSAGE_MAX)});
    let reply = write(&app, &receipt, &long).send().await;
    assert_eq!(reply.status, StatusCode::OK);
}

#[tokio::test]
async fn decided_request_takes_no_messages_and_a_stranger_writes_none() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let other = app.send_complaint().await;
    let body = json!({"text": "Есть новости?"});
    let stranger = write(&app, &receipt, &body).key(&other.key);
    let refused = stranger.send().await;
    refused.refused(401, ProblemCode::Unauthorised);
    app.advance(&receipt, &[Status::Refused]).await;
    let refused = write(&app, &receipt, &body).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    assert!(app.read(&receipt).await.messages.is_empty());
}

#[tokio::test]
async fn file_of_a_message_stays_though_the_request_may_be_edited() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let file = app.uploaded("screenshot", png(60)).await;
    let body = json!({"text": "Вот", "attachments": [{"id": file.id, "key": file.key}]});
    write(&app, &receipt, &body).send().await;
    let path = path::fill(path::ATTACHMENT, &[&file.id]);
    let removal = app.call(Method::DELETE, &path).key(&receipt.key);
    let refused = removal.send().await;
    refused.refused(401, ProblemCode::Unauthorised);
    assert_eq!(app.read(&receipt).await.messages[0].files.len(), 1);
}
