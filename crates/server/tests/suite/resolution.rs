//! After the decision: solved and closed, or taken to the second level, whose word is the last.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, Priority, Receipt, Request},
    staff::StaffRequest,
    standing::{Level, Stage},
    status::{Actor, Status},
};
use serde_json::json;

use crate::{
    app::{OTHER, Reply, STAFF, TestApp, flaws, uuid},
    dispute::{decide, send_dispute, stage_as, with_disputes},
};

const DAY: i64 = 24 * 60;

async fn resolve(app: &TestApp, receipt: &Receipt, is_solved: bool, text: &str) -> Reply {
    let body = json!({"is_solved": is_solved, "text": text});
    let call = app.of(Method::POST, path::RESOLUTION, receipt).json(&body);
    call.send().await
}

fn refused(reply: &Reply, title: &str) {
    reply.refused(409, ProblemCode::NotAllowed);
    assert_eq!(reply.problem().title, title);
}

/// The steps that an employee is offered.
async fn offered(token: &str, app: &TestApp, receipt: &Receipt) -> Vec<Status> {
    let call = app.of(Method::GET, path::STAFF_REQUEST, receipt);
    let seen: StaffRequest = call.token(token).send().await.json();
    seen.steps
}

#[tokio::test]
async fn solved_request_is_closed_by_its_applicant() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let early = resolve(&app, &receipt, true, "").await;
    refused(&early, "Решения ещё нет");
    app.advance(&receipt, &[Status::InProgress, Status::Approved])
        .await;
    let reply = resolve(&app, &receipt, true, "").await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    assert_eq!(request.status, Status::Closed);
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.actor, last.reason.as_str()),
        (
            EventKind::Resolved,
            Actor::Applicant,
            "Заявитель подтвердил, что проблема решена"
        )
    );
    assert_eq!(app.read(&receipt).await, request);
    let again = resolve(&app, &receipt, true, "").await;
    refused(&again, "Сейчас этого сделать нельзя");
}

#[tokio::test]
async fn what_is_not_solved_goes_to_the_second_level_with_its_reason() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let early = resolve(&app, &receipt, false, "Нет").await;
    refused(&early, "Решения ещё нет");
    app.advance(&receipt, &[Status::Refused]).await;
    app.pass_minutes(3 * DAY);
    let silent = resolve(&app, &receipt, false, " ").await;
    let expected = flaws(&[("/text", "required")]);
    assert_eq!(silent.refused(422, ProblemCode::Invalid), expected);
    let reply = resolve(&app, &receipt, false, "Код так и не приходит").await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    assert_eq!(
        (request.status, request.level, request.stage),
        (Status::InProgress, Level::Second, None)
    );
    assert_eq!(request.priority, Priority::High);
    let term = request.term.as_ref().unwrap();
    assert_eq!(
        term.from.as_str(),
        "2026-11-26",
        "counted from the disagreement"
    );
    assert_eq!(request.reopen_until, None);
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.reason.as_str(), last.term.as_ref()),
        (EventKind::Reopened, "Код так и не приходит", Some(term))
    );
    assert_eq!(request.messages[0].text, "Код так и не приходит");
    assert_eq!(app.read(&receipt).await, request);

    app.advance_as(OTHER, &receipt, &[Status::Refused]).await;
    assert_eq!(app.read(&receipt).await.reopen_until, None);
    let again = resolve(&app, &receipt, false, "Всё равно нет").await;
    refused(&again, "Это решение окончательное");
    let back = json!({"to": "in_progress", "reason": "Ещё раз"});
    let back = app.transition(&receipt, &back).send().await;
    back.refused(409, ProblemCode::NotAllowed);
    let reply = resolve(&app, &receipt, true, "").await;
    assert_eq!(reply.json::<Request>().status, Status::Closed);
}

#[tokio::test]
async fn closed_request_is_reopened_within_the_term_and_not_after_it() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let late = app.send_complaint().await;
    for receipt in [&receipt, &late] {
        app.advance(receipt, &[Status::Refused, Status::Closed])
            .await;
    }
    app.pass_minutes(15 * DAY - 1);
    let reply = resolve(&app, &receipt, false, "Не согласна").await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    app.pass_minutes(1);
    let reply = resolve(&app, &late, false, "Не согласна").await;
    refused(&reply, "Срок для возражений вышел");
    assert_eq!(app.read(&late).await.messages, []);
}

