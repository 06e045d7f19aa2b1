//! The list as the page holds it: read once, drawn in part, kept current by the server, by this tab and by others.

mod news;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_location, hooks::use_navigate};
use opora_contract::{number::RequestNumber, page::Page};

use crate::{
    api::{Client, use_client},
    browser::{
        connection, format, frame, live,
        setting::{self, Setting},
    },
    form::kept::{
        self, KeptRequest,
        ask::Round,
        list::List,
        wanted::{VIEWS, View, Wanted},
    },
    i18n::{Texts, use_texts},
    route,
};

/// What nothing is drawn from directly.
struct State {
    client: Client,
    list: List,
    wanted: Wanted,
    round: Round,
    /// Whether an answer came in this round, and whether one failed to come.
    has_answered: bool,
    has_failed: bool,
    /// What no key of this device opens.
    refused: Vec<RequestNumber>,
    /// What draws a row anew.
    rows: Vec<(RequestNumber, RwSignal<usize>)>,
    /// Of the list as it was read.
    stamp: Option<String>,
}

/// The list and what changes on the page with it.
#[derive(Clone, Copy)]
pub struct Shelf {
    pub texts: Texts,
    state: StoredValue<State>,
    /// Place of the view among [`VIEWS`].
    view: RwSignal<usize>,
    /// Counts what makes another list: what is in it, or what is wanted of it.
    pub turn: RwSignal<usize>,
    pub is_read: RwSignal<bool>,
    pub is_failed: RwSignal<bool>,
    /// Whether the device has no request at all.
    pub is_empty: RwSignal<bool>,
    /// The numbers that are drawn, and how many there are to draw.
    pub drawn: RwSignal<Vec<String>>,
    pub count: RwSignal<usize>,
    /// How old the statuses are, in words.
    pub age: RwSignal<String>,
    /// How many drafts and unsent requests stand above.
    pub pending: RwSignal<usize>,
    /// Ways to another address, with a step back or in place of this one.
    pub push: Callback<String>,
    pub replace: Callback<String>,
}

/// Address of a list.
pub fn address(wanted: &Wanted) -> String {
    let query = wanted.query();
    let path = Page::Requests.path();
    if query.is_empty() {
        path
    } else {
        format!("{path}?{query}")
    }
}

impl Shelf {
    /// Reads what the device has and begins to look after it.
    pub fn open() -> Self {
        let map = use_location().query;
        let asked = move || Wanted::read(&|key| map.read().get(key));
        let wanted = untrack(asked);
        let state = State {
            client: use_client(),
            list: List::default(),
            round: Round::default(),
            has_answered: false,
            has_failed: false,
            refused: Vec::new(),
            rows: Vec::new(),
            stamp: None,
            wanted,
        };
        let shelf = Self {
            texts: use_texts(),
            view: RwSignal::new(place(state.wanted.view)),
            state: StoredValue::new(state),
            turn: RwSignal::new(0),
            is_read: RwSignal::new(false),
            is_failed: RwSignal::new(false),
            is_empty: RwSignal::new(true),
            drawn: RwSignal::new(Vec::new()),
            count: RwSignal::new(0),
            age: RwSignal::new(String::new()),
            pending: RwSignal::new(0),
            push: way(false),
            replace: way(true),
        };
        let page = route::page();
        Effect::new(move |_| {
            let wanted = asked();
            // On the way to another page the address is that page's already.
            if page.get() == Some(Page::Requests) {
                shelf.want(wanted);
            }
        });
        Effect::new(move |_| {
            shelf.turn.track();
            shelf.draw();
        });
        setting::on_change(move || shelf.read_if_changed());
        // The portal around may bring requests of whom it has signed in, or take them away.
        frame::on_change(move || {
            if setting::is_allowed() {
                shelf.read_if_changed();
            } else {
                // There is no stamp to see it by.
                shelf.read();
            }
        });
        connection::on_wake(move || {
            shelf.read_if_changed();
            shelf.ask_again();
        });
        shelf.read();
        shelf
    }

    pub fn view(self) -> View {
        viewed(self.view.get())
    }

    /// [`Self::view`], not tracked; `None` once the page is left.
    pub fn present_view(self) -> Option<View> {
        self.view.try_get_untracked().map(viewed)
    }

    /// What is wanted now; not tracked.
    pub fn wanted(self) -> Wanted {
        self.state
            .try_with_value(|state| state.wanted.clone())
            .unwrap_or_default()
    }

    pub fn get(self, number: RequestNumber) -> Option<KeptRequest> {
        let get = |state: &State| state.list.get(number).cloned();
        self.state.try_with_value(get).flatten()
    }

    /// Reads something off the whole list; not tracked.
    pub fn with<T>(self, look: impl FnOnce(&List) -> T) -> Option<T> {
        self.state.try_with_value(|state| look(&state.list))
    }

