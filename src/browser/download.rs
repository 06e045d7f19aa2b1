//! A file made on the device and given to the person.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::document;

/// Offers a text as a file of this name; `false` where the browser refuses. The text travels in the address of the link:
/// nothing is sent anywhere.
pub fn text(name: &str, media_type: &str, text: &str) -> bool {
    let encoded = js_sys::encode_uri_component(text);
    let address = format!("data:{media_type};charset=utf-8,{encoded}");
    let Some(link) = document().and_then(|document| document.create_element("a").ok()) else {
        return false;
    };
    let set = |attribute, value: &str| link.set_attribute(attribute, value).is_ok();
    let is_set = set("href", &address) && set("download", name);
    match link.dyn_into::<HtmlElement>() {
        Ok(link) if is_set => {
            link.click();
            true
        }
        _ => false,
    }
}
