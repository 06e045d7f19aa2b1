//! The only door to the browser: everything that names `web_sys` stands here or below.
//!
//! Functions answer with plain values and never panic: where a browser lacks something, the caller gets `None` or an
//! error and goes on without it.

pub mod ability;
pub mod anchor;
pub mod attribute;
pub mod clock;
pub mod connection;
pub mod database;
pub mod deadline;
pub mod download;
pub mod event;
pub mod file;
pub mod focus;
pub mod format;
pub mod frame;
pub mod image;
pub mod json;
pub mod live;
pub mod lock;
pub mod look;
pub mod notification;
pub mod page;
pub mod panic;
pub mod place;
pub mod random;
pub mod session;
pub mod setting;
pub mod share;
pub mod stock;
pub mod stream;
pub mod svg;
pub mod timer;
pub mod transfer;
pub mod upload;
pub mod zone;

use wasm_bindgen::JsValue;

/// The window. Absent only where there is no page at all (a worker, a native test).
fn window() -> Option<web_sys::Window> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that may reach for the window"
    )]
    web_sys::window()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// What the browser said when it refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl From<JsValue> for Refused {
    fn from(value: JsValue) -> Self {
        Self(format!("{value:?}"))
    }
}
