//! The channel to the page around a frame: who may answer, what may be asked for, what is told.

mod channel;
mod form;
mod history;
mod identity;
mod owner;

use js_sys::{Array, Reflect};
use opora::embed::{
    self,
    command::{Options, Told},
};
use opora_contract::portal::Portal;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

#[wasm_bindgen(module = "/tests/web/embed.js")]
extern "C" {
    fn say(data: &JsValue, origin: &str, is_parent: bool, ports: &Array);
    fn channel() -> JsValue;
    fn listen() -> Array;
    fn listeners(name: &str) -> Array;
    fn evaluated(code: &str) -> JsValue;
    fn placed(script: &str, address: &str) -> Option<String>;
    fn visited(script: &str, address: &str, steps: &Array) -> Array;
}

/// A message as it comes from another page.
fn message(value: &Value) -> JsValue {
    js_sys::JSON::parse(&value.to_string()).unwrap()
}

fn lines(array: &Array) -> Vec<String> {
    array.iter().map(|line| line.as_string().unwrap()).collect()
}

/// The two ends of a channel and what the first one has heard.
struct Ends {
    host: JsValue,
    frame: JsValue,
    heard: Array,
}

impl Ends {
    fn new() -> Self {
        let ends = channel();
        let get = |name: &str| Reflect::get(&ends, &name.into()).unwrap();
        Self {
            host: get("port1"),
            frame: get("port2"),
            heard: get("heard").unchecked_into(),
        }
    }

    fn post(&self, message: &JsValue) {
        let post = Reflect::get(&self.host, &"postMessage".into()).unwrap();
        let post: js_sys::Function = post.unchecked_into();
        post.call1(&self.host, message).unwrap();
    }

    fn heard(&self) -> Vec<String> {
        lines(&self.heard)
    }
}

/// What the server says of a portal.
fn portal(value: &Value) -> Portal {
    let mut whole = json!({ "id": "city", "name": "Город" });
    let fields = whole.as_object_mut().unwrap();
    fields.extend(value.as_object().unwrap().clone());
    serde_json::from_value(whole).unwrap()
}

/// A frame that knows this of the portal around and nobody in it.
fn around(value: &Value, page: &str, service: &str) {
    embed::set_session(None);
    embed::set_portal(portal(value));
    embed::set_told(Told {
        page: page.to_owned(),
        service: service.to_owned(),
    });
}

fn options(value: &Value) -> Options {
    Options::parse(&message(value))
}
