//! The frame of another portal around the page: who it is, messages between the two, the height of what is shown.
//!
//! What comes from there is a plain value of the browser, read by [`field`]: nothing is trusted before it was looked at.

use std::cell::Cell;

use futures_channel::oneshot;
use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::{Owner, on_cleanup, window_event_listener_untyped};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, HtmlElement, Url, UrlSearchParams};

use super::{attribute, document, window};

/// How the frame stands in the page around it; empty until that page has said so.
const MODE: &str = "data-embed";
/// What the name of the frame begins with; a nonce follows. A name is in no address and no log.
const NAME: &str = "opora:";
/// Length of the nonce, a UUID.
const NONCE: usize = 36;

/// Whether the page stands in the frame of another portal: `boot.js` has looked.
pub fn is_here() -> bool {
    let root = document().and_then(|document| document.document_element());
    root.is_some_and(|root| root.has_attribute(MODE))
}

/// Whether the page may move the focus: never out of the page around it.
pub fn may_focus() -> bool {
    !is_here() || document().is_none_or(|document| document.has_focus().unwrap_or(true))
}

/// Notes how the frame stands in the page around it, for the style sheets.
pub fn set_mode(mode: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        attribute::set(&root, MODE, Some(mode));
    }
}

/// Whether the visitor has a theme of their own.
pub fn has_own_theme() -> bool {
    let kept =
        super::setting::storage().and_then(|storage| storage.get_item("opora.theme").ok()?);
    kept.is_some()
}

/// Gives the page the colours of the portal around, by custom properties; without any, takes them away. What they may do
/// stands in `style/frame.css`.
pub fn dress(properties: &[(&str, String)]) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    let is_dressed = (!properties.is_empty()).then_some("");
    attribute::set(&root, "data-host-theme", is_dressed);
    let Some(style) = field(&root, "style") else {
        return;
    };
    for (name, value) in properties {
        // Through the object model, which the policy of inline styles lets pass.
        called(&style, "setProperty", &[&(*name).into(), &value.into()]);
    }
}

/// Has pages look as the portal around says, as far as the visitor has no theme of their own; also after a reload. Empty is
/// what the device says.
pub fn set_theme(name: &str) {
    if let Some(window) = window()
        && let Ok(url) = window.location().href().and_then(|href| Url::new(&href))
        && let Ok(history) = window.history()
    {
        // Not taken away: frame.js would put the former one back.
        url.search_params().set("theme", name);
        let state = history.state().unwrap_or_default();
        let _kept = history.replace_state_with_url(&state, "", Some(&url.href()));
    }
    if !has_own_theme()
        && let Some(root) = document().and_then(|document| document.document_element())
    {
        attribute::set(&root, "data-theme", (!name.is_empty()).then_some(name));
    }
}

/// The value of a key in the present address.
pub fn asked(key: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(key)
}

/// The origin that the address names as the page around, if it is one.
pub fn host() -> Option<String> {
    let host = asked("host")?;
    let origin = Url::new(&host).ok()?.origin();
    (origin == host && host.starts_with("http")).then_some(host)
}

/// What the page around has made up for this frame.
pub fn nonce() -> Option<String> {
    let name = window()?.name().ok()?;
    let nonce = name.strip_prefix(NAME)?;
    let is_digit = |byte: u8| byte.is_ascii_hexdigit() || byte == b'-';
    let is_one = nonce.len() == NONCE && nonce.bytes().all(is_digit);
    is_one.then(|| nonce.to_owned())
}

/// Address of the first page in this frame; `None` outside of frames.
pub fn first_page() -> Option<String> {
    let host = asked("host").filter(|_| is_here())?;
    let host = js_sys::encode_uri_component(&host);
    Some(format!("/?embed=1&host={}", String::from(host)))
}

/// Path of the present address.
pub fn path() -> String {
    window()
        .and_then(|window| window.location().pathname().ok())
        .unwrap_or_default()
}

/// The title of the document.
pub fn title() -> String {
    document()
        .map(|document| document.title())
        .unwrap_or_default()
}

/// What is known of the portal around has changed.
const CHANGED: &str = "opora:frame";

/// Tells the page that something about the portal around has changed.
pub fn stir() {
    if let (Some(window), Ok(event)) = (window(), Event::new(CHANGED)) {
        let _told = window.dispatch_event(&event);
    }
}

/// Calls `changed` whenever something about the portal around has changed, until the owner is gone.
pub fn on_change(changed: impl Fn() + 'static) {
    let handle = window_event_listener_untyped(CHANGED, move |_| changed());
    on_cleanup(move || handle.remove());
}

/// Waits until something about the portal around changes.
pub async fn change() {
    let (over, is_over) = oneshot::channel::<()>();
    let over = Cell::new(Some(over));
    // Whoever waits no more does not listen either.
    let waiting = Owner::new();
    waiting.with(|| {
        on_change(move || {
            let _heard = over.take().map(|over| over.send(()));
        });
    });
    let _over = is_over.await;
    drop(waiting);
}

/// [`on_change`], as long as the page is there.
pub fn on_every_change(changed: impl Fn() + 'static) {
    let _for_good = window_event_listener_untyped(CHANGED, move |_| changed());
}

/// Sends a message to the page around, if it is of this origin.
pub fn post_to_parent(message: &JsValue, origin: &str) {
    let parent = window().and_then(|window| window.parent().ok()?);
    // Refused only for an origin that is none.
    let _sent = parent.map(|parent| parent.post_message(message, origin));
}

/// What has come to the window.
pub struct Received {
    pub data: JsValue,
    pub origin: String,
    pub is_from_parent: bool,
    pub ports: Vec<Port>,
}

