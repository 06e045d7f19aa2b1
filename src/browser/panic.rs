//! The last words of a panic. `boot.js` shows the notice, since the app may be unable to.

use std::panic::PanicHookInfo;

use wasm_bindgen::JsValue;

use super::window;

/// Logs the panic for developers and tells the page with an event. Holds no text of the visitor.
pub fn install() {
    std::panic::set_hook(Box::new(|info: &PanicHookInfo<'_>| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        if let (Some(window), Ok(event)) = (window(), web_sys::CustomEvent::new("opora:panic")) {
            let _told = window.dispatch_event(&event);
        }
    }));
}
