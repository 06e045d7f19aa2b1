//! One request in an employee's hands: read, taken, answered, its files opened.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, Receipt},
    staff::{Queue, StaffRequest},
    status::{Actor, Status},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    app::{Call, OTHER, STAFF, TestApp, complaint, flaws, uuid, values},
    fixture::{pdf, png},
    value::{help, with_help},
};

fn call(app: &TestApp, method: Method, pattern: &str, receipt: &Receipt) -> Call {
    let number = receipt.request.number.compact();
    app.call(method, &path::fill(pattern, &[&number]))
}

async fn read(app: &TestApp, receipt: &Receipt) -> StaffRequest {
    let reply = call(app, Method::GET, path::STAFF_REQUEST, receipt);
    let reply = reply.token(STAFF).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

fn take(app: &TestApp, receipt: &Receipt, token: &str, is_mine: bool) -> Call {
    call(app, Method::POST, path::STAFF_ASSIGNMENT, receipt)
        .token(token)
        .json(&json!({"is_mine": is_mine}))
}

fn write(app: &TestApp, receipt: &Receipt, body: &Value) -> Call {
    call(app, Method::POST, path::STAFF_MESSAGES, receipt)
        .token(STAFF)
        .json(body)
}

/// What the correspondence holds, as author and text.
async fn written(app: &TestApp) -> Vec<(String, String, String)> {
    let database = app.database().await;
    let query = "SELECT actor, by, text FROM message ORDER BY id";
    let query = match database.get_database_backend() {
        sea_orm::DbBackend::Postgres => query.replace("by,", "\"by\","),
        _ => query.to_owned(),
    };
    let query = Statement::from_string(database.get_database_backend(), query);
    let rows = database.query_all_raw(query).await.unwrap();
    let text = |row: &sea_orm::QueryResult, at| row.try_get_by_index(at).unwrap();
    rows.iter()
        .map(|row| (text(row, 0), text(row, 1), text(row, 2)))
        .collect()
}

#[tokio::test]
async fn employee_sees_whom_to_answer_and_what_may_be_done() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let seen = read(&app, &receipt).await;
    assert_eq!(
        (seen.phone.as_str(), seen.email.as_str()),
        ("+79123456789", "Anna.P@example.ru")
    );
    assert_eq!(seen.request.number, receipt.request.number);
    assert_eq!(
        seen.steps,
        [
            Status::InProgress,
            Status::WaitingDocuments,
            Status::Refused
        ]
    );
    assert_eq!(seen.stages, []);
    app.advance(&receipt, &[Status::Refused, Status::Closed])
        .await;
    assert_eq!(read(&app, &receipt).await.steps, []);
}

#[tokio::test]
async fn employee_reads_a_version_and_asks_for_no_other() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let get = || call(&app, Method::GET, path::STAFF_REQUEST, &receipt).token(STAFF);
    let tag = get().send().await.header("etag").to_owned();
    let known = get().header("if-none-match", &tag).send().await;
    assert_eq!(known.status, StatusCode::NOT_MODIFIED);
    app.advance(&receipt, &[Status::InProgress]).await;
    let changed = get().header("if-none-match", &tag).send().await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_eq!(changed.header("cache-control"), "no-store");
}

