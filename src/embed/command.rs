//! What the page around may say. Parsed here, once: what is none of it is dropped without a word.

use opora_contract::{language::Language, page::Page};
use wasm_bindgen::JsValue;

use crate::browser::frame::{field, text};

/// Longest text of a message, in units of UTF-16.
const TEXT: u32 = 200;

/// How the frame stands in the page around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// In the flow of the page: as high as what it holds.
    Inline,
    /// At the side, above the page: Escape closes it.
    Drawer,
    /// In the middle, above the page: Escape closes it.
    Dialog,
}

impl Mode {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Drawer => "drawer",
            Self::Dialog => "dialog",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        let mut all = [Self::Inline, Self::Drawer, Self::Dialog].into_iter();
        all.find(|mode| mode.name() == name)
    }
}

/// Where the focus comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    Start,
    End,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    View(Page),
    Language(Language),
    Focus(From),
}

impl Command {
    /// The command of a message; `None` for everything else.
    pub fn parse(message: &JsValue) -> Option<Self> {
        let kind = text(message, "type", TEXT)?;
        Some(match kind.as_str() {
            "view" => Self::View(page(&text(message, "view", TEXT)?)?),
            "language" => Self::Language(language(message)?),
            "focus" => Self::Focus(match text(message, "from", TEXT)?.as_str() {
                "start" => From::Start,
                "end" => From::End,
                _ => return None,
            }),
            _ => return None,
        })
    }
}

/// A page by its path from the root: no query, no fragment, no other site.
fn page(path: &str) -> Option<Page> {
    Page::parse(path).filter(|_| path.starts_with('/') && !path.starts_with("//"))
}

fn language(message: &JsValue) -> Option<Language> {
    Language::parse(&text(message, "language", TEXT)?)
}

/// What the page around says when it answers: fields that are no such thing are as if they were not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub mode: Mode,
    pub language: Option<Language>,
}

impl Options {
    pub fn parse(message: &JsValue) -> Self {
        let options = field(message, "options").unwrap_or_default();
        let mode = text(&options, "mode", TEXT).and_then(|mode| Mode::parse(&mode));
        Self {
            mode: mode.unwrap_or(Mode::Inline),
            language: language(&options),
        }
    }
}
