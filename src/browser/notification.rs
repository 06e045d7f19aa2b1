//! Notifications of the system, where the person has permitted them.

use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::JsValue;

use super::{image::named, window};

/// Whether they may be shown: nothing where the browser knows none.
pub fn permission() -> Option<String> {
    let class = Reflect::get(&JsValue::from(window()?), &"Notification".into()).ok()?;
    Reflect::get(&class, &"permission".into()).ok()?.as_string()
}

/// Shows one, if that is permitted. A second one takes the place of the first.
pub fn show(title: &str, body: &str) {
    if permission().as_deref() == Some("granted") {
        // Where only a service worker may show them, as on Android, nothing comes of it.
        let _shown = made(title, body);
    }
}

fn made(title: &str, body: &str) -> Option<JsValue> {
    let class = named(&window()?.into(), "Notification").ok()?;
    let options = JSON::parse("{\"tag\":\"opora\"}").ok()?;
    Reflect::set(&options, &"body".into(), &body.into()).ok()?;
    Reflect::construct(&class, &Array::of2(&title.into(), &options)).ok()
}
