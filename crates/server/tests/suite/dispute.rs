//! Steps, stages and terms that an employee moves: what they say in the journal, and what is refused.

use axum::http::StatusCode;
use opora_contract::{
    problem::ProblemCode,
    request::{ActionState, EventKind, Receipt},
    standing::Stage,
    status::Status,
};
use serde_json::{Value, json};

use crate::{
    app::{Reply, STAFF, Settings, TestApp, flaws},
    fixture,
};

/// The server whose form of help registers a dispute.
pub async fn with_disputes() -> TestApp {
    let mut content = fixture::help();
    for (_, text) in &mut content {
        *text = text.replacen("kind = \"question\"", "kind = \"dispute\"", 1);
    }
    TestApp::with(Settings {
        content,
        ..Settings::default()
    })
    .await
}

pub async fn send_dispute(app: &TestApp) -> Receipt {
    let body = json!({
        "form": "help",
        "fields": {
            "subject": "Неверная дата в решении",
            "description": "В решении записан чужой год рождения.",
            "phone": "+79123456789",
            "consent": "2026-11",
        },
    });
    app.send_form(&body).await
}

/// The next stage, with the status that stays.
pub async fn stage(app: &TestApp, receipt: &Receipt, stage: Stage) -> Reply {
    stage_as(STAFF, app, receipt, stage).await
}

/// The same by another employee.
pub async fn stage_as(token: &str, app: &TestApp, receipt: &Receipt, stage: Stage) -> Reply {
    let body = json!({"to": "in_progress", "stage": stage, "reason": "Дальше"});
    app.transition(receipt, &body).token(token).send().await
}

/// Brings a dispute to its decision.
pub async fn decide(app: &TestApp, receipt: &Receipt, decision: Status) {
    app.advance(receipt, &[Status::InProgress]).await;
    let reply = stage(app, receipt, Stage::Analysis).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    app.advance(receipt, &[decision]).await;
}

#[tokio::test]
async fn dispute_goes_through_its_stages_and_the_journal_says_so() {
    let app = with_disputes().await;
    let receipt = send_dispute(&app).await;
    assert_eq!(receipt.request.stage, None);
    app.advance(&receipt, &[Status::InProgress]).await;
    for next in [Stage::Analysis, Stage::Legal, Stage::Analysis] {
        let reply = stage(&app, &receipt, next).await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let request = app.read(&receipt).await;
        assert_eq!(request.stage, Some(next));
        let last = request.events.last().unwrap();
        assert_eq!(
            (last.kind, last.stage),
            (EventKind::StageChanged, Some(next))
        );
        assert_eq!(last.term, None, "the term stays");
    }
    app.advance(&receipt, &[Status::Approval]).await;
    let request = app.read(&receipt).await;
    assert_eq!(
        request.stage,
        Some(Stage::Analysis),
        "a step keeps the stage"
    );
    app.advance(&receipt, &[Status::Refused]).await;
    assert_eq!(app.read(&receipt).await.stage, None);
    let stages = app.read(&receipt).await.events;
    let stages: Vec<_> = stages.iter().map(|event| event.stage).collect();
    let expected = [
        None,
        Some(Stage::Completeness),
        Some(Stage::Analysis),
        Some(Stage::Legal),
        Some(Stage::Analysis),
        None,
        None,
    ];
    assert_eq!(stages, expected);
}

