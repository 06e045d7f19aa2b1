use leptos::prelude::*;
use opora::{
    browser::focus,
    ui::error_summary::{Entry, ErrorSummary, ID},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    stage::{Stage, focused_id},
    wait::{settled, until},
};

fn entry(name: &str, message: &str) -> Entry {
    (name.to_owned(), message.to_owned())
}

/// A form of two fields under its summary.
fn drawn() -> (Stage, RwSignal<Vec<Entry>>) {
    Stage::with(|| {
        let errors = RwSignal::new(Vec::new());
        let view = view! {
            <ErrorSummary title="Исправьте ошибки" errors=errors/>
            <input id="field-subject"/>
            <input id="field-email"/>
        };
        (errors, view)
    })
}

async fn with_two_errors() -> (Stage, RwSignal<Vec<Entry>>) {
    let (stage, errors) = drawn();
    errors.set(vec![
        entry("subject", "Заполните это поле"),
        entry("email", "Ошибка: неверный адрес"),
    ]);
    until("the summary shows", || stage.has("#error-summary")).await;
    (stage, errors)
}

#[wasm_bindgen_test]
async fn form_without_errors_has_no_summary() {
    let (stage, _errors) = drawn();
    settled().await;
    assert!(!stage.has("[role=alert], h2, ul"));
}

#[wasm_bindgen_test]
async fn summary_is_an_alert_inside_a_group_named_by_its_title() {
    let (stage, _errors) = with_two_errors().await;
    let named_by = stage
        .attribute("#error-summary", "aria-labelledby")
        .unwrap();
    assert_eq!(stage.text(&format!("h2#{named_by}")), "Исправьте ошибки");
    // On the element that takes the focus it would be read twice.
    assert_eq!(stage.attribute("#error-summary", "role"), None);
    assert!(stage.has("#error-summary > [role=alert] ul"));
}

#[wasm_bindgen_test]
async fn summary_can_take_the_focus_but_is_no_tab_stop() {
    let (stage, _errors) = with_two_errors().await;
    focus::by_id_soon(ID);
    until("the summary has the focus", || focused_id() == ID).await;
    assert_eq!(
        stage.attribute("#error-summary", "tabindex").as_deref(),
        Some("-1")
    );
}

#[wasm_bindgen_test]
async fn summary_that_appears_can_be_focused_in_the_same_step() {
    let (_stage, errors) = drawn();
    errors.set(vec![entry("subject", "Заполните это поле")]);
    focus::by_id_soon(ID);
    until("the summary has the focus", || focused_id() == ID).await;
}

#[wasm_bindgen_test]
async fn entries_repeat_the_words_at_the_fields_in_their_order() {
    let (stage, _errors) = with_two_errors().await;
    let entries: Vec<_> = stage
        .all("#error-summary li a")
        .iter()
        .map(|link| {
            (
                link.get_attribute("href").unwrap(),
                link.text_content().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        entries,
        [
            entry("#field-subject", "Заполните это поле"),
            entry("#field-email", "Ошибка: неверный адрес"),
        ]
    );
}

#[wasm_bindgen_test]
async fn entry_leads_to_its_field_and_leaves_the_address_alone() {
    let (stage, _errors) = with_two_errors().await;
    let before = window().location().href().unwrap();
    stage.click("a[href='#field-email']");
    assert_eq!(focused_id(), "field-email");
    stage.click("a[href='#field-subject']");
    assert_eq!(focused_id(), "field-subject");
    assert_eq!(window().location().href().unwrap(), before);
}

#[wasm_bindgen_test]
async fn summary_follows_what_is_still_wrong() {
    let (stage, errors) = with_two_errors().await;
    errors.set(vec![entry("email", "Ошибка: неверный адрес")]);
    until("one entry is left", || stage.all("li").len() == 1).await;
    errors.set(Vec::new());
    until("the summary goes", || !stage.has("#error-summary")).await;
}