#[tokio::test]
async fn request_that_was_taken_back_is_not_taken_up_again() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let call = app.of(Method::POST, path::WITHDRAWAL, &receipt);
    call.send().await;
    for is_solved in [true, false] {
        let reply = resolve(&app, &receipt, is_solved, "Передумала").await;
        refused(&reply, "Сейчас этого сделать нельзя");
    }
}

#[tokio::test]
async fn dispute_is_appealed_and_an_expert_decides_for_good() {
    let app = with_disputes().await;
    let receipt = send_dispute(&app).await;
    decide(&app, &receipt, Status::Refused).await;
    let reply = resolve(&app, &receipt, false, "Год рождения всё ещё чужой").await;
    let request: Request = reply.json();
    assert_eq!(request.stage, Some(Stage::Appeal));
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.stage),
        (EventKind::Reopened, Some(Stage::Appeal))
    );
    let unseen = json!({"to": "approved", "reason": "Так"});
    let unseen = app.transition(&receipt, &unseen).token(OTHER).send().await;
    refused(&unseen, "Сейчас этого сделать нельзя");
    let expert = stage_as(OTHER, &app, &receipt, Stage::Expert).await;
    assert_eq!(expert.status, StatusCode::OK, "{}", expert.text());
    app.advance_as(OTHER, &receipt, &[Status::Approved]).await;
    let again = resolve(&app, &receipt, false, "Нет").await;
    refused(&again, "Это решение окончательное");
    app.advance(&receipt, &[Status::Closed]).await;
    assert_eq!(app.read(&receipt).await.level, Level::Second);
}

#[tokio::test]
async fn whoever_decided_first_does_not_judge_the_appeal() {
    let app = with_disputes().await;
    let receipt = send_dispute(&app).await;
    decide(&app, &receipt, Status::Refused).await;
    resolve(&app, &receipt, false, "Всё ещё чужой").await;
    let own = "Решать должен другой сотрудник";
    let expert = stage_as(STAFF, &app, &receipt, Stage::Expert).await;
    refused(&expert, own);
    let expert = stage_as(OTHER, &app, &receipt, Stage::Expert).await;
    assert_eq!(expert.status, StatusCode::OK, "{}", expert.text());
    for decision in ["approved", "refused"] {
        let body = json!({"to": decision, "reason": "Так"});
        refused(&app.transition(&receipt, &body).send().await, own);
    }
    // Nor is it offered.
    assert!(
        offered(STAFF, &app, &receipt)
            .await
            .iter()
            .all(|to| !to.is_decided())
    );
    assert!(
        offered(OTHER, &app, &receipt)
            .await
            .iter()
            .any(|to| to.is_decided())
    );
    // All else is anybody's.
    app.advance(&receipt, &[Status::Approval]).await;
    app.advance_as(OTHER, &receipt, &[Status::Refused]).await;
    app.advance(&receipt, &[Status::Closed]).await;
}

#[tokio::test]
async fn lost_answer_comes_again_and_nothing_is_done_twice() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused]).await;
    let key = uuid();
    let call = |text: &str| {
        let body = json!({"is_solved": false, "text": text});
        let call = app.of(Method::POST, path::RESOLUTION, &receipt);
        call.json(&body).idempotent(&key).send()
    };
    let first = call("Нет").await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.text());
    let again = call("Нет").await;
    assert_eq!((again.status, again.body), (first.status, first.body));
    let other = call("Совсем нет").await;
    other.refused(422, ProblemCode::KeyReused);
    assert_eq!(app.read(&receipt).await.messages.len(), 1);
}

#[tokio::test]
async fn stranger_resolves_nothing() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let other = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused]).await;
    let body = json!({"is_solved": true});
    let call = app.of(Method::POST, path::RESOLUTION, &receipt).json(&body);
    let refused = call.key(&other.key).send().await;
    refused.refused(401, ProblemCode::Unauthorised);
    assert_eq!(app.read(&receipt).await.status, Status::Refused);
}
