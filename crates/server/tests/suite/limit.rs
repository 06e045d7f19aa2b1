//! Limits on what one visitor may do in a minute.

use axum::http::StatusCode;
use opora_contract::{number::RequestNumber, path, problem::ProblemCode};
use serde_json::json;

use crate::app::{Settings, TestApp, complaint, uuid};

async fn limited(rate_limit: u32, trust_proxy: bool) -> TestApp {
    let settings = Settings {
        rate_limit,
        trust_proxy,
        ..Settings::default()
    };
    TestApp::with(settings).await
}

#[tokio::test]
async fn creating_calls_beyond_the_limit_are_told_when_to_come_back() {
    let app = limited(3, false).await;
    let send = || app.post(path::REQUESTS, &complaint()).idempotent(&uuid());
    for _ in 0..3 {
        assert_eq!(send().send().await.status, StatusCode::CREATED);
    }
    let refused = send().send().await;
    refused.refused(429, ProblemCode::TooManyRequests);
    let seconds: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=21).contains(&seconds), "{seconds}");
    // Reading goes on, and so do others.
    assert_eq!(app.get("/home").send().await.status, StatusCode::OK);
    assert_eq!(
        send().peer([192, 0, 2, 2]).send().await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn forwarded_address_counts_only_behind_a_trusted_proxy() {
    for (trust_proxy, expected) in [
        (true, StatusCode::NO_CONTENT),
        (false, StatusCode::TOO_MANY_REQUESTS),
    ] {
        let app = limited(1, trust_proxy).await;
        let vote = json!({"about": {"answer": {"topic": "account", "question": "sign-in"}}, "helpful": true});
        let from = |address: &str| app.post("/votes", &vote).header("x-forwarded-for", address);
        assert_eq!(
            from("9.9.9.9, 198.51.100.1").send().await.status,
            StatusCode::NO_CONTENT
        );
        assert_eq!(from("9.9.9.9, 198.51.100.2").send().await.status, expected);
        let same = from("8.8.8.8, 198.51.100.1").send().await;
        assert_eq!(same.status, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn guessing_the_contact_of_one_number_is_stopped_from_any_address() {
    let app = limited(1_000, false).await;
    let number = RequestNumber::from_random([1; 7]);
    let guess = async |at: u8| {
        let body = json!({"number": number, "contact": format!("+7912345678{}", at % 10)});
        app.post(path::LOOKUP, &body)
            .peer([192, 0, 2, at])
            .send()
            .await
    };
    for at in 0..10 {
        guess(at).await.refused(404, ProblemCode::NotFound);
    }
    guess(10).await.refused(429, ProblemCode::TooManyRequests);
}

#[tokio::test]
async fn guessing_numbers_from_one_address_is_stopped() {
    let app = limited(1_000, false).await;
    let guess = async |at: u8| {
        let number = RequestNumber::from_random([at; 7]);
        app.post(
            path::LOOKUP,
            &json!({"number": number, "contact": "a@b.ru"}),
        )
        .send()
        .await
    };
    for at in 0..20 {
        guess(at).await.refused(404, ProblemCode::NotFound);
    }
    guess(21).await.refused(429, ProblemCode::TooManyRequests);
}
