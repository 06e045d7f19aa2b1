use leptos::prelude::*;
use opora::browser::page;
use opora_contract::language::Language;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{CustomEvent, CustomEventInit};

use crate::{
    stage::{REGIONS, Stage, document},
    told::Told,
};

/// The frame that every page stands in, before and after the app has come.
const INDEX: &str = include_str!("../../../index.html");

#[wasm_bindgen_test]
fn frame_has_every_place_that_the_app_looks_for() {
    for id in ["main", "outbox", REGIONS[0], REGIONS[1]] {
        let found = INDEX.matches(&format!(" id=\"{id}\"")).count();
        assert_eq!(found, 1, "{id}");
    }
}

#[wasm_bindgen_test]
fn place_of_the_frame_is_found_by_its_id() {
    assert!(page::main().is_none());
    let stage = Stage::new(|| view! { <main id="main"></main><div id="outbox"></div> });
    assert_eq!(page::main(), Some(stage.the("main")));
    assert_eq!(page::element("outbox"), Some(stage.the("#outbox")));
    assert_eq!(page::element("absent"), None);
}

#[wasm_bindgen_test]
fn configuration_is_read_from_the_document() {
    assert_eq!(page::meta("opora-test"), None);
    let meta = document().create_element("meta").unwrap();
    meta.set_attribute("name", "opora-test").unwrap();
    meta.set_attribute("content", "https://api.example.ru")
        .unwrap();
    document().head().unwrap().append_child(&meta).unwrap();
    assert_eq!(
        page::meta("opora-test").as_deref(),
        Some("https://api.example.ru")
    );
    meta.remove();
    assert_eq!(page::meta("opora-test"), None);
}

#[wasm_bindgen_test]
fn language_picked_in_the_header_is_told_until_the_page_is_gone() {
    let told = Told::new();
    let change = told.callback();
    let stage = Stage::new(move || page::on_language(move |language| change.run(language)));
    let pick = |tag: &str| {
        let picked = CustomEventInit::new();
        picked.set_detail(&tag.into());
        let event = CustomEvent::new_with_event_init_dict("opora:language", &picked).unwrap();
        window().dispatch_event(&event).unwrap();
    };
    pick("en");
    pick("kk");
    pick("ru");
    assert_eq!(told.all(), [Language::En, Language::Ru]);
    drop(stage);
    pick("en");
    assert_eq!(told.all().len(), 2);
}

#[wasm_bindgen_test]
async fn what_was_asked_for_beside_the_app_is_taken_once_and_only_for_its_address() {
    let ask = |text: &str| {
        let script = format!("window.oporaEarly = {{ url: '/api/v1/home?lang=ru', text: {text} }}");
        js_sys::eval(&script).unwrap();
    };
    ask("Promise.resolve('первая')");
    assert_eq!(page::early("/api/v1/home?lang=en").await, None);
    let taken = page::early("/api/v1/home?lang=ru").await;
    assert_eq!(taken.as_deref(), Some("первая"));
    assert_eq!(page::early("/api/v1/home?lang=ru").await, None);
    // The line was bad: the app asks itself.
    ask("Promise.resolve(null)");
    assert_eq!(page::early("/api/v1/home?lang=ru").await, None);
    ask("Promise.reject(new Error('broken'))");
    assert_eq!(page::early("/api/v1/home?lang=ru").await, None);
}
