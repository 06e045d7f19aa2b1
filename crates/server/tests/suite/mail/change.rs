//! Letters about what others do with a request.

use axum::http::{Method, StatusCode};
use opora_contract::{
    path,
    request::Receipt,
    status::Status::{Approval, Approved, Closed, InProgress, Refused, WaitingDocuments},
};
use serde_json::{Value, json};

use super::{ANNA, app, complaint_of, counted, round, vain_round, waiting};
use crate::{
    app::{STAFF, TestApp, complaint, uuid},
    fixture::pdf,
    log::logged,
    sink::{Mood, Received, Sink},
};

/// A complaint whose confirmation has been sent.
async fn confirmed(app: &TestApp) -> Receipt {
    let receipt = app.send_complaint().await;
    round(app).await;
    receipt
}

async fn transition(app: &TestApp, receipt: &Receipt, body: &Value) {
    let reply = app.transition(receipt, body).send().await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.text());
}

async fn write(app: &TestApp, receipt: &Receipt, text: &str) {
    let number = receipt.request.number.compact();
    let path = path::fill(path::STAFF_MESSAGES, &[&number]);
    let call = app.post(&path, &json!({"text": text})).token(STAFF);
    assert_eq!(call.send().await.status, StatusCode::OK);
}

async fn answer(app: &TestApp, receipt: &Receipt) {
    let file = app.uploaded("document", pdf(300)).await;
    let body = json!({"attachments": [{"id": file.id, "key": file.key}]});
    let call = app.of(Method::POST, path::DOCUMENTS, receipt).json(&body);
    assert_eq!(call.send().await.status, StatusCode::OK);
}

fn subjects(sink: &Sink) -> Vec<String> {
    let received = sink.received();
    received.iter().map(|mail| mail.header("subject")).collect()
}

fn last(sink: &Sink) -> Received {
    sink.received().pop().unwrap()
}

#[track_caller]
fn told_in_order(text: &str, expected: &[&str]) {
    let mut rest = text;
    for told in expected {
        let at = rest.find(told);
        let at = at.unwrap_or_else(|| panic!("{told} is not there, or too early, in\n{text}"));
        rest = &rest[at + told.len()..];
    }
    assert!(!text.contains(['{', '}']), "{text}");
}

#[tokio::test]
async fn change_is_told_as_status_term_and_what_to_do() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    app.advance(&receipt, &[InProgress]).await;
    round(&app).await;
    let number = receipt.request.number;
    let letter = last(&sink);
    assert_eq!(sink.received().len(), 2);
    assert_eq!(letter.to, [ANNA]);
    assert_eq!(
        letter.header("subject"),
        format!("Обращение {number}: статус «В работе»")
    );
    let link = format!(
        "https://help.example.ru/requests/{number}?lang=ru#key={}",
        receipt.key.reveal()
    );
    told_in_order(
        &letter.text(),
        &[
            "«В работе»",
            "рассматривает",
            "не позднее 27 ноября 2026 года",
            "Дальнейшие действия не требуются.",
            &link,
        ],
    );
    assert!(letter.text().starts_with("Статус обращения"), "no greeting");
}

#[tokio::test]
async fn what_is_missing_is_listed_with_its_day_and_how_to_send_it() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    let body = json!({"to": "waiting_documents", "reason": "Не хватает скана", "actions": [
        {"text": "Скан\nпаспорта", "due": "2026-12-01", "problem": "Прежний не читается"},
        {"text": "Справка о доходах"},
        {"text": "Заявление", "state": "checked"},
    ]});
    transition(&app, &receipt, &body).await;
    round(&app).await;
    let text = last(&sink).text();
    told_in_order(
        &text,
        &[
            "«Ожидание документов»",
            "Что нужно от вас:\n— Скан паспорта (не позднее 1 декабря 2026 года)\n",
            "Что исправить: Прежний не читается\n— Справка о доходах\nКак отправить:",
            "#key=",
        ],
    );
    assert!(!text.contains("Заявление"), "{text}");
    assert!(!text.contains("не требуются"), "{text}");
}

#[tokio::test]
async fn decision_ends_the_term_and_names_the_next_step() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    app.advance(&receipt, &[Refused]).await;
    round(&app).await;
    let text = last(&sink).text();
    told_in_order(
        &text,
        &[
            "«Отказано»",
            "можно ли не согласиться",
            "Дальнейшие действия не требуются.",
        ],
    );
    assert!(!text.contains("Ответим не позднее"), "{text}");
    app.advance(&receipt, &[Closed]).await;
    round(&app).await;
    let number = receipt.request.number;
    assert_eq!(
        last(&sink).header("subject"),
        format!("Обращение {number} закрыто")
    );
}

