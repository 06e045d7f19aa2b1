use std::{cell::Cell, rc::Rc};

use opora_contract::problem::ProblemCode;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    api::{Call, Page, gate, ok, refused, serves, storage, tagged},
    sample,
    stage::focused_id,
    wait::{settled, until},
};

const REPLY: &str = ".staff-desk__read .staff-form button[type=submit]";
const STEP: &str = ".staff-desk__act button[type=submit]";

async fn opened(json: Value) -> Page {
    let request = sample::read(&json);
    let page = Page::signed_in(&sample::address(), move |call| serves(call, 1, &request));
    until("the request", || page.stage.has(".staff-desk")).await;
    page
}

/// Chooses a step by its label.
fn chooses(page: &Page, label: &str) {
    let labels = page.stage.all(".check__label");
    let found = labels.into_iter().find(|found| {
        let text = found.text_content().unwrap();
        text.starts_with(label)
    });
    found.unwrap_or_else(|| panic!("no choice {label}")).click();
}

#[wasm_bindgen_test]
async fn only_what_the_api_offers_can_be_chosen() {
    let page = opened(sample::json()).await;
    let offered: Vec<String> = page
        .stage
        .all(".staff-desk__act .check__label")
        .iter()
        .map(|label| label.first_child().unwrap().text_content().unwrap())
        .collect();
    assert_eq!(
        offered,
        [
            "На согласовании",
            "Ожидание документов",
            "Одобрено",
            "Отказано",
            "Изменить только срок"
        ]
    );
    for words in [
        "Долгий ответ",
        "Жду месяц",
        "+7 912",
        "Просрочено",
        "Пока никто",
    ] {
        assert!(page.shows(words), "{words}");
    }
}

#[wasm_bindgen_test]
async fn a_step_without_choice_and_reason_is_not_sent() {
    let page = opened(sample::json()).await;
    page.stage.click(STEP);
    until("the summary", || focused_id() == "error-summary").await;
    assert_eq!(page.stage.all(".error-summary a").len(), 2);
    assert!(page.calls("POST", "").is_empty());
}

#[wasm_bindgen_test]
async fn documents_are_asked_for_on_the_version_on_the_screen() {
    let page = opened(sample::json()).await;
    chooses(&page, "Ожидание документов");
    until("the item", || page.stage.has("#field-text-0")).await;
    page.stage.type_into("#field-text-0", "Пришлите договор");
    page.stage.type_into("#field-due-0", "2026-12-01");
    page.stage.type_into("#field-reason", "Нет договора");
    page.stage.click(STEP);
    until("the call", || {
        !page.calls("POST", "/transitions").is_empty()
    })
    .await;
    let [call] = page.calls("POST", "/transitions").try_into().unwrap();
    assert_eq!(call.tag, "\"1\"");
    assert_eq!(
        call.body,
        json!({ "to": "waiting_documents", "reason": "Нет договора", "stage": null, "term": null,
            "actions": [{ "text": "Пришлите договор", "due": "2026-12-01", "state": "missing" }] })
    );
    until("the words", || page.shows("Готово: Ожидание документов")).await;
    assert_eq!(
        page.stage.value("#field-reason"),
        "",
        "what was sent is not offered again"
    );
}

#[wasm_bindgen_test]
async fn what_was_provided_is_checked_or_goes_back_with_what_is_wrong() {
    let mut json = sample::json();
    json["request"]["actions"] = json!([
        { "text": "Паспорт", "state": "provided" },
        { "text": "Договор", "due": "2026-12-01", "state": "provided" },
    ]);
    let page = opened(json).await;
    chooses(&page, "Ожидание документов");
    until("the items", || page.stage.has("#field-missing-1")).await;
    page.stage.click("#field-checked-0");
    page.stage.click("#field-missing-1");
    page.stage.type_into("#field-reason", "Нужна другая копия");
    page.stage.click(STEP);
    until("the mistake", || page.shows("Напишите, что не так")).await;
    page.stage.type_into("#field-problem-1", "Не видно печати");
    page.stage.click(STEP);
    until("the call", || {
        !page.calls("POST", "/transitions").is_empty()
    })
    .await;
    assert_eq!(
        page.calls("POST", "/transitions")[0].body["actions"],
        json!([
            { "text": "Паспорт", "state": "checked" },
            { "text": "Договор", "due": "2026-12-01", "state": "missing", "problem": "Не видно печати" },
        ])
    );
}

#[wasm_bindgen_test]
async fn who_comes_too_late_keeps_the_words_sees_the_news_and_decides_again() {
    let version = Rc::new(Cell::new(1));
    let moved = version.clone();
    let answer = move |call: &Call| {
        if call.method == "POST" && call.tag == "\"1\"" {
            moved.set(2);
            return refused(412, ProblemCode::Stale);
        }
        let mut json = sample::json();
        if moved.get() == 2 {
            let news = sample::event(2, "term_moved", "Ждём ответа ведомства");
            json["request"]["events"].as_array_mut().unwrap().push(news);
        }
        serves(call, moved.get(), &sample::read(&json))
    };
    let page = Page::signed_in(&sample::address(), answer);
    until("the request", || page.stage.has(".staff-desk")).await;
    chooses(&page, "Одобрено");
    page.stage.type_into("#field-reason", "Всё верно");
    page.stage.click(STEP);
    until("the focus", || focused_id() == "trouble").await;
    let said = page.stage.text("#trouble");
    assert!(said.contains("Ждём ответа ведомства"), "{said}");
    assert_eq!(page.stage.value("#field-reason"), "Всё верно");
    page.stage.click(STEP);
    until("the words", || page.shows("Готово: Одобрено")).await;
    let tags: Vec<_> = page
        .calls("POST", "/transitions")
        .into_iter()
        .map(|call| call.tag)
        .collect();
    assert_eq!(tags, ["\"1\"", "\"2\""]);
}

