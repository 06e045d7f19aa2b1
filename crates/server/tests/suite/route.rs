//! Where requests go and how soon they are taken up: rules, words of the text, critical days, edits, the queue.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use opora_contract::{
    number::RequestNumber,
    path,
    problem::ProblemCode,
    request::{EventKind, Priority, Receipt, Request},
    staff::Queue,
    status::Status,
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::{
    app::{STAFF, Settings, TestApp, complaint, uuid},
    fixture,
};

const RULES: &str = r#"
[[rule]]
kind = ["complaint"]
department = "quality"
priority = "high"

[[rule]]
when = { field = "identifier", is = ["snils"] }
department = "services"

[[rule]]
section = ["billing"]
department = "billing"

[[rule]]
section = ["technical"]
department = "technical"

[[rule]]
department = "operators"

[deadline]
field = "deadline"
urgent_within_days = 3
"#;

async fn with_rules() -> TestApp {
    let mut content = fixture::help();
    content.push(("routing.toml".to_owned(), RULES.to_owned()));
    TestApp::with(Settings {
        content,
        ..Settings::default()
    })
    .await
}

/// A request for help with these words and these answers too.
fn help(description: &str, fields: &Value) -> Value {
    let mut body = json!({
        "form": "help",
        "fields": {
            "subject": "Здравствуйте",
            "description": description,
            "email": "anna@example.ru",
            "consent": "2026-11",
        },
    });
    for (name, value) in fields.as_object().unwrap() {
        body["fields"][name] = value.clone();
    }
    body
}

async fn department(app: &TestApp, description: &str, fields: &Value) -> String {
    let receipt = app.send_form(&help(description, fields)).await;
    receipt.request.department
}

async fn edit(app: &TestApp, receipt: &Receipt, fields: &Value) -> Request {
    let call = app.of(Method::PATCH, path::REQUEST, receipt);
    let call = call.header("if-match", "*");
    let reply = call.json(&json!({"fields": fields})).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
    reply.json()
}

async fn in_english(app: &TestApp, receipt: &Receipt) -> Request {
    let call = app.of(Method::GET, path::REQUEST, receipt);
    call.header("accept-language", "en").send().await.json()
}

async fn queue(app: &TestApp, query: &str) -> Queue {
    let path = format!("{}?{query}", path::STAFF_REQUESTS);
    app.get(&path).token(STAFF).send().await.json()
}

#[tokio::test]
async fn kind_leads_to_a_department_that_both_languages_name() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    assert_eq!(receipt.request.department, "Качество обслуживания");
    assert_eq!(receipt.request.priority, Priority::High);
    let english = in_english(&app, &receipt).await;
    assert_eq!(english.department, "Quality of service");
    let mut question = complaint();
    question["fields"]["category"] = json!("question");
    let receipt = app.send_form(&question).await;
    assert_eq!(receipt.request.department, "Операторы");
    assert_eq!(receipt.request.priority, Priority::Normal);
}

#[tokio::test]
async fn chosen_section_leads_and_any_other_choice_may() {
    let app = with_rules().await;
    let chosen = json!({"section": "technical"});
    let words = "Счёт и оплата";
    assert_eq!(
        department(&app, words, &chosen).await,
        "Техническая поддержка"
    );
    let named = json!({"section": "technical", "identifier": "snils", "snils": "112-233-445 95"});
    assert_eq!(department(&app, words, &named).await, "Услуги");
}

#[tokio::test]
async fn text_leads_those_who_leave_the_choice_to_it() {
    let app = with_rules().await;
    for nothing in [
        json!({}),
        json!({"section": "auto"}),
        json!({"section": ""}),
    ] {
        let words = "Не подходит ПАРОЛЬ, вход закрыт";
        assert_eq!(
            department(&app, words, &nothing).await,
            "Техническая поддержка"
        );
        assert_eq!(department(&app, "Пришёл счёт", &nothing).await, "Биллинг");
        assert_eq!(
            department(&app, "Прошу помочь", &nothing).await,
            "Операторы"
        );
        // As many words for one as for the other.
        let both = "Ошибка при оплате";
        assert_eq!(department(&app, both, &nothing).await, "Операторы");
    }
    // The form was in English, the words were not.
    let path = format!("{}?lang=en", path::REQUESTS);
    let call = app.post(&path, &help("Пришёл счёт", &json!({})));
    let receipt: Receipt = call.idempotent(&uuid()).send().await.json();
    assert_eq!(receipt.request.department, "Billing");
}

#[tokio::test]
async fn what_was_chosen_and_what_was_found_are_both_kept() {
    let app = with_rules().await;
    app.send_form(&help(
        "Не проходит оплата",
        &json!({"section": "technical"}),
    ))
    .await;
    let database = app.database().await;
    let statement = "SELECT fields, detected, department FROM request";
    let statement = Statement::from_string(database.get_database_backend(), statement);
    let row = database.query_one_raw(statement).await.unwrap().unwrap();
    let text = |at: usize| row.try_get_by_index::<String>(at).unwrap();
    let map = |at: usize| -> BTreeMap<String, String> { serde_json::from_str(&text(at)).unwrap() };
    assert_eq!(map(0)["section"], "technical");
    assert_eq!(map(1)["section"], "billing");
    assert_eq!(text(2), "technical");
}

