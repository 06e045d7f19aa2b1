//! The page in a frame of another portal: does what the portal asks for and tells it what it may know.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora_contract::page::Page;

use crate::{
    browser::{frame, look, page},
    embed::{
        self, Event,
        channel::{Channel, Gate},
        command::{Command, From, Mode, Options},
    },
    i18n::{Texts, use_texts},
    ui::page::HEADING,
};

/// What changes with the language: the app is drawn anew then.
struct Desk {
    texts: Texts,
    navigate: Box<dyn Fn(&str)>,
}

thread_local! {
    static DESK: RefCell<Option<Desk>> = const { RefCell::new(None) };
    static HAS_BEGUN: Cell<bool> = const { Cell::new(false) };
    static MODE: Cell<Mode> = const { Cell::new(Mode::Inline) };
    static IS_WELCOME: Cell<bool> = const { Cell::new(false) };
    /// What the portal was told last.
    static HEIGHT: Cell<f64> = const { Cell::new(0.0) };
    static ROUTE: RefCell<Option<Event>> = const { RefCell::new(None) };
}

/// A chunk of its own, for frames alone. Called anew with each language.
#[cfg_attr(not(feature = "components"), lazy)]
pub async fn attend(owner: Owner) {
    let desk = owner.with(|| {
        let navigate = use_navigate();
        Desk {
            texts: use_texts(),
            navigate: Box::new(move |path| navigate(path, Default::default())),
        }
    });
    DESK.set(Some(desk));
    if !HAS_BEGUN.replace(true) {
        begin();
    }
}

fn begin() {
    // Without a name of the frame or an origin around it there is nobody to talk to: the page can be read all the same.
    let Some(gate) = Gate::here() else { return };
    embed::begin(Channel::open(gate, welcomed, obey));
    frame::on_height(tell_height);
    frame::on_title(tell_route);
    frame::on_escape(|| {
        if MODE.get() != Mode::Inline {
            embed::tell(&Event::Close);
        }
    });
}

fn welcomed(options: Options) {
    MODE.set(options.mode);
    frame::set_mode(options.mode.name());
    embed::tell(&Event::Ready);
    IS_WELCOME.set(true);
    tell_height(frame::height());
    // Until its heading is there, the title is that of no page.
    if page::element(HEADING).is_some() {
        tell_route();
    }
    if let Some(language) = options.language {
        obey(Command::Language(language));
    }
}

fn obey(command: Command) {
    match command {
        Command::View(page) => go(&page),
        Command::Language(language) => {
            let is_spoken = DESK.with_borrow(|desk| {
                desk.as_ref()
                    .is_some_and(|desk| desk.texts.language == language)
            });
            if !is_spoken {
                look::speak(language.tag());
            }
        }
        Command::Focus(from) => frame::enter(from == From::End),
    }
}

/// Goes to a page, unless the visitor is there already: what they have open stays as it is.
fn go(page: &Page) {
    if Page::parse(&frame::path()).as_ref() == Some(page) {
        return;
    }
    DESK.with_borrow(|desk| {
        if let Some(desk) = desk {
            (desk.navigate)(&page.path());
        }
    });
}

fn tell_height(height: f64) {
    if IS_WELCOME.get() && HEIGHT.replace(height).to_bits() != height.to_bits() {
        embed::tell(&Event::Resize(height));
    }
}

/// Tells where the visitor is. Of a request neither number nor title, of a search no words.
fn tell_route() {
    let page = Page::parse(&frame::path());
    let texts = DESK.with_borrow(|desk| desk.as_ref().map(|desk| desk.texts));
    let Some(texts) = texts.filter(|_| IS_WELCOME.get()) else {
        return;
    };
    let own = |name: &str| format!("{name} — {}", texts.shell().site);
    let (path, title) = match page {
        Some(Page::Request(_)) => ("/requests/".to_owned(), own(texts.requests().title)),
        Some(Page::Search) => (Page::Search.path(), own(texts.search().title)),
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
