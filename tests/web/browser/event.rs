use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use opora::browser::event;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::Stage;

#[wasm_bindgen_test]
fn a_click_in_a_named_part_says_the_part_and_where_its_link_leads() {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let told = StoredValue::new_local(heard.clone());
    let stage = Stage::new(move || {
        let hear = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            told.with_value(|told| told.borrow_mut().push(event::followed(&event)));
        };
        view! {
            <div on:click=hear>
                <div data-part-of="guides">
                    <a href="/guides/login"><span id="words">"Вход"</span></a>
                    <p id="text">"Текст"</p>
                </div>
                <a id="outside" href="/contacts">"Контакты"</a>
            </div>
        }
    });
    for id in ["#words", "#text", "#outside"] {
        stage.the(id).click();
    }
    let link = ("guides".to_owned(), "/guides/login".to_owned());
    assert_eq!(*heard.borrow(), [Some(link), None, None]);
}
