//! What this browser can do and permits.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::window;

/// What pages and drafts need beyond WebAssembly, which is here since this runs.
const NEEDED: [&str; 5] = [
    "indexedDB",
    "localStorage",
    "AbortController",
    "BroadcastChannel",
    "FormData",
];

/// Whether the browser has everything that pages need.
pub fn is_modern() -> bool {
    let has = |name: &str| {
        window().is_some_and(|window| {
            Reflect::get(&window, &name.into()).is_ok_and(|value| !value.is_falsy())
        })
    };
    NEEDED.iter().all(|name| has(name))
}

/// Whether sites may set cookies.
pub fn has_cookies() -> bool {
    window().is_some_and(|window| {
        Reflect::get(&window.navigator(), &"cookieEnabled".into())
            .is_ok_and(|value| value.is_truthy())
    })
}

/// Asks whether notifications may be shown; the answer is the browser's or the person's.
pub async fn may_notify() -> bool {
    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(catch, js_namespace = Notification, js_name = requestPermission)]
        fn request_permission() -> Result<Promise, JsValue>;
    }
    let Ok(asked) = request_permission() else {
        return false;
    };
    let answer = JsFuture::from(asked).await;
    answer.ok().and_then(|answer| answer.as_string()).as_deref() == Some("granted")
}
