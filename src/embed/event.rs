//! What the page around is told.

use opora_contract::number::RequestNumber;
use wasm_bindgen::JsValue;

use crate::browser::frame::message;

/// Version of the messages, both ways.
const VERSION: u32 = 1;

#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    Ready,
    /// Height of the content, in whole CSS pixels.
    Resize(f64),
    /// Where the visitor is: a path without what stands behind `?` and `#`, and without the number of a request.
    Route {
        path: String,
        title: String,
    },
    RequestCreated(RequestNumber),
    /// How many open requests have news that were not read here.
    Unread(usize),
    /// Escape was pressed and nothing had a use for it.
    Close,
    Error(Code),
    /// The visitor is who the portal has said.
    Identified,
    LoggedOut,
    /// The portal should say anew who the visitor is.
    TokenExpired,
}

/// Why something that the portal wanted was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// The server knows no portal of this origin.
    UnknownPortal,
    /// Words would be hard to read in these colours.
    ThemeContrast,
    TokenRefused,
    TokenExpired,
    /// The server could not be reached; the portal may try again.
    Offline,
    /// The browser did not let everything of the person be taken away.
    NotWiped,
}

impl Code {
    const fn name(self) -> &'static str {
        match self {
            Self::UnknownPortal => "unknown-portal",
            Self::ThemeContrast => "theme-contrast",
            Self::TokenRefused => "token-refused",
            Self::TokenExpired => "token-expired",
            Self::Offline => "offline",
            Self::NotWiped => "not-wiped",
        }
    }
}

impl Event {
    pub(super) fn message(&self) -> JsValue {
        match self {
            Self::Ready => message("ready", &[("version", VERSION.into())]),
            Self::Resize(height) => message("resize", &[("height", (*height).into())]),
            Self::Route { path, title } => {
                message("route", &[("path", path.into()), ("title", title.into())])
            }
            Self::RequestCreated(number) => {
                message("request-created", &[("number", number.to_string().into())])
            }
            Self::Unread(count) => message("unread", &[("count", JsValue::from(*count as f64))]),
            Self::Close => message("close", &[]),
            Self::Error(code) => message("error", &[("code", code.name().into())]),
            Self::Identified => message("identified", &[]),
            Self::LoggedOut => message("logged-out", &[]),
            Self::TokenExpired => message("token-expired", &[]),
        }
    }
}