#[tokio::test]
async fn letters_that_wait_become_one_that_tells_how_it_stands() {
    let mut sink = Sink::down();
    let app = app(&sink).await;
    let receipt = app.send_complaint().await;
    vain_round(&app).await;
    app.advance(&receipt, &[InProgress, Approval, WaitingDocuments])
        .await;
    assert_eq!(waiting(&app).await, 2, "the confirmation and the news");
    app.advance(&receipt, &[InProgress, Approved]).await;
    assert_eq!(waiting(&app).await, 2);
    sink.open();
    app.pass_minutes(1);
    round(&app).await;
    assert_eq!(sink.received().len(), 2);
    let news = subjects(&sink);
    let news: Vec<_> = news.iter().filter(|text| text.contains("статус")).collect();
    assert!(
        matches!(&news[..], [only] if only.contains("«Одобрено»")),
        "{news:?}"
    );
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn change_that_comes_while_a_letter_is_under_way_is_told_too() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    app.advance(&receipt, &[InProgress]).await;
    sink.be(Mood::Hesitates);
    let attempt = tokio::spawn({
        let app = app.app.clone();
        async move { opora_server::deliver(&app).await }
    });
    sink.arrived(2).await;
    app.advance(&receipt, &[Approval]).await;
    sink.be(Mood::Friendly);
    attempt.await.unwrap().unwrap();
    round(&app).await;
    let received = sink.received();
    assert_eq!(received.len(), 3, "{:?}", subjects(&sink));
    assert!(received[2].header("subject").contains("«На согласовании»"));
    assert_ne!(
        received[1].header("message-id"),
        received[2].header("message-id")
    );
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn nobody_is_told_what_they_did_themselves() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    app.advance(&receipt, &[WaitingDocuments]).await;
    round(&app).await;
    assert_eq!(sink.received().len(), 2);
    answer(&app, &receipt).await;
    let withdrawn = app.of(Method::POST, path::WITHDRAWAL, &receipt);
    assert_eq!(withdrawn.send().await.status, StatusCode::OK);
    round(&app).await;
    assert_eq!(sink.received().len(), 2, "{:?}", subjects(&sink));
}

#[tokio::test]
async fn letter_that_asks_for_what_has_come_is_dropped() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    let before = counted(&app, "outdated").await;
    app.advance(&receipt, &[WaitingDocuments]).await;
    answer(&app, &receipt).await;
    round(&app).await;
    sink.only();
    assert_eq!(waiting(&app).await, 0);
    assert!(counted(&app, "outdated").await > before);
}

#[tokio::test]
async fn words_of_either_side_stay_on_the_page() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let receipt = confirmed(&app).await;
    write(&app, &receipt, "Назовите дату рождения").await;
    let body = json!({"to": "refused", "reason": "Код пришёл на чужой номер"});
    transition(&app, &receipt, &body).await;
    round(&app).await;
    let received = sink.received();
    assert_eq!(received.len(), 3, "a message and a status are two things");
    for letter in &received {
        for words in [
            "дату рождения",
            "чужой номер",
            "Не приходит код",
            "79123456789",
        ] {
            assert!(!letter.text().contains(words), "{}", letter.text());
        }
    }
    assert!(
        subjects(&sink)
            .iter()
            .any(|text| text.contains("написал специалист"))
    );
    let log = logged();
    assert!(!log.contains(receipt.key.reveal()), "{log}");
    assert!(!log.contains("#key"), "{log}");
}

#[tokio::test]
async fn letters_speak_the_language_in_which_it_was_sent() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let path = format!("{}?lang=en", path::REQUESTS);
    let call = app.post(&path, &complaint()).idempotent(&uuid());
    let receipt: Receipt = call.send().await.json();
    app.advance(&receipt, &[InProgress]).await;
    round(&app).await;
    assert!(subjects(&sink).iter().all(|text| text.contains("equest")));
    let received = sink.received();
    let told = received.iter().map(Received::text);
    let told: Vec<_> = told.filter(|text| text.contains("In progress")).collect();
    assert_eq!(told.len(), 1);
    told_in_order(
        &told[0],
        &["In progress", "by 27 November 2026", "No further action"],
    );
}

#[tokio::test]
async fn whoever_left_no_address_gets_no_news_either() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let mut body = complaint();
    body["fields"].as_object_mut().unwrap().remove("email");
    let receipt = app.send_form(&body).await;
    app.advance(&receipt, &[InProgress]).await;
    write(&app, &receipt, "Позвоним вам").await;
    assert_eq!(waiting(&app).await, 0);
}

#[tokio::test]
async fn news_go_to_the_applicant_of_that_request_alone() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    confirmed(&app).await;
    let ivan = app.send_form(&complaint_of("ivan@example.ru")).await;
    app.advance(&ivan, &[InProgress]).await;
    round(&app).await;
    let to_anna = sink.received().into_iter().filter(|mail| mail.to == [ANNA]);
    assert_eq!(to_anna.count(), 1);
    assert_eq!(sink.received().len(), 3);
}

#[tokio::test]
async fn news_leave_at_once() {
    let sink = Sink::start().await;
    let app = app(&sink).await;
    let post = tokio::spawn(opora_server::keep_delivering(app.app.clone()));
    let receipt = app.send_complaint().await;
    sink.arrived(1).await;
    app.advance(&receipt, &[InProgress]).await;
    sink.arrived(2).await;
    write(&app, &receipt, "Уточните дату").await;
    sink.arrived(3).await;
    post.abort();
}
