//! The list itself: what is wanted of it, its rows, the way to more of them.

use leptos::prelude::*;
use opora_contract::page::Page;

use super::{
    super::framed::says_no_storage,
    row::{link_id, row},
    shelf::{Shelf, address},
    tools::tools,
};
use crate::{
    browser::{focus, live, timer},
    form::kept::wanted::{PAGE, View},
    ui::{
        notice::{Notice, Tone},
        plain::{Rank, block, button, changing, element, keyed, link, nothing, words},
    },
};

/// With fewer requests there is nothing to search.
const FEW: usize = 2;
/// When new rows are there to be led to, in milliseconds.
const DRAWN: u64 = 50;

pub fn rows(shelf: Shelf) -> AnyView {
    let view = untrack(move || shelf.view());
    let (has_tools, has_rows) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| {
        shelf.turn.track();
        let all = shelf.with(|list| list.count(view)).unwrap_or_default();
        let is_searched = all >= FEW || shelf.wanted().is_narrowed();
        for (signal, value) in [(has_tools, is_searched), (has_rows, all > 0)] {
            // Set anew, it would draw everything anew.
            if signal.get_untracked() != value {
                signal.set(value);
            }
        }
    });
    changing(move || {
        if has_rows.get() {
            filled(shelf, view, has_tools)
        } else {
            empty(shelf, view)
        }
    })
}

fn filled(shelf: Shelf, view: View, has_tools: RwSignal<bool>) -> AnyView {
    let own = shelf.texts.requests();
    let (title, label) = match view {
        View::History => (nothing(), own.views[1]),
        View::Mine | View::Figures => (words("h2", "", own.list), own.list),
    };
    let tools = move || {
        if has_tools.get() {
            tools(shelf)
        } else {
            nothing()
        }
    };
    let drawn = Memo::new(move |_| shelf.drawn.get());
    let draw = Callback::new(move |number: String| row(shelf, &number));
    let attributes = [("class", "rows"), ("aria-label", label)];
    let inner = vec![
        title,
        changing(tools),
        changing(move || summary(shelf)),
        element("ul", &attributes, vec![keyed(drawn, draw)]),
        changing(move || rest(shelf)),
        changing(move || words("p", "requests__age", shelf.age.get())),
    ];
    block("section", "requests", inner)
}

/// Why there is nothing, and what to do.
fn empty(shelf: Shelf, view: View) -> AnyView {
    let own = shelf.texts.requests();
    if shelf.is_failed.get() {
        if says_no_storage() {
            return nothing();
        }
        let notice = own.storage_failed;
        return view! { <Notice tone=Tone::Attention title=notice.title detail=notice.detail/> }
            .into_any();
    }
    if !shelf.is_read.get() {
        return nothing();
    }
    shelf.turn.track();
    let has_any = shelf.with(|list| !list.is_empty()).unwrap_or_default();
    match (view == View::Mine, has_any) {
        (true, false) if shelf.pending.get() > 0 => nothing(),
        (true, false) => {
            let write = link(
                "action",
                &Page::NewRequest.path(),
                shelf.texts.shell().write,
            );
            let inner = vec![words("p", "", own.empty), block("p", "", vec![write])];
            block("div", "empty", inner)
        }
        (true, true) => block("div", "empty", vec![words("p", "", own.mine_empty)]),
        (false, _) => block("div", "empty", vec![words("p", "", own.history_empty)]),
    }
}

/// How many there are, where that says something.
fn summary(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    shelf.turn.track();
    let (count, drawn) = (shelf.count.get(), shelf.drawn.read().len());
    if !shelf.wanted().is_narrowed() {
        let shown = (own.shown)(drawn, count);
        return if count > drawn {
            words("p", "requests__count", shown)
        } else {
            nothing()
        };
    }
    let said = if count == 0 {
        own.none.to_owned()
    } else {
        (own.found)(count)
    };
    words("p", "requests__count", said)
}

/// The way to more rows.
fn rest(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let (count, drawn) = (shelf.count.get(), shelf.drawn.read().len());
    if count <= drawn {
        return nothing();
    }
    let press = move || {
        let mut wanted = shelf.wanted();
        wanted.pages += 1;
        shelf.replace.run(address(&wanted));
        timer::after_millis(DRAWN, move || {
            let Some(drawn) = shelf.drawn.try_get_untracked() else {
                return;
            };
            if let Some(number) = drawn.get(wanted.most() - PAGE) {
                focus::by_id(&link_id(number));
            }
            live::announce(&(own.shown)(drawn.len(), count));
        });
    };
    let more = (own.more)(PAGE.min(count - drawn));
    let inner = vec![
        button(Rank::Secondary, more, press),
        words("span", "", (own.shown)(drawn, count)),
    ];
    block("p", "requests__more", inner)
}
