//! How pages look: attributes of the root, which the style sheets read, kept in `localStorage` for the next page.
//!
//! `boot.js` puts them there before the first paint and ignores every value that is none of these.

use leptos::prelude::{on_cleanup, window_event_listener_untyped};

use super::{document, setting, window};

/// What can be chosen. The usual choice is an empty value: nothing is kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// `light`, `dark`; usual is what the device says.
    Theme,
    /// `high`.
    Contrast,
    /// Per cent of the usual size: `125` to `200`.
    Text,
    /// `wide`: WCAG 1.4.12.
    Spacing,
    /// `on`: one column, larger type, fewer choices.
    Simple,
    /// `off`; usual is what the device says.
    Motion,
}

impl Look {
    pub const ALL: [Self; 6] = [
        Self::Theme,
        Self::Contrast,
        Self::Text,
        Self::Spacing,
        Self::Simple,
        Self::Motion,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Contrast => "contrast",
            Self::Text => "text",
            Self::Spacing => "spacing",
            Self::Simple => "simple",
            Self::Motion => "motion",
        }
    }

    /// Every value that may be chosen, the usual one first.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Theme => &["", "light", "dark"],
            Self::Contrast => &["", "high"],
            Self::Text => &["", "125", "150", "175", "200"],
            Self::Spacing => &["", "wide"],
            Self::Simple => &["", "on"],
            Self::Motion => &["", "off"],
        }
    }
}

/// The name of its attribute, and of its place in the storage.
fn named(before: &str, look: Look) -> String {
    format!("{before}{}", look.name())
}

/// Whether a name of the storage is one of these, or the language.
pub fn is_of(name: &str) -> bool {
    let mut all = Look::ALL.into_iter();
    name == "opora.language" || all.any(|look| named("opora.", look) == name)
}

/// What is chosen now; what is none of its values counts as the usual.
pub fn read(look: Look) -> &'static str {
    let root = document().and_then(|document| document.document_element());
    let value = root.and_then(|root| root.get_attribute(&named("data-", look)));
    let value = value.unwrap_or_default();
    let mut values = look.values().iter();
    values.find(|known| **known == value).copied().unwrap_or("")
}

/// Chooses, at once and for the next pages; `false` where the browser keeps nothing, so that it lasts as long as the page.
pub fn choose(look: Look, value: &str) -> bool {
    let value = Some(value).filter(|value| !value.is_empty());
    if let Some(root) = document().and_then(|document| document.document_element()) {
        super::attribute::set(&root, &named("data-", look), value);
    }
    let is_kept = setting::put(&named("opora.", look), value);
    tell();
    is_kept
}

/// Whether the person wants one column, larger type and fewer choices.
pub fn is_simple() -> bool {
    !read(Look::Simple).is_empty()
}

/// Whether nothing should move, by choice; what the device says stands in the style sheets.
pub fn is_still() -> bool {
    !read(Look::Motion).is_empty()
}

/// `boot.js` shows the theme in the header.
fn tell() {
    if let (Some(window), Ok(event)) = (window(), web_sys::CustomEvent::new("opora:look")) {
        let _told = window.dispatch_event(&event);
    }
}

/// Calls `changed` whenever something of it was chosen, here, in the header or in another tab, until the owner is gone.
pub fn on_change(changed: impl Fn() + 'static) {
    let handle = window_event_listener_untyped("opora:look", move |_| changed());
    on_cleanup(move || handle.remove());
}

/// [`on_change`], as long as the page is there.
pub fn on_every_change(changed: impl Fn() + 'static) {
    let _for_good = window_event_listener_untyped("opora:look", move |_| changed());
}

/// Asks `boot.js`, which looks after the shell, for another language.
pub fn speak(language: &str) {
    dispatch("opora:speak", language);
}

/// Has the app draw everything anew, in this language, which is spoken already.
pub fn draw_anew(language: &str) {
    dispatch("opora:language", language);
}

fn dispatch(name: &str, language: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&language.into());
    let event = web_sys::CustomEvent::new_with_event_init_dict(name, &init);
    if let (Some(window), Ok(event)) = (window(), event) {
        let _asked = window.dispatch_event(&event);
    }
}

/// What was kept is gone: pages look as usual.
pub fn forget() {
    for look in Look::ALL {
        choose(look, "");
    }
}
