//! Files for a request that waits for them, or that may still be edited.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{ActionState, EventKind, Receipt, Request},
    status::{Actor, Status},
};
use serde_json::{Value, json};

use crate::{
    app::{Call, TestApp, flaws, uuid},
    fixture::{pdf, png},
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
    let states = request.actions.iter().map(|action| action.state);
    assert_eq!(states.collect::<Vec<_>>(), [ActionState::Provided]);
    assert_eq!(request.files.len(), 1);
    // A new term, from the Monday on which the documents came.
    assert_eq!(request.term.as_ref().unwrap().from.as_str(), "2026-11-26");
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor),
        (EventKind::DocumentsAdded, Actor::Applicant)
    );
    assert_eq!(last.reason, "Вот скан");
    assert_eq!(last.term, request.term);
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
    app.pass_minutes(30);
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

/// Screenshots that the feedback form takes.
async fn screenshots(app: &TestApp, count: usize) -> Value {
    let mut claims = Vec::new();
    for _ in 0..count {
        let file = app.uploaded("screenshot", png(60)).await;
        claims.push(json!({"id": file.id, "key": file.key}));
    }
    json!({"attachments": claims})
}

#[tokio::test]
async fn request_that_may_be_edited_takes_what_was_forgotten() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.pass_minutes(29);
    let body = screenshots(&app, 2).await;
    let key = uuid();
    let reply = send(&app, &receipt, &body).idempotent(&key).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    assert_eq!(request.files.len(), 2);
    assert_eq!(request.status, Status::Accepted, "it stays where it was");
    assert_eq!(request.term, receipt.request.term);
    let last = request.events.last().unwrap();
    assert_eq!(last.kind, EventKind::DocumentsAdded);
    assert_eq!(last.reason, "Заявитель прислал документы");
    let again = send(&app, &receipt, &body).idempotent(&key).send().await;
    assert_eq!(again.json::<Request>(), request);
    app.pass_minutes(1);
    let late = screenshots(&app, 1).await;
    let reply = send(&app, &receipt, &late).send().await;
    reply.refused(409, ProblemCode::NotAllowed);
    assert_eq!(reply.problem().title, "Время для правок вышло");
}

#[tokio::test]
async fn edited_request_takes_no_more_and_no_other_files_than_its_form() {
    let app = TestApp::new().await;
    let mut body = crate::app::complaint();
    body["attachments"] = screenshots(&app, 4).await["attachments"].clone();
    let receipt = app.send_form(&body).await;
    let two = screenshots(&app, 2).await;
    let refused = send(&app, &receipt, &two).send().await;
    let expected = flaws(&[("/attachments", "too_many_files")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    let foreign = send(&app, &receipt, &documents(&app).await).send().await;
    let expected = flaws(&[("/attachments/0/id", "file_type")]);
    assert_eq!(foreign.refused(422, ProblemCode::Invalid), expected);
    let one = screenshots(&app, 1).await;
    let reply = send(&app, &receipt, &one).send().await;
    assert_eq!(reply.json::<Request>().files.len(), 5);

    let certificate = json!({
        "form": "certificate",
        "fields": {"category": "income", "subject": "Для банка", "phone": "+79123456789", "consent": "yes"},
    });
    let receipt = app.send_form(&certificate).await;
    let one = screenshots(&app, 1).await;
    let refused = send(&app, &receipt, &one).send().await;
    let expected = flaws(&[("/attachments", "too_many_files")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
}

#[tokio::test]
async fn closed_request_takes_no_files() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.of(Method::POST, path::WITHDRAWAL, &receipt)
        .send()
        .await;
    let body = screenshots(&app, 1).await;
    let reply = send(&app, &receipt, &body).send().await;
    reply.refused(409, ProblemCode::NotAllowed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_additions_no_more_fit_than_the_form_takes() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let mut calls = Vec::new();
    for _ in 0..4 {
        let body = screenshots(&app, 2).await;
        calls.push(tokio::spawn(send(&app, &receipt, &body).send()));
    }
    let mut taken = 0;
    for reply in futures_util::future::join_all(calls).await {
        taken += usize::from(reply.unwrap().status == StatusCode::OK);
    }
    assert_eq!(taken, 2);
    assert_eq!(app.read(&receipt).await.files.len(), 4);
}
