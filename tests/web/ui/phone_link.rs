use leptos::prelude::*;
use opora::ui::{
    copy::CopyWords,
    phone_link::{PhoneWords, phone_link},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, wait};

const WORDS: PhoneWords = PhoneWords {
    title: "Открыть на телефоне",
    detail: "Наведите камеру",
    code: "Код со ссылкой",
    copy: CopyWords {
        label: "Скопировать ссылку",
        copied: "Ссылка скопирована",
        failed: "Скопируйте сами",
    },
};

fn link(is_open: bool) -> (Stage, RwSignal<String>) {
    Stage::with(move || {
        let link = RwSignal::new("https://help.example.ru/a".to_owned());
        (link, phone_link(link.into(), WORDS, is_open))
    })
}

#[wasm_bindgen_test]
async fn code_is_drawn_once_it_is_wanted() {
    let (stage, _) = link(false);
    wait::settled().await;
    assert_eq!(stage.text("summary"), WORDS.title);
    assert!(!stage.has("svg"));
    stage.click("summary");
    wait::until("the code", || stage.has("svg[role=img]")).await;
    assert_eq!(
        stage.text(".phone-link__address"),
        "https://help.example.ru/a"
    );
}

#[wasm_bindgen_test]
async fn address_and_code_follow_the_link() {
    let (stage, link) = link(true);
    let drawn = || {
        let path = stage.element("svg path");
        path.and_then(|path| path.get_attribute("d"))
    };
    wait::until("the code", || drawn().is_some()).await;
    let first = drawn();
    link.set("https://help.example.ru/b".to_owned());
    wait::until("another code", || drawn() != first).await;
    assert_eq!(
        stage.text(".phone-link__address"),
        "https://help.example.ru/b"
    );
}
