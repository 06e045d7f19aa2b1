//! Callbacks: what is promised, times to choose, and that the last place at one goes to one person.

use std::{fs, sync::Arc};

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use opora_contract::{
    contact::{Call, Slots},
    path,
    problem::Problem,
    request::{Receipt, Request},
};
use opora_server::{Round, deliver};
use serde_json::{Value, json};
use tokio::sync::Barrier;

use crate::{
    app::{Reply, Settings, TestApp, uuid},
    fixture,
};

/// Times begin on the half-hour; the tests start at the noon of Friday, 20 November 2026, in Moscow.
const FIRST: &str = "2026-11-20T09:30:00Z";
const SECOND: &str = "2026-11-20T10:00:00Z";

/// The server whose form of help asks for a callback, with so many places at each time.
async fn app(places: u16) -> TestApp {
    let mut content = fixture::help();
    for (_, text) in &mut content {
        let slot = "[[field]]\nname = \"slot\"\nkind = \"slot\"\nlabel = \"Time\"\n\n[[field]]\nname = \"consent\"";
        *text = text
            .replacen("kind = \"question\"", "kind = \"callback\"", 1)
            .replacen("[[field]]\nname = \"consent\"", slot, 1);
    }
    let contacts = fixture::files();
    let contacts = contacts
        .into_iter()
        .find(|(path, _)| path == "contacts.toml");
    let (path, text) = contacts.unwrap();
    let wanted = format!("places = {places}");
    assert!(text.contains("places = 4"));
    content.push((path, text.replace("places = 4", &wanted)));
    TestApp::with(Settings {
        content,
        ..Settings::default()
    })
    .await
}

fn callback(slot: Option<&str>) -> Value {
    let mut call = json!({
        "form": "help",
        "fields": {
            "subject": "Позвоните мне",
            "description": "Не могу войти.",
            "phone": "+79123456789",
            "consent": "2026-11",
        },
    });
    if let Some(slot) = slot {
        call["fields"]["slot"] = slot.into();
    }
    call
}

async fn slots(app: &TestApp) -> Slots {
    app.get(path::CALL_SLOTS).send().await.json()
}

async fn offered(app: &TestApp) -> Vec<String> {
    let times = slots(app).await.times.into_iter();
    times.map(|time| time.to_string()).collect()
}

fn told(request: &Request) -> (String, String, bool) {
    let Call {
        from,
        until,
        chosen,
    } = request.call.clone().expect("a call is promised");
    (from.to_string(), until.to_string(), chosen)
}

fn told_as(from: &str, until: &str, chosen: bool) -> (String, String, bool) {
    (from.to_owned(), until.to_owned(), chosen)
}

/// Whether the answer says that the time is gone, and nothing else.
fn is_gone(problem: &Problem) -> bool {
    let errors: Vec<_> = problem
        .errors
        .iter()
        .map(|error| (error.pointer.as_str(), error.code.as_str()))
        .collect();
    errors == [("/fields/slot", "slot_gone")]
}

async fn sent(app: &TestApp, slot: &str, key: &str) -> Reply {
    let call = app.post(path::REQUESTS, &callback(Some(slot)));
    call.idempotent(key).send().await
}

async fn moved(app: &TestApp, receipt: &Receipt, slot: &str) -> StatusCode {
    let tag = app.of(Method::GET, path::REQUEST, receipt).send().await;
    let tag = tag.header("etag").to_owned();
    let edit = app.of(Method::PATCH, path::REQUEST, receipt);
    let edit = edit.header("if-match", &tag);
    let body = json!({ "fields": { "slot": slot } });
    edit.json(&body).send().await.status
}

#[tokio::test]
async fn whoever_does_not_choose_is_called_within_minutes_or_with_the_next_hours() {
    let app = app(4).await;
    let soon = slots(&app).await.soon.unwrap();
    assert_eq!(soon.until.as_str(), "2026-11-20T09:15:00Z");
    let call = told(&app.send_form(&callback(None)).await.request);
    assert_eq!(
        call,
        told_as("2026-11-20T09:00:00Z", "2026-11-20T09:15:00Z", false)
    );
    // 20:00 in Moscow.
    app.pass_minutes(8 * 60);
    let request = app.send_form(&callback(None)).await.request;
    assert_eq!(
        told(&request),
        told_as("2026-11-21T06:00:00Z", "2026-11-21T06:15:00Z", false)
    );
}

#[tokio::test]
async fn a_time_is_kept_for_its_person_until_it_is_given_back() {
    let app = app(1).await;
    assert_eq!(offered(&app).await[0], FIRST);
    let receipt = app.send_form(&callback(Some(FIRST))).await;
    let request = &receipt.request;
    assert_eq!(told(request), told_as(FIRST, SECOND, true));
    let term = request.term.clone().unwrap();
    assert_eq!(
        (term.from.as_str(), term.to.as_str()),
        ("2026-11-20", "2026-11-20")
    );
    let shown = request.fields.iter().find(|field| field.label == "Time");
    let shown = &shown.unwrap().shown;
    assert!(
        shown.contains("12:30") && shown.contains("13:00"),
        "{shown}"
    );
    assert_eq!(offered(&app).await[0], SECOND);
    let reply = app.of(Method::POST, path::WITHDRAWAL, &receipt);
    let withdrawn: Request = reply.json(&json!({})).send().await.json();
    assert_eq!(withdrawn.call, None, "nobody calls any more");
    assert_eq!(offered(&app).await[0], FIRST);
}

