//! The demo: an empty database gets a story in every status.

use std::collections::HashSet;

use opora_contract::{
    form::Kind,
    path,
    request::{Access, ActionState, EventKind, Request, Step},
    staff::Queue,
    status::Status,
};
use serde_json::json;

use crate::{
    app::{Settings, TestApp},
    fixture,
};

const NOW: &str = "2026-11-20T09:00:00Z";

#[tokio::test]
async fn demo_fills_an_empty_database_once_and_its_keys_open() {
    // Over the forms that citizens fill in: the samples must obey them.
    let settings = Settings {
        demo: true,
        tree: Some(fixture::real()),
        ..Settings::default()
    };
    let app = TestApp::with(settings).await;
    let rows = opora_server::demo::fill(&app.app).await.unwrap();
    let mut requests = Vec::new();
    for row in &rows {
        let body = json!({"number": row.number, "contact": row.contact});
        let access: Access = app.post(path::LOOKUP, &body).send().await.json();
        assert_eq!(access.key.reveal(), row.key);
        let path = path::fill(path::REQUEST, &[&row.number.compact()]);
        let request: opora_contract::request::Request =
            app.get(&path).key(&access.key).send().await.json();
        assert_eq!(request.status, row.status);
        assert_eq!(request.events.last().unwrap().status, row.status);
        assert!(
            request.changed_at.as_str() <= NOW,
            "nothing happens in the future"
        );
        requests.push(request);
    }
    let statuses: HashSet<_> = rows.iter().map(|row| row.status).collect();
    assert_eq!(statuses, HashSet::from(Status::ALL));
    for (story, is_told) in stories(&requests) {
        assert!(is_told, "no request {story}");
    }

    assert!(opora_server::demo::fill(&app.app).await.unwrap().is_empty());
    let queue: Queue = app
        .get(path::STAFF_REQUESTS)
        .token("demo")
        .send()
        .await
        .json();
    assert_eq!(queue.requests.len(), rows.len());
}

/// What there is to be seen.
fn stories(requests: &[Request]) -> [(&'static str, bool); 5] {
    let any = |is: fn(&Request) -> bool| requests.iter().any(is);
    let is_over = |request: &Request| {
        let mut rungs = request.waiting.iter();
        let head = rungs.find(|rung| rung.step == Step::Head);
        let from = head.and_then(|rung| rung.from.as_ref());
        from.is_some_and(|from| from.as_str() < NOW)
    };
    [
        (
            "is a dispute to be appealed",
            any(|request| request.kind == Kind::Dispute && request.reopen_until.is_some()),
        ),
        (
            "waits for one of two documents",
            any(|request| {
                let states = request.actions.iter().map(|action| action.state);
                states.collect::<Vec<_>>() == [ActionState::Checked, ActionState::Missing]
            }),
        ),
        (
            "has a correspondence of both sides",
            any(|request| {
                let actors = request.messages.iter().map(|message| message.actor);
                actors.collect::<HashSet<_>>().len() == 2
            }),
        ),
        (
            "is closed to be rated",
            any(|request| {
                let last = request.events.last();
                last.is_some_and(|event| event.kind == EventKind::Resolved)
            }),
        ),
        ("is overdue", any(is_over)),
    ]
}

#[tokio::test]
async fn demo_table_names_number_status_contact_and_key() {
    let app = TestApp::new().await;
    let rows = opora_server::demo::fill(&app.app).await.unwrap();
    let mut out = Vec::new();
    opora_server::demo::say(&rows, &mut out).unwrap();
    let table = String::from_utf8(out).unwrap();
    for row in &rows {
        let line = table
            .lines()
            .find(|line| line.contains(&row.number.to_string()))
            .unwrap();
        assert!(
            line.contains(row.contact) && line.ends_with(&row.key),
            "{line}"
        );
    }
}
