use js_sys::Function;
use leptos::prelude::*;
use opora::ui::copy::{CopyWords, copy};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, wait};

const WORDS: CopyWords = CopyWords {
    label: "Скопировать номер",
    copied: "Номер скопирован",
    failed: "Выделите номер и скопируйте сами",
};

/// A clipboard that takes what it gets, or that the browser keeps to itself.
fn clipboard(takes: bool) {
    let install = Function::new_with_args(
        "takes",
        "globalThis.clipped = null;
         const writeText = (text) => takes ? (globalThis.clipped = text, Promise.resolve()) : Promise.reject(new Error('NotAllowedError'));
         Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });",
    );
    install.call1(&JsValue::NULL, &takes.into()).unwrap();
}

fn clipped() -> Option<String> {
    let global = js_sys::global();
    js_sys::Reflect::get(&global, &"clipped".into())
        .unwrap()
        .as_string()
}

fn button() -> (Stage, RwSignal<String>) {
    Stage::with(|| {
        let text = RwSignal::new("7KQ4-22H2".to_owned());
        (text, copy(text.into(), WORDS))
    })
}

#[wasm_bindgen_test]
async fn text_of_the_moment_is_copied_and_that_is_said() {
    clipboard(true);
    let (stage, text) = button();
    assert_eq!(stage.text("button"), WORDS.label);
    assert_eq!(stage.text(".copy__outcome"), "");
    text.set("7KQ4-22H2 и не только".to_owned());
    stage.click("button");
    wait::until("the outcome", || {
        stage.text(".copy__outcome") == WORDS.copied
    })
    .await;
    assert_eq!(clipped().as_deref(), Some("7KQ4-22H2 и не только"));
}

#[wasm_bindgen_test]
async fn a_browser_that_forbids_it_is_no_secret() {
    clipboard(false);
    let (stage, _) = button();
    stage.click("button");
    wait::until("the outcome", || {
        stage.text(".copy__outcome") == WORDS.failed
    })
    .await;
    assert_eq!(clipped(), None);
}
