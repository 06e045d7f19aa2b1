//! The page in a frame of another portal: does what the portal asks for and tells it what it may know.

mod foot;
pub mod identity;
mod news;
mod portal;

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use opora_contract::page::Page;

use crate::{
    api::{Client, use_client},
    browser::{frame, look, page},
    embed::{
        self, Code, Event,
        channel::{Channel, Gate},
        command::{Command, From, Mode, Options},
    },
    i18n::{Texts, use_texts},
    route::Query,
    ui::page::HEADING,
};

/// What changes with the language: the app is drawn anew then.
#[derive(Clone)]
struct Desk {
    texts: Texts,
    client: Client,
    /// A path, and whether it takes the place of the present one.
    navigate: Callback<(String, bool)>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    static HAS_BEGUN: Cell<bool> = const { Cell::new(false) };
    static MODE: Cell<Option<Mode>> = const { Cell::new(None) };
    /// What the portal was told last.
    static HEIGHT: Cell<f64> = const { Cell::new(0.0) };
    static ROUTE: RefCell<Option<Event>> = const { RefCell::new(None) };
}

/// A chunk of its own, for frames alone. Called anew with each language.
#[cfg_attr(not(feature = "components"), lazy)]
pub async fn attend(owner: Owner) {
    owner.with(|| {
        let navigate = use_navigate();
        DESK.set(Some(Desk {
            texts: use_texts(),
            client: use_client(),
            navigate: Callback::new(move |(path, replace): (String, bool)| {
                let options = NavigateOptions {
                    replace,
                    ..NavigateOptions::default()
                };
                navigate(&path, options);
            }),
        }));
        foot::show();
    });
    if !HAS_BEGUN.replace(true) {
        begin();
    }
}

fn desk() -> Option<Desk> {
    DESK.with_borrow(Clone::clone)
}

fn begin() {
    // Without a name of the frame or an origin around it there is nobody to talk to: the page can be read all the same.
    let Some(gate) = Gate::here() else { return };
    portal::load(gate.host.clone());
    embed::begin(Channel::open(gate, welcomed, obey));
    frame::on_height(tell_height);
    frame::on_title(tell_route);
    frame::on_escape(|| {
        if MODE.get().is_some_and(|mode| mode != Mode::Inline) {
            embed::tell(&Event::Close);
        }
    });
}

fn welcomed(options: Options) {
    MODE.set(Some(options.mode));
    frame::set_mode(options.mode.name());
    embed::tell(&Event::Ready);
    tell_height(frame::height());
    // Until its heading is there, the title is that of no page.
    if page::element(HEADING).is_some() {
        tell_route();
    }
    let first = [
        options.language.map(Command::Language),
        options.look.map(Command::Look),
        options.told.map(Command::Context),
    ];
    first.into_iter().flatten().for_each(obey);
    portal::tell_unknown();
    news::follow();
}

fn obey(command: Command) {
    match command {
        Command::View(page) => go(&page, false),
        Command::Language(language) => {
            if desk().is_some_and(|desk| desk.texts.language != language) {
                look::speak(language.tag());
            }
        }
        Command::Look(look) => portal::dress(look),
        Command::Context(told) => embed::set_told(told),
        Command::Identify(Some(token)) => identity::identify(token),
        Command::Identify(None) => embed::tell(&Event::Error(Code::TokenRefused)),
        Command::Logout => identity::log_out(),
        Command::Focus(from) => frame::enter(from == From::End),
    }
}

/// Goes to a page, unless the visitor is there already: what they have open stays as it is.
fn go(page: &Page, replaces: bool) {
    let is_there = Page::parse(&frame::path()).as_ref() == Some(page);
    if let Some(desk) = desk().filter(|_| !is_there) {
        desk.navigate.run((page.path(), replaces));
    }
}

fn tell_height(height: f64) {
    // Until the page is drawn, the height is that of the static one, of its own words or of nothing.
    let is_drawn = page::element(HEADING).is_some() && !page::has_shell();
    if is_drawn && MODE.get().is_some() && HEIGHT.replace(height).to_bits() != height.to_bits() {
        embed::tell(&Event::Resize(height));
    }
}

/// Of a form neither that something is wrong with it nor which request is changed.
fn form_title(texts: Texts) -> String {
    if frame::asked(Query::Edit.key()).is_some() {
        return format!("{} — {}", texts.requests().title, texts.shell().site);
    }
    let title = frame::title();
    let plain = title.strip_prefix(texts.form().error_prefix);
    plain.unwrap_or(&title).to_owned()
}

/// Tells where the visitor is. Of a request neither number nor title, of a search no words.
fn tell_route() {
    let Some(desk) = desk().filter(|_| MODE.get().is_some()) else {
        return;
    };
    let texts = desk.texts;
    let own = |name: &str| format!("{name} — {}", texts.shell().site);
    let (path, title) = match Page::parse(&frame::path()) {
        Some(Page::Request(_)) => ("/requests/".to_owned(), own(texts.requests().title)),
        Some(Page::Search) => (Page::Search.path(), own(texts.search().title)),
        Some(page @ Page::Form(_)) => (page.path(), form_title(texts)),
        Some(page) => (page.path(), frame::title()),
        // An address that no page has may hold anything.
        None => return,
    };
    let route = Event::Route { path, title };
    let is_told = ROUTE.with_borrow(|told| told.as_ref() == Some(&route));
    if !is_told {
        embed::tell(&route);
        ROUTE.set(Some(route));
    }
}
