//! A page that follows its request: changes are told as they are committed, missed ones when it comes back.

mod socket;

use std::time::Duration;

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use http_body_util::BodyExt;
use opora_contract::{
    number::RequestNumber, path, problem::ProblemCode, request::Receipt, status::Status,
};
use sea_orm::ConnectionTrait;
use serde_json::json;
use tokio::time::timeout;

use crate::app::{STAFF, Settings, TestApp};

const PATIENCE: Duration = Duration::from_secs(10);

/// An open stream, read event by event.
struct Following {
    body: Body,
    text: String,
}

impl Following {
    async fn start(app: &TestApp, receipt: &Receipt, heard: Option<&str>) -> Self {
        let mut call = app.of(Method::GET, path::STREAM, receipt);
        if let Some(heard) = heard {
            call = call.header("last-event-id", heard);
        }
        let response = call.begin().await;
        assert_eq!(response.status(), StatusCode::OK);
        let header = |name| response.headers()[name].to_str().unwrap();
        assert_eq!(header("content-type"), "text/event-stream");
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("x-accel-buffering"), "no");
        Self {
            body: response.into_body(),
            text: String::new(),
        }
    }

    /// The version that the next event names; `None` at the end of the stream.
    async fn next(&mut self) -> Option<String> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (event, rest) = (event.to_owned(), rest.to_owned());
                self.text = rest;
                let lines: Vec<_> = event.lines().collect();
                let [name, id, data] = lines[..] else {
                    panic!("{event}");
                };
                assert_eq!((name, data), ("event: changed", "data:"));
                return Some(id.strip_prefix("id: ").unwrap().to_owned());
            }
            let frame = timeout(PATIENCE, self.body.frame()).await.unwrap()?;
            let bytes = frame.unwrap().into_data().unwrap();
            self.text.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}

async fn open_streams(app: &TestApp) -> String {
    let metrics = app.call_site(Method::GET, "/metrics").send().await.text();
    let line = metrics
        .lines()
        .find_map(|line| line.strip_prefix("opora_open_streams "));
    line.unwrap_or("none").to_owned()
}

#[tokio::test]
async fn change_is_told_to_every_page_that_is_open() {
    let app = TestApp::new().await;
    let (receipt, other) = (app.send_complaint().await, app.send_complaint().await);
    let mut pages = Vec::new();
    for _ in 0..3 {
        pages.push(Following::start(&app, &receipt, Some("1")).await);
    }
    let mut elsewhere = Following::start(&app, &other, Some("1")).await;
    app.advance(&receipt, &[Status::InProgress]).await;
    for page in &mut pages {
        assert_eq!(page.next().await.as_deref(), Some("2"));
    }
    app.of(Method::POST, path::WITHDRAWAL, &receipt)
        .send()
        .await;
    for page in &mut pages {
        assert_eq!(page.next().await.as_deref(), Some("3"));
    }
    app.advance(&other, &[Status::Refused]).await;
    assert_eq!(elsewhere.next().await.as_deref(), Some("2"));
}

#[tokio::test]
async fn change_that_was_missed_is_told_on_coming_back() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let mut page = Following::start(&app, &receipt, None).await;
    assert_eq!(
        page.next().await.as_deref(),
        Some("1"),
        "what was heard before is not known"
    );
    drop(page);
    app.advance(&receipt, &[Status::InProgress, Status::Approval])
        .await;
    for heard in ["1", "2", "", "nonsense", "99"] {
        let mut page = Following::start(&app, &receipt, Some(heard)).await;
        assert_eq!(page.next().await.as_deref(), Some("3"), "{heard}");
    }
    // Who knows it all hears of the next change first.
    let mut page = Following::start(&app, &receipt, Some("3")).await;
    app.advance(&receipt, &[Status::Approved]).await;
    assert_eq!(page.next().await.as_deref(), Some("4"));
}

