//! Passing this page on, and what of it is selected.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{page, window};

/// What became of a wish to share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Given to another program of the device.
    Shared,
    /// The browser cannot share: the address is on the clipboard.
    Copied,
    /// The person thought better of it.
    Dismissed,
    /// Neither is possible here.
    Failed,
}

/// Offers the programs of the device a title and an address; where there is no such thing, the address is copied.
pub async fn share(title: &str, address: &str) -> Outcome {
    let Some(asked) = ask(title, address) else {
        return copy(address).await;
    };
    match JsFuture::from(asked).await {
        Ok(_) => Outcome::Shared,
        Err(error) if name(&error).as_deref() == Some("AbortError") => Outcome::Dismissed,
        // Forbidden, or no program is there to take it.
        Err(_) => copy(address).await,
    }
}

async fn copy(address: &str) -> Outcome {
    if page::copy(address).await {
        Outcome::Copied
    } else {
        Outcome::Failed
    }
}

/// The browser's own question where to; `None` where it has none.
fn ask(title: &str, address: &str) -> Option<Promise> {
    let navigator = window()?.navigator();
    let share: Function = Reflect::get(&navigator, &"share".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let data = Object::new();
    for (key, value) in [("title", title), ("url", address)] {
        Reflect::set(&data, &key.into(), &value.into()).ok()?;
    }
    share.call1(&navigator, &data).ok()?.dyn_into().ok()
}

fn name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
}

/// The selected text, if the selection begins within an element that matches.
pub fn selected_in(selector: &str) -> Option<String> {
    let window = window()?;
    let select: Function = Reflect::get(&window, &"getSelection".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let selection = select.call0(&window).ok()?;
    let node: web_sys::Node = Reflect::get(&selection, &"anchorNode".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let around = node.parent_element()?;
    around.closest(selector).ok()??;
    let text: String = selection.dyn_into::<Object>().ok()?.to_string().into();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
