//! What an applicant thought of a closed request.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, MESSAGE_MAX, Receipt, Request},
    status::Status,
};
use serde_json::{Value, json};

use crate::app::{Call, TestApp, flaws, uuid};

fn rate(app: &TestApp, receipt: &Receipt, body: &Value) -> Call {
    app.of(Method::POST, path::RATING, receipt).json(body)
}

async fn closed(app: &TestApp) -> Receipt {
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused, Status::Closed])
        .await;
    receipt
}

#[tokio::test]
async fn closed_request_is_rated_once() {
    let app = TestApp::new().await;
    let receipt = closed(&app).await;
    app.pass_minutes(60);
    let body = json!({"stars": 4, "comment": " Быстро,\u{7} но сухо "});
    let key = uuid();
    let call = || rate(&app, &receipt, &body).idempotent(&key).send();
    let reply = call().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    let rating = request.rating.as_ref().unwrap();
    assert_eq!(
        (rating.stars, rating.comment.as_str(), rating.at.as_str()),
        (4, "Быстро, но сухо", "2026-11-20T10:00:00Z")
    );
    let last = request.events.last().unwrap();
    assert_eq!((last.kind, last.status), (EventKind::Rated, Status::Closed));
    assert_eq!(app.read(&receipt).await, request);
    let retry = call().await;
    assert_eq!((retry.status, retry.body), (reply.status, reply.body));
    let again = rate(&app, &receipt, &json!({"stars": 1})).send().await;
    again.refused(409, ProblemCode::NotAllowed);
    assert_eq!(again.problem().title, "Оценка уже есть");
    assert_eq!(app.read(&receipt).await, request);
}

#[tokio::test]
async fn request_that_is_not_closed_is_not_rated() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    for through in [&[][..], &[Status::InProgress], &[Status::Approved]] {
        app.advance(&receipt, through).await;
        let refused = rate(&app, &receipt, &json!({"stars": 5})).send().await;
        refused.refused(409, ProblemCode::NotAllowed);
        assert_eq!(refused.problem().title, "Оценить пока нельзя");
    }
}

#[tokio::test]
async fn rating_of_no_stars_or_too_many_words_is_refused() {
    let app = TestApp::new().await;
    let receipt = closed(&app).await;
    for stars in [0, 6, 255] {
        let refused = rate(&app, &receipt, &json!({"stars": stars})).send().await;
        let expected = flaws(&[("/stars", "not_an_option")]);
        assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    }
    let shapeless = rate(&app, &receipt, &json!({"stars": 4.5})).send().await;
    shapeless.refused(400, ProblemCode::Malformed);
    let long = json!({"stars": 4, "comment": "ы".repeat(MESSAGE_MAX + 1)});
    let refused = rate(&app, &receipt, &long).send().await;
    let expected = flaws(&[("/comment", "too_long")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    let other = app.send_complaint().await;
    let stranger = rate(&app, &receipt, &json!({"stars": 1})).key(&other.key);
    let refused = stranger.send().await;
    refused.refused(401, ProblemCode::Unauthorised);
    assert_eq!(app.read(&receipt).await.rating, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_ratings_one_is_kept() {
    let app = TestApp::new().await;
    let receipt = closed(&app).await;
    let calls = (1..=5).map(|stars| {
        let body = json!({"stars": stars});
        tokio::spawn(rate(&app, &receipt, &body).send())
    });
    let mut kept = 0;
    for reply in futures_util::future::join_all(calls).await {
        match reply.unwrap().status {
            StatusCode::OK => kept += 1,
            status => assert_eq!(status, StatusCode::CONFLICT),
        }
    }
    assert_eq!(kept, 1);
    assert_eq!(app.read(&receipt).await.events.len(), 4);
}
