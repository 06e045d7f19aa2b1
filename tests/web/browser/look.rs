use opora::browser::look::{Look, choose, forget, is_simple, is_still, read};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, stage::document};

fn root(name: &str) -> Option<String> {
    document().document_element().unwrap().get_attribute(name)
}

fn kept(name: &str) -> Option<String> {
    let storage = leptos::prelude::window().local_storage().unwrap().unwrap();
    storage.get_item(name).unwrap()
}

#[wasm_bindgen_test]
async fn what_is_chosen_shows_at_once_and_is_kept_until_the_usual_is_chosen() {
    device::fresh().await;
    for look in Look::ALL {
        for value in look.values().iter().skip(1) {
            assert!(choose(look, value));
            assert_eq!(read(look), *value);
            let attribute = root(&format!("data-{}", look.name()));
            assert_eq!(attribute.as_deref(), Some(*value));
            let stored = kept(&format!("opora.{}", look.name()));
            assert_eq!(stored.as_deref(), Some(*value));
        }
    }
    assert!(is_simple() && is_still());
    forget();
    for look in Look::ALL {
        assert_eq!(read(look), "");
        assert_eq!(root(&format!("data-{}", look.name())), None);
        assert_eq!(kept(&format!("opora.{}", look.name())), None);
    }
    assert!(!is_simple() && !is_still());
}

#[wasm_bindgen_test]
async fn what_is_no_value_counts_as_the_usual() {
    device::fresh().await;
    let root = document().document_element().unwrap();
    root.set_attribute("data-text", "900").unwrap();
    assert_eq!(read(Look::Text), "");
    root.remove_attribute("data-text").unwrap();
}
