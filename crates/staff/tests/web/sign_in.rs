use opora_contract::{problem::ProblemCode, staff::Queue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    api::{Page, ok, refused, storage},
    stage::focused_id,
    wait::until,
};

fn empty() -> Queue {
    Queue {
        requests: Vec::new(),
        next: None,
        departments: Vec::new(),
    }
}

fn enters(page: &Page, token: &str) {
    page.stage.type_into("#field-token", token);
    page.stage.click("button[type=submit]");
}

#[wasm_bindgen_test]
async fn a_good_token_opens_the_queue_and_is_kept_for_the_tab_alone() {
    let page = Page::strange("/staff", |_| ok(&empty()));
    enters(&page, " token-of-anna ");
    until("the queue", || page.shows("Очередь обращений")).await;
    assert_eq!(
        storage().get_item("opora.staff").unwrap().unwrap(),
        "token-of-anna"
    );
    let calls = page.calls("GET", "/staff/requests");
    assert!(
        calls
            .iter()
            .all(|call| call.token == "Bearer token-of-anna")
    );
    assert!(calls.iter().all(|call| !call.path.contains("anna")));
}

#[wasm_bindgen_test]
async fn a_wrong_token_is_named_and_not_kept() {
    let page = Page::strange("/staff", |_| refused(401, ProblemCode::Unauthorised));
    enters(&page, "nobody");
    until("the refusal", || page.shows("Такого токена нет")).await;
    assert_eq!(page.stage.value("#field-token"), "nobody");
    assert_eq!(storage().length(), Ok(0));
}

#[wasm_bindgen_test]
async fn without_a_token_nothing_is_asked() {
    let page = Page::strange("/staff", |_| ok(&empty()));
    enters(&page, "  ");
    until("the summary", || focused_id() == "error-summary").await;
    assert_eq!(
        page.stage
            .attribute("#field-token", "aria-invalid")
            .as_deref(),
        Some("true")
    );
    assert!(page.calls("GET", "").is_empty());
}

#[wasm_bindgen_test]
async fn a_token_that_has_ended_leads_back_to_the_way_in() {
    let page = Page::signed_in("/staff", |_| refused(401, ProblemCode::Unauthorised));
    until("the way in", || page.shows("Нужно войти снова")).await;
    assert_eq!(storage().length(), Ok(0));
}
