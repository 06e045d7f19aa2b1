//! The document around the app: title, language, theme, address, configuration.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlMetaElement};

use super::{document, window};

/// The element that holds the static shell and then the app, emptied.
pub fn take_root() -> Option<HtmlElement> {
    let root = document()?.get_element_by_id("app")?;
    root.set_text_content(None);
    root.dyn_into().ok()
}

/// Content of `<meta name=…>`: the configuration of the deployment.
pub fn meta(name: &str) -> Option<String> {
    let found = document()?.query_selector(&format!("meta[name='{name}']")).ok()??;
    Some(found.dyn_into::<HtmlMetaElement>().ok()?.content())
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of `<html>`; `None` removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _set = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Whether the device prefers a dark theme.
pub fn prefers_dark() -> bool {
    window()
        .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
        .is_some_and(|query| query.matches())
}

/// Languages the browser asks for, best first, comma separated.
pub fn languages() -> String {
    window().map(|window| window.navigator().languages().join(",").into()).unwrap_or_default()
}

/// The query of the address, with its question mark.
pub fn query() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// Changes the address without a navigation: path, query and fragment.
pub fn replace_address(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _replaced = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// The path of the address.
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

pub fn print() {
    if let Some(window) = window() {
        let _printed = window.print();
    }
}

/// Puts text on the clipboard; `false` where the browser forbids it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
