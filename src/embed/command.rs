//! What the page around may say. Parsed here, once: what is none of it is dropped without a word.

use opora_contract::{
    language::Language,
    page::Page,
    portal::CONTEXT_MAX,
    session::TOKEN_MAX,
    theme::{Colour, Theme},
};
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

/// How pages are to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
    /// As the device says.
    Auto,
    Theme(Theme),
}

/// What the page around tells of itself, each in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub page: String,
    pub service: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    View(Page),
    Language(Language),
    Look(Look),
    Context(Told),
    /// A token that says who the visitor is; `None` for what is no token, which the page around is told.
    Identify(Option<String>),
    Logout,
    Focus(From),
}

impl Command {
    /// The command of a message; `None` for everything else.
    pub fn parse(message: &JsValue) -> Option<Self> {
        let kind = text(message, "type", TEXT)?;
        Some(match kind.as_str() {
            "view" => Self::View(page(&text(message, "view", TEXT)?)?),
            "language" => Self::Language(language(message)?),
            "theme" => Self::Look(look(message)?),
            "context" => Self::Context(told(message)?),
            "identify" => Self::Identify(token(message)),
            "logout" => Self::Logout,
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

/// A name or an object of colours. A colour that is none is left out.
fn look(message: &JsValue) -> Option<Look> {
    let theme = field(message, "theme")?;
    if theme.is_string() {
        return match text(message, "theme", TEXT)?.as_str() {
            "light" => Some(Look::Light),
            "dark" => Some(Look::Dark),
            "auto" => Some(Look::Auto),
            _ => None,
        };
    }
    let colour = |name: &str| Colour::parse(&text(&theme, name, TEXT)?);
    let radius = field(&theme, "radius").and_then(|radius| radius.as_f64());
    let radius = radius.filter(|radius| (0.0..=f64::from(Theme::RADIUS_MAX)).contains(radius));
    let theme = Theme {
        accent: colour("accent"),
        surface: colour("surface"),
        text: colour("text"),
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and the largest radius"
        )]
        radius: radius.map(|radius| radius as u8),
    };
    (theme != Theme::default()).then_some(Look::Theme(theme))
}

/// What is longer than it may be is as if it was not there. An empty object takes back what was told.
fn told(message: &JsValue) -> Option<Told> {
    let context = field(message, "context").filter(JsValue::is_object)?;
    let line = |name: &str| {
        let line = text(&context, name, TEXT).unwrap_or_default();
        one_line(&line)
    };
    Some(Told {
        page: line("page"),
        service: line("service"),
    })
}

/// The words of a text in one line: no characters that steer, turn or hide others.
fn one_line(text: &str) -> String {
    let shown = text.chars().map(|c| if is_hidden(c) { ' ' } else { c });
    let shown: String = shown.take(CONTEXT_MAX).collect();
    let words: Vec<_> = shown.split_whitespace().collect();
    words.join(" ")
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A token as RFC 7519 writes one: three parts of the letters of base 64.
fn token(message: &JsValue) -> Option<String> {
    let most = u32::try_from(TOKEN_MAX).unwrap_or(u32::MAX);
    let token = text(message, "token", most)?;
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (token.split('.').count() == 3 && token.bytes().all(is_letter)).then_some(token)
}

/// What the page around says when it answers: fields that are no such thing are as if they were not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    pub mode: Mode,
    pub language: Option<Language>,
    pub look: Option<Look>,
    pub told: Option<Told>,
}

impl Options {
    pub fn parse(message: &JsValue) -> Self {
        let options = field(message, "options").unwrap_or_default();
        let mode = text(&options, "mode", TEXT).and_then(|mode| Mode::parse(&mode));
        Self {
            mode: mode.unwrap_or(Mode::Inline),
            language: language(&options),
            look: look(&options),
            told: told(&options),
        }
    }
}
