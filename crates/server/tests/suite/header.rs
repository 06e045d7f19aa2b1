//! Headers that every answer carries, and ids that tie answers to the log.

use axum::http::{Method, StatusCode};
use opora_contract::path;

use crate::app::{Settings, TestApp};

#[tokio::test]
async fn every_answer_forbids_sniffing_and_has_an_id() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    for call in [
        app.get("/home"),
        app.get("/nothing"),
        app.call(Method::DELETE, "/home"),
        app.of(Method::GET, path::REQUEST, &receipt),
        app.get("/requests/7KQ4-22HZ"),
        app.call_site(Method::GET, "/"),
        app.call_site(Method::GET, "/missing.js"),
        app.call_site(Method::GET, "/healthz"),
    ] {
        let reply = call.send().await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("x-request-id").len(), 16);
    }
}

#[tokio::test]
async fn personal_answers_are_kept_by_nobody() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    for call in [
        app.of(Method::GET, path::REQUEST, &receipt),
        app.of(Method::GET, path::EVENTS, &receipt),
        app.of(Method::GET, path::REQUEST, &receipt)
            .header("if-none-match", "*"),
        app.get(path::STAFF_REQUESTS).token(crate::app::STAFF),
        app.get("/requests/7KQ4-22HZ"),
    ] {
        assert_eq!(call.send().await.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn personal_answers_are_not_compressed_beside_secrets() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let call = app
        .of(Method::GET, path::REQUEST, &receipt)
        .header("accept-encoding", "br, gzip");
    assert_eq!(call.send().await.header("content-encoding"), "");
}

#[tokio::test]
async fn id_of_a_call_is_taken_from_a_trusted_proxy_alone() {
    for (trust_proxy, given, kept) in [
        (true, "abc-123", true),
        (false, "abc-123", false),
        (true, "a b", false),
        (true, "<x>", false),
    ] {
        let settings = Settings {
            trust_proxy,
            ..Settings::default()
        };
        let app = TestApp::with(settings).await;
        let reply = app.get("/home").header("x-request-id", given).send().await;
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(
            reply.header("x-request-id") == given,
            kept,
            "{trust_proxy} {given}"
        );
    }
}
