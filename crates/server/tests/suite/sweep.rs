//! What expires: files that no request claimed, idempotency keys.

use axum::http::{Method, StatusCode};
use opora_contract::{path, problem::ProblemCode};
use serde_json::json;

use crate::{
    app::{TestApp, complaint, uuid},
    fixture::png,
};

const HOUR: i64 = 60;

#[tokio::test]
async fn unclaimed_files_go_after_a_day_and_claimed_ones_stay() {
    let app = TestApp::new().await;
    let orphan = app.uploaded("screenshot", png(50)).await;
    let kept = app.uploaded("screenshot", png(50)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": kept.id, "key": kept.key}]);
    app.send_form(&body).await;

    app.pass_minutes(23 * HOUR);
    opora_server::sweep(&app.app).await.unwrap();
    assert_eq!(app.contents().len(), 2);

    app.pass_minutes(HOUR);
    body["attachments"] = json!([{"id": orphan.id, "key": orphan.key}]);
    let reply = app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .send()
        .await;
    reply.refused(422, ProblemCode::Invalid);

    app.pass_minutes(2 * HOUR);
    opora_server::sweep(&app.app).await.unwrap();
    assert_eq!(app.contents(), [kept.id]);
}

#[tokio::test]
async fn file_taken_out_of_a_request_goes_with_the_next_sweep() {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(50)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    let receipt = app.send_form(&body).await;
    let path = path::fill(path::ATTACHMENT, &[&file.id]);
    app.call(Method::DELETE, &path)
        .key(&receipt.key)
        .send()
        .await;
    opora_server::sweep(&app.app).await.unwrap();
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn idempotency_keys_are_kept_for_a_day() {
    let app = TestApp::new().await;
    let key = uuid();
    let number = async |app: &TestApp| {
        let reply = app
            .post(path::REQUESTS, &complaint())
            .idempotent(&key)
            .send()
            .await;
        assert_eq!(reply.status, StatusCode::CREATED);
        reply.header("location").to_owned()
    };
    let first = number(&app).await;
    app.pass_minutes(23 * HOUR);
    opora_server::sweep(&app.app).await.unwrap();
    assert_eq!(number(&app).await, first);
    app.pass_minutes(2 * HOUR);
    opora_server::sweep(&app.app).await.unwrap();
    assert_ne!(number(&app).await, first);
}
