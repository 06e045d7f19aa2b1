use leptos::prelude::*;
use opora::ui::remote::{Failure, Progress, remote};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, told::Told};

fn drawn(progress: Progress<String>, retry: Callback<()>) -> Stage {
    Stage::new(move || {
        remote(progress, "Загружаем", retry, |text: String| {
            view! { <p class="ready">{text}</p> }.into_any()
        })
    })
}

fn failure(retry: Option<&'static str>) -> Progress<String> {
    Progress::Failed(Failure {
        title: "Нет связи с порталом".to_owned(),
        detail: "Всё сохранено".to_owned(),
        retry,
        call: retry.map(|_| ("tel:+78005553535".to_owned(), "8 800 555‑35‑35".to_owned())),
    })
}

#[wasm_bindgen_test]
fn data_on_its_way_is_told_to_a_screen_reader() {
    let stage = drawn(Progress::Loading, Told::new().callback());
    assert!(stage.has("[aria-busy=true]"));
    assert_eq!(stage.text("[role=status]"), "Загружаем");
    assert!(!stage.has(".ready"));
}

#[wasm_bindgen_test]
fn data_takes_the_place_of_the_skeleton() {
    let stage = drawn(Progress::Ready("Ответ".to_owned()), Told::new().callback());
    assert_eq!(stage.text(".ready"), "Ответ");
    assert!(!stage.has("[aria-busy], [role=status], [role=alert]"));
}

#[wasm_bindgen_test]
fn failure_says_what_was_kept_and_can_be_tried_again() {
    let told = Told::new();
    let stage = drawn(failure(Some("Попробовать ещё раз")), told.callback());
    let said = stage.text("[role=alert]");
    assert!(
        said.contains("Нет связи с порталом") && said.contains("Всё сохранено"),
        "{said}"
    );
    assert_eq!(stage.text("button"), "Попробовать ещё раз");
    assert_eq!(
        stage.attribute("a", "href").as_deref(),
        Some("tel:+78005553535")
    );
    // Not a second way to send a form that it may stand in.
    assert_eq!(stage.attribute("button", "type").as_deref(), Some("button"));
    assert_eq!(told.all().len(), 0);
    stage.click("button");
    assert_eq!(told.all().len(), 1);
}

#[wasm_bindgen_test]
fn failure_that_trying_cannot_mend_has_no_button() {
    let stage = drawn(failure(None), Told::new().callback());
    assert!(stage.has("[role=alert]"));
    assert!(!stage.has("button"));
}
