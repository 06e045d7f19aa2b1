//! The latest letter once more, for whoever has not got it.

use axum::http::{Method, StatusCode};
use opora_contract::{
    language::Language,
    path,
    problem::ProblemCode,
    request::{EventKind, Receipt, Request},
    status::{
        Actor,
        Status::{Accepted, Closed, InProgress, Refused, WaitingDocuments},
    },
};
use serde_json::json;

use super::{app, round, waiting};
use crate::{
    app::{Call, TestApp, complaint},
    sink::Sink,
};

fn again(app: &TestApp, receipt: &Receipt) -> Call {
    app.of(Method::POST, path::NOTIFICATION, receipt)
}

async fn send_again(app: &TestApp, receipt: &Receipt) -> Request {
    let reply = again(app, receipt).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

fn last_subject(sink: &Sink) -> String {
    sink.received().last().unwrap().header("subject")
}

#[tokio::test]
async fn request_says_where_and_when_its_latest_letter_went() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    let notified = receipt.request.notified.clone().unwrap();
    assert_eq!(notified.address, "A•••@example.ru");
    assert_eq!(notified.at, receipt.request.sent_at);
    assert_eq!(notified.resend_from.as_str(), "2026-11-20T09:10:00Z");
    app.pass_minutes(60);
    app.advance(&receipt, &[InProgress]).await;
    let notified = app.read(&receipt).await.notified.unwrap();
    assert_eq!(notified.at.as_str(), "2026-11-20T10:00:00Z");
}

#[tokio::test]
async fn letter_goes_once_more_and_only_after_a_while() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    round(&app).await;
    app.pass_minutes(7);
    let early = again(&app, &receipt).send().await;
    early.refused(429, ProblemCode::TooManyRequests);
    assert_eq!(early.header("retry-after"), "180");
    let detail = early.problem().detail;
    assert!(detail.contains("через 3\u{a0}мин"), "{detail}");
    app.pass_minutes(3);
    let request = send_again(&app, &receipt).await;
    let event = request.events.last().unwrap();
    assert_eq!(
        (event.kind, event.actor),
        (EventKind::Resent, Actor::Applicant)
    );
    assert_eq!(request.status, Accepted);
    assert_eq!(
        request.notified.unwrap().resend_from.as_str(),
        "2026-11-20T09:20:00Z"
    );
    round(&app).await;
    let received = sink.received();
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].text(), received[1].text());
    assert_ne!(
        received[0].header("message-id"),
        received[1].header("message-id")
    );
    again(&app, &receipt)
        .send()
        .await
        .refused(429, ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn letter_that_goes_once_more_tells_how_it_stands_now() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    for (way, told) in [
        (InProgress, "статус «В работе»"),
        (WaitingDocuments, "нужны ваши материалы"),
        (Refused, "статус «Отказано»"),
        (Closed, "закрыто"),
    ] {
        app.advance(&receipt, &[way]).await;
        round(&app).await;
        let count = sink.received().len();
        app.pass_minutes(10);
        send_again(&app, &receipt).await;
        round(&app).await;
        assert_eq!(sink.received().len(), count + 1);
        assert!(
            last_subject(&sink).contains(told),
            "{}",
            last_subject(&sink)
        );
    }
}

#[tokio::test]
async fn letter_that_still_waits_is_not_doubled() {
    let sink = Sink::down();
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    for _ in 0..3 {
        app.pass_minutes(10);
        send_again(&app, &receipt).await;
    }
    assert_eq!(waiting(&app).await, 1);
}

#[tokio::test]
async fn whoever_left_no_address_is_told_what_to_do() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let mut body = complaint();
    body["fields"].as_object_mut().unwrap().remove("email");
    let receipt = app.send_form(&body).await;
    assert_eq!(receipt.request.notified, None);
    app.pass_minutes(10);
    let refused = again(&app, &receipt).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    assert!(refused.problem().detail.contains("адрес можно добавить"));
    // As the answer says.
    let edit = json!({"fields": {"email": "anna@example.ru"}});
    let call = app.of(Method::PATCH, path::REQUEST, &receipt);
    let edited = call.header("if-match", "*").json(&edit).send().await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.text());
    send_again(&app, &receipt).await;
    round(&app).await;
    assert_eq!(sink.only().to, ["anna@example.ru"]);
}

#[tokio::test]
async fn only_the_key_sends_it_and_words_follow_the_caller() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    let number = receipt.request.number.compact();
    let path = path::fill(path::NOTIFICATION, &[&number]);
    let call = app.call(Method::POST, &path);
    call.send().await.refused(401, ProblemCode::Unauthorised);
    let path = format!("{path}?lang={}", Language::En.tag());
    let early = app.call(Method::POST, &path).key(&receipt.key);
    let detail = early.send().await.problem().detail;
    assert!(detail.contains("in 10\u{a0}min"), "{detail}");
}
