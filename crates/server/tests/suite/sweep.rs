//! What expires: files that no request claimed, idempotency keys.

use axum::http::{Method, StatusCode};
use opora_contract::{path, problem::ProblemCode};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{
    app::{TestApp, complaint, uuid},
    fixture::png,
};

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

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
async fn file_that_cannot_be_deleted_stops_none_of_the_others() {
    let app = TestApp::new().await;
    let mut files = Vec::new();
    for _ in 0..3 {
        files.push(app.uploaded("screenshot", png(50)).await);
    }
    // A folder in its place cannot be deleted as a file.
    let stuck = app.folder.path().join("data/files").join(&files[1].id);
    std::fs::remove_file(&stuck).unwrap();
    std::fs::create_dir(&stuck).unwrap();
    app.pass_minutes(26 * HOUR);
    opora_server::sweep(&app.app).await.unwrap_err();
    assert_eq!(app.contents(), [files[1].id.as_str()]);

    std::fs::remove_dir(&stuck).unwrap();
    opora_server::sweep(&app.app).await.unwrap();
}

#[tokio::test]
async fn files_go_even_when_keys_cannot_be_forgotten() {
    let app = TestApp::new().await;
    app.uploaded("screenshot", png(50)).await;
    let database = app.database().await;
    let broken = database.execute_unprepared("DROP TABLE idempotency");
    broken.await.unwrap();
    app.pass_minutes(26 * HOUR);
    opora_server::sweep(&app.app).await.unwrap_err();
    assert!(app.contents().is_empty());
}

#[tokio::test]
async fn idempotency_keys_are_kept_for_a_year() {
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
    app.pass_minutes(365 * DAY);
    opora_server::sweep(&app.app).await.unwrap();
    assert_eq!(number(&app).await, first);
    app.pass_minutes(1);
    opora_server::sweep(&app.app).await.unwrap();
    assert_ne!(number(&app).await, first);
}
