//! Votes about answers.

use axum::http::StatusCode;
use futures_util::future::join_all;
use opora_contract::problem::ProblemCode;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::app::{TestApp, flaws};

#[tokio::test]
async fn vote_with_a_comment_is_counted() {
    let app = TestApp::new().await;
    let vote = json!({"about": {"answer": {"topic": "account", "question": "sign-in"}}, "helpful": false, "comment": "Нет\u{0} про код"});
    let reply = app.post("/votes", &vote).send().await;
    assert_eq!(reply.status, StatusCode::NO_CONTENT);
    let database = app.database().await;
    let query = "SELECT topic, question, language, helpful, comment FROM vote";
    let query = Statement::from_string(database.get_database_backend(), query);
    let rows = database.query_all_raw(query).await.unwrap();
    assert_eq!(rows.len(), 1);
    let text = |column| rows[0].try_get::<String>("", column).unwrap();
    assert_eq!(
        ["topic", "question", "language", "comment"].map(text),
        ["account", "sign-in", "ru", "Нет про код"]
    );
    assert!(!rows[0].try_get::<bool>("", "helpful").unwrap());
}

#[tokio::test]
async fn vote_about_nothing_is_refused() {
    let app = TestApp::new().await;
    let vote =
        json!({"about": {"answer": {"topic": "account", "question": "absent"}}, "helpful": true});
    let refused = app
        .post("/votes", &vote)
        .send()
        .await
        .refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/about", "not_an_option")]));
}

#[tokio::test]
async fn vote_with_a_long_comment_is_refused() {
    let app = TestApp::new().await;
    let vote = json!({"about": {"answer": {"topic": "account", "question": "sign-in"}}, "helpful": true, "comment": "ы".repeat(1_001)});
    let refused = app
        .post("/votes", &vote)
        .send()
        .await
        .refused(422, ProblemCode::Invalid);
    assert_eq!(refused, flaws(&[("/comment", "too_long")]));
}

#[tokio::test]
async fn vote_of_another_shape_is_refused() {
    let app = TestApp::new().await;
    let vote =
        json!({"about": {"answer": {"topic": "account", "question": "sign-in"}}, "helpful": "yes"});
    let refused = app
        .post("/votes", &vote)
        .send()
        .await
        .refused(400, ProblemCode::Malformed);
    assert_eq!(refused, flaws(&[("/helpful", "shape")]));
}

/// A vote about an answer with a ballot, and what else it says.
fn ballot(ballot: &str, helpful: bool, more: &serde_json::Value) -> serde_json::Value {
    let mut vote = json!({
        "about": {"answer": {"topic": "account", "question": "sign-in"}}, "helpful": helpful, "ballot": ballot,
    });
    let more = more.as_object().unwrap().clone();
    vote.as_object_mut().unwrap().extend(more);
    vote
}

const BALLOT: &str = "0191d5a0-7b7c-4000-8000-0123456789ab";

/// Reason, comment and code of each vote, those that say yes first.
async fn counted(app: &TestApp) -> Vec<[String; 3]> {
    let database = app.database().await;
    let query = "SELECT reason, comment, ballot FROM vote ORDER BY helpful DESC, reason, id";
    let query = Statement::from_string(database.get_database_backend(), query);
    let rows = database.query_all_raw(query).await.unwrap();
    let text = |row: &sea_orm::QueryResult, column| row.try_get::<String>("", column).unwrap();
    rows.iter()
        .map(|row| ["reason", "comment", "ballot"].map(|column| text(row, column)))
        .collect()
}

#[tokio::test]
async fn vote_with_a_ballot_counts_once_however_often_it_comes_and_the_last_word_stands() {
    let app = TestApp::new().await;
    let cast = async |vote: &serde_json::Value| {
        let reply = app.post("/votes", vote).send().await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
    };
    let no = ballot(BALLOT, false, &json!({}));
    cast(&no).await;
    cast(&no).await;
    let said = json!({"reason": "out_of_date", "comment": "Кнопки нет"});
    cast(&ballot(BALLOT, false, &said)).await;
    let votes = counted(&app).await;
    assert_eq!(votes.len(), 1, "{votes:?}");
    assert_eq!(votes[0][..2], ["out_of_date", "Кнопки нет"]);
    // A changed mind takes the reason back.
    cast(&ballot(BALLOT, true, &json!({}))).await;
    let votes = counted(&app).await;
    assert_eq!(votes.len(), 1, "{votes:?}");
    assert_eq!(votes[0][..2], ["", ""]);
}

#[tokio::test]
async fn ballots_are_kept_as_codes_that_tell_no_device() {
    let app = TestApp::new().await;
    let first = ballot(BALLOT, true, &json!({}));
    let mut second = first.clone();
    second["about"]["answer"]["question"] = "reset-password".into();
    for vote in [&first, &second] {
        let reply = app.post("/votes", vote).send().await;
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
    }
    // One device gave two answers the same ballot: even so the codes have nothing in common.
    let codes: Vec<String> = counted(&app)
        .await
        .into_iter()
        .map(|[_, _, code]| code)
        .collect();
    assert_eq!(codes.len(), 2);
    assert_ne!(codes[0], codes[1]);
    assert!(codes.iter().all(|code| !code.contains("7b7c")), "{codes:?}");
}

#[tokio::test]
async fn fifty_presses_at_once_are_one_vote() {
    let app = TestApp::new().await;
    let vote = ballot(BALLOT, false, &json!({"reason": "unclear"}));
    let presses = (0..50).map(|_| app.post("/votes", &vote).send());
    for reply in join_all(presses).await {
        assert_eq!(reply.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(counted(&app).await.len(), 1);
}

#[tokio::test]
async fn vote_with_a_reason_or_a_ballot_of_no_sense_is_refused() {
    let app = TestApp::new().await;
    for (vote, flaw) in [
        (
            ballot(BALLOT, true, &json!({"reason": "unclear"})),
            ("/reason", "not_an_option"),
        ),
        (ballot("я", true, &json!({})), ("/ballot", "shape")),
    ] {
        let reply = app.post("/votes", &vote).send().await;
        let refused = reply.refused(422, ProblemCode::Invalid);
        assert_eq!(refused, flaws(&[flaw]));
    }
    let vote = ballot(BALLOT, false, &json!({"reason": "boring"}));
    let reply = app.post("/votes", &vote).send().await;
    let refused = reply.refused(400, ProblemCode::Malformed);
    assert_eq!(refused, flaws(&[("/reason", "shape")]));
}
