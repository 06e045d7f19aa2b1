//! A file made on the device and given to the person.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlElement};

use super::{Refused, document, file, image::named, timer, window};

/// How long the browser may take to begin with a file, in milliseconds.
const BEGINS_WITHIN: u64 = 60_000;

/// Offers a text as a file of this name; `false` where the browser refuses. The text travels in the address of the link:
/// nothing is sent anywhere.
pub fn text(name: &str, media_type: &str, text: &str) -> bool {
    let encoded = js_sys::encode_uri_component(text);
    let address = format!("data:{media_type};charset=utf-8,{encoded}");
    offer(name, &address)
}

/// [`text`] of any length: an address holds two megabytes at most. The file never leaves the device either.
pub fn long_text(name: &str, media_type: &str, text: &str) -> bool {
    bytes(name, media_type, text.as_bytes())
}

/// [`long_text`] for what is no text.
pub fn bytes(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let Ok(blob) = file::of_bytes(bytes, media_type) else {
        return false;
    };
    let Ok(address) = address_of(&blob) else {
        return false;
    };
    let is_offered = offer(name, &address);
    timer::after_millis(BEGINS_WITHIN, move || {
        // What is not given back goes with the page.
        let _freed = with_address("revokeObjectURL", &JsValue::from_str(&address));
    });
    is_offered
}

fn address_of(blob: &Blob) -> Result<String, Refused> {
    let made = with_address("createObjectURL", blob)?;
    made.as_string()
        .ok_or_else(|| Refused("no address".to_owned()))
}

/// A function of `URL`, reached by name like all that is needed rarely.
fn with_address(function: &str, argument: &JsValue) -> Result<JsValue, Refused> {
    let window = window().ok_or_else(|| Refused("no window".to_owned()))?;
    let addresses = Reflect::get(&window, &"URL".into())?;
    Ok(named(&addresses, function)?.call1(&addresses, argument)?)
}

fn offer(name: &str, address: &str) -> bool {
    let Some(link) = document().and_then(|document| document.create_element("a").ok()) else {
        return false;
    };
    let set = |attribute, value: &str| link.set_attribute(attribute, value).is_ok();
    let is_set = set("href", address) && set("download", name);
    match link.dyn_into::<HtmlElement>() {
        Ok(link) if is_set => {
            link.click();
            true
        }
        _ => false,
    }
}
