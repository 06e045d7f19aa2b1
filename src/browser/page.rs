//! The document around the app: title, language, theme, address, configuration.

use leptos::prelude::*;
use opora_contract::language::Language;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlMetaElement};

use super::{document, window};

/// The main landmark, which holds the static first page until the app comes.
pub fn main() -> Option<HtmlElement> {
    element("main")
}

/// An element of `index.html`.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Content of `<meta name=…>`: the configuration of the deployment.
pub fn meta(name: &str) -> Option<String> {
    let found = document()?
        .query_selector(&format!("meta[name='{name}']"))
        .ok()??;
    Some(found.dyn_into::<HtmlMetaElement>().ok()?.content())
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The language of the page, as `<html lang>` says.
pub fn language() -> Option<String> {
    document()?.document_element()?.get_attribute("lang")
}

/// Changes the address without a navigation: path, query and fragment.
pub fn replace_address(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _replaced =
            history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// The path of the address.
pub fn path() -> String {
    window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default()
}

pub fn print() {
    if let Some(window) = window() {
        let _printed = window.print();
    }
}

/// Puts text on the clipboard; `false` where the browser forbids it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text))
        .await
        .is_ok()
}

/// Calls `change` when the visitor picks another language in the header, which `boot.js` looks after.
pub fn on_language(change: impl Fn(Language) + 'static) {
    let handle = window_event_listener_untyped("opora:language", move |event| {
        let picked = event
            .dyn_ref::<web_sys::CustomEvent>()
            .and_then(|event| event.detail().as_string());
        if let Some(language) = picked.and_then(|tag| Language::parse(&tag)) {
            change(language);
        }
    });
    on_cleanup(move || handle.remove());
}
