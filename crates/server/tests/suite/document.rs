//! Documents for a request that waits for them.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, Receipt, Request},
    status::{Actor, Status},
};
use serde_json::{Value, json};

use crate::{
    app::{Call, TestApp, flaws, uuid},
    fixture::pdf,
};

async fn waiting(app: &TestApp) -> Receipt {
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::InProgress, Status::WaitingDocuments])
        .await;
    receipt
}

async fn documents(app: &TestApp) -> Value {
    let file = app.uploaded("document", pdf(300)).await;
    json!({"attachments": [{"id": file.id, "key": file.key}], "comment": "Вот скан"})
}

fn send(app: &TestApp, receipt: &Receipt, body: &Value) -> Call {
    app.of(Method::POST, path::DOCUMENTS, receipt).json(body)
}

#[tokio::test]
async fn documents_put_the_request_back_to_work() {
    let app = TestApp::new().await;
    let receipt = waiting(&app).await;
    assert_eq!(app.read(&receipt).await.actions.len(), 1);
    app.pass_minutes(3 * 24 * 60);
    let reply = send(&app, &receipt, &documents(&app).await).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    assert_eq!(request.status, Status::InProgress);
    assert!(request.actions.is_empty());
    assert_eq!(request.files.len(), 1);
    // A new term, from the Monday on which the documents came.
    assert_eq!(request.term.as_ref().unwrap().from.as_str(), "2026-11-26");
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor),
        (EventKind::DocumentsAdded, Actor::Applicant)
    );
    assert_eq!(last.reason, "Вот скан");
    assert_eq!(app.read(&receipt).await, request);
}

#[tokio::test]
async fn retry_of_documents_is_harmless() {
    let app = TestApp::new().await;
    let receipt = waiting(&app).await;
    let body = documents(&app).await;
    let key = uuid();
    let first = send(&app, &receipt, &body).idempotent(&key).send().await;
    let again = send(&app, &receipt, &body).idempotent(&key).send().await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text());
    assert_eq!(again.json::<Request>(), first.json::<Request>());
    let other = json!({"attachments": []});
    let reused = send(&app, &receipt, &other).idempotent(&key).send().await;
    reused.refused(422, ProblemCode::KeyReused);
    let malformed = send(&app, &receipt, &body).idempotent("1").send().await;
    malformed.refused(400, ProblemCode::HeaderMissing);
}

#[tokio::test]
async fn request_that_does_not_wait_takes_no_documents() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = documents(&app).await;
    let reply = send(&app, &receipt, &body).send().await;
    reply.refused(409, ProblemCode::NotAllowed);
    // The file is still free.
    app.advance(&receipt, &[Status::WaitingDocuments]).await;
    assert_eq!(
        send(&app, &receipt, &body).send().await.status,
        StatusCode::OK
    );
    let again = send(&app, &receipt, &body).send().await;
    again.refused(409, ProblemCode::NotAllowed);
}

#[tokio::test]
async fn documents_without_files_or_with_bad_ones_are_refused() {
    let app = TestApp::new().await;
    let receipt = waiting(&app).await;
    let empty = send(&app, &receipt, &json!({"attachments": []}))
        .send()
        .await;
    let refused = empty.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/attachments", "required")]));
    let absent = json!({"attachments": [{"id": "x", "key": "a".repeat(26)}]});
    let refused = send(&app, &receipt, &absent)
        .send()
        .await
        .refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/attachments/0/id", "file_gone")]));
    let mut long = documents(&app).await;
    long["comment"] = json!("ы".repeat(1_001));
    let refused = send(&app, &receipt, &long)
        .send()
        .await
        .refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/comment", "too_long")]));
}

#[tokio::test]
async fn documents_need_the_key() {
    let app = TestApp::new().await;
    let receipt = waiting(&app).await;
    let other = app.send_complaint().await;
    let number = receipt.request.number.compact();
    let call = app.post(
        &path::fill(path::DOCUMENTS, &[&number]),
        &documents(&app).await,
    );
    call.key(&other.key)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
}
