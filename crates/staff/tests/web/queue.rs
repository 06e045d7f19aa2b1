use leptos::prelude::window;
use opora_contract::{number::RequestNumber, staff::Queue};
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    api::{Call, Page, ok},
    stage::focused_id,
    wait::until,
};

/// Two requests, one of them overdue, and a page after them.
fn queue() -> Queue {
    let row = |at: u8, to: &str, priority: &str| {
        json!({ "number": RequestNumber::from_random([at; 7]), "kind": "complaint", "status": "in_progress",
            "subject": format!("Тема {at}"), "sent_at": "2026-11-19T09:30:00Z", "department": "quality",
            "priority": priority, "term": { "from": to, "to": to } })
    };
    let body = json!({
        "requests": [row(1, "2020-01-01", "urgent"), row(2, "2999-01-01", "normal")],
        "next": "a b",
        "departments": [{ "id": "quality", "name": "Отдел качества" }],
    });
    serde_json::from_value(body).unwrap()
}

async fn opened(answer: impl Fn(&Call) -> Queue + 'static) -> Page {
    let page = Page::signed_in("/staff", move |call| ok(&answer(call)));
    until("the list", || page.stage.has(".queue__row")).await;
    page
}

#[wasm_bindgen_test]
async fn rows_say_what_waits_who_answers_and_what_is_late() {
    let page = opened(|_| queue()).await;
    let [late, other] = page.stage.all(".queue__row").try_into().unwrap();
    let text = |row: &web_sys::HtmlElement| row.text_content().unwrap();
    for words in [
        "Тема 1",
        "Отдел качества",
        "Срочно",
        "Просрочено",
        "Никто",
        "В работе",
    ] {
        assert!(text(&late).contains(words), "{words}: {}", text(&late));
    }
    assert!(!text(&other).contains("Просрочено"));
    let link = late.query_selector("a").unwrap().unwrap();
    let number = RequestNumber::from_random([1; 7]).compact();
    assert_eq!(
        link.get_attribute("href"),
        Some(format!("/staff?request={number}"))
    );
}

#[wasm_bindgen_test]
async fn a_choice_stands_in_the_address_and_the_next_page_keeps_it() {
    let page = opened(|_| queue()).await;
    let list: web_sys::HtmlSelectElement = page.stage.the("#field-status").unchecked_into();
    list.set_value("in_progress");
    page.stage.send("#field-status", "change");
    let asked = |query: &str| {
        let calls = page.calls("GET", "/staff/requests");
        calls.iter().any(|call| call.path.contains(query))
    };
    until("the part of the list", || asked("?status=in_progress&lang")).await;
    assert_eq!(window().location().search().unwrap(), "?status=in_progress");
    until("the list again", || page.stage.has(".queue__row")).await;
    let list: web_sys::HtmlSelectElement = page.stage.the("#field-assignee").unchecked_into();
    list.set_value("me");
    page.stage.send("#field-assignee", "change");
    until("what is mine", || {
        asked("?status=in_progress&assignee=me&lang")
    })
    .await;
    until("the list of mine", || page.stage.has(".queue__row")).await;
    assert_eq!(
        page.stage
            .attribute(".staff-ways .action", "href")
            .as_deref(),
        Some("/staff?status=in_progress&assignee=me&cursor=a%20b")
    );
    window().history().unwrap().back().unwrap();
    let list: web_sys::HtmlSelectElement = page.stage.the("#field-assignee").unchecked_into();
    until("the way back", || list.value().is_empty()).await;
}

#[wasm_bindgen_test]
async fn a_number_that_cannot_be_is_said_at_its_field() {
    let page = opened(|_| queue()).await;
    page.stage.type_into("#field-number", "7KQ4");
    page.stage.click(".staff-find button");
    until("the mistake", || page.shows("Такого номера не бывает")).await;
    until("the focus", || focused_id() == "field-number").await;
}

#[wasm_bindgen_test]
async fn an_empty_list_says_so() {
    let page = Page::signed_in("/staff", |_| ok(&json!({ "requests": [] })));
    until("the words", || page.shows("Здесь пусто")).await;
}
