use leptos::prelude::*;
use opora::ui::select::select;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlSelectElement};

use crate::{
    stage::{Stage, document},
    told::Told,
    wait::settled,
};

fn list() -> HtmlSelectElement {
    let found = document().get_element_by_id("order").unwrap();
    found.dyn_into().unwrap()
}

#[wasm_bindgen_test]
async fn list_shows_what_is_chosen_and_tells_what_becomes_chosen() {
    let told = Told::new();
    let change = told.callback();
    let (stage, value) = Stage::with(move || {
        let value = RwSignal::new("old".to_owned());
        let options = vec![
            ("", "Сначала новые".to_owned()),
            ("old", "Сначала старые".to_owned()),
        ];
        let view = select("order", "Порядок", options, value.into(), change);
        (value, view)
    });
    settled().await;
    assert_eq!(list().value(), "old");
    assert_eq!(stage.attribute("label", "for").as_deref(), Some("order"));
    list().set_value("");
    list()
        .dispatch_event(&Event::new("change").unwrap())
        .unwrap();
    assert_eq!(told.all(), [String::new()]);
    // As by the back button.
    value.set(String::new());
    settled().await;
    assert_eq!(list().value(), "");
    value.set("old".to_owned());
    settled().await;
    assert_eq!(list().value(), "old");
}
