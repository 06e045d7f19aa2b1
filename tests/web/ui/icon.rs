use opora::ui::icon::icon;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

fn path(name: &'static str) -> String {
    let stage = Stage::new(move || icon(name));
    let path = stage.element("svg path").expect("an icon is a path");
    path.get_attribute("d").unwrap()
}

#[wasm_bindgen_test]
fn icon_is_hidden_from_screen_readers_and_out_of_the_tab_order() {
    let stage = Stage::new(|| icon("alert"));
    let icon = stage.element("svg").unwrap();
    assert_eq!(icon.get_attribute("aria-hidden").as_deref(), Some("true"));
    assert_eq!(icon.get_attribute("focusable").as_deref(), Some("false"));
}

#[wasm_bindgen_test]
fn icon_of_newer_content_is_a_neutral_dot() {
    assert!(!path("hologram").is_empty());
    assert_eq!(path("hologram"), path("teleport"));
    assert_ne!(path("hologram"), path("phone"));
}