#[tokio::test]
async fn what_was_refused_is_not_told() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let mut page = Following::start(&app, &receipt, Some("1")).await;
    let unlawful = json!({"to": "sent", "reason": "Так"});
    let refused = app.transition(&receipt, &unlawful).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    let stale = json!({"to": "in_progress", "reason": "Так"});
    let refused = app.transition(&receipt, &stale).header("if-match", "\"7\"");
    refused.send().await.refused(412, ProblemCode::Stale);
    app.advance(&receipt, &[Status::InProgress]).await;
    assert_eq!(page.next().await.as_deref(), Some("2"));
}

#[tokio::test]
async fn stranger_follows_nothing_and_takes_no_seat() {
    let app = TestApp::with(Settings {
        stream_limit: Some(1),
        ..Settings::default()
    })
    .await;
    let receipt = app.send_complaint().await;
    let number = receipt.request.number.compact();
    let unknown = RequestNumber::from_random([1; 7]).compact();
    let wrong = app.send_complaint().await.key;
    for number in [&number, &unknown] {
        let path = path::fill(path::STREAM, &[number]);
        for call in [
            app.get(&path),
            app.get(&path).key(&wrong),
            app.get(&path).token(STAFF),
        ] {
            call.send().await.refused(401, ProblemCode::Unauthorised);
        }
    }
    let path = path::fill(path::STREAM, &["no-number"]);
    let nowhere = app.get(&path).key(&receipt.key).send().await;
    nowhere.refused(404, ProblemCode::NotFound);
    Following::start(&app, &receipt, None).await;
}

#[tokio::test]
async fn key_that_was_changed_ends_the_streams_it_opened() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let mut page = Following::start(&app, &receipt, Some("1")).await;
    let rotate = "UPDATE request SET key_version = key_version + 1";
    app.database()
        .await
        .execute_unprepared(rotate)
        .await
        .unwrap();
    app.advance(&receipt, &[Status::InProgress]).await;
    assert_eq!(page.next().await, None);
    let again = app.of(Method::GET, path::STREAM, &receipt).send().await;
    again.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn request_that_is_deleted_ends_its_streams() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused, Status::Closed])
        .await;
    let mut page = Following::start(&app, &receipt, Some("3")).await;
    app.pass_minutes(37 * 31 * 24 * 60);
    opora_server::sweep(&app.app).await.unwrap();
    assert_eq!(page.next().await, None);
    let again = app.of(Method::GET, path::STREAM, &receipt).send().await;
    again.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn twenty_first_page_takes_the_seat_of_the_first() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let mut pages = Vec::new();
    for _ in 0..21 {
        pages.push(Following::start(&app, &receipt, Some("1")).await);
    }
    assert_eq!(pages[0].next().await, None);
    app.advance(&receipt, &[Status::InProgress]).await;
    for page in &mut pages[1..] {
        assert_eq!(page.next().await.as_deref(), Some("2"));
    }
}

#[tokio::test]
async fn full_server_says_when_to_come_back() {
    let app = TestApp::with(Settings {
        stream_limit: Some(2),
        ..Settings::default()
    })
    .await;
    let receipt = app.send_complaint().await;
    let first = Following::start(&app, &receipt, None).await;
    let _second = Following::start(&app, &receipt, None).await;
    let full = app.of(Method::GET, path::STREAM, &receipt).send().await;
    full.refused(503, ProblemCode::Unavailable);
    assert_eq!(full.header("retry-after"), "5");
    drop(first);
    Following::start(&app, &receipt, None).await;
}

#[tokio::test]
async fn pages_that_were_closed_are_forgotten() {
    let app = TestApp::new().await;
    // The recorder starts with the first look.
    open_streams(&app).await;
    let receipt = app.send_complaint().await;
    let mut pages = Vec::new();
    for _ in 0..10 {
        pages.push(Following::start(&app, &receipt, None).await);
    }
    assert_eq!(open_streams(&app).await, "10");
    drop(pages);
    assert_eq!(open_streams(&app).await, "0");
}
