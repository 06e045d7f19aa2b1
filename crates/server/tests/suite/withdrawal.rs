//! The applicant takes a request back.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{EventKind, Request},
    status::Status,
};

use crate::app::TestApp;

#[tokio::test]
async fn open_request_is_taken_back() {
    for through in [
        &[][..],
        &[Status::InProgress],
        &[Status::InProgress, Status::WaitingDocuments],
    ] {
        let app = TestApp::new().await;
        let receipt = app.send_complaint().await;
        app.advance(&receipt, through).await;
        let reply = app
            .of(Method::POST, path::WITHDRAWAL, &receipt)
            .send()
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
        let request: Request = reply.json();
        assert_eq!(
            (request.status, request.term.as_ref()),
            (Status::Closed, None)
        );
        assert!(request.actions.is_empty());
        assert_eq!(request.events.last().unwrap().kind, EventKind::Withdrawn);
        assert_eq!(app.read(&receipt).await, request);
    }
}

#[tokio::test]
async fn decided_or_closed_request_is_not() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    app.advance(&receipt, &[Status::InProgress, Status::Approved])
        .await;
    let reply = app
        .of(Method::POST, path::WITHDRAWAL, &receipt)
        .send()
        .await;
    reply.refused(409, ProblemCode::NotAllowed);
    app.advance(&receipt, &[Status::Closed]).await;
    let reply = app
        .of(Method::POST, path::WITHDRAWAL, &receipt)
        .send()
        .await;
    reply.refused(409, ProblemCode::NotAllowed);
    assert_eq!(app.read(&receipt).await.events.len(), 4);
}

#[tokio::test]
async fn withdrawal_needs_the_key() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let number = receipt.request.number.compact();
    let call = app.call(Method::POST, &path::fill(path::WITHDRAWAL, &[&number]));
    call.send().await.refused(401, ProblemCode::Unauthorised);
    assert_eq!(app.read(&receipt).await.status, Status::Accepted);
}
