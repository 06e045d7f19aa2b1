//! Files that are dragged onto the page or come from the clipboard. What carries them has one shape for both, and like
//! everything that is needed rarely it is read by name.

use std::{cell::Cell, rc::Rc};

use js_sys::Reflect;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::{
    file::{self, LocalFile},
    page,
};

/// Where dragged files are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drag {
    #[default]
    Nowhere,
    /// Somewhere on the page.
    Near,
    /// On the element that takes them.
    Over,
}

/// Takes files that are dropped on the element with this id, and says where they are dragged before. Dropped beside it
/// they do not open in place of the page, as browsers would have it. Until the owner is gone.
pub fn on_drop(
    place: &str,
    drag: impl Fn(Drag) + 'static,
    take: impl Fn(Vec<LocalFile>) + 'static,
) {
    // They are dragged over one place for many events.
    let before = Cell::new(Drag::Nowhere);
    let tell = Rc::new(move |now: Drag| {
        if before.replace(now) != now {
            drag(now);
        }
    });
    let place = format!("#{place}");
    let over = place.clone();
    let (tell_over, tell_left) = (Rc::clone(&tell), Rc::clone(&tell));
    listen("dragover", move |event| {
        let Some(carried) = carried(&event, "dataTransfer").filter(has_files) else {
            return;
        };
        event.prevent_default();
        let is_over = is_in(&event, &over);
        let effect = if is_over { "copy" } else { "none" };
        let _shown = Reflect::set(&carried, &"dropEffect".into(), &effect.into());
        tell_over(if is_over { Drag::Over } else { Drag::Near });
    });
    listen("dragleave", move |event| {
        // Towards no other element: out of the window.
        if get(&event, "relatedTarget").is_null() {
            tell_left(Drag::Nowhere);
        }
    });
    listen("drop", move |event| {
        tell(Drag::Nowhere);
        if let Some(carried) = carried(&event, "dataTransfer").filter(has_files) {
            event.prevent_default();
            if is_in(&event, &place) {
                take(files(&carried));
            }
        }
    });
}

/// Takes files that are pasted, but into no other form than that of the element with this id. Where text can be typed,
/// text stays text, whatever pictures of itself it brings along. Until the owner is gone.
pub fn on_paste(place: String, take: impl Fn(Vec<LocalFile>) + 'static) {
    listen("paste", move |event| {
        let Some(carried) = carried(&event, "clipboardData").filter(has_files) else {
            return;
        };
        let is_text = has(&carried, "text/plain") && is_in(&event, "input, textarea");
        if is_text || is_in_other_form(&event, &place) {
            return;
        }
        event.prevent_default();
        take(files(&carried));
    });
}

fn listen(name: &'static str, handle: impl Fn(Event) + 'static) {
    let handle = window_event_listener_untyped(name, handle);
    on_cleanup(move || handle.remove());
}

fn get(owner: &JsValue, name: &str) -> JsValue {
    Reflect::get(owner, &name.into()).unwrap_or_default()
}

fn carried(event: &Event, name: &str) -> Option<JsValue> {
    Some(get(event, name)).filter(JsValue::is_object)
}

/// While files are on their way, their names are nobody's business; that they are files is known.
fn has_files(carried: &JsValue) -> bool {
    has(carried, "Files")
}

/// Whether something of this type is carried.
fn has(carried: &JsValue, wanted: &str) -> bool {
    let types = get(carried, "types");
    js_sys::Array::from(&types)
        .iter()
        .any(|name| name.as_string().as_deref() == Some(wanted))
}

fn files(carried: &JsValue) -> Vec<LocalFile> {
    let list = get(carried, "files");
    if list.is_object() {
        file::from_list(list.unchecked_ref())
    } else {
        Vec::new()
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether something happens in an element that the selector matches.
fn is_in(event: &Event, selector: &str) -> bool {
    let found = target(event).and_then(|target| target.closest(selector).ok()?);
    found.is_some()
}

/// Whether something happens in another form than the one of the element: a search box has its own.
fn is_in_other_form(event: &Event, place: &str) -> bool {
    let form = |element: Element| element.closest("form").ok().flatten();
    let other = target(event).and_then(form);
    other.is_some() && other != page::element(place).and_then(|place| form(place.into()))
}
