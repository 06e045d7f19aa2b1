use opora::{
    browser::setting::{Setting, read},
    guide::picture::picture,
};
use opora_contract::guide::{Frame, Part, PartKind, Picture};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, stage::Stage, wait};

fn sample(kind: PartKind, text: &str) -> Picture {
    let part = |kind, text: &str, target| Part {
        kind,
        text: text.to_owned(),
        value: String::new(),
        target,
    };
    Picture {
        alt: "Страница входа, выделена ссылка".to_owned(),
        frame: Frame::Browser,
        title: "Вход".to_owned(),
        rows: vec![
            vec![part(PartKind::Heading, "Личный кабинет", false)],
            vec![part(kind, text, true)],
        ],
    }
}

/// The words of the target: an element of a drawing, not of HTML.
fn drawn(stage: &Stage) -> String {
    let target = stage.element(".picture__target").unwrap();
    target.text_content().unwrap()
}

#[wasm_bindgen_test]
async fn the_target_is_drawn_apart_and_named() {
    device::fresh().await;
    let stage = Stage::new(|| picture(&sample(PartKind::Link, "Забыли пароль?")));
    wait::until("the drawing", || stage.has("svg[role=img]")).await;
    assert_eq!(
        stage
            .element("svg")
            .unwrap()
            .get_attribute("aria-label")
            .as_deref(),
        Some("Страница входа, выделена ссылка")
    );
    assert_eq!(drawn(&stage), "Забыли пароль?");
    assert!(stage.text("figcaption").contains("«Забыли пароль?»"));
    let root = stage.element("svg").unwrap();
    assert_eq!(
        root.namespace_uri().as_deref(),
        Some("http://www.w3.org/2000/svg")
    );
}

#[wasm_bindgen_test]
async fn words_of_a_picture_stay_words() {
    device::fresh().await;
    let hostile = "<script>alert(1)</script> <a href=javascript:x>";
    let stage = Stage::new(move || picture(&sample(PartKind::Button, hostile)));
    wait::until("the drawing", || stage.has("svg")).await;
    assert!(!stage.has("script") && !stage.has("a"));
    assert!(drawn(&stage).contains("<script>"));
}

#[wasm_bindgen_test]
async fn motion_stops_on_demand_and_stays_stopped() {
    device::fresh().await;
    let stage = Stage::new(|| picture(&sample(PartKind::Button, "Войти")));
    wait::until("the drawing", || stage.has("svg")).await;
    assert_eq!(
        stage.attribute("figure", "data-still").as_deref(),
        Some("false")
    );
    stage.click("button");
    wait::until("the drawing", || {
        stage.attribute("figure", "data-still").as_deref() == Some("true")
    })
    .await;
    assert!(read(Setting::Still).is_some());
    drop(stage);
    let next = Stage::new(|| picture(&sample(PartKind::Button, "Войти")));
    assert_eq!(
        next.attribute("figure", "data-still").as_deref(),
        Some("true")
    );
}

#[wasm_bindgen_test]
async fn what_only_says_something_has_nothing_to_stop() {
    device::fresh().await;
    let stage = Stage::new(|| picture(&sample(PartKind::Good, "Готово")));
    wait::until("the drawing", || stage.has("svg")).await;
    assert!(!stage.has("button"));
}
