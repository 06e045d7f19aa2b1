//! Moving the keyboard focus.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{document, frame};

/// Focuses the element with this id, if there is one, and brings it into view.
pub fn by_id(id: &str) {
    let found = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = found.filter(|_| frame::may_focus()) {
        element.scroll_into_view();
        if let Ok(element) = element.dyn_into::<HtmlElement>() {
            // Refused only for an element that cannot take focus, which then keeps the scroll position at least.
            let _focused = element.focus();
        }
    }
}

/// Whether the element has the focus.
pub fn is_at(element: &web_sys::Element) -> bool {
    document()
        .and_then(|document| document.active_element())
        .as_ref()
        == Some(element)
}

/// [`by_id`] once the view has caught up with what has just changed.
pub fn by_id_soon(id: impl Into<String>) {
    let id = id.into();
    super::timer::after_millis(0, move || by_id(&id));
}

/// [`by_id_soon`] where nothing has the focus any more.
pub fn if_lost(id: impl Into<String>) {
    let id = id.into();
    super::timer::after_millis(0, move || {
        if !is_somewhere() {
            by_id(&id);
        }
    });
}

/// Whether anything of the page has the focus.
pub fn is_somewhere() -> bool {
    let has_focus = document().and_then(|document| document.active_element());
    has_focus.is_some_and(|element| element.tag_name() != "BODY")
}

/// Gives the focus back to an element that has just been moved about, without scrolling to it.
pub fn again_soon(id: impl Into<String>) {
    let id = id.into();
    super::timer::after_millis(0, move || {
        if let Some(element) = super::page::element(&id).filter(|_| frame::may_focus()) {
            // Refused only for an element that cannot take focus.
            let _focused = element.focus();
        }
    });
}