#[wasm_bindgen_test]
async fn a_reply_goes_once_and_with_the_same_key_where_it_was_not_heard() {
    let tries = Rc::new(Cell::new(0));
    let count = tries.clone();
    let page = Page::signed_in(&sample::address(), move |call| {
        if call.is("POST", "/messages") {
            count.set(count.get() + 1);
            if count.get() == 1 {
                return refused(503, ProblemCode::Unavailable);
            }
        }
        serves(call, 1, &sample::request())
    });
    until("the request", || page.stage.has(".staff-desk")).await;
    page.stage.type_into("#field-reply", "Разбираемся");
    page.stage.click(REPLY);
    page.stage.click(REPLY);
    until("the refusal", || {
        page.shows("Отказано") && page.stage.has("#trouble")
    })
    .await;
    assert_eq!(tries.get(), 1, "the second press of a double click is none");
    assert_eq!(page.stage.value("#field-reply"), "Разбираемся");
    page.stage.click(REPLY);
    until("the words", || page.shows("Ответ отправлен")).await;
    let [first, second] = page.calls("POST", "/messages").try_into().unwrap();
    assert_eq!((first.key.len(), &first.key), (36, &second.key));
    assert_eq!(second.body["text"], "Разбираемся");
    assert_eq!(page.stage.value("#field-reply"), "");
}

#[wasm_bindgen_test]
async fn what_was_typed_is_there_after_a_reload() {
    let page = opened(sample::json()).await;
    page.stage.type_into("#field-reply", "Черновик");
    chooses(&page, "Отказано");
    settled().await;
    drop(page);
    let page = Page::again(&sample::address(), |call| {
        serves(call, 1, &sample::request())
    });
    until("the request", || page.stage.has(".staff-desk")).await;
    assert_eq!(page.stage.value("#field-reply"), "Черновик");
    assert!(page.stage.has("input[type=radio]:checked"));
}

/// A request whose acts are answered when the gate opens, with a reply on its way.
async fn replying() -> (Page, js_sys::Function) {
    let (closed, open) = gate();
    let page = Page::signed_in(&sample::address(), move |call| {
        let answer = serves(call, 1, &sample::request());
        match call.method.as_str() {
            "POST" => answer.after(&closed),
            _ => answer,
        }
    });
    until("the request", || page.stage.has(".staff-desk")).await;
    page.stage.type_into("#field-reply", "Разбираемся");
    page.stage.type_into("#field-reason", "Ещё не решено");
    page.stage.click(REPLY);
    until("the call", || !page.calls("POST", "/messages").is_empty()).await;
    (page, open)
}

fn kept() -> String {
    let kept = storage().get_item("opora.staff.drafts").unwrap();
    kept.unwrap_or_default()
}

#[wasm_bindgen_test]
async fn a_reply_whose_page_was_left_is_no_draft_any_more() {
    let (page, open) = replying().await;
    page.stage.click(".breadcrumb a");
    until("the queue", || !page.stage.has(".staff-desk")).await;
    assert!(kept().contains("Разбираемся"), "{}", kept());
    open.call0(&wasm_bindgen::JsValue::UNDEFINED).unwrap();
    until("the draft", || !kept().contains("Разбираемся")).await;
    assert!(kept().contains("Ещё не решено"), "{}", kept());
}

#[wasm_bindgen_test]
async fn words_typed_while_others_are_sent_stay() {
    let (page, open) = replying().await;
    page.stage.type_into("#field-reply", "И ещё одно");
    open.call0(&wasm_bindgen::JsValue::UNDEFINED).unwrap();
    until("the words", || page.shows("Ответ отправлен")).await;
    assert_eq!(page.stage.value("#field-reply"), "И ещё одно");
    page.stage.click(REPLY);
    until("the next", || page.calls("POST", "/messages").len() == 2).await;
    let [first, second] = page.calls("POST", "/messages").try_into().unwrap();
    assert_eq!(second.body["text"], "И ещё одно");
    assert_ne!(first.key, second.key, "another text is another message");
    until("the sending", || {
        page.stage.value("#field-reply").is_empty()
    })
    .await;
}

#[wasm_bindgen_test]
async fn taking_a_request_turns_the_button_into_the_way_back() {
    let is_taken = Rc::new(Cell::new(false));
    let taken = is_taken.clone();
    let page = Page::signed_in(&sample::address(), move |call| {
        if call.is("POST", "/assignment") {
            taken.set(call.body["is_mine"] == true);
            return ok(&json!({}));
        }
        let mut json = sample::json();
        if taken.get() {
            json["request"]["assignee"] = "Анна".into();
        }
        tagged(
            if taken.get() { "\"2\"" } else { "\"1\"" },
            &sample::read(&json),
        )
    });
    until("the request", || page.stage.has(".staff-desk")).await;
    let take = ".staff-desk__facts .button[data-rank=secondary]";
    page.stage.click(take);
    until("the way back", || {
        page.stage.text(take) == "Вернуть в очередь"
    })
    .await;
    assert!(page.shows("Обращение теперь у вас"));
    assert!(page.shows("Анна"));
}

#[wasm_bindgen_test]
async fn a_request_that_is_not_there_says_so() {
    let page = Page::signed_in(&sample::address(), |_| refused(404, ProblemCode::NotFound));
    until("the words", || page.shows("Такого обращения нет")).await;
}
