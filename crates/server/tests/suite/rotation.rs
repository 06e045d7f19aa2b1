//! A new access key: whoever has only the old one is a stranger.

use axum::http::{Method, StatusCode};
use opora_contract::{
    key::AccessKey,
    path,
    problem::ProblemCode,
    request::{Access, EventKind, Receipt},
    status::Actor,
};
use serde_json::{Value, json};

use crate::{
    app::{Call, Reply, TestApp, complaint},
    fixture::png,
};

async fn rotate(app: &TestApp, receipt: &Receipt) -> Receipt {
    let reply = app.of(Method::POST, path::KEY, receipt).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(reply.header("cache-control"), "no-store");
    let access: Access = reply.json();
    assert_eq!(access.number, receipt.request.number);
    Receipt {
        key: access.key,
        request: receipt.request.clone(),
        linked: false,
    }
}

/// An answer without what differs from call to call.
fn body(reply: &Reply) -> Value {
    let mut body: Value = reply.json();
    body.as_object_mut().unwrap().remove("request_id");
    body
}

#[tokio::test]
async fn old_link_is_dead_and_the_new_one_works() {
    let app = TestApp::new().await;
    let old = app.send_complaint().await;
    let new = rotate(&app, &old).await;
    assert_ne!(new.key.reveal(), old.key.reveal());
    let event = app.read(&new).await.events.pop().unwrap();
    assert_eq!(
        (event.kind, event.actor),
        (EventKind::KeyChanged, Actor::Applicant)
    );
    for (method, pattern) in [
        (Method::GET, path::REQUEST),
        (Method::GET, path::EVENTS),
        (Method::POST, path::WITHDRAWAL),
        (Method::POST, path::NOTIFICATION),
        // A replay, too.
        (Method::POST, path::KEY),
    ] {
        let reply = app.of(method, pattern, &old).send().await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
    assert_eq!(app.read(&new).await.events.len(), 2, "nothing came of it");
    // Again and again.
    let newer = rotate(&app, &new).await;
    app.read(&newer).await;
    let reply = app.of(Method::GET, path::REQUEST, &new).send().await;
    reply.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn old_key_is_answered_as_any_wrong_one() {
    let app = TestApp::new().await;
    let old = app.send_complaint().await;
    rotate(&app, &old).await;
    let wrong = Receipt {
        key: AccessKey::from_bytes([7; 16]),
        ..old.clone()
    };
    for pattern in [path::REQUEST, path::KEY] {
        let method = match pattern {
            path::KEY => Method::POST,
            _ => Method::GET,
        };
        let replies = [
            app.of(method.clone(), pattern, &old).send().await,
            app.of(method, pattern, &wrong).send().await,
        ];
        let [old, wrong] = replies;
        assert_eq!(old.status, wrong.status);
        assert_eq!(body(&old), body(&wrong));
        assert_eq!(
            old.header("www-authenticate"),
            wrong.header("www-authenticate")
        );
    }
}

#[tokio::test]
async fn files_open_with_the_new_key_alone() {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(50)).await;
    let mut form = complaint();
    form["attachments"] = json!([{"id": file.id, "key": file.key}]);
    let old = app.send_form(&form).await;
    let new = rotate(&app, &old).await;
    let path = path::fill(path::ATTACHMENT, &[&file.id]);
    let get = |key: &AccessKey| -> Call { app.get(&path).key(key) };
    for key in [&old.key, &file.key] {
        let reply = get(key).send().await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
    assert_eq!(get(&new.key).send().await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_lost_the_answer_looks_the_request_up() {
    let app = TestApp::new().await;
    let old = app.send_complaint().await;
    let new = rotate(&app, &old).await;
    let number = old.request.number.to_string();
    let typed = json!({"number": number, "contact": "anna.p@example.ru"});
    let found: Access = app.post(path::LOOKUP, &typed).send().await.json();
    assert_eq!(found.key.reveal(), new.key.reveal());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_calls_with_one_key_at_once_one_changes_it() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let calls = (0..8).map(|_| tokio::spawn(app.of(Method::POST, path::KEY, &receipt).send()));
    let mut changed = Vec::new();
    for reply in futures_util::future::join_all(calls).await {
        let reply = reply.unwrap();
        match reply.status {
            StatusCode::OK => changed.push(reply.json::<Access>().key),
            status => assert_eq!(status, StatusCode::UNAUTHORIZED),
        }
    }
    let [key] = &changed[..] else {
        panic!("{} keys", changed.len());
    };
    let receipt = Receipt {
        key: key.clone(),
        request: receipt.request,
        linked: false,
    };
    assert_eq!(app.read(&receipt).await.events.len(), 2);
}
