//! Events of elements that no view of ours has drawn.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventTarget};

/// Listens until the owner is gone.
pub fn listen(target: &EventTarget, name: &'static str, handle: impl Fn(Event) + 'static) {
    let closure = Closure::<dyn Fn(Event)>::new(handle);
    let function = closure.as_ref().unchecked_ref();
    if target
        .add_event_listener_with_callback(name, function)
        .is_err()
    {
        return;
    }
    let kept = StoredValue::new_local((target.clone(), closure));
    on_cleanup(move || {
        kept.try_update_value(|(target, closure)| {
            let function = closure.as_ref().unchecked_ref();
            target.remove_event_listener_with_callback(name, function)
        });
    });
}

/// The key of a keyboard event, as `KeyboardEvent.key` names it.
pub fn key(event: &Event) -> Option<String> {
    event
        .dyn_ref::<web_sys::KeyboardEvent>()
        .map(web_sys::KeyboardEvent::key)
}

/// Whether the key of a keyboard event is being held down. Read by name, as [`presses`]: a method of `web_sys` would be
/// one more import of the first load.
pub fn is_repeat(event: &Event) -> bool {
    js_sys::Reflect::get(event, &"repeat".into()).is_ok_and(|value| value.is_truthy())
}

/// Whether the `<details>` that an event comes from is open.
pub fn is_open(event: &Event) -> bool {
    let target = event.target();
    target.is_some_and(|target| {
        js_sys::Reflect::get(&target, &"open".into()).is_ok_and(|value| value.is_truthy())
    })
}

/// How many presses a click is the last of: 2 for a double click, 0 for a key.
pub fn presses(event: &Event) -> f64 {
    let detail = js_sys::Reflect::get(event, &"detail".into());
    detail
        .ok()
        .and_then(|value| value.as_f64())
        .unwrap_or_default()
}

/// Where the link leads that was clicked, and the name of the part of the page around it: its `data-part-of`.
pub fn followed(event: &Event) -> Option<(String, String)> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let link = target.closest("a[href]").ok()??;
    let part = link.closest("[data-part-of]").ok()??;
    Some((
        part.get_attribute("data-part-of")?,
        link.get_attribute("href")?,
    ))
}
