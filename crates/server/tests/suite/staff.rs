//! The queue and the transitions of employees.

use axum::http::{Method, StatusCode};
use opora_contract::{
    form::Kind,
    path,
    problem::ProblemCode,
    request::EventKind,
    staff::{Queue, QueueRow},
    status::{self, Actor, Status},
};
use serde_json::json;

use crate::app::{STAFF, TestApp, flaws};

#[tokio::test]
async fn queue_is_for_employees_alone() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.get(path::STAFF_REQUESTS)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
    for token in ["", "wrong", receipt.key.reveal(), "demo"] {
        let reply = app.get(path::STAFF_REQUESTS).token(token).send().await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
    for token in [STAFF, "other"] {
        let reply = app.get(path::STAFF_REQUESTS).token(token).send().await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(!reply.text().contains("+7912"), "no contact in a list");
    }
}

#[tokio::test]
async fn queue_names_the_departments_in_the_language_of_the_call() {
    let app = TestApp::new().await;
    let queue = async |language: &str| {
        let path = format!("{}?lang={language}", path::STAFF_REQUESTS);
        app.get(&path).token(STAFF).send().await.json::<Queue>()
    };
    let [russian, english] = [queue("ru").await, queue("en").await];
    let ids = |queue: &Queue| -> Vec<String> {
        let ids = queue.departments.iter().map(|known| known.id.clone());
        ids.collect()
    };
    assert!(!ids(&russian).is_empty());
    assert_eq!(ids(&russian), ids(&english));
    assert_ne!(russian.departments, english.departments);
}

#[tokio::test]
async fn queue_is_filtered_by_status() {
    let app = TestApp::new().await;
    let first = app.send_complaint().await;
    let second = app.send_complaint().await;
    app.advance(&first, &[Status::InProgress]).await;
    let numbers = async |status: &str| {
        let path = format!("{}?status={status}", path::STAFF_REQUESTS);
        let queue: Queue = app.get(&path).token(STAFF).send().await.json();
        queue
            .requests
            .into_iter()
            .map(|row| row.number)
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers("in_progress").await, [first.request.number]);
    assert_eq!(numbers("accepted").await, [second.request.number]);
    assert_eq!(numbers("closed").await, []);
    let path = format!("{}?status=nonsense", path::STAFF_REQUESTS);
    app.get(&path)
        .token(STAFF)
        .send()
        .await
        .refused(400, ProblemCode::Malformed);
}

#[tokio::test]
async fn queue_is_read_page_by_page_without_loss() {
    let app = TestApp::new().await;
    let mut sent = Vec::new();
    for _ in 0..52 {
        sent.push(app.send_complaint().await.request.number);
    }
    let first: Queue = app
        .get(path::STAFF_REQUESTS)
        .token(STAFF)
        .send()
        .await
        .json();
    assert_eq!(first.requests.len(), 50);
    let cursor = first.next.unwrap();
    let path = format!("{}?cursor={cursor}", path::STAFF_REQUESTS);
    let second: Queue = app.get(&path).token(STAFF).send().await.json();
    assert_eq!(second.next, None);
    let read: Vec<_> = first
        .requests
        .iter()
        .chain(&second.requests)
        .map(|row| row.number)
        .collect();
    assert_eq!(read, sent);
    for wrong in ["1", "%00", "AAAA", "'--"] {
        let path = format!("{}?cursor={wrong}", path::STAFF_REQUESTS);
        app.get(&path)
            .token(STAFF)
            .send()
            .await
            .refused(400, ProblemCode::Malformed);
    }
}

#[tokio::test]
async fn transition_shows_to_the_applicant_with_its_reason() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.pass_minutes(60);
    let body = json!({"to": "in_progress", "reason": " Проверяем\u{0} сведения "});
    let reply = app.transition(&receipt, &body).send().await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.json::<QueueRow>().status, Status::InProgress);
    let request = app.read(&receipt).await;
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor),
        (EventKind::StatusChanged, Actor::Staff)
    );
    assert_eq!(
        (last.by.as_str(), last.reason.as_str()),
        ("Мария", "Проверяем сведения")
    );
    assert_eq!(last.at.as_str(), "2026-11-20T10:00:00Z");
    assert_eq!(request.term, receipt.request.term, "the promised day stays");
}

