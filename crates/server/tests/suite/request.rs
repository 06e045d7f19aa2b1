//! Sending and reading requests.

use axum::http::{Method, StatusCode};
use opora_contract::{
    form::Kind,
    path,
    problem::ProblemCode,
    request::{EventKind, Events, Receipt, SentFile},
    status::{Actor, Status},
    timestamp::Day,
};
use serde_json::json;

use crate::{
    app::{TestApp, complaint, flaws, uuid, values},
    fixture::png,
};

#[tokio::test]
async fn good_form_is_registered_with_a_receipt() {
    let app = TestApp::new().await;
    let reply = app
        .post(path::REQUESTS, &complaint())
        .idempotent(&uuid())
        .send()
        .await;
    assert_eq!(reply.status, StatusCode::CREATED);
    assert_eq!(reply.header("cache-control"), "no-store");
    let Receipt {
        key,
        request,
        linked,
    } = reply.json();
    assert!(!linked, "nobody has signed in");
    let number = request.number.compact();
    assert_eq!(
        reply.header("location"),
        format!("/api/v1/requests/{number}")
    );
    assert_eq!(key.reveal().len(), 26);
    assert_eq!(
        (request.kind, request.status),
        (Kind::Complaint, Status::Accepted)
    );
    assert_eq!(request.subject, "Не приходит код входа");
    assert_eq!(request.sent_at.as_str(), "2026-11-20T09:00:00Z");
    assert_eq!(request.editable_until.as_str(), "2026-11-20T09:30:00Z");
    assert!(request.actions.is_empty());
    // Three to five working days after a Friday.
    let term = request.term.unwrap();
    assert_eq!(Some(term.from), Day::parse("2026-11-25"));
    assert_eq!(Some(term.to), Day::parse("2026-11-27"));
    let [created] = request.events.as_slice() else {
        panic!("{:?}", request.events);
    };
    assert_eq!(
        (created.kind, created.status),
        (EventKind::Created, Status::Accepted)
    );
    assert_eq!(created.actor, Actor::Applicant);
    assert_eq!(created.reason, "Обращение зарегистрировано");
}

#[tokio::test]
async fn values_are_stored_normalised_in_the_order_of_the_form() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let names: Vec<_> = receipt
        .request
        .fields
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "category",
            "subject",
            "description",
            "phone",
            "email",
            "consent"
        ]
    );
    let values = values(&receipt.request);
    assert_eq!(values["phone"], "+79123456789");
    assert_eq!(values["email"], "Anna.P@example.ru");
    assert_eq!(receipt.request.fields[1].label, "Тема обращения");
}

#[tokio::test]
async fn request_reads_in_the_language_of_the_call() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let path = path::fill(path::REQUEST, &[&receipt.request.number.to_string()]);
    let reply = app
        .get(&format!("{path}?lang=en"))
        .key(&receipt.key)
        .send()
        .await;
    let request: opora_contract::request::Request = reply.json();
    assert_eq!(request.fields[1].label, "Subject");
    assert_eq!(request.events[0].reason, "The request was registered");
    assert_eq!(request.number, receipt.request.number);
}

#[tokio::test]
async fn every_mistake_comes_back_with_its_pointer() {
    let app = TestApp::new().await;
    let body = json!({
        "form": "feedback",
        "fields": {"category": "bribe", "subject": "а", "email": "a@", "a/b~c": "1"},
        "attachments": [{"id": "absent", "key": "a".repeat(26)}],
    });
    let reply = app
        .post("/requests?lang=en", &body)
        .idempotent(&uuid())
        .send()
        .await;
    let expected = [
        ("/fields/category", "not_an_option"),
        ("/fields/subject", "too_short"),
        ("/fields/description", "required"),
        ("/fields/email", "email"),
        ("/fields/consent", "consent_missing"),
        ("/fields/a~1b~0c", "unknown_field"),
        ("/attachments/0/id", "file_gone"),
    ];
    assert_eq!(reply.refused(422, ProblemCode::Invalid), flaws(&expected));
    assert_eq!(reply.problem().title, "Check what you filled in");
    assert_eq!(
        reply.problem().errors[0].message,
        "Choose one of the listed options"
    );
    assert_eq!(reply.header("content-language"), "en");
}