impl Received {
    fn of(event: &Event) -> Option<Self> {
        let get = |name: &str| Reflect::get(event, &name.into()).ok();
        let parent: JsValue = window()?.parent().ok()??.into();
        Some(Self {
            data: get("data")?,
            origin: get("origin")?.as_string()?,
            is_from_parent: get("source")? == parent,
            ports: Array::from(&get("ports")?).iter().map(Port).collect(),
        })
    }
}

/// Calls `heard` with whatever comes to the window, as long as the page is there.
pub fn on_message(heard: impl Fn(Received) + 'static) {
    let _for_good = window_event_listener_untyped("message", move |event| {
        if let Some(received) = Received::of(&event) {
            heard(received);
        }
    });
}

/// One end of a channel.
#[derive(Clone)]
pub struct Port(JsValue);

impl Port {
    pub fn post(&self, message: &JsValue) {
        called(&self.0, "postMessage", &[message]);
    }

    /// Calls `heard` with what comes, from now on, as long as the page is there.
    pub fn listen(&self, heard: impl Fn(JsValue) + 'static) {
        let handle = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            if let Ok(data) = Reflect::get(&event, &"data".into()) {
                heard(data);
            }
        });
        // Assigned, it also starts the port.
        let _listening = Reflect::set(&self.0, &"onmessage".into(), &handle.into_js_value());
    }
}

/// A field of a message, if it has one.
pub fn field(message: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(message, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

/// A field that is a text of at most so many units of UTF-16: what is longer is never copied.
pub fn text(message: &JsValue, name: &str, most: u32) -> Option<String> {
    let found: js_sys::JsString = field(message, name)?.dyn_into().ok()?;
    (found.length() <= most).then(|| String::from(found))
}

/// A message of a type, with further fields.
pub fn message(kind: &str, fields: &[(&str, JsValue)]) -> JsValue {
    let message = Object::new();
    let kind = ("type", JsValue::from_str(kind));
    for (name, value) in std::iter::once(&kind).chain(fields) {
        // An object of our own takes every field.
        let _set = Reflect::set(&message, &(*name).into(), value);
    }
    message.into()
}

/// Calls `changed` with the height of the page's content whenever it is another one, in whole CSS pixels.
pub fn on_height(changed: impl Fn(f64) + 'static) {
    let Some(body) = document().and_then(|document| document.body()) else {
        return;
    };
    let _for_good = observe("ResizeObserver", &body, None, move || changed(height()));
}

/// Height of the page's content, in whole CSS pixels: of the body, for the root is never lower than the frame.
pub fn height() -> f64 {
    let body = document().and_then(|document| document.body());
    let rect = body.and_then(|body| called(&body, "getBoundingClientRect", &[]));
    let height = rect.and_then(|rect| field(&rect, "height")?.as_f64());
    height.unwrap_or_default().ceil()
}

/// Calls `changed` whenever the document gets a title.
pub fn on_title(changed: impl Fn() + 'static) {
    let head = document().and_then(|document| document.query_selector("title").ok()?);
    let Some(title) = head else { return };
    let options = Object::new();
    let _set = Reflect::set(&options, &"childList".into(), &JsValue::TRUE);
    let _for_good = observe("MutationObserver", &title, Some(&options), changed);
}

/// Has an observer of this class watch an element, as long as the page is there or the observer is not disconnected.
pub(super) fn observe(
    class: &str,
    target: &JsValue,
    options: Option<&Object>,
    seen: impl Fn() + 'static,
) -> Option<JsValue> {
    let seen = Closure::<dyn Fn()>::new(seen).into_js_value();
    let class = window().and_then(|window| field(&window, class)?.dyn_into::<Function>().ok());
    let observer = class.and_then(|class| Reflect::construct(&class, &Array::of1(&seen)).ok());
    // A browser without one leaves the frame as high as it is.
    let observer = observer?;
    let undefined = JsValue::UNDEFINED;
    let options = options.map_or(&undefined, |options| options.as_ref());
    called(&observer, "observe", &[target, options]);
    Some(observer)
}

/// What a method gives; `None` where there is none or it refuses.
pub(super) fn called(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let method: Function = field(object, method)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().copied().collect();
    method.apply(object, &arguments).ok()
}

/// Calls `pressed` when Escape is pressed and nothing on the page has a use for it, as long as the page is there.
pub fn on_escape(pressed: impl Fn() + 'static) {
    let _for_good = window_event_listener_untyped("keydown", move |event| {
        let is_escape = super::event::key(&event).as_deref() == Some("Escape");
        // In a box of that kind the browser takes the words away.
        let target = event.target().map(JsValue::from).unwrap_or_default();
        let is_emptied = text(&target, "type", 10).as_deref() == Some("search")
            && text(&target, "value", u32::MAX).is_some_and(|value| !value.is_empty());
        let is_composing = field(&event, "isComposing").is_some_and(|it| it.is_truthy());
        if is_escape && !event.default_prevented() && !is_emptied && !is_composing {
            pressed();
        }
    });
}

/// What can have the focus by Tab.
const STOPS: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), \
    textarea:not([disabled]), summary, [tabindex='0']";

/// Gives the focus to the first stop of the page, or to the last. Whoever is at one already, and may be typing, stays there.
pub fn enter(is_last: bool) {
    if super::focus::is_somewhere() {
        return;
    }
    let Some(found) = document().and_then(|document| document.query_selector_all(STOPS).ok())
    else {
        return;
    };
    let stops = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into::<HtmlElement>().ok());
    let mut stops = stops.filter(|stop| stop.offset_parent().is_some());
    let stop = if is_last {
        stops.next_back()
    } else {
        stops.next()
    };
    // Refused only for an element that cannot take focus.
    let _focused = stop.map(|stop| stop.focus());
}
