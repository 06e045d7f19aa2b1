//! Letters that remind of the last day to provide something.

use axum::http::{Method, StatusCode};
use opora_contract::{path, request::Receipt};
use serde_json::{Value, json};

use super::{HOUR, app, round, waiting};
use crate::{
    app::TestApp,
    fixture::pdf,
    sink::{Received, Sink},
};

const DAY: i64 = 24 * HOUR;

/// A complaint that waits for these, by their last days; the letters about that have gone.
async fn asked(app: &TestApp, days: &[&str]) -> Receipt {
    let receipt = app.send_complaint().await;
    let actions: Vec<_> = days
        .iter()
        .enumerate()
        .map(|(at, day)| json!({"text": format!("Документ {at}"), "due": day}))
        .collect();
    ask(app, &receipt, &json!(actions)).await;
    round(app).await;
    receipt
}

async fn ask(app: &TestApp, receipt: &Receipt, actions: &Value) {
    let body = json!({"to": "waiting_documents", "reason": "Не хватает", "actions": actions});
    let reply = app.transition(receipt, &body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
}

/// What the sweep of this moment tells.
async fn swept(app: &TestApp, sink: &Sink) -> Vec<Received> {
    let before = sink.received().len();
    opora_server::sweep(&app.app).await.unwrap();
    round(app).await;
    sink.received().split_off(before)
}

#[tokio::test]
async fn letter_reminds_three_days_before_and_once() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = asked(&app, &["2026-11-30"]).await;
    let asked = app.read(&receipt).await;
    app.pass_minutes(6 * DAY);
    assert_eq!(swept(&app, &sink).await.len(), 0, "four days before");
    app.pass_minutes(DAY);
    let letters = swept(&app, &sink).await;
    let [letter] = &letters[..] else {
        panic!("one letter: {letters:?}");
    };
    let number = receipt.request.number;
    assert_eq!(
        letter.header("subject"),
        format!("Обращение {number}: скоро крайний день")
    );
    let text = letter.text();
    for told in [
        "крайний день — 30 ноября 2026 года",
        "— Документ 0 (не позднее 30 ноября 2026 года)",
        "#key=",
    ] {
        assert!(text.contains(told), "{told} is not in\n{text}");
    }
    for _ in 0..5 {
        app.pass_minutes(DAY);
        assert_eq!(swept(&app, &sink).await.len(), 0);
    }
    // Whoever has read this version has read all there is.
    let request = app.read(&receipt).await;
    assert_eq!((request.events.len(), request), (2, asked));
}

#[tokio::test]
async fn each_day_is_reminded_of_by_itself() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    asked(&app, &["2026-11-30", "2026-11-29", "2026-12-05"]).await;
    app.pass_minutes(7 * DAY);
    let letters = swept(&app, &sink).await;
    assert_eq!(letters.len(), 1, "two days that are near at once");
    assert!(letters[0].text().contains("крайний день — 29 ноября"));
    app.pass_minutes(5 * DAY);
    let letters = swept(&app, &sink).await;
    assert_eq!(letters.len(), 1, "the third day");
    app.pass_minutes(DAY);
    assert_eq!(swept(&app, &sink).await.len(), 0);
}

#[tokio::test]
async fn nobody_is_reminded_of_what_a_letter_has_only_now_asked_for() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    asked(&app, &["2026-11-22"]).await;
    assert_eq!(swept(&app, &sink).await.len(), 0);
    app.pass_minutes(DAY);
    assert_eq!(swept(&app, &sink).await.len(), 1);
}

#[tokio::test]
async fn what_came_in_time_is_not_reminded_of() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = asked(&app, &["2026-11-30"]).await;
    app.pass_minutes(7 * DAY);
    // The letter waits, and what it reminds of comes first.
    opora_server::sweep(&app.app).await.unwrap();
    assert_eq!(waiting(&app).await, 1);
    let file = app.uploaded("document", pdf(300)).await;
    let body = json!({"attachments": [{"id": file.id, "key": file.key}]});
    let call = app.of(Method::POST, path::DOCUMENTS, &receipt).json(&body);
    assert_eq!(call.send().await.status, StatusCode::OK);
    assert_eq!(swept(&app, &sink).await.len(), 0);
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn what_is_provided_already_is_no_reason_to_remind() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    let provided = json!({"text": "Скан", "due": "2026-11-30", "state": "provided"});
    let missing = json!({"text": "Справка", "due": "2027-01-30"});
    ask(&app, &receipt, &json!([provided, missing])).await;
    round(&app).await;
    app.pass_minutes(8 * DAY);
    assert_eq!(swept(&app, &sink).await.len(), 0);
}

#[tokio::test]
async fn servers_that_sweep_at_once_remind_once() {
    let sink = Sink::start().await;
    let mut app = app(&sink).await;
    for _ in 0..5 {
        asked(&app, &["2026-11-30"]).await;
    }
    app.pass_minutes(7 * DAY);
    let other = app.app.clone();
    app.restart().await;
    let before = sink.received().len();
    let (one, two) = tokio::join!(opora_server::sweep(&app.app), opora_server::sweep(&other));
    one.unwrap();
    two.unwrap();
    round(&app).await;
    assert_eq!(sink.received().len(), before + 5);
}
