//! Retries: one request for one key, whatever happens on the way.

use std::collections::HashSet;

use axum::http::StatusCode;
use futures_util::future::join_all;
use opora_contract::{path, problem::ProblemCode, request::Receipt, staff::Queue};
use serde_json::json;

use crate::{
    app::{STAFF, TestApp, complaint, uuid},
    fixture::png,
};

async fn count(app: &TestApp) -> usize {
    let queue: Queue = app
        .get(path::STAFF_REQUESTS)
        .token(STAFF)
        .send()
        .await
        .json();
    queue.requests.len()
}

#[tokio::test]
async fn same_key_and_body_give_the_same_receipt_again() {
    let app = TestApp::new().await;
    let key = uuid();
    let first = app
        .post(path::REQUESTS, &complaint())
        .idempotent(&key)
        .send()
        .await;
    app.pass_minutes(60);
    let again = app
        .post(path::REQUESTS, &complaint())
        .idempotent(&key.to_uppercase())
        .send()
        .await;
    assert_eq!(again.status, StatusCode::CREATED);
    assert_eq!(again.json::<Receipt>(), first.json::<Receipt>());
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn retry_with_attachments_gives_the_same_receipt() {
    let app = TestApp::new().await;
    let key = uuid();
    let mut claims = Vec::new();
    for _ in 0..5 {
        let file = app.uploaded("screenshot", png(100)).await;
        claims.push(json!({"id": file.id, "key": file.key}));
    }
    let mut body = complaint();
    body["attachments"] = json!(claims);
    let first = app
        .post(path::REQUESTS, &body)
        .idempotent(&key)
        .send()
        .await;
    let again = app
        .post(path::REQUESTS, &body)
        .idempotent(&key)
        .send()
        .await;
    assert_eq!(again.status, StatusCode::CREATED, "{}", again.text());
    assert_eq!(again.json::<Receipt>(), first.json::<Receipt>());
}

#[tokio::test]
async fn same_key_with_another_body_is_refused() {
    let app = TestApp::new().await;
    let key = uuid();
    app.post(path::REQUESTS, &complaint())
        .idempotent(&key)
        .send()
        .await;
    let mut other = complaint();
    other["fields"]["subject"] = json!("Совсем другое дело");
    let reply = app
        .post(path::REQUESTS, &other)
        .idempotent(&key)
        .send()
        .await;
    reply.refused(422, ProblemCode::KeyReused);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn refused_form_does_not_use_its_key_up() {
    let app = TestApp::new().await;
    let key = uuid();
    let mut wrong = complaint();
    wrong["fields"]["phone"] = json!("12");
    let reply = app
        .post(path::REQUESTS, &wrong)
        .idempotent(&key)
        .send()
        .await;
    reply.refused(422, ProblemCode::Invalid);
    let reply = app
        .post(path::REQUESTS, &complaint())
        .idempotent(&key)
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::CREATED);
}

#[tokio::test]
async fn key_is_required_and_is_a_uuid() {
    let app = TestApp::new().await;
    let reply = app.post(path::REQUESTS, &complaint()).send().await;
    reply.refused(400, ProblemCode::HeaderMissing);
    for bad in ["1", "ключ", "' OR 1=1", &"a".repeat(5_000)] {
        let call = app.post(path::REQUESTS, &complaint());
        let reply = match bad.is_ascii() {
            true => call.idempotent(bad).send().await,
            false => call.header("idempotency-key", bad).send().await,
        };
        reply.refused(400, ProblemCode::HeaderMissing);
    }
    assert_eq!(count(&app).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_parallel_calls_with_one_key_make_one_request() {
    let app = TestApp::new().await;
    let key = uuid();
    let calls = (0..20).map(|_| {
        tokio::spawn(
            app.post(path::REQUESTS, &complaint())
                .idempotent(&key)
                .send(),
        )
    });
    let mut receipts = HashSet::new();
    for reply in join_all(calls).await {
        let reply = reply.unwrap();
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let receipt: Receipt = reply.json();
        receipts.insert((receipt.request.number, receipt.key.reveal().to_owned()));
    }
    assert_eq!(receipts.len(), 1);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn parallel_calls_with_keys_of_their_own_make_a_request_each() {
    let app = TestApp::new().await;
    let calls = (0..20).map(|_| {
        tokio::spawn(
            app.post(path::REQUESTS, &complaint())
                .idempotent(&uuid())
                .send(),
        )
    });
    let mut numbers = HashSet::new();
    for reply in join_all(calls).await {
        numbers.insert(reply.unwrap().json::<Receipt>().request.number);
    }
    assert_eq!(numbers.len(), 20);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_attachment_goes_to_one_of_many_parallel_requests() {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(100)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    let calls =
        (0..8).map(|_| tokio::spawn(app.post(path::REQUESTS, &body).idempotent(&uuid()).send()));
    let statuses = join_all(calls)
        .await
        .into_iter()
        .map(|reply| reply.unwrap().status);
    let created = statuses
        .filter(|status| *status == StatusCode::CREATED)
        .count();
    assert_eq!(created, 1);
    assert_eq!(count(&app).await, 1);
}
