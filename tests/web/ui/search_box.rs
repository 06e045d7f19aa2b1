use leptos::prelude::*;
use opora::ui::search_box::{SearchBox, SearchWords};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, wait::settled};

fn search_box(value: &'static str) -> Stage {
    let words = SearchWords {
        label: "Поиск",
        placeholder: "Опишите своими словами",
        button: "Найти",
    };
    Stage::new(move || {
        view! { <SearchBox words=words action="/search".to_owned() value=value/> }
    })
}

#[wasm_bindgen_test]
async fn box_of_the_results_holds_what_was_searched() {
    let stage = search_box("код «из СМС»");
    settled().await;
    assert_eq!(stage.value("input"), "код «из СМС»");
}

#[wasm_bindgen_test]
fn box_is_a_plain_form_that_works_before_the_app() {
    let stage = search_box("");
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
    let stage = search_box("");
    assert_eq!(stage.labelled("Поиск"), stage.the("input"));
    assert_eq!(
        stage.attribute("input", "placeholder").as_deref(),
        Some("Опишите своими словами")
    );
}
