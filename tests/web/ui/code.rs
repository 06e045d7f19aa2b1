use leptos::prelude::*;
use opora::ui::code::code;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, wait};

/// More than any code holds, in bytes (ISO/IEC 18004, table 7).
const TOO_LONG: usize = 3_000;

fn coded(text: &str) -> (Stage, RwSignal<String>) {
    let text = text.to_owned();
    Stage::with(move || {
        let text = RwSignal::new(text);
        (text, code(text.into(), "Код со ссылкой"))
    })
}

/// The dark modules as they are drawn; empty while nothing is.
fn dark(stage: &Stage) -> String {
    let path = stage.element("svg path");
    path.and_then(|path| path.get_attribute("d"))
        .unwrap_or_default()
}

#[wasm_bindgen_test]
async fn code_is_a_named_picture_with_light_around_it() {
    let (stage, _) = coded("https://help.example.ru/requests/7KQ4-22H2");
    wait::until("the code", || !dark(&stage).is_empty()).await;
    let code = stage.element("svg").unwrap();
    let attribute = |name| code.get_attribute(name).unwrap_or_default();
    assert_eq!(attribute("role"), "img");
    assert_eq!(attribute("aria-label"), "Код со ссылкой");
    // 42 bytes need 29 modules; 4 are light on each side.
    assert_eq!(attribute("viewBox"), "0 0 37 37");
    // The finder pattern in the corner begins with seven dark modules.
    assert!(dark(&stage).starts_with("M4 4h7v1h-7z"), "{}", dark(&stage));
}

#[wasm_bindgen_test]
async fn code_follows_its_text_and_stays_when_there_is_none() {
    let (stage, text) = coded("");
    wait::settled().await;
    assert!(!stage.has("svg"));
    text.set("https://help.example.ru/a".to_owned());
    wait::until("the code", || !dark(&stage).is_empty()).await;
    let first = dark(&stage);
    text.set("https://help.example.ru/b".to_owned());
    wait::until("another code", || dark(&stage) != first).await;
    let second = dark(&stage);
    text.set(String::new());
    wait::settled().await;
    assert_eq!(dark(&stage), second);
    assert_eq!(stage.all(".code").len(), 1);
}

#[wasm_bindgen_test]
async fn text_that_no_code_holds_draws_none() {
    let (stage, _) = coded(&"a".repeat(TOO_LONG));
    wait::settled().await;
    assert!(!stage.has("svg"));
}
