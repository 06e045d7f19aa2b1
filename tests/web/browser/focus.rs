use leptos::prelude::*;
use opora::browser::focus;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    stage::{Stage, focused_id},
    wait::until,
};

fn page() -> Stage {
    Stage::new(|| {
        view! {
            <button id="first">"1"</button>
            <div id="group" tabindex="-1"><button id="second">"2"</button></div>
            <p id="text">"Не берёт фокус"</p>
        }
    })
}

#[wasm_bindgen_test]
async fn focus_goes_to_an_element_by_its_id() {
    let _page = page();
    focus::by_id("first");
    assert_eq!(focused_id(), "first");
    focus::by_id_soon("group");
    assert_eq!(focused_id(), "first");
    until("the group has the focus", || focused_id() == "group").await;
}

#[wasm_bindgen_test]
fn focus_stays_when_there_is_nowhere_to_go() {
    let _page = page();
    focus::by_id("first");
    for nowhere in ["absent", "text", "", "a b"] {
        focus::by_id(nowhere);
        assert_eq!(focused_id(), "first", "{nowhere}");
    }
}
