//! A file made on the device and given to the person.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Url};

use super::{document, file, timer};

/// Offers a text as a file of this name; `false` where the browser refuses. The text travels in the address of the link:
/// nothing is sent anywhere.
pub fn text(name: &str, media_type: &str, text: &str) -> bool {
    let encoded = js_sys::encode_uri_component(text);
    offer(name, &format!("data:{media_type};charset=utf-8,{encoded}"))
}

/// [`text`] for any bytes.
pub fn bytes(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    let made = file::of_bytes(bytes, media_type).ok();
    let address = made.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
    let Some(address) = address else { return false };
    let is_offered = offer(name, &address);
    // The download has begun by then.
    timer::after_millis(60_000, move || {
        let _revoked = Url::revoke_object_url(&address);
    });
    is_offered
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
