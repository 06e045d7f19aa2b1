//! What happens to requests when nobody acts.

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use opora_contract::{
    path,
    request::{EventKind, Priority, Request, Step},
    status::{Actor, Status},
};
use serde_json::json;

use crate::app::{TestApp, complaint};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

async fn sweep(app: &TestApp) {
    opora_server::sweep(&app.app).await.unwrap();
}

#[tokio::test]
async fn decided_request_is_closed_once_nobody_may_disagree_any_more() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused]).await;
    app.pass_minutes(15 * DAY - 1);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await.status, Status::Refused);
    app.pass_minutes(1);
    sweep(&app).await;
    let request = app.read(&receipt).await;
    assert_eq!(request.status, Status::Closed);
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor, last.reason.as_str()),
        (
            EventKind::StatusChanged,
            Actor::System,
            "Решение вступило в\u{a0}силу, обращение закрыто"
        )
    );
    app.pass_minutes(DAY);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await, request);
}

#[tokio::test]
async fn document_that_is_promised_keeps_its_request_open_until_it_is_sent() {
    let app = TestApp::new().await;
    let certificate = json!({
        "form": "certificate",
        "fields": {"category": "income", "subject": "Для банка", "phone": "+79123456789", "consent": "yes"},
    });
    let receipt = app.send_form(&certificate).await;
    app.advance(&receipt, &[Status::InProgress, Status::Approved])
        .await;
    app.pass_minutes(30 * DAY);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await.status, Status::Approved);
    app.advance(&receipt, &[Status::Sent]).await;
    // It may not arrive: whoever gets none has as long to say so as after any decision.
    let until = app.read(&receipt).await.reopen_until.unwrap();
    assert_eq!(until.as_str(), "2027-01-04T09:00:00Z");
    app.pass_minutes(15 * DAY - 1);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await.status, Status::Sent);
    app.pass_minutes(1);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await.status, Status::Closed);
}

#[tokio::test]
async fn request_whose_term_is_over_is_escalated_once() {
    let app = TestApp::new().await;
    let mut body = complaint();
    body["fields"]["category"] = json!("question");
    let receipt = app.send_form(&body).await;
    // Until Wednesday; Thursday begins in Moscow at 21:00 of Wednesday.
    app.pass_minutes(5 * DAY + 12 * HOUR - 1);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await.priority, Priority::Normal);
    app.pass_minutes(1);
    sweep(&app).await;
    let request = app.read(&receipt).await;
    assert_eq!(request.priority, Priority::Urgent);
    assert_eq!(request.status, Status::Accepted);
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor),
        (EventKind::Escalated, Actor::System)
    );
    let mut rungs = request.waiting.iter();
    let head = rungs.find(|rung| rung.step == Step::Head).unwrap();
    assert_eq!((&head.from, head.used_at.is_some()), (&None, true));
    app.pass_minutes(DAY);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await, request);
}

#[tokio::test]
async fn request_that_waits_for_its_applicant_is_not_escalated() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::WaitingDocuments]).await;
    app.pass_minutes(60 * DAY);
    sweep(&app).await;
    assert_eq!(app.read(&receipt).await.events.len(), 2);
}

#[tokio::test]
async fn more_requests_than_one_batch_are_closed_in_one_round() {
    let app = TestApp::new().await;
    let mut receipts = Vec::new();
    for _ in 0..53 {
        let receipt = app.send_complaint().await;
        app.advance(&receipt, &[Status::Refused]).await;
        receipts.push(receipt);
    }
    app.pass_minutes(15 * DAY);
    sweep(&app).await;
    for receipt in &receipts {
        assert_eq!(app.read(receipt).await.status, Status::Closed);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sweeps_and_people_at_the_same_time_close_each_request_once() {
    let app = TestApp::new().await;
    let mut receipts = Vec::new();
    for _ in 0..12 {
        let receipt = app.send_complaint().await;
        app.advance(&receipt, &[Status::Refused]).await;
        receipts.push(receipt);
    }
    app.pass_minutes(15 * DAY);
    let sweeps = (0..3).map(|_| {
        let app = app.app.clone();
        tokio::spawn(async move { opora_server::sweep(&app).await.unwrap() })
    });
    let people = receipts.iter().map(|receipt| {
        let call = app.of(Method::POST, path::RESOLUTION, receipt);
        tokio::spawn(call.json(&json!({"is_solved": true})).send())
    });
    let (people, sweeps) = (people.collect::<Vec<_>>(), sweeps.collect::<Vec<_>>());
    for reply in join_all(people).await {
        let status = reply.unwrap().status;
        assert!(matches!(status, StatusCode::OK | StatusCode::CONFLICT));
    }
    for swept in join_all(sweeps).await {
        swept.unwrap();
    }
    for receipt in &receipts {
        let request: Request = app.read(receipt).await;
        assert_eq!((request.status, request.events.len()), (Status::Closed, 3));
    }
}