    /// What draws the row of a number anew, from now on.
    pub fn row(self, number: RequestNumber) -> RwSignal<usize> {
        let turn = RwSignal::new(0);
        self.state.try_update_value(|state| {
            state.rows.retain(|(own, _)| *own != number);
            state.rows.push((number, turn));
        });
        turn
    }

    /// Another list is wanted.
    fn want(self, wanted: Wanted) {
        let before = self.wanted();
        if wanted == before {
            return;
        }
        let is_other_view = before.view != wanted.view;
        let is_longer = Wanted {
            pages: before.pages,
            ..wanted.clone()
        } == before;
        let view = place(wanted.view);
        self.state.try_update_value(|state| state.wanted = wanted);
        if is_other_view {
            self.drawn.set(Vec::new());
            self.view.set(view);
        }
        self.draw();
        if !is_other_view && !is_longer {
            // The heading of another view is said already.
            let count = self.count.get_untracked();
            live::announce(&(self.texts.requests().found)(count));
        }
        self.turn.update(|turn| *turn += 1);
    }

    /// Finds what is wanted and puts it on the page; then asks the server about it.
    fn draw(self) {
        let found = self
            .state
            .try_with_value(|state| state.list.find(&state.wanted));
        let Some(found) = found else { return };
        let drawn: Vec<_> = found.shown.iter().map(|number| number.compact()).collect();
        let is_empty = self.with(List::is_empty) == Some(true);
        // Set anew, each would draw what shows it anew.
        if self.is_empty.get_untracked() != is_empty {
            self.is_empty.set(is_empty);
        }
        if self.count.get_untracked() != found.count {
            self.count.set(found.count);
        }
        if *self.drawn.read_untracked() != drawn {
            self.drawn.set(drawn);
        }
        if self.view.get_untracked() == place(View::Figures) {
            return;
        }
        self.state.try_update_value(|state| {
            let (list, now) = (&state.list, format::now());
            let may_change = |number: &RequestNumber| {
                let kept = list.get(*number);
                kept.is_some_and(|kept| kept.may_change(&now))
            };
            state.round.show(found.shown.into_iter().filter(may_change));
        });
        self.ask();
    }

    fn read_if_changed(self) {
        let stamp = self.state.try_with_value(|state| state.stamp.clone());
        if stamp.is_some_and(|stamp| stamp != setting::read(Setting::Requests))
            && connection::is_visible()
        {
            self.read();
        }
    }

    /// Reads everything from the device; draws what is different.
    pub fn read(self) {
        leptos::task::spawn_local(async move {
            let stamp = setting::read(Setting::Requests);
            let all = kept::all().await;
            self.is_failed.try_set(all.is_err());
            let changed = self.state.try_update_value(|state| {
                state.stamp = stamp;
                all.map_or_else(|_| Vec::new(), |all| state.list.replace(all))
            });
            for number in changed.unwrap_or_default() {
                self.redraw(number);
            }
            self.is_read.try_set(true);
            self.turn.try_update(|turn| *turn += 1);
        });
    }

    /// Reads one request that has just come to the device.
    pub fn read_one(self, number: RequestNumber) {
        leptos::task::spawn_local(async move {
            if let Ok(Some(kept)) = kept::find(number).await {
                self.learn(kept);
            }
        });
    }

    /// Takes what is known of a request now, and draws its row alone.
    pub fn learn(self, kept: KeptRequest) {
        let number = kept.number;
        let is_news = self.state.try_update_value(|state| {
            let before = state.list.get(number);
            let is_news = before.is_none_or(|before| before.differs(&kept));
            state.list.put(kept);
            state.stamp = setting::read(Setting::Requests);
            is_news
        });
        if is_news == Some(true) {
            self.redraw(number);
            self.turn.try_update(|turn| *turn += 1);
        }
    }

    /// Takes a request out.
    pub fn drop(self, number: RequestNumber) {
        self.state.try_update_value(|state| {
            state.list.remove(number);
            state.stamp = setting::read(Setting::Requests);
        });
        self.turn.try_update(|turn| *turn += 1);
    }

    fn redraw(self, number: RequestNumber) {
        let row = self.state.try_with_value(|state| {
            let row = state.rows.iter().find(|(own, _)| *own == number);
            row.map(|(_, turn)| *turn)
        });
        if let Some(turn) = row.flatten() {
            // A row that has gone has no turn any more.
            turn.try_update(|turn| *turn += 1);
        }
    }
}

fn viewed(place: usize) -> View {
    VIEWS.get(place).map_or(View::Mine, |(_, view)| *view)
}

fn place(view: View) -> usize {
    let at = VIEWS.iter().position(|(_, own)| *own == view);
    at.unwrap_or_default()
}

/// Goes to an address without a jump of the page.
fn way(replace: bool) -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |address: String| {
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&address, options);
    })
}