#[tokio::test]
async fn a_time_is_changed_while_the_request_may_be_edited() {
    let app = app(1).await;
    let receipt = app.send_form(&callback(Some(FIRST))).await;
    assert_eq!(moved(&app, &receipt, SECOND).await, StatusCode::OK);
    let request = app.read(&receipt).await;
    assert_eq!(told(&request).0, SECOND);
    assert_eq!(offered(&app).await[0], FIRST, "the old time is free");
    // Another person has the time: the request stays as it was.
    app.send_form(&callback(Some(FIRST))).await;
    let refused = moved(&app, &receipt, FIRST).await;
    assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told(&app.read(&receipt).await).0, SECOND);
    // As soon as can be, counted from the change.
    app.pass_minutes(5);
    assert_eq!(moved(&app, &receipt, "").await, StatusCode::OK);
    let call = told(&app.read(&receipt).await);
    assert_eq!(
        call,
        told_as("2026-11-20T09:05:00Z", "2026-11-20T09:20:00Z", false)
    );
    assert!(offered(&app).await.contains(&SECOND.to_owned()));
}

#[tokio::test]
async fn a_promise_outlives_edits_of_something_else() {
    let app = app(4).await;
    let receipt = app.send_form(&callback(None)).await;
    let before = told(&receipt.request);
    app.pass_minutes(10);
    let tag = app.of(Method::GET, path::REQUEST, &receipt).send().await;
    let edit = app.of(Method::PATCH, path::REQUEST, &receipt);
    let edit = edit.header("if-match", tag.header("etag"));
    let body = json!({ "fields": { "description": "Уже вошёл, но не вижу дел." } });
    let edited: Request = edit.json(&body).send().await.json();
    assert_eq!(told(&edited), before);
}

#[tokio::test]
async fn a_time_that_nobody_can_have_is_refused_and_named() {
    let app = app(4).await;
    for slot in [
        // Over, between two, at night, on a Sunday, far away.
        "2026-11-20T08:30:00Z",
        "2026-11-20T09:40:00Z",
        "2026-11-20T20:00:00Z",
        "2026-11-22T09:00:00Z",
        "2027-03-01T09:00:00Z",
    ] {
        let reply = sent(&app, slot, &uuid()).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{slot}");
        assert!(is_gone(&reply.json()), "{slot}");
    }
}

#[tokio::test]
async fn a_retry_after_its_time_is_the_same_request() {
    let app = app(1).await;
    let key = uuid();
    let first: Receipt = sent(&app, FIRST, &key).await.json();
    app.pass_minutes(120);
    let again: Receipt = sent(&app, FIRST, &key).await.json();
    assert_eq!(again.request.number, first.request.number);
}

#[tokio::test]
async fn of_fifty_people_one_gets_the_last_place() {
    const PEOPLE: usize = 50;
    let app = Arc::new(app(2).await);
    app.send_form(&callback(Some(FIRST))).await;
    let start = Arc::new(Barrier::new(PEOPLE));
    let people = (0..PEOPLE).map(|_| {
        let (app, start) = (app.clone(), start.clone());
        tokio::spawn(async move {
            start.wait().await;
            sent(&app, FIRST, &uuid()).await
        })
    });
    let mut registered = 0;
    for reply in join_all(people).await {
        let reply = reply.unwrap();
        if reply.status == StatusCode::CREATED {
            registered += 1;
            assert!(reply.json::<Receipt>().request.call.unwrap().chosen);
        } else {
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(is_gone(&reply.json()));
        }
    }
    assert_eq!(registered, 1);
    let times = offered(&app).await;
    assert!(!times.contains(&FIRST.to_owned()), "{times:?}");
    assert!(times.contains(&SECOND.to_owned()), "{times:?}");
}

#[tokio::test]
async fn the_first_letter_says_when_somebody_calls_and_names_no_other_day() {
    let app = app(4).await;
    let mut call = callback(Some(FIRST));
    call["fields"]["email"] = "anna@example.ru".into();
    app.send_form(&call).await;
    assert_eq!(deliver(&app.app).await.unwrap(), Round::Done);
    let folder = app.folder.path().join("data/mail");
    let letter = fs::read_dir(folder).unwrap().next().unwrap().unwrap();
    let data = fs::read(letter.path()).unwrap();
    let text = mailparse::parse_mail(&data).unwrap().get_body().unwrap();
    let told = "20 ноября 2026 года с\u{a0}12:30 до\u{a0}13:00 по московскому времени";
    assert!(text.contains(told), "{text}");
    assert!(!text.contains("не позднее"), "{text}");
}
