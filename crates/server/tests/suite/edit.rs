//! Edits by the applicant: in time, of the version they have read, by the rules of the form.

use axum::http::{Method, StatusCode};
use opora_contract::{
    form::Kind,
    path,
    problem::ProblemCode,
    request::{EventKind, Receipt, Request},
    status::Status,
};
use serde_json::{Value, json};

use crate::{
    app::{Call, TestApp, complaint, flaws, values},
    fixture::png,
};

async fn tag(app: &TestApp, receipt: &Receipt) -> String {
    let reply = app.of(Method::GET, path::REQUEST, receipt).send().await;
    reply.header("etag").to_owned()
}

/// An edit of these fields.
fn patch(app: &TestApp, receipt: &Receipt, tag: &str, fields: &Value) -> Call {
    app.of(Method::PATCH, path::REQUEST, receipt)
        .header("if-match", tag)
        .json(&json!({"fields": fields}))
}

#[tokio::test]
async fn edit_replaces_what_it_names_and_keeps_the_rest() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let before = tag(&app, &receipt).await;
    app.pass_minutes(10);
    let fields = json!({"subject": "  Код не приходит\u{7} по СМС ", "email": ""});
    let reply = patch(&app, &receipt, &before, &fields).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_ne!(reply.header("etag"), before);
    let request: Request = reply.json();
    assert_eq!(request.subject, "Код не приходит по СМС");
    let values = values(&request);
    assert_eq!(values["phone"], "+79123456789");
    assert_eq!(values.get("email"), None);
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.status),
        (EventKind::Edited, Status::Accepted)
    );
    assert_eq!(request.changed_at.as_str(), "2026-11-20T09:10:00Z");
    assert_eq!(app.read(&receipt).await, request);
    assert_eq!(reply.header("etag"), tag(&app, &receipt).await);
}

#[tokio::test]
async fn another_category_is_another_kind_with_its_own_term() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let tag = tag(&app, &receipt).await;
    let reply = patch(&app, &receipt, &tag, &json!({"category": "question"}))
        .send()
        .await;
    let request: Request = reply.json();
    assert_eq!(request.kind, Kind::Question);
    assert_eq!(request.term.unwrap().from.as_str(), "2026-11-23");
}

#[tokio::test]
async fn edit_that_changes_nothing_leaves_no_trace() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let tag = tag(&app, &receipt).await;
    let fields = json!({"phone": "+7 912 345 67 89"});
    let reply = patch(&app, &receipt, &tag, &fields).send().await;
    assert_eq!(reply.header("etag"), tag);
    assert_eq!(reply.json::<Request>().events.len(), 1);
}

#[tokio::test]
async fn edit_without_a_version_is_refused() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let call = app
        .of(Method::PATCH, path::REQUEST, &receipt)
        .json(&json!({"fields": {}}));
    call.send().await.refused(428, ProblemCode::HeaderMissing);
}

#[tokio::test]
async fn edit_of_a_stale_version_is_refused_and_changes_nothing() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let stale = tag(&app, &receipt).await;
    let fields = json!({"subject": "Первая правка"});
    assert_eq!(
        patch(&app, &receipt, &stale, &fields).send().await.status,
        StatusCode::OK
    );
    for wrong in [stale.as_str(), "\"999\"", "W/\"2\"", "nonsense"] {
        let fields = json!({"subject": "Вторая правка"});
        let reply = patch(&app, &receipt, wrong, &fields).send().await;
        reply.refused(412, ProblemCode::Stale);
    }
    assert_eq!(app.read(&receipt).await.subject, "Первая правка");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_parallel_edits_of_one_version_one_wins() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let tag = tag(&app, &receipt).await;
    let edits = (0..8).map(|at| {
        let fields = json!({"subject": format!("Правка номер {at}")});
        tokio::spawn(patch(&app, &receipt, &tag, &fields).send())
    });
    let mut won = 0;
    for reply in futures_util::future::join_all(edits).await {
        match reply.unwrap().status {
            StatusCode::OK => won += 1,
            status => assert_eq!(status, StatusCode::PRECONDITION_FAILED),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(app.read(&receipt).await.events.len(), 2);
}

#[tokio::test]
async fn edit_window_ends_by_the_clock_of_the_server() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let tag = tag(&app, &receipt).await;
    app.pass_minutes(29);
    let reply = patch(&app, &receipt, &tag, &json!({"subject": "Ещё можно"}))
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::OK);
    app.pass_minutes(1);
    let tag = reply.header("etag");
    let reply = patch(&app, &receipt, tag, &json!({"subject": "Уже нельзя"}))
        .send()
        .await;
    reply.refused(409, ProblemCode::NotAllowed);
    assert_eq!(reply.problem().title, "Время для правок вышло");
}

#[tokio::test]
async fn decided_request_is_not_edited() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused]).await;
    let tag = tag(&app, &receipt).await;
    let reply = patch(&app, &receipt, &tag, &json!({"subject": "Поздно"}))
        .send()
        .await;
    reply.refused(409, ProblemCode::NotAllowed);
}

#[tokio::test]
async fn edit_obeys_the_form() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let tag = tag(&app, &receipt).await;
    let fields = json!({"subject": "", "email": "a@b", "consent": "", "status": "approved"});
    let reply = patch(&app, &receipt, &tag, &fields).send().await;
    let expected = [
        ("/fields/subject", "required"),
        ("/fields/email", "email"),
        ("/fields/consent", "consent_missing"),
        ("/fields/status", "unknown_field"),
    ];
    assert_eq!(reply.refused(422, ProblemCode::Invalid), flaws(&expected));
}

#[tokio::test]
async fn edit_needs_the_key() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let other = app.send_complaint().await;
    let number = receipt.request.number.compact();
    let call = app.call(Method::PATCH, &path::fill(path::REQUEST, &[&number]));
    let call = call
        .key(&other.key)
        .header("if-match", "*")
        .json(&json!({"fields": {}}));
    call.send().await.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn edit_of_another_shape_is_refused() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let tag = tag(&app, &receipt).await;
    for (body, pointer) in [
        (json!({"subject": "Без полей"}), "/subject"),
        (json!({"fields": {}, "kind": "question"}), "/kind"),
        (json!({"fields": {"subject": 7}}), "/fields/subject"),
    ] {
        let call = app.of(Method::PATCH, path::REQUEST, &receipt);
        let reply = call.header("if-match", &tag).json(&body).send().await;
        let refused = reply.refused(400, ProblemCode::Malformed);
        assert_eq!(refused, flaws(&[(pointer, "shape")]), "{body}");
    }
}

#[tokio::test]
async fn documents_asked_for_later_do_not_stand_in_the_way_of_an_edit() {
    let app = TestApp::new().await;
    let mut claims = Vec::new();
    for _ in 0..6 {
        let file = app.uploaded("screenshot", png(50)).await;
        claims.push(json!({"id": file.id, "key": file.key}));
    }
    let documents = json!({"attachments": claims.split_off(5)});
    let mut body = complaint();
    body["attachments"] = json!(claims);
    let receipt = app.send_form(&body).await;
    app.advance(&receipt, &[Status::WaitingDocuments]).await;
    let reply = app.of(Method::POST, path::DOCUMENTS, &receipt);
    let reply = reply.json(&documents).send().await;
    let tag = reply.header("etag");
    let fields = json!({"subject": "Теперь всё приложено"});
    let reply = patch(&app, &receipt, tag, &fields).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    assert_eq!(reply.json::<Request>().files.len(), 6);
}
