use leptos::prelude::*;
use opora::ui::notice::{Notice, Tone};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
fn tone_is_said_by_an_icon_and_words_not_by_colour_alone() {
    for (tone, name) in [
        (Tone::Neutral, "neutral"),
        (Tone::Positive, "positive"),
        (Tone::Attention, "attention"),
        (Tone::Danger, "danger"),
    ] {
        let stage = Stage::new(move || view! { <Notice tone=tone title="Нет связи"/> });
        assert_eq!(
            stage.attribute(".notice", "data-tone").as_deref(),
            Some(name)
        );
        assert!(stage.has(".notice svg[aria-hidden=true]"), "{name}");
        assert_eq!(stage.text(".notice"), "Нет связи");
    }
}

#[wasm_bindgen_test]
fn notice_interrupts_a_screen_reader_only_when_asked() {
    let quiet = Stage::new(|| view! { <Notice tone=Tone::Neutral title="Черновик"/> });
    assert_eq!(quiet.attribute(".notice", "role"), None);
    drop(quiet);
    let loud = Stage::new(|| view! { <Notice tone=Tone::Danger title="Не ушло" alert=true/> });
    assert_eq!(loud.attribute(".notice", "role").as_deref(), Some("alert"));
}

#[wasm_bindgen_test]
fn notice_holds_detail_and_what_can_be_done() {
    let stage = Stage::new(|| {
        view! {
            <Notice tone=Tone::Attention title="Нет связи" detail="Всё сохранено">
                <button type="button">"Ещё раз"</button>
            </Notice>
        }
    });
    let lines: Vec<_> = stage
        .all(".notice p")
        .iter()
        .filter_map(|line| line.text_content())
        .collect();
    assert_eq!(lines, ["Нет связи", "Всё сохранено"]);
    assert_eq!(stage.text(".notice button"), "Ещё раз");
}

#[wasm_bindgen_test]
fn notice_without_detail_has_no_empty_line() {
    let stage = Stage::new(|| view! { <Notice tone=Tone::Neutral title="Черновик"/> });
    assert_eq!(stage.all(".notice p").len(), 1);
}

#[wasm_bindgen_test]
fn markup_in_a_message_stays_text() {
    let said = "<img src=x onerror=alert(1)>";
    let stage = Stage::new(move || view! { <Notice tone=Tone::Danger title=said detail=said/> });
    assert!(!stage.has("img"));
    assert_eq!(stage.text(".notice__title"), said);
}
