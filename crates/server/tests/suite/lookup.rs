//! From a number and a contact to a key.

use axum::http::StatusCode;
use opora_contract::{number::RequestNumber, path, problem::ProblemCode, request::Access};
use serde_json::json;

use crate::app::{TestApp, flaws};

#[tokio::test]
async fn number_and_any_contact_of_the_request_give_its_key() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let number = receipt.request.number;
    let spoken = format!(
        "№ {}",
        number.to_string().to_ascii_lowercase().replace('-', " — ")
    );
    for typed in [number.to_string(), number.compact(), spoken] {
        for contact in [
            "+79123456789",
            "8 (912) 345-67-89",
            "anna.p@example.ru",
            " ANNA.P@EXAMPLE.RU ",
        ] {
            let reply = app
                .post(path::LOOKUP, &json!({"number": typed, "contact": contact}))
                .send()
                .await;
            assert_eq!(
                reply.status,
                StatusCode::OK,
                "{typed} {contact}: {}",
                reply.text()
            );
            assert_eq!(reply.header("cache-control"), "no-store");
            let access: Access = reply.json();
            assert_eq!((access.number, &access.key), (number, &receipt.key));
        }
    }
}

#[tokio::test]
async fn wrong_number_and_wrong_contact_get_the_same_answer() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let known = receipt.request.number.compact();
    let unknown = RequestNumber::from_random([1; 7]).compact();
    let ask = async |number: &str, contact: &str| {
        let reply = app
            .post(path::LOOKUP, &json!({"number": number, "contact": contact}))
            .send()
            .await;
        reply.refused(404, ProblemCode::NotFound);
        let mut problem = reply.problem();
        problem.request_id.clear();
        let mut headers = reply.headers.clone();
        headers.remove("x-request-id");
        (problem, headers)
    };
    let wrong_contact = ask(&known, "+79990000000").await;
    assert_eq!(wrong_contact, ask(&unknown, "+79123456789").await);
    assert_eq!(wrong_contact, ask(&known, "other@example.ru").await);
}

#[tokio::test]
async fn what_can_be_no_number_or_contact_is_said_so() {
    let app = TestApp::new().await;
    for (number, contact, expected) in [
        ("7KQ4-22HZ", "+79123456789", &[("/number", "number")][..]),
        ("", "", &[("/number", "number"), ("/contact", "phone")]),
        (
            "1' OR '1'='1",
            "a@b",
            &[("/number", "number"), ("/contact", "email")],
        ),
    ] {
        let reply = app
            .post(path::LOOKUP, &json!({"number": number, "contact": contact}))
            .send()
            .await;
        assert_eq!(reply.refused(422, ProblemCode::Invalid), flaws(expected));
    }
}

#[tokio::test]
async fn request_without_a_mail_is_not_opened_by_an_empty_one() {
    let app = TestApp::new().await;
    let mut body = crate::app::complaint();
    body["fields"].as_object_mut().unwrap().remove("email");
    let receipt = app.send_form(&body).await;
    for contact in ["", " ", "@"] {
        let body = json!({"number": receipt.request.number, "contact": contact});
        app.post(path::LOOKUP, &body)
            .send()
            .await
            .refused(422, ProblemCode::Invalid);
    }
}
