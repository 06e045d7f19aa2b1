//! Which letters an applicant wants, and when. All times are UTC; the clock begins at noon in Moscow, 09:00.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{Preferences, Receipt},
    status::Status::{Closed, InProgress, Refused, WaitingDocuments},
};
use serde_json::{Value, json};

use super::{HOUR, app, complaint_of, round, waiting};
use crate::{
    app::{STAFF, TestApp, complaint, uuid},
    sink::Sink,
};

/// A confirmed complaint whose applicant wants this.
async fn complained(app: &TestApp, wanted: Value) -> Receipt {
    let mut body = complaint();
    body["preferences"] = wanted;
    let receipt = app.send_form(&body).await;
    round(app).await;
    receipt
}

async fn prefer(app: &TestApp, receipt: &Receipt, wanted: &Value) {
    let call = app.of(Method::PUT, path::PREFERENCES, receipt);
    let reply = call.json(wanted).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
}

async fn transition(app: &TestApp, receipt: &Receipt, body: &Value) {
    let reply = app.transition(receipt, body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
}

async fn write(app: &TestApp, receipt: &Receipt) {
    let number = receipt.request.number.compact();
    let path = path::fill(path::STAFF_MESSAGES, &[&number]);
    let call = app
        .post(&path, &json!({"text": "Посмотрели."}))
        .token(STAFF);
    assert_eq!(call.send().await.status, StatusCode::OK);
}

fn night(utc_offset: i16) -> Value {
    json!({"quiet": {"from": "22:00", "to": "08:00", "utc_offset": utc_offset}})
}

/// How many letters have come.
fn came(sink: &Sink) -> usize {
    sink.received().len()
}

#[tokio::test]
async fn what_is_not_wanted_is_not_told_and_all_else_is() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = complained(&app, json!({"muted": ["status"]})).await;
    // The confirmation with the number.
    assert_eq!(came(&sink), 1);
    app.advance(&receipt, &[InProgress]).await;
    assert_eq!(waiting(&app).await, 0);
    write(&app, &receipt).await;
    round(&app).await;
    assert_eq!(came(&sink), 2);
    let asked = json!({"to": "waiting_documents", "reason": "Нужна справка.",
        "actions": [{"text": "Пришлите справку"}]});
    transition(&app, &receipt, &asked).await;
    round(&app).await;
    assert_eq!(came(&sink), 3);

    prefer(&app, &receipt, &json!({"muted": ["message", "action"]})).await;
    write(&app, &receipt).await;
    assert_eq!(waiting(&app).await, 0);
    app.advance(&receipt, &[Refused]).await;
    round(&app).await;
    assert_eq!(came(&sink), 4);
}

#[tokio::test]
async fn another_channel_than_letters_leaves_the_confirmation_alone() {
    for channel in ["app", "browser"] {
        let sink = Sink::start().await;
        let app = app(&sink).await;
        let receipt = complained(&app, json!({"channel": channel})).await;
        app.advance(&receipt, &[InProgress, WaitingDocuments, Refused, Closed])
            .await;
        write_is_over(&app).await;
        assert_eq!(came(&sink), 1, "{channel}");
    }
}

async fn write_is_over(app: &TestApp) {
    round(app).await;
    assert_eq!(waiting(app).await, 0);
}

#[tokio::test]
async fn quiet_hours_go_over_midnight_and_the_letter_comes_at_their_end() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = complained(&app, night(180)).await;
    // 18:59, a minute before 22:00 in Moscow.
    app.pass_minutes(10 * HOUR - 1);
    app.advance(&receipt, &[InProgress]).await;
    round(&app).await;
    assert_eq!(came(&sink), 2);
    app.pass_minutes(1);
    app.advance(&receipt, &[WaitingDocuments]).await;
    write(&app, &receipt).await;
    round(&app).await;
    assert_eq!((came(&sink), waiting(&app).await), (2, 2));
    // 04:59 of the next day, and 05:00: eight in Moscow.
    app.pass_minutes(10 * HOUR - 1);
    round(&app).await;
    assert_eq!(came(&sink), 2);
    app.pass_minutes(1);
    round(&app).await;
    assert_eq!((came(&sink), waiting(&app).await), (4, 0));
}

