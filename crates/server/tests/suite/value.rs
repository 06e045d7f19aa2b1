//! Answers of a form: which are kept, how they are shown, and what becomes of numbers of personal documents.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    problem::ProblemCode,
    request::{Receipt, Request},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    app::{Reply, STAFF, Settings, TestApp, flaws, uuid, values},
    fixture,
};

const INN: &str = "500100732259";

/// The server with the form that has everything.
pub async fn with_help() -> TestApp {
    TestApp::with(Settings {
        content: fixture::help(),
        ..Settings::default()
    })
    .await
}

/// A good body of that form with these fields too.
pub fn help(fields: &Value) -> Value {
    let mut body = json!({
        "form": "help",
        "fields": {
            "subject": "Здравствуйте",
            "description": "Прошу помочь.",
            "email": "anna@example.ru",
            "consent": "2026-11",
        },
    });
    for (name, value) in fields.as_object().unwrap() {
        body["fields"][name] = value.clone();
    }
    body
}

async fn patch(app: &TestApp, receipt: &Receipt, fields: &Value) -> Reply {
    let read = app.of(Method::GET, path::REQUEST, receipt).send().await;
    let call = app.of(Method::PATCH, path::REQUEST, receipt);
    let call = call.header("if-match", read.header("etag"));
    call.json(&json!({"fields": fields})).send().await
}

/// A column of the only request, as the database holds it.
async fn stored(app: &TestApp, column: &str) -> String {
    let database = app.database().await;
    let statement = format!("SELECT {column} FROM request");
    let statement = Statement::from_string(database.get_database_backend(), statement);
    let row = database.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

fn labels(request: &Request) -> Vec<(&str, &str)> {
    let fields = request.fields.iter();
    fields
        .map(|field| (field.label.as_str(), field.value.as_str()))
        .collect()
}

#[tokio::test]
async fn entries_of_a_group_are_read_one_after_the_other() {
    let app = with_help().await;
    let papers = json!({
        "paper": "Договор", "origin": "original", "issued": "2026-03-14",
        "paper-2": "Справка", "origin-2": "copy", "issued-2": "2026-01-01",
        "paper-3": " ",
    });
    let receipt = app.send_form(&help(&papers)).await;
    let expected = [
        ("Тема", "Здравствуйте"),
        ("Описание", "Прошу помочь."),
        ("Документ 1: Название", "Договор"),
        ("Документ 1: Что это", "original"),
        ("Документ 1: Дата выдачи", "2026-03-14"),
        ("Документ 2: Название", "Справка"),
        ("Документ 2: Что это", "copy"),
        ("Почта", "anna@example.ru"),
        ("Согласен", "2026-11"),
    ];
    assert_eq!(labels(&receipt.request), expected);
    assert_eq!(values(&receipt.request)["paper-2"], "Справка");
    let edited = patch(&app, &receipt, &json!({"paper-2": "", "origin-2": ""})).await;
    let alone: Request = edited.json();
    let [_, _, first, ..] = labels(&alone)[..] else {
        panic!("{alone:?}");
    };
    assert_eq!(first, ("Документ: Название", "Договор"));
    assert_eq!(values(&alone).get("paper-2"), None);
}

#[tokio::test]
async fn what_is_not_asked_is_neither_judged_nor_kept() {
    let app = with_help().await;
    let fields = json!({"section": "technical", "charge": "17", "inn": "1"});
    let receipt = app.send_form(&help(&fields)).await;
    let kept = values(&receipt.request);
    assert_eq!((kept.get("charge"), kept.get("inn")), (None, None));
    // Once it is asked, it is missing.
    let refused = patch(&app, &receipt, &json!({"section": "billing"})).await;
    let expected = flaws(&[("/fields/charge", "required")]);
    assert_eq!(refused.refused(422, ProblemCode::Invalid), expected);
}

#[tokio::test]
async fn consent_is_to_the_text_as_it_is_now() {
    let app = with_help().await;
    for old in ["yes", "2025-11", ""] {
        let call = app.post(path::REQUESTS, &help(&json!({"consent": old})));
        let reply = call.idempotent(&uuid()).send().await;
        let expected = flaws(&[("/fields/consent", "consent_missing")]);
        assert_eq!(reply.refused(422, ProblemCode::Invalid), expected);
    }
    let form: Value = app.get("/forms/help").send().await.json();
    let consent = form["fields"].as_array().unwrap().last().unwrap();
    assert_eq!(consent["version"], "2026-11");
    assert_eq!(consent["terms"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn number_of_a_document_is_sealed_at_rest_and_masked_on_read() {
    let app = with_help().await;
    for (name, number, masked) in [
        ("inn", INN, "•••• 2259"),
        ("snils", "112-233-445 95", "•••• 4595"),
        ("passport", "4509 123456", "•••• 3456"),
    ] {
        let fields = json!({"identifier": name, name: number});
        let receipt = app.send_form(&help(&fields)).await;
        assert_eq!(values(&receipt.request)[name], masked);
        assert_eq!(values(&app.read(&receipt).await)[name], masked);
        let queue = app.get(path::STAFF_REQUESTS).token(STAFF).send().await;
        assert!(!queue.text().contains(number), "{}", queue.text());
    }
    let database = app.database().await;
    let statement = "SELECT fields, sealed, detected, subject FROM request";
    let statement = Statement::from_string(database.get_database_backend(), statement);
    for row in database.query_all_raw(statement).await.unwrap() {
        let text: Vec<String> = (0..4).map(|at| row.try_get_by_index(at).unwrap()).collect();
        assert!(!text[1].is_empty());
        for number in [INN, "112-233-445 95", "4509 123456"] {
            assert!(
                !text.iter().any(|column| column.contains(number)),
                "{text:?}"
            );
        }
    }
}

#[tokio::test]
async fn edit_knows_the_number_that_it_does_not_name() {
    let app = with_help().await;
    let fields = json!({"identifier": "inn", "inn": INN});
    let receipt = app.send_form(&help(&fields)).await;
    let reply = patch(&app, &receipt, &json!({"subject": "Ещё раз"})).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    let request: Request = reply.json();
    assert_eq!(values(&request)["inn"], "•••• 2259");
    // The same number changes nothing.
    let same = patch(&app, &receipt, &json!({"inn": "5001 0073 2259"})).await;
    assert_eq!(same.header("etag"), reply.header("etag"));
    let another = json!({"identifier": "snils", "snils": "112-233-445 95"});
    let request: Request = patch(&app, &receipt, &another).await.json();
    let kept = values(&request);
    assert_eq!((kept.get("inn"), kept["snils"]), (None, "•••• 4595"));
    let request: Request = patch(&app, &receipt, &json!({"identifier": ""}))
        .await
        .json();
    assert_eq!(values(&request).get("snils"), None);
    assert_eq!(stored(&app, "sealed").await, "");
}

#[tokio::test]
async fn number_that_does_not_open_hides_nothing_else_and_is_not_overwritten() {
    let app = with_help().await;
    let fields = json!({"identifier": "inn", "inn": INN});
    let receipt = app.send_form(&help(&fields)).await;
    let broken = "UPDATE request SET sealed = 'AAAA'";
    app.database()
        .await
        .execute_unprepared(broken)
        .await
        .unwrap();
    let request = app.read(&receipt).await;
    assert_eq!(values(&request)["subject"], "Здравствуйте");
    assert_eq!(values(&request).get("inn"), None);
    let reply = patch(&app, &receipt, &json!({"subject": "Ещё раз"})).await;
    reply.refused(500, ProblemCode::Internal);
    assert_eq!(stored(&app, "sealed").await, "AAAA");
}