#[tokio::test]
async fn request_needs_a_contact() {
    let app = TestApp::new().await;
    let mut body = complaint();
    body["fields"]["phone"] = json!("");
    body["fields"]["email"] = json!("  ");
    let reply = app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .send()
        .await;
    let refused = reply.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/fields/phone", "no_contact")]));
}

#[tokio::test]
async fn unknown_form_is_refused() {
    let app = TestApp::new().await;
    let mut body = complaint();
    body["form"] = json!("absent");
    let reply = app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .send()
        .await;
    let refused = reply.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/form", "not_an_option")]));
}

#[tokio::test]
async fn request_claims_its_attachments() {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(2_000)).await;
    let mut body = complaint();
    body["attachments"] =
        json!([{"id": file.id, "key": file.key, "description": " «Ошибка\u{0}» "}]);
    let receipt = app.send_form(&body).await;
    let [sent] = receipt.request.files.as_slice() else {
        panic!("{:?}", receipt.request.files);
    };
    assert_eq!(
        (sent.name.as_str(), sent.description.as_str(), sent.bytes),
        ("снимок.png", "«Ошибка »".trim(), 2_000)
    );
    assert_eq!(app.read(&receipt).await.files, receipt.request.files);
}

#[tokio::test]
async fn files_stand_in_the_order_of_the_applicant() {
    let app = TestApp::new().await;
    let mut claims = Vec::new();
    for at in 0..5 {
        let file = app.uploaded("screenshot", png(2_000)).await;
        // The last that was uploaded comes first.
        claims.insert(
            0,
            json!({"id": file.id, "key": file.key, "description": at.to_string()}),
        );
    }
    let mut body = complaint();
    body["attachments"] = json!(claims);
    let receipt = app.send_form(&body).await;
    let order = |files: &[SentFile]| -> String {
        files.iter().map(|file| file.description.as_str()).collect()
    };
    assert_eq!(order(&receipt.request.files), "43210");
    assert_eq!(order(&app.read(&receipt).await.files), "43210");
}

