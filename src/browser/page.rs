//! The document around the app: title, language, theme, address, configuration.

use js_sys::Reflect;
use leptos::prelude::*;
use opora_contract::language::Language;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement, HtmlMetaElement};

use super::{document, window};

/// The main landmark, which holds the static first page until the app has one.
pub fn main() -> Option<HtmlElement> {
    element("main")
}

/// Takes the static first page away. Does nothing the second time.
pub fn remove_shell() {
    if let Some(shell) = element("shell") {
        shell.remove();
    }
}

/// Whether the static first page still stands.
pub fn has_shell() -> bool {
    element("shell").is_some()
}

/// What `boot.js` has asked for beside the app, if it is this address: the text of the answer, once.
pub async fn early(url: &str) -> Option<String> {
    let window = window()?;
    let name = JsValue::from_str("oporaEarly");
    let found = Reflect::get(&window, &name).ok()?;
    let asked = Reflect::get(&found, &"url".into()).ok()?.as_string()?;
    if asked != url {
        return None;
    }
    let text = Reflect::get(&found, &"text".into()).ok()?;
    // Once: what is asked for later must be as new as it can be.
    let _taken = Reflect::set(&window, &name, &JsValue::UNDEFINED);
    let text = JsFuture::from(js_sys::Promise::from(text)).await;
    text.ok()?.as_string()
}

/// An element of `index.html`.
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The phone that `index.html` names: the link and the number in words.
pub fn phone() -> Option<(String, String)> {
    let phone = element("phone")?;
    Some((phone.get_attribute("href")?, phone.text_content()?))
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

pub fn print() {
    if let Some(window) = window() {
        let _printed = window.print();
    }
}

/// Puts text on the clipboard; `false` where the browser forbids it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let navigator = window.navigator();
    // Absent on a page without TLS.
    if !Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|found| found.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text))
        .await
        .is_ok()
}

/// Whether the visitor came by going back or forward. `boot.js`, which knows how far the page was scrolled then, puts it
/// in its place and the focus on its heading; otherwise a page begins at its top.
pub fn has_returned() -> bool {
    let root = document().and_then(|document| document.document_element());
    let has_returned = root.is_some_and(|root| root.has_attribute("data-returning"));
    if has_returned
        && let (Some(window), Ok(event)) = (window(), web_sys::CustomEvent::new("opora:returned"))
    {
        let _told = window.dispatch_event(&event);
    }
    has_returned
}

/// Calls `search` with what was typed when a search box is sent off, in place of loading a page.
pub fn on_search(search: impl Fn(&str) + 'static) {
    let handle = window_event_listener_untyped("submit", move |event| {
        if let Some(input) = search_input(&event) {
            event.prevent_default();
            let text = input.value();
            let text = text.trim();
            if !text.is_empty() {
                search(text);
            }
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls `focused` when a search box gets the focus.
pub fn on_search_focus(focused: impl Fn(HtmlInputElement) + 'static) {
    let handle = window_event_listener_untyped("focusin", move |event| {
        if let Some(input) = search_input(&event) {
            focused(input);
        }
    });
    on_cleanup(move || handle.remove());
}

/// The input of the search box, a form with that role, in which something happens.
fn search_input(event: &web_sys::Event) -> Option<HtmlInputElement> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let form = target.closest("[role=search]").ok()??;
    form.query_selector("input").ok()??.dyn_into().ok()
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

/// What stands behind `#` in the address, as it was written.
pub fn fragment() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    let text = hash.strip_prefix('#')?;
    (!text.is_empty()).then(|| text.to_owned())
}

/// Takes what stands behind `#` out of the address, without a navigation.
pub fn drop_fragment() {
    // Refused only by a page without a history, where nothing is to be replaced.
    let _replaced = window().and_then(|window| {
        let location = window.location();
        let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
        let history = window.history().ok()?;
        let state = history.state().ok()?;
        history
            .replace_state_with_url(&state, "", Some(&address))
            .ok()
    });
}

/// Scheme and host of this site.
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// Goes to another site in place of this page, which is hidden at once. In a frame no other site may be shown: there it is
/// the first page.
pub fn leave(address: &str) {
    if let Some(window) = window() {
        let first = super::frame::first_page();
        let address = first.as_deref().unwrap_or(address);
        set_title("");
        if let Some(root) = document().and_then(|document| document.document_element()) {
            let _hidden = root.set_attribute("hidden", "");
        }
        let _left = window.location().replace(address);
    }
}

/// Width of the page, in CSS pixels.
pub fn width() -> f64 {
    window()
        .and_then(|window| Reflect::get(&window, &"innerWidth".into()).ok()?.as_f64())
        .unwrap_or_default()
}