#[tokio::test]
async fn only_employees_get_in_and_only_to_what_there_is() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let file = "0".repeat(32);
    for (method, pattern) in [
        (Method::GET, path::STAFF_REQUEST),
        (Method::POST, path::STAFF_ASSIGNMENT),
        (Method::POST, path::STAFF_MESSAGES),
        (Method::GET, path::STAFF_FILE),
    ] {
        let unknown = opora_contract::number::RequestNumber::from_random([1; 7]);
        let body = match pattern {
            path::STAFF_ASSIGNMENT => json!({"is_mine": true}),
            _ => json!({"text": "Здравствуйте"}),
        };
        let of = |number: String| {
            let path = path::fill(pattern, &[&number, &file]);
            app.call(method.clone(), &path).json(&body)
        };
        let number = receipt.request.number.compact();
        of(number.clone())
            .send()
            .await
            .refused(401, ProblemCode::Unauthorised);
        let owner = of(number).key(&receipt.key).send().await;
        owner.refused(401, ProblemCode::Unauthorised);
        let lost = of(unknown.compact()).token(STAFF).send().await;
        lost.refused(404, ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn numbers_of_documents_stay_veiled_from_employees() {
    let app = with_help().await;
    let body = help(&json!({"identifier": "inn", "inn": "500100732259"}));
    let receipt = app.send_form(&body).await;
    let sealed = values(&receipt.request);
    let sealed: Vec<_> = sealed
        .iter()
        .filter(|(_, value)| value.starts_with("••••"))
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    assert!(!sealed.is_empty(), "the form asks for a number");
    let reply = call(&app, Method::GET, path::STAFF_REQUEST, &receipt);
    let reply = reply.token(STAFF).send().await;
    let seen: StaffRequest = reply.json();
    for (name, value) in sealed {
        assert_eq!(values(&seen.request).get(name.as_str()), None);
        assert!(!reply.text().contains(&value), "{name}");
    }
}

#[tokio::test]
async fn request_belongs_to_whoever_took_it_until_they_give_it_back() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let taken = take(&app, &receipt, STAFF, true).send().await;
    assert_eq!(taken.status, StatusCode::OK, "{}", taken.text());
    let request = taken.json::<StaffRequest>().request;
    assert_eq!(request.assignee, "Мария");
    assert_eq!(request.status, Status::Accepted, "taken is not in work");
    let refused = take(&app, &receipt, OTHER, true).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    assert!(
        refused.problem().detail.contains("вернёт"),
        "{}",
        refused.text()
    );
    for is_mine in [true, false] {
        let refused = take(&app, &receipt, OTHER, is_mine).send().await;
        refused.refused(409, ProblemCode::NotAllowed);
    }
    // Once more changes nothing.
    let again = take(&app, &receipt, STAFF, true).send().await;
    assert_eq!(again.header("etag"), taken.header("etag"));
    let back = take(&app, &receipt, STAFF, false).send().await;
    assert_eq!(back.json::<StaffRequest>().request.assignee, "");
    let taken = take(&app, &receipt, OTHER, true).send().await;
    assert_eq!(taken.status, StatusCode::OK);
    let events = app.read(&receipt).await.events;
    let told: Vec<_> = events[1..]
        .iter()
        .map(|event| (event.kind, event.by.as_str(), event.reason.as_str()))
        .collect();
    let takes = "Обращением занимается специалист";
    assert_eq!(
        told,
        [
            (EventKind::Assigned, "Мария", takes),
            (
                EventKind::Assigned,
                "Мария",
                "Специалист вернул обращение в\u{a0}очередь"
            ),
            (EventKind::Assigned, "Олег", takes),
        ]
    );
}

#[tokio::test]
async fn request_is_taken_in_the_version_that_was_read_and_never_when_closed() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let stale = take(&app, &receipt, STAFF, true).header("if-match", "\"7\"");
    stale.send().await.refused(412, ProblemCode::Stale);
    let fits = take(&app, &receipt, STAFF, true).header("if-match", "\"1\"");
    assert_eq!(fits.send().await.status, StatusCode::OK);
    app.advance(&receipt, &[Status::Refused, Status::Closed])
        .await;
    let back = take(&app, &receipt, STAFF, false).send().await;
    assert_eq!(back.status, StatusCode::OK);
    let closed = take(&app, &receipt, STAFF, true).send().await;
    closed.refused(409, ProblemCode::NotAllowed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_employees_who_take_a_request_at_once_one_has_it() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let calls = (0..8).map(|at| {
        let token = if at % 2 == 0 { STAFF } else { OTHER };
        tokio::spawn(take(&app, &receipt, token, true).send())
    });
    let mut won = Vec::new();
    for reply in futures_util::future::join_all(calls).await {
        let reply = reply.unwrap();
        match reply.status {
            StatusCode::OK => won.push(reply.json::<StaffRequest>().request.assignee),
            status => assert_eq!(status, StatusCode::CONFLICT),
        }
    }
    won.dedup();
    assert_eq!(won.len(), 1, "{won:?}");
    assert_eq!(app.read(&receipt).await.events.len(), 2);
}

#[tokio::test]
async fn employee_writes_to_the_applicant_once() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({"text": " Уточните дату\u{0} "});
    let key = uuid();
    for _ in 0..2 {
        let reply = write(&app, &receipt, &body).idempotent(&key).send().await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        assert_eq!(reply.header("etag"), "\"2\"");
    }
    let expected = ("staff", "Мария", "Уточните дату");
    let expected = (
        expected.0.to_owned(),
        expected.1.to_owned(),
        expected.2.to_owned(),
    );
    assert_eq!(written(&app).await, [expected]);
    let last = app.read(&receipt).await.events.pop().unwrap();
    assert_eq!(
        (last.kind, last.actor, last.by.as_str()),
        (EventKind::Messaged, Actor::Staff, "Мария")
    );
    let reused = write(&app, &receipt, &json!({"text": "Другое"}));
    reused
        .idempotent(&key)
        .send()
        .await
        .refused(422, ProblemCode::KeyReused);
    let shapeless = write(&app, &receipt, &body).idempotent("1").send().await;
    shapeless.refused(400, ProblemCode::HeaderMissing);
}