#[tokio::test]
async fn only_the_table_decides_which_step_is_legal() {
    let app = TestApp::new().await;
    let ways: [&[Status]; 7] = [
        &[],
        &[Status::InProgress],
        &[Status::InProgress, Status::Approval],
        &[Status::WaitingDocuments],
        &[Status::InProgress, Status::Approved],
        &[Status::Refused],
        &[Status::Refused, Status::Closed],
    ];
    for way in ways {
        let from = way.last().copied().unwrap_or(Status::Accepted);
        for to in Status::ALL.into_iter().filter(|&to| to != from) {
            let receipt = app.send_complaint().await;
            app.advance(&receipt, way).await;
            let actions = match to {
                Status::Closed => json!([]),
                _ => json!([{"text": "Пришлите скан"}]),
            };
            let body = json!({"to": to, "reason": "Так", "actions": actions});
            let reply = app.transition(&receipt, &body).send().await;
            if status::may(Actor::Staff, Kind::Complaint, from, to) {
                assert_eq!(reply.status, StatusCode::OK, "{from:?} {to:?}");
            } else {
                reply.refused(409, ProblemCode::NotAllowed);
            }
            app.read(&receipt).await;
        }
    }
}

#[tokio::test]
async fn decision_ends_the_term_and_reopening_sets_a_new_one() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused]).await;
    assert_eq!(app.read(&receipt).await.term, None);
    app.pass_minutes(7 * 24 * 60);
    app.advance(&receipt, &[Status::InProgress]).await;
    assert_eq!(
        app.read(&receipt).await.term.unwrap().from.as_str(),
        "2026-12-02"
    );
    let body = json!({"to": "approval", "reason": "Ждём подписи", "term": {"from": "2026-12-10", "to": "2026-12-11"}});
    app.transition(&receipt, &body).send().await;
    assert_eq!(
        app.read(&receipt).await.term.unwrap().to.as_str(),
        "2026-12-11"
    );
}

#[tokio::test]
async fn transition_without_what_the_applicant_needs_is_refused() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({
        "to": "waiting_documents",
        "reason": " ",
        "actions": [],
        "term": {"from": "2026-12-10", "to": "2026-12-09"},
    });
    let refused = app
        .transition(&receipt, &body)
        .send()
        .await
        .refused(422, ProblemCode::Invalid);
    let expected = [
        ("/reason", "required"),
        ("/term/to", "shape"),
        ("/actions", "required"),
    ];
    assert_eq!(refused, flaws(&expected));
    let body = json!({"to": "lost", "reason": "ы".repeat(1_001), "actions": [{"text": "\u{0}"}, {"text": "ы".repeat(501)}]});
    let refused = app
        .transition(&receipt, &body)
        .send()
        .await
        .refused(422, ProblemCode::Invalid);
    let expected = [
        ("/to", "not_an_option"),
        ("/reason", "too_long"),
        ("/actions/0/text", "required"),
        ("/actions/1/text", "too_long"),
    ];
    assert_eq!(refused, flaws(&expected));
    assert_eq!(app.read(&receipt).await.events.len(), 1);
}

#[tokio::test]
async fn transition_of_nothing_or_by_nobody_is_refused() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({"to": "in_progress", "reason": "Так"});
    let path = path::fill(
        path::STAFF_TRANSITIONS,
        &[&receipt.request.number.compact()],
    );
    app.post(&path, &body)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
    let owner = app.post(&path, &body).key(&receipt.key).send().await;
    owner.refused(401, ProblemCode::Unauthorised);
    let unknown = opora_contract::number::RequestNumber::from_random([1; 7]).compact();
    let path = path::fill(path::STAFF_TRANSITIONS, &[&unknown]);
    app.post(&path, &body)
        .token(STAFF)
        .send()
        .await
        .refused(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn transition_may_name_the_version_it_is_about() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let read = app.of(Method::GET, path::REQUEST, &receipt).send().await;
    let tag = read.header("etag").to_owned();
    let body = json!({"to": "in_progress", "reason": "Так"});
    let reply = app
        .transition(&receipt, &body)
        .header("if-match", &tag)
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::OK);
    let body = json!({"to": "approval", "reason": "Так"});
    let stale = app
        .transition(&receipt, &body)
        .header("if-match", &tag)
        .send()
        .await;
    stale.refused(412, ProblemCode::Stale);
    let reply = app
        .transition(&receipt, &body)
        .header("if-match", reply.header("etag"))
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_transitions_one_wins() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({"to": "in_progress", "reason": "Так"});
    let calls = (0..8).map(|_| tokio::spawn(app.transition(&receipt, &body).send()));
    let mut won = 0;
    for reply in futures_util::future::join_all(calls).await {
        match reply.unwrap().status {
            StatusCode::OK => won += 1,
            // For the others it is there already.
            status => assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(app.read(&receipt).await.events.len(), 2);
}
