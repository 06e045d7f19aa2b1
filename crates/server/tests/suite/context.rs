//! Where a request was written: what its applicant saw of it goes along, and nothing else.

use axum::http::{Method, StatusCode};
use opora_contract::{path, portal::SentContext, problem::ProblemCode, staff::StaffRequest};
use serde_json::{Value, json};

use crate::{
    app::{Reply, STAFF, TestApp, complaint, flaws, uuid},
    portal::{TWO, settings},
};

fn with(context: &Value) -> Value {
    let mut body = complaint();
    body["context"] = context.clone();
    body
}

async fn send(app: &TestApp, context: &Value) -> Reply {
    let call = app.post(path::REQUESTS, &with(context));
    call.idempotent(&uuid()).send().await
}

#[tokio::test]
async fn applicant_and_employees_see_where_it_was_written() {
    let app = TestApp::with(settings()).await;
    let context =
        json!({"portal": "city", "page": "  Запись \n к врачу ", "service": "Услуга №\u{a0}7"});
    let receipt = app.send_form(&with(&context)).await;
    let expected = SentContext {
        portal: "Портал города".to_owned(),
        page: "Запись к врачу".to_owned(),
        service: receipt.request.context.clone().unwrap().service,
    };
    assert!(expected.service.starts_with("Услуга №"));
    assert_eq!(receipt.request.context, Some(expected.clone()));
    assert_eq!(app.read(&receipt).await.context, Some(expected.clone()));

    let number = receipt.request.number.compact();
    let path = path::fill(path::STAFF_REQUEST, &[&number]);
    let seen: StaffRequest = app.get(&path).token(STAFF).send().await.json();
    assert_eq!(seen.request.context, Some(expected));
    let english = app
        .get(&format!("{path}?lang=en"))
        .token(STAFF)
        .send()
        .await;
    let seen: StaffRequest = english.json();
    assert_eq!(seen.request.context.unwrap().portal, "City portal");

    let export = format!("{}?format=txt", path::EXPORT);
    let text = app.of(Method::GET, &export, &receipt).send().await.text();
    for line in [
        "Отправлено с портала: Портал города\r\n",
        "Страница портала: Запись к врачу\r\n",
        "Услуга портала: Услуга №",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[tokio::test]
async fn what_was_written_nowhere_else_says_nothing_of_it() {
    let app = TestApp::with(settings()).await;
    for context in [Value::Null, json!({})] {
        let reply = send(&app, &context).await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        let body: Value = reply.json();
        assert_eq!(body["request"].get("context"), None);
    }
    let reply = send(&app, &json!({"portal": "school"})).await;
    let body: Value = reply.json();
    assert_eq!(body["request"]["context"], json!({"portal": "Школа"}));
}

#[tokio::test]
async fn only_what_the_portal_may_tell_is_taken() {
    let app = TestApp::with(settings()).await;
    let long = "а".repeat(201);
    for (context, expected) in [
        (
            json!({"portal": "absent"}),
            ("/context/portal", "not_an_option"),
        ),
        (json!({"page": "Главная"}), ("/context/portal", "required")),
        (
            json!({"portal": "school", "page": "Главная"}),
            ("/context/page", "unknown_field"),
        ),
        (
            json!({"portal": "school", "service": "Еда"}),
            ("/context/service", "unknown_field"),
        ),
        (
            json!({"portal": "city", "page": long}),
            ("/context/page", "too_long"),
        ),
        (
            json!({"portal": "city", "service": long}),
            ("/context/service", "too_long"),
        ),
    ] {
        let refused = send(&app, &context)
            .await
            .refused(422, ProblemCode::Invalid);
        assert_eq!(refused, flaws(&[expected]), "{context}");
    }
    for context in [
        json!({"portal": "City"}),
        json!({"portal": 7}),
        json!({"portal": "city", "page": ["a"]}),
        json!({"portal": "city", "referrer": "https://city.example.ru/secret"}),
        json!("city"),
    ] {
        send(&app, &context)
            .await
            .refused(400, ProblemCode::Malformed);
    }
    let full = json!({"portal": "city", "page": "а".repeat(200), "service": "\u{202e}\u{0}"});
    let receipt = app.send_form(&with(&full)).await;
    assert_eq!(receipt.request.context.unwrap().service, "");
}

#[tokio::test]
async fn form_that_the_portal_does_not_have_is_refused_with_everything_else() {
    let app = TestApp::with(crate::app::Settings {
        portals: Some(TWO.replace("forms = [\"feedback\"]", "forms = [\"certificate\"]")),
        ..crate::app::Settings::default()
    })
    .await;
    let mut body = with(&json!({"portal": "city"}));
    body["fields"]["email"] = "bad@".into();
    let reply = app
        .post(path::REQUESTS, &body)
        .idempotent(&uuid())
        .send()
        .await;
    let refused = reply.refused(422, ProblemCode::Invalid);
    let expected = flaws(&[("/fields/email", "email"), ("/form", "not_an_option")]);
    assert_eq!(refused, expected);
}

#[tokio::test]
async fn retry_and_a_portal_that_is_gone_change_nothing() {
    let mut app = TestApp::with(settings()).await;
    let key = uuid();
    let body = with(&json!({"portal": "city", "page": "Главная"}));
    let send = async |app: &TestApp| {
        let reply = app
            .post(path::REQUESTS, &body)
            .idempotent(&key)
            .send()
            .await;
        assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.text());
        reply.json::<opora_contract::request::Receipt>()
    };
    let first = send(&app).await;
    let renamed = TWO.replace("id = \"city\"", "id = \"town\"");
    std::fs::write(app.folder.path().join("portals.toml"), renamed).unwrap();
    app.restart().await;
    let again = send(&app).await;
    assert_eq!(again.request.number, first.request.number);
    let context = again.request.context.unwrap();
    assert_eq!((&*context.portal, &*context.page), ("city", "Главная"));
}
