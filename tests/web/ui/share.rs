use js_sys::{Function, Reflect};
use opora::ui::share::{ShareWords, share};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, wait};

const WORDS: ShareWords = ShareWords {
    label: "Поделиться",
    shared: "Ссылка передана.",
    copied: "Ссылка скопирована.",
    failed: "Вот адрес:",
};

/// What `navigator.share` does with what it gets: `shares`, `dismisses`, `fails`, or `lacks` where there is none. The
/// clipboard takes what it gets, or `nothing`.
fn browser(share: &str, clipboard: &str) {
    let install = Function::new_with_args(
        "share, clipboard",
        "globalThis.passed = [];
         const ends = { shares: () => Promise.resolve(), dismisses: () => Promise.reject(new DOMException('no', 'AbortError')), fails: () => Promise.reject(new DOMException('no', 'NotAllowedError')) };
         const value = share === 'lacks' ? undefined : (data) => { passed.push(`${data.title} ${data.url}`); return ends[share](); };
         Object.defineProperty(navigator, 'share', { value, configurable: true });
         const writeText = (text) => clipboard === 'nothing' ? Promise.reject(new Error('no')) : (passed.push(text), Promise.resolve());
         Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });",
    );
    let (share, clipboard) = (share.into(), clipboard.into());
    install.call2(&JsValue::NULL, &share, &clipboard).unwrap();
}

fn passed() -> Vec<String> {
    let passed = Reflect::get(&js_sys::global(), &"passed".into()).unwrap();
    let passed = js_sys::Array::from(&passed);
    passed
        .iter()
        .map(|text| text.as_string().unwrap())
        .collect()
}

fn button() -> Stage {
    Stage::new(|| {
        share(
            "Как войти?".to_owned(),
            "https://a.ru/faq".to_owned(),
            WORDS,
        )
    })
}

/// Presses and waits until this is said.
async fn says(stage: &Stage, sentence: &str) {
    stage.click("button");
    wait::until("the outcome", || stage.text(".copy__outcome") == sentence).await;
}

#[wasm_bindgen_test]
async fn programs_of_the_device_get_title_and_address() {
    browser("shares", "takes");
    let stage = button();
    says(&stage, WORDS.shared).await;
    assert_eq!(passed(), ["Как войти? https://a.ru/faq"]);
}

#[wasm_bindgen_test]
async fn without_them_the_address_is_copied() {
    browser("lacks", "takes");
    says(&button(), WORDS.copied).await;
    assert_eq!(passed(), ["https://a.ru/faq"]);
    browser("fails", "takes");
    says(&button(), WORDS.copied).await;
}

#[wasm_bindgen_test]
async fn where_nothing_is_possible_the_address_is_shown() {
    browser("lacks", "nothing");
    says(&button(), "Вот адрес: https://a.ru/faq").await;
}

#[wasm_bindgen_test]
async fn who_thinks_better_of_it_gets_no_copy_and_may_press_again() {
    browser("dismisses", "takes");
    let stage = button();
    stage.click("button");
    wait::until("the question", || passed().len() == 1).await;
    browser("shares", "takes");
    wait::until("the next one", || {
        stage.click("button");
        !passed().is_empty()
    })
    .await;
    wait::until("the outcome", || {
        stage.text(".copy__outcome") == WORDS.shared
    })
    .await;
    assert!(!passed().contains(&"https://a.ru/faq".to_owned()));
}
