//! Until when a closed request is kept, in words.

use opora::i18n::{Texts, phrase};
use opora_contract::{language::Language, timestamp::Day};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn last_day_of_a_closed_request_is_named_with_its_year() {
    let day = Day::parse("2029-11-20").unwrap();
    let said = |language| phrase::kept_until(Texts { language }, &day).replace('\u{a0}', " ");
    let russian = said(Language::Ru);
    assert!(
        russian.contains("по 20 ноября 2029 г. включительно"),
        "{russian}"
    );
    let english = said(Language::En);
    assert!(english.contains("through 20 November 2029."), "{english}");
}