#[tokio::test]
async fn quiet_hours_are_those_of_the_zone_of_the_person() {
    // 09:00 UTC is 21:00 in Kamchatka, 04:00 in New York, 18:00 in Yakutsk.
    for (offset, first) in [(720, 2), (-300, 1), (540, 2)] {
        let sink = Sink::start().await;
        let app = app(&sink).await;
        let receipt = complained(&app, night(offset)).await;
        app.advance(&receipt, &[InProgress]).await;
        round(&app).await;
        assert_eq!(came(&sink), first, "{offset}");
    }
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = complained(&app, night(720)).await;
    app.pass_minutes(HOUR);
    app.advance(&receipt, &[InProgress]).await;
    round(&app).await;
    assert_eq!(came(&sink), 1);
    app.pass_minutes(10 * HOUR);
    round(&app).await;
    assert_eq!(came(&sink), 2);
}

#[tokio::test]
async fn what_is_needed_goes_at_any_hour() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let always = json!({"channel": "app", "muted": ["status"],
        "quiet": {"from": "00:00", "to": "23:59", "utc_offset": 0}});
    let receipt = complained(&app, always).await;
    assert_eq!(came(&sink), 1);
    app.pass_minutes(HOUR);
    app.advance(&receipt, &[InProgress]).await;
    round(&app).await;
    assert_eq!(came(&sink), 1);
    // Somebody presses «Повторно отправить уведомление».
    let again = app.of(Method::POST, path::NOTIFICATION, &receipt);
    assert_eq!(again.send().await.status, StatusCode::OK);
    round(&app).await;
    assert_eq!(came(&sink), 2);
}

#[tokio::test]
async fn letter_that_waits_obeys_what_is_said_meanwhile() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = complained(&app, night(-300)).await;
    app.advance(&receipt, &[InProgress]).await;
    round(&app).await;
    assert_eq!((came(&sink), waiting(&app).await), (1, 1));
    prefer(&app, &receipt, &json!({"channel": "app"})).await;
    app.pass_minutes(4 * HOUR);
    round(&app).await;
    assert_eq!((came(&sink), waiting(&app).await), (1, 0));
}

#[tokio::test]
async fn a_change_of_the_request_keeps_what_was_said() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = complained(&app, json!({})).await;
    prefer(&app, &receipt, &json!({"muted": ["message", "message"]})).await;
    app.advance(&receipt, &[InProgress]).await;
    write(&app, &receipt).await;
    round(&app).await;
    assert_eq!(came(&sink), 2);
    // Neither version nor journal know of it.
    assert_eq!(app.read(&receipt).await.events.len(), 3);
}

#[tokio::test]
async fn only_the_key_says_it_and_only_what_can_be_said() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_form(&complaint_of("b@example.ru")).await;
    let put = |body: Value| app.of(Method::PUT, path::PREFERENCES, &receipt).json(&body);
    let number = receipt.request.number.compact();
    let path = path::fill(path::PREFERENCES, &[&number]);
    let stranger = app.call(Method::PUT, &path).json(&json!({}));
    stranger
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
    for bad in [
        json!({"channel": "pigeon"}),
        json!({"muted": ["weather"]}),
        json!({"quiet": {"from": "25:00", "to": "08:00", "utc_offset": 0}}),
        json!({"quiet": {"from": "22:00", "to": "08:00", "utc_offset": 900}}),
        json!({"sound": "loud"}),
    ] {
        let reply = put(bad.clone()).send().await;
        assert!(reply.status.is_client_error(), "{bad}: {}", reply.text());
    }
    let kept: Preferences = put(json!({"muted": ["term", "status", "term"]}))
        .send()
        .await
        .json();
    assert_eq!(kept.muted.len(), 2);
    // A retry with the same words is the same request, with others another one.
    let mut body = complaint();
    body["preferences"] = json!({"channel": "app"});
    let key = uuid();
    let send = |body: &Value| app.post(path::REQUESTS, body).idempotent(&key);
    assert_eq!(send(&body).send().await.status, StatusCode::CREATED);
    body["preferences"] = json!({});
    send(&body)
        .send()
        .await
        .refused(422, ProblemCode::KeyReused);
}
