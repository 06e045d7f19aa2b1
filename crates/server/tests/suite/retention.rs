//! How long closed requests are kept, and what is left of them.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{Receipt, Request},
    staff::Quality,
    status::Status,
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::{
    app::{OTHER, STAFF, Settings, TestApp, complaint, uuid},
    fixture::png,
};

const DAY: i64 = 24 * 60;
/// From the noon of 20 November to the last minute of 20 May in Moscow.
const SIX_MONTHS: i64 = 181 * DAY + 12 * 60 - 1;

async fn six_months() -> TestApp {
    let keep_closed = Some(6);
    TestApp::with(Settings {
        keep_closed,
        ..Settings::default()
    })
    .await
}

async fn sweep(app: &TestApp) {
    opora_server::sweep(&app.app).await.unwrap();
}

async fn act(app: &TestApp, pattern: &str, receipt: &Receipt, body: &serde_json::Value) {
    let call = app.of(Method::POST, pattern, receipt).json(body);
    let reply = call.idempotent(&uuid()).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
}

/// A complaint with all that can belong to one: files, messages, a rating.
async fn closed(app: &TestApp) -> Receipt {
    let file = app.uploaded("screenshot", png(50)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    let receipt = app.send_form(&body).await;
    let file = app.uploaded("screenshot", png(60)).await;
    let message = json!({
        "text": "Вот ещё снимок",
        "attachments": [{"id": file.id, "key": file.key}],
    });
    act(app, path::MESSAGES, &receipt, &message).await;
    app.advance(&receipt, &[Status::InProgress, Status::Approved])
        .await;
    act(app, path::RESOLUTION, &receipt, &json!({"is_solved": true})).await;
    act(app, path::RATING, &receipt, &json!({"stars": 4})).await;
    receipt
}

async fn count(app: &TestApp, table: &str) -> i64 {
    let database = app.database().await;
    let query = format!("SELECT COUNT(*) FROM {table}");
    let query = Statement::from_string(database.get_database_backend(), query);
    let row = database.query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

async fn quality(app: &TestApp) -> Quality {
    let path = format!("{}?from=2026-11-20&to=2026-11-21", path::STAFF_QUALITY);
    let reply = app.get(&path).token(STAFF).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

fn until(request: &Request) -> Option<&str> {
    request.kept_until.as_ref().map(|day| day.as_str())
}

async fn is_gone(app: &TestApp, receipt: &Receipt) -> bool {
    let reply = app.of(Method::GET, path::REQUEST, receipt).send().await;
    reply.status == StatusCode::UNAUTHORIZED
}

#[tokio::test]
async fn closed_request_is_here_to_the_end_of_its_last_day_and_then_nothing_of_it() {
    let app = six_months().await;
    let receipt = closed(&app).await;
    let other = app.send_complaint().await;
    app.pass_minutes(SIX_MONTHS);
    sweep(&app).await;
    assert_eq!(until(&app.read(&receipt).await), Some("2027-05-20"));
    assert_eq!(app.contents().len(), 2);

    app.pass_minutes(1);
    sweep(&app).await;
    let reply = app.of(Method::GET, path::REQUEST, &receipt).send().await;
    reply.refused(401, ProblemCode::Unauthorised);
    let looked_up = json!({
        "number": receipt.request.number.to_string(),
        "contact": "+79123456789",
    });
    let reply = app.post(path::LOOKUP, &looked_up).send().await;
    reply.refused(404, ProblemCode::NotFound);
    assert!(app.contents().is_empty());
    for table in ["attachment", "message", "rating", "callback_place"] {
        assert_eq!(count(&app, table).await, 0, "{table}");
    }
    // The other one is open still, and everything of it is here.
    assert_eq!(until(&app.read(&other).await), None);
    let number = other.request.number.compact();
    let own = format!("(SELECT id FROM request WHERE number = '{number}')");
    for table in ["event", "mail"] {
        let others = format!("{table} WHERE request_id NOT IN {own}");
        assert_eq!(count(&app, &others).await, 0, "{table}");
    }
    let others = format!("idempotency WHERE number <> '{number}'");
    assert_eq!(count(&app, &others).await, 0);
}

#[tokio::test]
async fn index_of_days_that_are_long_past_stays_as_it_was() {
    let app = six_months().await;
    closed(&app).await;
    app.pass_minutes(90);
    let second = app.send_complaint().await;
    app.pass_minutes(6 * 60);
    app.advance(&second, &[Status::Refused, Status::Closed])
        .await;
    let withdrawn = app.send_complaint().await;
    act(&app, path::WITHDRAWAL, &withdrawn, &json!({})).await;
    let before = quality(&app).await;
    app.pass_minutes(SIX_MONTHS - 8 * 60);
    sweep(&app).await;
    assert!(!is_gone(&app, &second).await);

    // Two rounds add to the sums of one day.
    let later = "UPDATE request SET status_since = status_since + 86400 WHERE number = ";
    let later = format!("{later}'{}'", second.request.number.compact());
    app.database()
        .await
        .execute_unprepared(&later)
        .await
        .unwrap();
    for _ in 0..2 {
        app.pass_minutes(DAY);
        sweep(&app).await;
    }
    assert_eq!(count(&app, "request").await, 0);
    let after = quality(&app).await;
    assert_eq!((after.parts, after.index), (before.parts, before.index));
    assert!(before.index.is_some());
    assert_eq!(count(&app, "quality_day").await, 1);
}

#[tokio::test]
async fn only_what_is_closed_goes() {
    let app = six_months().await;
    let open = app.send_complaint().await;
    let waiting = app.send_complaint().await;
    app.advance(&waiting, &[Status::WaitingDocuments]).await;
    let appealed = app.send_complaint().await;
    app.advance(&appealed, &[Status::Refused, Status::Closed])
        .await;
    let disagreed = json!({"is_solved": false, "text": "Код так и не приходит"});
    act(&app, path::RESOLUTION, &appealed, &disagreed).await;
    assert_eq!(until(&app.read(&appealed).await), None);
    let withdrawn = app.send_complaint().await;
    act(&app, path::WITHDRAWAL, &withdrawn, &json!({})).await;
    app.pass_minutes(4 * SIX_MONTHS);
    sweep(&app).await;
    for receipt in [&open, &waiting, &appealed] {
        assert!(app.read(receipt).await.status.is_open());
    }
    assert!(is_gone(&app, &withdrawn).await);

    // The second time counts from when it was closed then.
    app.advance_as(OTHER, &appealed, &[Status::Refused]).await;
    app.advance_as(OTHER, &appealed, &[Status::Closed]).await;
    app.pass_minutes(180 * DAY);
    sweep(&app).await;
    assert_eq!(app.read(&appealed).await.status, Status::Closed);
    app.pass_minutes(5 * DAY);
    sweep(&app).await;
    assert!(is_gone(&app, &appealed).await);
}

#[tokio::test]
async fn more_requests_than_one_batch_go_in_one_round() {
    let app = six_months().await;
    for _ in 0..43 {
        let receipt = app.send_complaint().await;
        act(&app, path::WITHDRAWAL, &receipt, &json!({})).await;
    }
    let open = app.send_complaint().await;
    app.pass_minutes(SIX_MONTHS + 1);
    sweep(&app).await;
    assert_eq!(count(&app, "request").await, 1);
    assert!(!is_gone(&app, &open).await);
}

#[tokio::test]
async fn key_of_a_deleted_request_opens_no_other_of_its_number() {
    let app = six_months().await;
    let old = closed(&app).await;
    app.pass_minutes(SIX_MONTHS + 1);
    sweep(&app).await;
    let new = app.send_complaint().await;
    let numbers = [&old, &new].map(|receipt| receipt.request.number.compact());
    let again = format!(
        "UPDATE request SET number = '{}' WHERE number = '{}'",
        numbers[0], numbers[1]
    );
    app.database()
        .await
        .execute_unprepared(&again)
        .await
        .unwrap();
    assert!(is_gone(&app, &old).await);
}

#[tokio::test]
async fn by_default_it_is_three_years() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    assert_eq!(until(&receipt.request), None);
    act(&app, path::WITHDRAWAL, &receipt, &json!({})).await;
    assert_eq!(until(&app.read(&receipt).await), Some("2029-11-20"));
}
