use leptos::prelude::*;
use opora::ui::search_box::{SearchBox, SearchWords};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, told::Told, wait::settled};

fn search_box(value: &'static str, told: &Told<String>) -> Stage {
    let words = SearchWords {
        label: "Поиск",
        placeholder: "Опишите своими словами",
        button: "Найти",
    };
    let on_search = told.callback();
    Stage::new(move || {
        view! { <SearchBox words=words action="/search".to_owned() value=value on_search=on_search/> }
    })
}

#[wasm_bindgen_test]
fn search_takes_the_words_without_the_spaces_around() {
    let told = Told::new();
    let stage = search_box("", &told);
    stage.type_into("input", "  не приходит код \t");
    stage.click("button");
    assert_eq!(told.all(), ["не приходит код"]);
}

#[wasm_bindgen_test]
async fn search_for_nothing_does_nothing() {
    let told = Told::new();
    let stage = search_box("", &told);
    stage.click("button");
    stage.type_into("input", " \u{a0} ");
    stage.click("button");
    settled().await;
    assert_eq!(told.all(), Vec::<String>::new());
}

#[wasm_bindgen_test]
fn box_of_the_results_holds_what_was_searched() {
    let told = Told::new();
    let stage = search_box("код «из СМС»", &told);
    assert_eq!(stage.value("input"), "код «из СМС»");
    stage.click("button");
    assert_eq!(told.all(), ["код «из СМС»"]);
}

#[wasm_bindgen_test]
fn box_is_a_plain_form_that_works_before_the_app() {
    let stage = search_box("", &Told::new());
    let form = |name| stage.attribute("form", name).unwrap_or_default();
    assert_eq!(
        [form("action"), form("method"), form("role")],
        ["/search", "get", "search"]
    );
    let input = |name| stage.attribute("input", name).unwrap_or_default();
    assert_eq!(
        [input("name"), input("type"), input("maxlength")],
        ["q", "search", "200"]
    );
    assert_eq!(stage.attribute("button", "type").as_deref(), Some("submit"));
}

#[wasm_bindgen_test]
fn box_has_a_label_beside_its_placeholder() {
    let stage = search_box("", &Told::new());
    assert_eq!(stage.labelled("Поиск"), stage.the("input"));
    assert_eq!(
        stage.attribute("input", "placeholder").as_deref(),
        Some("Опишите своими словами")
    );
}
