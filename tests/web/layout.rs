//! Suggestions under a search box, as far as they need no index: searches of before.

use leptos::prelude::*;
use opora::{
    layout::suggest,
    search::recent,
    ui::search_box::{SearchBox, SearchWords},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlInputElement, KeyboardEvent, KeyboardEventInit};

use crate::{stage::Stage, wait::settled};

/// A search box with its list, in focus, on a device where these were searched, the latest last.
async fn focused(searched: &[&str]) -> Stage {
    recent::forget();
    for query in searched {
        recent::keep(query);
    }
    let words = SearchWords {
        label: "Поиск",
        placeholder: "",
        button: "Найти",
    };
    let stage = Stage::new(move || {
        view! { <SearchBox words=words action="/search".to_owned()/> }
    });
    let input: HtmlInputElement = stage.the("input").dyn_into().unwrap();
    input.focus().unwrap();
    stage.owner().with(|| suggest::attach(&input));
    settled().await;
    stage
}

fn press(stage: &Stage, key: &str) {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
    stage.the("input").dispatch_event(&event).unwrap();
}

fn active(stage: &Stage) -> Option<String> {
    let id = stage.attribute("input", "aria-activedescendant")?;
    Some(stage.text(&format!("[id='{id}']")))
}

fn is_open(stage: &Stage) -> bool {
    let is_open = stage.attribute("input", "aria-expanded").as_deref() == Some("true");
    assert_eq!(
        is_open,
        !stage.the("[role=listbox]").has_attribute("hidden")
    );
    is_open
}

#[wasm_bindgen_test]
async fn empty_box_offers_what_was_searched_the_latest_first() {
    let stage = focused(&["справка", "пароль", "справка"]).await;
    assert!(is_open(&stage));
    let rows: Vec<_> = stage
        .all("[role=option]")
        .iter()
        .map(|row| row.text_content().unwrap_or_default())
        .collect();
    assert_eq!(rows, ["справка", "пароль", "Очистить список"]);
    assert_eq!(
        stage.attribute("input", "aria-controls").as_deref(),
        stage.attribute("[role=listbox]", "id").as_deref()
    );
}

#[wasm_bindgen_test]
async fn device_that_searched_nothing_offers_nothing() {
    let stage = focused(&[]).await;
    assert!(!is_open(&stage));
    press(&stage, "ArrowDown");
    settled().await;
    assert_eq!(active(&stage), None);
}

#[wasm_bindgen_test]
async fn arrows_go_round_and_through_the_input() {
    let stage = focused(&["пароль"]).await;
    let mut seen = Vec::new();
    for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp"] {
        press(&stage, key);
        settled().await;
        seen.push(active(&stage));
    }
    let row = |text: &str| Some(text.to_owned());
    assert_eq!(
        seen,
        [
            row("пароль"),
            row("Очистить список"),
            None,
            row("Очистить список")
        ]
    );
}

#[wasm_bindgen_test]
async fn escape_closes_the_list_and_keeps_the_words() {
    let stage = focused(&["пароль"]).await;
    press(&stage, "ArrowDown");
    press(&stage, "Escape");
    settled().await;
    assert!(!is_open(&stage));
    assert_eq!(active(&stage), None);
}

#[wasm_bindgen_test]
async fn list_of_searches_can_be_cleared() {
    let stage = focused(&["пароль"]).await;
    press(&stage, "ArrowUp");
    settled().await;
    assert_eq!(active(&stage).as_deref(), Some("Очистить список"));
    press(&stage, "Enter");
    settled().await;
    assert!(!is_open(&stage));
    assert_eq!(recent::all(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn box_that_lost_the_focus_closes_its_list() {
    let stage = focused(&["пароль"]).await;
    stage.the("button").focus().unwrap();
    settled().await;
    assert!(!is_open(&stage));
}

#[wasm_bindgen_test]
fn device_keeps_the_last_five_searches() {
    recent::forget();
    for number in 1..=7 {
        recent::keep(&format!(" запрос {number} "));
    }
    recent::keep("  ");
    assert_eq!(
        recent::all(),
        ["запрос 7", "запрос 6", "запрос 5", "запрос 4", "запрос 3"]
    );
}
