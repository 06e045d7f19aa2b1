//! What an applicant does about a long wait, not a minute too early.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, Priority, Receipt, Request, Rung, Step},
    status::{Actor, Status},
    timestamp::Timestamp,
};
use serde_json::{Value, json};

use crate::app::{Call, TestApp, complaint, flaws, uuid};

const HOUR: i64 = 60;

fn remind(app: &TestApp, receipt: &Receipt, body: &Value) -> Call {
    app.of(Method::POST, path::REMINDERS, receipt).json(body)
}

/// A question, which nothing makes more urgent than others.
async fn question(app: &TestApp) -> Receipt {
    let mut body = complaint();
    body["fields"]["category"] = json!("question");
    app.send_form(&body).await
}

/// When a step is possible, and when it was taken last.
fn rung(request: &Request, step: Step) -> (Option<&str>, Option<&str>) {
    let mut rungs = request.waiting.iter();
    let rung = rungs.find(|rung| rung.step == step).unwrap();
    let Rung { from, used_at, .. } = rung;
    let (from, used_at) = (from.as_ref(), used_at.as_ref());
    (from.map(Timestamp::as_str), used_at.map(Timestamp::as_str))
}

#[tokio::test]
async fn after_a_day_of_silence_the_request_is_repeated() {
    let app = TestApp::new().await;
    let receipt = question(&app).await;
    let body = json!({"step": "repeat"});
    app.pass_minutes(24 * HOUR - 1);
    let refused = remind(&app, &receipt, &body).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    let problem = refused.problem();
    assert_eq!(problem.title, "Пока рано");
    assert!(
        problem.detail.contains("21.11.2026 в\u{a0}12:00"),
        "{problem:?}"
    );
    let english = remind(&app, &receipt, &body).header("accept-language", "en");
    let detail = english.send().await.problem().detail;
    assert!(detail.contains("21 November 2026 at 12:00"), "{detail}");
    app.pass_minutes(1);
    let key = uuid();
    let call = || remind(&app, &receipt, &body).idempotent(&key).send();
    let reply = call().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let retry = call().await;
    assert_eq!((retry.status, &retry.body), (reply.status, &reply.body));
    let request: Request = reply.json();
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor, last.reason.as_str()),
        (
            EventKind::Repeated,
            Actor::Applicant,
            "Заявитель повторил запрос"
        )
    );
    assert_eq!(request.priority, Priority::Normal);
    let expected = (Some("2026-11-22T09:00:00Z"), Some("2026-11-21T09:00:00Z"));
    assert_eq!(rung(&request, Step::Repeat), expected);
    let again = remind(&app, &receipt, &body).send().await;
    again.refused(409, ProblemCode::NotAllowed);
    assert_eq!(app.read(&receipt).await, request);
}

#[tokio::test]
async fn after_two_days_in_work_it_is_hastened_and_rises() {
    let app = TestApp::new().await;
    let receipt = question(&app).await;
    app.pass_minutes(72 * HOUR);
    let body = json!({"step": "hasten", "text": " Справка нужна к пятнице "});
    let refused = remind(&app, &receipt, &body).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    app.advance(&receipt, &[Status::InProgress]).await;
    app.pass_minutes(48 * HOUR - 1);
    let refused = remind(&app, &receipt, &body).send().await;
    assert_eq!(refused.problem().title, "Пока рано");
    app.pass_minutes(1);
    let silent = remind(&app, &receipt, &json!({"step": "hasten"}));
    let refused = silent.send().await.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/text", "required")]));
    let reply = remind(&app, &receipt, &body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    assert_eq!(request.priority, Priority::High);
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.reason.as_str()),
        (EventKind::Hastened, "Справка нужна к пятнице")
    );
    app.pass_minutes(48 * HOUR - 1);
    let refused = remind(&app, &receipt, &body).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    app.pass_minutes(1);
    let request: Request = remind(&app, &receipt, &body).send().await.json();
    assert_eq!(request.priority, Priority::High, "no higher by asking");
}

#[tokio::test]
async fn when_the_term_is_over_the_head_of_support_gets_it_once() {
    let app = TestApp::new().await;
    let receipt = question(&app).await;
    let body = json!({"step": "head"});
    // Until Wednesday; Thursday begins in Moscow three hours before it does in London.
    let over = Some("2026-11-25T21:00:00Z");
    assert_eq!(rung(&receipt.request, Step::Head), (over, None));
    app.pass_minutes(5 * 24 * HOUR + 12 * HOUR - 1);
    let refused = remind(&app, &receipt, &body).send().await;
    assert_eq!(refused.problem().title, "Пока рано");
    app.pass_minutes(1);
    let request: Request = remind(&app, &receipt, &body).send().await.json();
    assert_eq!(request.priority, Priority::Urgent);
    assert_eq!(request.events.last().unwrap().kind, EventKind::Escalated);
    assert_eq!(rung(&request, Step::Head), (None, over));
    let again = remind(&app, &receipt, &body).send().await;
    again.refused(409, ProblemCode::NotAllowed);
    assert_eq!(app.read(&receipt).await, request);
}

#[tokio::test]
async fn silence_is_counted_from_the_last_word_of_an_employee() {
    let app = TestApp::new().await;
    let receipt = question(&app).await;
    let sent = rung(&receipt.request, Step::Phone);
    assert_eq!(sent, (Some("2026-11-22T09:00:00Z"), None));
    app.pass_minutes(5 * HOUR);
    app.advance(&receipt, &[Status::InProgress]).await;
    let request = app.read(&receipt).await;
    let heard = rung(&request, Step::Phone);
    assert_eq!(heard, (Some("2026-11-22T14:00:00Z"), None));
    let call = remind(&app, &receipt, &json!({"step": "phone"}));
    let refused = call.send().await.refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/step", "not_an_option")]));
}

#[tokio::test]
async fn what_is_decided_has_no_ladder_and_a_stranger_reminds_of_nothing() {
    let app = TestApp::new().await;
    let receipt = question(&app).await;
    let other = question(&app).await;
    app.pass_minutes(24 * HOUR);
    let body = json!({"step": "repeat"});
    let stranger = remind(&app, &receipt, &body).key(&other.key).send().await;
    stranger.refused(401, ProblemCode::Unauthorised);
    app.advance(&receipt, &[Status::Refused]).await;
    app.pass_minutes(24 * HOUR);
    assert!(app.read(&receipt).await.waiting.is_empty());
    let refused = remind(&app, &receipt, &body).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    assert_eq!(refused.problem().title, "Сейчас этого сделать нельзя");
}