#[tokio::test]
async fn message_comes_with_files_and_only_until_the_request_is_closed() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let file = app.uploaded("document", pdf(300)).await;
    let claim = json!([{"id": file.id, "key": file.key, "description": "Ответ"}]);
    let body = json!({"text": "Вот ответ", "attachments": claim});
    let reply = write(&app, &receipt, &body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request = app.read(&receipt).await;
    assert_eq!(request.messages[0].files.len(), 1);
    assert_eq!(request.files, []);
    // Nobody else can claim it, and an empty message is none.
    let again = write(&app, &receipt, &body).send().await;
    assert_eq!(
        again.refused(422, ProblemCode::Invalid),
        flaws(&[("/attachments/0/id", "file_gone")])
    );
    let empty = write(&app, &receipt, &json!({"text": " "})).send().await;
    assert_eq!(
        empty.refused(422, ProblemCode::Invalid),
        flaws(&[("/text", "required")])
    );
    let body = json!({"text": "Решение готово"});
    app.advance(&receipt, &[Status::Refused]).await;
    let decided = write(&app, &receipt, &body).send().await;
    assert_eq!(decided.status, StatusCode::OK);
    app.advance(&receipt, &[Status::Closed]).await;
    let closed = write(&app, &receipt, &body).send().await;
    closed.refused(409, ProblemCode::NotAllowed);
    assert_eq!(written(&app).await.len(), 2);
}

#[tokio::test]
async fn employee_saves_the_files_of_that_request_alone() {
    let app = TestApp::new().await;
    let bytes = png(50);
    let file = app.uploaded("screenshot", bytes.clone()).await;
    let waiting = app.uploaded("screenshot", bytes.clone()).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    let receipt = app.send_form(&body).await;
    let other = app.send_complaint().await;
    let get = |receipt: &Receipt, id: &str| {
        let number = receipt.request.number.compact();
        let path = path::fill(path::STAFF_FILE, &[&number, id]);
        app.get(&path).token(STAFF)
    };
    let reply = get(&receipt, &file.id).send().await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.body, bytes);
    for (name, value) in [
        ("content-type", "image/png"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
    ] {
        assert_eq!(reply.header(name), value, "{name}");
    }
    assert!(
        reply
            .header("content-disposition")
            .starts_with("attachment")
    );
    for (receipt, id) in [
        (&other, file.id.as_str()),
        (&receipt, waiting.id.as_str()),
        (&receipt, "%00"),
        (&receipt, "..%2Fsecret"),
    ] {
        let refused = get(receipt, id).send().await;
        refused.refused(404, ProblemCode::NotFound);
    }
}

#[tokio::test]
async fn queue_shows_what_is_mine_what_is_nobodys_and_what_is_late() {
    let app = TestApp::new().await;
    let mine = app.send_complaint().await;
    let theirs = app.send_complaint().await;
    let free = app.send_complaint().await;
    take(&app, &mine, STAFF, true).send().await;
    take(&app, &theirs, OTHER, true).send().await;
    let shown = async |query: &str| -> Vec<_> {
        let path = format!("{}?{query}", path::STAFF_REQUESTS);
        let queue: Queue = app.get(&path).token(STAFF).send().await.json();
        queue.requests.into_iter().map(|row| row.number).collect()
    };
    assert_eq!(shown("assignee=me").await, [mine.request.number]);
    assert_eq!(shown("assignee=none").await, [free.request.number]);
    assert_eq!(shown("overdue=true").await, []);
    app.advance(&free, &[Status::Refused]).await;
    // The promised day of a complaint is the fifth working day.
    app.pass_minutes(7 * 24 * 60);
    assert_eq!(shown("overdue=true").await, []);
    app.pass_minutes(24 * 60);
    assert_eq!(
        shown("overdue=true").await,
        [mine.request.number, theirs.request.number]
    );
    assert_eq!(shown("overdue=true&assignee=me").await.len(), 1);
    let path = format!("{}?assignee=everybody", path::STAFF_REQUESTS);
    let malformed = app.get(&path).token(STAFF).send().await;
    malformed.refused(400, ProblemCode::Malformed);
}
