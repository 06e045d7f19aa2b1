//! The satisfaction index of closed requests.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::Receipt,
    staff::{Component, Part, Quality},
    status::Status,
};
use sea_orm::ConnectionTrait;

use crate::app::{STAFF, TestApp};

async fn quality(app: &TestApp, from: &str, to: &str) -> Quality {
    let path = format!("{}?from={from}&to={to}", path::STAFF_QUALITY);
    let reply = app.get(&path).token(STAFF).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

fn part(quality: &Quality, component: Component) -> &Part {
    let mut parts = quality.parts.iter();
    parts.find(|part| part.component == component).unwrap()
}

/// A request that was answered after so many hours and closed at once.
async fn closed_after(app: &TestApp, hours: i64) -> Receipt {
    let receipt = app.send_complaint().await;
    app.pass_minutes(hours * 60);
    app.advance(
        &receipt,
        &[Status::InProgress, Status::Approved, Status::Closed],
    )
    .await;
    receipt
}

/// What no call of this test writes.
async fn write(app: &TestApp, statement: &str) {
    let database = app.database().await;
    database.execute_unprepared(statement).await.unwrap();
}

fn of(receipt: &Receipt) -> String {
    let number = receipt.request.number.compact();
    format!("(SELECT id FROM request WHERE number = '{number}')")
}

#[tokio::test]
async fn index_is_made_of_four_components_that_show_what_was_measured() {
    let app = TestApp::new().await;
    // Friday: after 6 hours, then after 18 more, which is Saturday.
    let first = closed_after(&app, 6).await;
    let second = closed_after(&app, 18).await;
    let open = app.send_complaint().await;
    app.advance(&open, &[Status::InProgress]).await;
    for (receipt, stars) in [(&first, 5), (&second, 2), (&open, 1)] {
        let id = of(receipt);
        write(
            &app,
            &format!("INSERT INTO rating VALUES ({id}, {stars}, '', 1)"),
        )
        .await;
    }
    let id = of(&second);
    write(
        &app,
        &format!("UPDATE request SET level = 'second' WHERE id = {id}"),
    )
    .await;
    let repeated = format!(
        "UPDATE event SET kind = 'repeated' WHERE request_id = {id} AND status = 'in_progress'"
    );
    write(&app, &repeated).await;

    let both = quality(&app, "2026-11-20", "2026-11-21").await;
    let raw = |component| part(&both, component).raw.unwrap();
    assert_eq!(raw(Component::Rating), 3.5);
    assert_eq!(raw(Component::FirstContact), 0.5);
    assert_eq!(raw(Component::ResponseTime), 12.0);
    assert_eq!(raw(Component::Repeats), 0.5);
    assert!(both.parts.iter().all(|part| part.count == 2));
    let expected = 0.4 * 0.625 + 0.3 * 0.5 + 0.2 * 0.75 + 0.1 * 0.5;
    assert!((both.index.unwrap() - expected).abs() < 1e-9);
    assert!((0.0..=1.0).contains(&both.target));

    // Each on its own day.
    let friday = quality(&app, "2026-11-20", "2026-11-20").await;
    assert_eq!(part(&friday, Component::ResponseTime).raw, Some(6.0));
    let saturday = quality(&app, "2026-11-21", "2026-11-21").await;
    assert_eq!(part(&saturday, Component::Rating).raw, Some(2.0));
}

#[tokio::test]
async fn days_are_those_of_moscow() {
    let app = TestApp::new().await;
    // 23:59 and 00:00 in Moscow, both 20 November in London.
    app.pass_minutes(12 * 60 - 1);
    closed_after(&app, 0).await;
    app.pass_minutes(1);
    closed_after(&app, 0).await;
    for day in ["2026-11-20", "2026-11-21"] {
        let quality = quality(&app, day, day).await;
        assert_eq!(part(&quality, Component::FirstContact).count, 1, "{day}");
    }
}

#[tokio::test]
async fn what_was_withdrawn_is_left_out() {
    let app = TestApp::new().await;
    closed_after(&app, 1).await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::InProgress]).await;
    app.of(Method::POST, path::WITHDRAWAL, &receipt)
        .send()
        .await;
    let quality = quality(&app, "2026-11-20", "2026-11-20").await;
    for component in [
        Component::FirstContact,
        Component::ResponseTime,
        Component::Repeats,
    ] {
        assert_eq!(part(&quality, component).count, 1, "{component:?}");
    }
    assert_eq!(quality.index, None, "nobody rated");
}

#[tokio::test]
async fn only_employees_ask_and_only_for_days_that_make_sense() {
    let app = TestApp::new().await;
    let path = |query: &str| format!("{}?{query}", path::STAFF_QUALITY);
    let good = path("from=2026-11-01&to=2026-11-30");
    let stranger = app.get(&good).send().await;
    stranger.refused(401, ProblemCode::Unauthorised);
    for wrong in [
        "",
        "from=2026-11-01",
        "from=2026-11-02&to=2026-11-01",
        "from=2026-02-30&to=2026-11-01",
        "from=2020-01-01&to=2026-11-01",
        "from=01.11.2026&to=02.11.2026",
    ] {
        let reply = app.get(&path(wrong)).token(STAFF).send().await;
        reply.refused(400, ProblemCode::Malformed);
    }
}
