use js_sys::Function;
use opora::browser::share::selected_in;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

/// Selects all that is in the element.
fn select(selector: &str) {
    let select = Function::new_with_args(
        "selector",
        "getSelection().selectAllChildren(document.querySelector(selector))",
    );
    select.call1(&JsValue::NULL, &selector.into()).unwrap();
}

#[wasm_bindgen_test]
fn what_is_selected_counts_where_it_was_asked_for() {
    use leptos::prelude::*;
    let _stage = Stage::new(|| {
        view! {
            <article class="answer"><p id="inside">" Код приходит в СМС. "</p></article>
            <p id="outside">"Похожие вопросы"</p>
        }
    });
    select("#inside");
    assert_eq!(
        selected_in(".answer").as_deref(),
        Some("Код приходит в СМС.")
    );
    select("#outside");
    assert_eq!(selected_in(".answer"), None);
    Function::new_no_args("getSelection().removeAllRanges()")
        .call0(&JsValue::NULL)
        .unwrap();
    assert_eq!(selected_in(".answer"), None);
}