#[tokio::test]
async fn attachments_that_cannot_be_claimed_are_named() {
    let app = TestApp::new().await;
    let claimed = app.uploaded("screenshot", png(100)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": claimed.id, "key": claimed.key}]);
    app.send_form(&body).await;

    let good = app.uploaded("screenshot", png(100)).await;
    let foreign = app.uploaded("screenshot", png(100)).await;
    let other = app.uploaded("document", crate::fixture::pdf(100)).await;
    body["attachments"] = json!([
        {"id": claimed.id, "key": claimed.key},
        {"id": good.id, "key": good.key},
        {"id": good.id, "key": good.key},
        {"id": foreign.id, "key": good.key},
        {"id": other.id, "key": other.key},
    ]);
    let reply = app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .send()
        .await;
    let expected = [
        ("/attachments/0/id", "file_gone"),
        ("/attachments/2/id", "file_gone"),
        ("/attachments/3/id", "file_gone"),
        ("/attachments/4/id", "file_type"),
    ];
    assert_eq!(reply.refused(422, ProblemCode::Invalid), flaws(&expected));
    // Nothing was kept: the good one is still free.
    body["attachments"] = json!([{"id": good.id, "key": good.key}]);
    app.send_form(&body).await;
}

#[tokio::test]
async fn too_many_attachments_are_refused() {
    let app = TestApp::new().await;
    let mut claims = Vec::new();
    for _ in 0..6 {
        let file = app.uploaded("screenshot", png(50)).await;
        claims.push(json!({"id": file.id, "key": file.key}));
    }
    let mut body = complaint();
    body["attachments"] = json!(claims);
    let reply = app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .send()
        .await;
    let refused = reply.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/fields/files", "too_many_files")]));
}

#[tokio::test]
async fn form_without_a_field_of_files_takes_none() {
    let app = TestApp::new().await;
    let file = app.uploaded("screenshot", png(50)).await;
    let mut body = json!({
        "form": "certificate",
        "fields": {
            "category": "income",
            "subject": "Для банка",
            "email": "anna@example.ru",
            "consent": "yes",
        },
        "attachments": [{"id": file.id, "key": file.key}],
    });
    let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
    let refused = call.send().await.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/attachments", "too_many_files")]));
    body["fields"]["subject"] = json!("");
    let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
    let refused = call.send().await.refused(422, ProblemCode::Invalid);
    let expected = [
        ("/fields/subject", "required"),
        ("/attachments", "too_many_files"),
    ];
    assert_eq!(refused, flaws(&expected));
}

#[tokio::test]
async fn only_its_key_opens_a_request() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let other = app.send_complaint().await;
    let path = path::fill(path::REQUEST, &[&receipt.request.number.compact()]);
    let absent = app.get(&path).send().await;
    absent.refused(401, ProblemCode::Unauthorised);
    assert_eq!(absent.header("www-authenticate"), "Bearer");
    for token in [other.key.reveal(), "short", crate::app::STAFF, ""] {
        let reply = app.get(&path).token(token).send().await;
        reply.refused(401, ProblemCode::Unauthorised);
    }
    let basic = format!("Basic {}", receipt.key.reveal());
    let reply = app.get(&path).header("authorization", &basic).send().await;
    reply.refused(401, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn unknown_number_and_wrong_key_get_the_same_answer() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let unknown = opora_contract::number::RequestNumber::from_random([1; 7]).compact();
    let known = receipt.request.number.compact();
    let key = "a".repeat(26);
    let ask = async |number: &str| {
        let reply = app
            .get(&path::fill(path::REQUEST, &[number]))
            .token(&key)
            .send()
            .await;
        let mut problem = reply.problem();
        problem.request_id.clear();
        problem
    };
    assert_eq!(ask(&unknown).await, ask(&known).await);
    let reply = app.get("/requests/7KQ4-22HZ").token(&key).send().await;
    reply.refused(404, ProblemCode::NotFound);
}

#[tokio::test]
async fn tag_of_a_request_is_its_version() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let first = app.of(Method::GET, path::REQUEST, &receipt).send().await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"'), "strong: {tag}");
    let again = app
        .of(Method::GET, path::REQUEST, &receipt)
        .header("if-none-match", &tag);
    assert_eq!(again.send().await.status, StatusCode::NOT_MODIFIED);
    app.advance(&receipt, &[Status::InProgress]).await;
    let changed = app
        .of(Method::GET, path::REQUEST, &receipt)
        .header("if-none-match", &tag);
    let changed = changed.send().await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.header("etag"), tag);
}

#[tokio::test]
async fn journal_is_readable_on_its_own() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::InProgress, Status::Approval])
        .await;
    let events: Events = app
        .of(Method::GET, path::EVENTS, &receipt)
        .send()
        .await
        .json();
    let statuses: Vec<_> = events.events.iter().map(|event| event.status).collect();
    assert_eq!(
        statuses,
        [Status::Accepted, Status::InProgress, Status::Approval]
    );
    assert!(events.events.is_sorted_by_key(|event| event.id));
    assert_eq!(
        (
            events.events[1].by.as_str(),
            events.events[1].reason.as_str()
        ),
        ("Мария", "Так надо")
    );
    let path = path::fill(path::EVENTS, &[&receipt.request.number.compact()]);
    app.get(&path)
        .send()
        .await
        .refused(401, ProblemCode::Unauthorised);
}
