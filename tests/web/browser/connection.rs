use leptos::prelude::*;
use opora::browser::connection;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::{stage::Stage, told::Told};

fn happens(event: &str) {
    let event = Event::new(event).unwrap();
    window().dispatch_event(&event).unwrap();
}

#[wasm_bindgen_test]
fn line_that_is_back_and_page_that_is_looked_at_again_are_told_until_the_page_is_gone() {
    let told = Told::new();
    let wake = told.callback();
    let stage = Stage::new(move || connection::on_wake(move || wake.run(())));
    happens("offline");
    assert_eq!(told.all().len(), 0);
    happens("online");
    assert_eq!(told.all().len(), 1);
    happens("focus");
    assert_eq!(told.all().len(), 2);
    drop(stage);
    happens("online");
    happens("focus");
    assert_eq!(told.all().len(), 2);
}