#[tokio::test]
async fn stages_that_are_not_next_and_disputes_that_nobody_looked_into_are_refused() {
    let app = with_disputes().await;
    let receipt = send_dispute(&app).await;
    app.advance(&receipt, &[Status::InProgress]).await;
    for next in [
        Stage::Completeness,
        Stage::Legal,
        Stage::Appeal,
        Stage::Expert,
    ] {
        let refused = stage(&app, &receipt, next).await;
        refused.refused(409, ProblemCode::NotAllowed);
    }
    let early = json!({"to": "refused", "reason": "Так"});
    let refused = app.transition(&receipt, &early).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    let both = json!({"to": "approval", "stage": "analysis", "reason": "Так"});
    let refused = app.transition(&receipt, &both).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
    let complaint = app.send_complaint().await;
    app.advance(&complaint, &[Status::InProgress]).await;
    let refused = stage(&app, &complaint, Stage::Analysis).await;
    refused.refused(409, ProblemCode::NotAllowed);
    let unknown = json!({"to": "in_progress", "stage": "jury", "reason": "Так"});
    let refused = app.transition(&receipt, &unknown).send().await;
    let expected = flaws(&[("/stage", "not_an_option")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    assert_eq!(app.read(&receipt).await.events.len(), 2);
}

/// Another term, with the status that stays.
fn later(status: &str) -> Value {
    json!({
        "to": status,
        "reason": "Ждём ответа ведомства",
        "term": {"from": "2026-12-10", "to": "2026-12-11"},
    })
}

#[tokio::test]
async fn term_alone_moves_and_the_journal_says_why() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let reply = app.transition(&receipt, &later("accepted")).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request = app.read(&receipt).await;
    assert_eq!(request.status, Status::Accepted);
    assert_eq!(request.term.as_ref().unwrap().to.as_str(), "2026-12-11");
    let last = request.events.last().unwrap();
    assert_eq!(last.kind, EventKind::TermMoved);
    assert_eq!(
        (last.term.as_ref(), last.reason.as_str()),
        (request.term.as_ref(), "Ждём ответа ведомства")
    );
    // A step may move the term along.
    let mut body = later("in_progress");
    body["term"]["to"] = json!("2026-12-20");
    app.transition(&receipt, &body).send().await;
    let request = app.read(&receipt).await;
    let last = request.events.last().unwrap();
    assert_eq!(
        (last.kind, last.term.as_ref()),
        (EventKind::StatusChanged, request.term.as_ref())
    );
    app.advance(&receipt, &[Status::Refused]).await;
    let refused = app.transition(&receipt, &later("refused")).send().await;
    refused.refused(409, ProblemCode::NotAllowed);
}

#[tokio::test]
async fn transition_that_does_nothing_is_a_flaw() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let body = json!({"to": "accepted", "reason": "Так"});
    let refused = app.transition(&receipt, &body).send().await;
    let expected = flaws(&[("/to", "not_an_option")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    let mut body = later("accepted");
    body["actions"] = json!([{"text": "Пришлите скан"}]);
    let refused = app.transition(&receipt, &body).send().await;
    let expected = flaws(&[("/actions", "shape")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    assert_eq!(app.read(&receipt).await, receipt.request);
}

#[tokio::test]
async fn past_term_and_work_after_the_end_are_flaws() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let mut body = later("accepted");
    for (to, expected) in [("2026-11-19", 422), ("2026-11-20", 200)] {
        body["term"] = json!({"from": "2026-11-02", "to": to});
        let reply = app.transition(&receipt, &body).send().await;
        assert_eq!(reply.status.as_u16(), expected, "{}", reply.text());
        if expected == 422 {
            let expected = flaws(&[("/term/to", "shape")]);
            assert_eq!(reply.refused(422, ProblemCode::Invalid), expected);
        }
    }
    app.advance(&receipt, &[Status::Refused]).await;
    let mut body = later("closed");
    body["actions"] = json!([{"text": "Пришлите скан"}]);
    let refused = app.transition(&receipt, &body).send().await;
    let expected = flaws(&[("/term", "shape"), ("/actions", "shape")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    assert_eq!(app.read(&receipt).await.status, Status::Refused);
}

#[tokio::test]
async fn employee_who_needs_nothing_more_counts_the_term_anew() {
    const DAY: i64 = 24 * 60;
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::WaitingDocuments]).await;
    let before = app.read(&receipt).await.term.unwrap();
    app.pass_minutes(30 * DAY);
    app.advance(&receipt, &[Status::InProgress]).await;
    let request = app.read(&receipt).await;
    let term = request.term.unwrap();
    assert!(term.from > before.to && term.from.as_str() > "2026-12-20");
    assert_eq!(request.events.last().unwrap().term, Some(term));
}

#[tokio::test]
async fn employee_says_which_documents_are_good_and_which_are_not() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let actions = json!([
        {"text": "Паспорт", "state": "checked"},
        {"text": "Справка", "state": "missing", "problem": " Не видно печати "},
    ]);
    let body = json!({"to": "waiting_documents", "reason": "Нужна справка", "actions": actions});
    let reply = app.transition(&receipt, &body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let asked = app.read(&receipt).await.actions;
    let asked: Vec<_> = asked
        .iter()
        .map(|action| (action.state, action.problem.as_str()))
        .collect();
    let expected = [
        (ActionState::Checked, ""),
        (ActionState::Missing, "Не видно печати"),
    ];
    assert_eq!(asked, expected);
    let checked = json!([{"text": "Паспорт", "state": "checked"}]);
    let body = json!({"to": "in_progress", "reason": "Хватит паспорта", "actions": checked});
    app.transition(&receipt, &body).send().await;
    let actions = app.read(&receipt).await.actions;
    assert_eq!(actions.len(), 1, "a step keeps what the employee sends");
    let body = json!({"to": "waiting_documents", "reason": "Ещё", "actions": checked});
    let refused = app.transition(&receipt, &body).send().await;
    let expected = flaws(&[("/actions", "required")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
    let long = json!([{"text": "Справка", "problem": "ы".repeat(501)}]);
    let body = json!({"to": "waiting_documents", "reason": "Ещё", "actions": long});
    let refused = app.transition(&receipt, &body).send().await;
    let expected = flaws(&[("/actions/0/problem", "too_long")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
}

#[tokio::test]
async fn decision_may_be_disagreed_with_until_its_term_is_over() {
    const DAY: i64 = 24 * 60;
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    assert_eq!(receipt.request.reopen_until, None);
    app.advance(&receipt, &[Status::Refused]).await;
    let until = app.read(&receipt).await.reopen_until.unwrap();
    assert_eq!(until.as_str(), "2026-12-05T09:00:00Z");
    app.pass_minutes(DAY);
    app.advance(&receipt, &[Status::Closed]).await;
    assert_eq!(app.read(&receipt).await.reopen_until, Some(until));
    app.pass_minutes(14 * DAY - 1);
    assert!(app.read(&receipt).await.reopen_until.is_some());
    app.pass_minutes(1);
    assert_eq!(app.read(&receipt).await.reopen_until, None);
    // Taken up again, it is decided anew.
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::Refused, Status::InProgress])
        .await;
    assert_eq!(app.read(&receipt).await.reopen_until, None);
    app.pass_minutes(DAY);
    app.advance(&receipt, &[Status::Approved]).await;
    let until = app.read(&receipt).await.reopen_until.unwrap();
    assert_eq!(until.as_str(), "2026-12-21T09:00:00Z");
}
