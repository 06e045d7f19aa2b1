//! Votes about answers.

use axum::http::StatusCode;
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