#[tokio::test]
async fn critical_day_that_is_near_makes_a_request_urgent() {
    let app = with_rules().await;
    // It is 20 November, noon in Moscow.
    for (day, expected) in [
        ("2026-11-24", Priority::Normal),
        ("2026-11-23", Priority::Urgent),
        ("2026-11-20", Priority::Urgent),
        ("2026-11-02", Priority::Urgent),
    ] {
        let receipt = app
            .send_form(&help("Прошу помочь", &json!({"deadline": day})))
            .await;
        assert_eq!(receipt.request.priority, expected, "{day}");
    }
    // 21 November begins in Moscow three hours before it does in Greenwich.
    app.pass_minutes(12 * 60);
    let body = help("Прошу помочь", &json!({"deadline": "2026-11-24"}));
    let receipt = app.send_form(&body).await;
    assert_eq!(receipt.request.priority, Priority::Urgent);
}

#[tokio::test]
async fn edit_sends_the_request_where_it_belongs_now() {
    let app = with_rules().await;
    let receipt = app.send_form(&help("Пришёл счёт", &json!({}))).await;
    let edited = edit(&app, &receipt, &json!({"description": "Забыл пароль"})).await;
    assert_eq!(edited.department, "Техническая поддержка");
    let last = edited.events.last().unwrap();
    assert_eq!((last.kind, last.by.as_str()), (EventKind::Edited, ""));
    assert_eq!(
        last.reason,
        "Заявитель исправил обращение, оно перенаправлено оператору: Техническая поддержка"
    );
    let english = in_english(&app, &receipt).await;
    let reason = &english.events.last().unwrap().reason;
    assert!(reason.ends_with("redirected to an operator: Technical support"));
    // The department stays: the operator gets it again all the same.
    let edited = edit(&app, &receipt, &json!({"subject": "Ещё раз"})).await;
    assert_eq!(
        edited.events.last().unwrap().reason,
        "Заявитель исправил обращение, оно перенаправлено оператору"
    );
    let edited = edit(&app, &receipt, &json!({"deadline": "2026-11-21"})).await;
    assert_eq!(edited.priority, Priority::Urgent);
}

#[tokio::test]
async fn queue_begins_with_the_most_urgent_and_is_read_to_its_end() {
    let app = with_rules().await;
    let mut expected: BTreeMap<Priority, Vec<RequestNumber>> = BTreeMap::new();
    for at in 0..105 {
        let body = match at % 7 {
            0 => help("Прошу помочь", &json!({"deadline": "2026-11-21"})),
            1 | 4 => complaint(),
            _ => help("Прошу помочь", &json!({})),
        };
        let request = app.send_form(&body).await.request;
        expected
            .entry(request.priority)
            .or_default()
            .push(request.number);
    }
    let counts: Vec<_> = expected.values().map(Vec::len).collect();
    assert_eq!(counts, [15, 30, 60]);
    let mut read = Vec::new();
    let mut query = String::new();
    let mut pages = 0;
    loop {
        let page = queue(&app, &query).await;
        assert!(page.requests.is_sorted_by_key(|row| row.priority));
        read.extend(page.requests.into_iter().map(|row| row.number));
        pages += 1;
        match page.next {
            Some(cursor) => query = format!("cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(pages, 3);
    let expected: Vec<_> = expected.into_values().flatten().collect();
    assert_eq!(read, expected, "urgent first, then the oldest");
}

#[tokio::test]
async fn queue_of_a_department_and_a_status_holds_no_others() {
    let app = with_rules().await;
    let billing = app.send_form(&help("Пришёл счёт", &json!({}))).await;
    let taken = app.send_form(&help("Пришёл счёт", &json!({}))).await;
    app.advance(&taken, &[Status::InProgress]).await;
    app.send_complaint().await;
    let numbers = async |query: &str| {
        let rows = queue(&app, query).await.requests;
        rows.into_iter().map(|row| row.number).collect::<Vec<_>>()
    };
    let both = [billing.request.number, taken.request.number];
    assert_eq!(numbers("department=billing").await, both);
    let one = numbers("department=billing&status=in_progress").await;
    assert_eq!(one, [taken.request.number]);
    assert_eq!(numbers("department=nobody").await, []);
    let rows = queue(&app, "department=quality").await.requests;
    assert_eq!(rows[0].department, "quality");
    let path = format!("{}?department=%00", path::STAFF_REQUESTS);
    let reply = app.get(&path).token(STAFF).send().await;
    reply.refused(400, ProblemCode::Malformed);
}
