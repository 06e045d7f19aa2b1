use leptos::prelude::*;
use opora::browser::live::announce;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    stage::{REGIONS, Stage},
    wait::{silence, until},
};

async fn page() -> Stage {
    silence().await;
    Stage::new(|| REGIONS.map(|id| view! { <div id=id role="status" aria-live="polite"></div> }))
}

fn said(page: &Stage) -> [String; 2] {
    REGIONS.map(|id| page.text(&format!("#{id}")))
}

#[wasm_bindgen_test]
async fn same_words_are_read_again_because_the_regions_take_turns() {
    let page = page().await;
    let words = "Найдено 3 ответа";
    for expected in [[words, ""], ["", words], [words, ""]] {
        announce(words);
        until("the words are in their region", || said(&page) == expected).await;
    }
}

#[wasm_bindgen_test]
async fn new_words_take_the_place_of_the_old() {
    let page = page().await;
    announce("Поиск");
    until("the first is said", || said(&page).concat() == "Поиск").await;
    announce("Черновик удалён");
    until("the second is said", || {
        said(&page).concat() == "Черновик удалён"
    })
    .await;
}

#[wasm_bindgen_test]
async fn markup_is_read_as_text() {
    let page = page().await;
    announce("<img src=x onerror=alert(1)>");
    until("it is said", || !said(&page).concat().is_empty()).await;
    assert!(!page.has("img"));
}

#[wasm_bindgen_test]
async fn page_without_regions_stays_silent() {
    let page = Stage::new(|| ());
    announce("Поиск");
    silence().await;
    assert!(!page.has("*"));
}
