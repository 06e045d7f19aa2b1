//! Search, filter and order of the list. What is chosen goes into the address; the address makes the list.

use leptos::prelude::*;
use opora_contract::form::Kind;

use super::shelf::{Shelf, address};
use crate::{
    browser::timer,
    form::kept::wanted::{KINDS, Only, SORTS, STATUSES, Sort, Wanted, name, named},
    ui::{
        field::{Control, Field, FieldWords},
        plain::{block, changing, disclosure, link, nothing},
        select::select,
    },
};

/// How long a pause in typing is, in milliseconds.
const PAUSE: u64 = 150;

pub fn tools(shelf: Shelf) -> AnyView {
    let wanted = shelf.wanted();
    let is_open = wanted.only != Only::Any || wanted.kind.is_some() || wanted.sort != Sort::Newest;
    let chosen = block(
        "div",
        "tools__choices",
        vec![status(shelf), kind(shelf), sort(shelf)],
    );
    let narrow = shelf.texts.requests().narrow.to_owned();
    let more = disclosure(
        "tools__more",
        narrow,
        is_open,
        Callback::new(|_| ()),
        chosen,
    );
    let whole = move || {
        shelf.turn.track();
        let wanted = shelf.wanted();
        if wanted.is_narrowed() {
            let href = address(&wanted.whole());
            link("action", &href, shelf.texts.requests().whole)
        } else {
            nothing()
        }
    };
    block("div", "tools", vec![search(shelf), more, changing(whole)])
}

fn search(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let typed = RwSignal::new(shelf.wanted().text);
    // What was typed last and is in the address: another text there was not typed.
    let sent = StoredValue::new(shelf.wanted().text);
    Effect::new(move |_| {
        shelf.turn.track();
        let text = shelf.wanted().text;
        if sent.try_get_value().is_some_and(|sent| sent != text) {
            sent.set_value(text.clone());
            typed.set(text);
        }
    });
    let input = Callback::new(move |text: String| {
        typed.set(text.clone());
        timer::after_millis(PAUSE, move || {
            let is_latest = typed.try_get_untracked().as_ref() == Some(&text);
            if is_latest && sent.try_get_value().as_ref() != Some(&text) {
                sent.set_value(text.clone());
                // Letter by letter there would be no way back out of the page.
                go(shelf, shelf.replace, |wanted| wanted.text = text);
            }
        });
    });
    let words = FieldWords {
        label: own.search.to_owned(),
        hint: own.search_hint.to_owned(),
        optional: None,
    };
    view! {
        <Field
            name="search-requests"
            control=Control::Line
            words=words
            value=typed
            error=Signal::stored(None::<String>)
            on_input=input
            on_leave=Callback::new(|()| ())
        />
    }
    .into_any()
}

/// Goes to the same list but for this, from its beginning.
fn go(shelf: Shelf, way: Callback<String>, change: impl FnOnce(&mut Wanted)) {
    let mut wanted = shelf.wanted();
    change(&mut wanted);
    wanted.pages = 1;
    way.run(address(&wanted));
}

/// What the address says of one choice.
fn value(shelf: Shelf, word: fn(&Wanted) -> &'static str) -> Signal<String> {
    Signal::derive(move || {
        shelf.turn.track();
        word(&shelf.wanted()).to_owned()
    })
}

fn status(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let option = |(word, only): (&'static str, Only)| {
        let words = match only {
            Only::Any => own.any_status,
            Only::Unread => own.unread,
            Only::Required => own.required,
            Only::Status(status) => status.label(Kind::Unknown, shelf.texts.language),
        };
        (word, words.to_owned())
    };
    let change = Callback::new(move |word: String| {
        let only = named(&STATUSES, &word).unwrap_or_default();
        go(shelf, shelf.push, |wanted| wanted.only = only);
    });
    let chosen = value(shelf, |wanted| name(&STATUSES, wanted.only));
    let options = STATUSES.into_iter().map(option).collect();
    select("requests-status", own.status, options, chosen, change)
}

fn kind(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let option = |(word, kind): (&'static str, Option<Kind>)| {
        let words = kind.map_or(own.any_kind, own.kind_name);
        (word, words.to_owned())
    };
    let change = Callback::new(move |word: String| {
        let kind = named(&KINDS, &word).flatten();
        go(shelf, shelf.push, |wanted| wanted.kind = kind);
    });
    let chosen = value(shelf, |wanted| name(&KINDS, wanted.kind));
    let options = KINDS.into_iter().map(option).collect();
    select("requests-kind", own.kind, options, chosen, change)
}

fn sort(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let options = SORTS.iter().zip(own.sorts);
    let options = options.map(|((word, _), words)| (*word, words.to_owned()));
    let change = Callback::new(move |word: String| {
        let sort = named(&SORTS, &word).unwrap_or_default();
        go(shelf, shelf.push, |wanted| wanted.sort = sort);
    });
    let chosen = value(shelf, |wanted| name(&SORTS, wanted.sort));
    select("requests-sort", own.sort, options.collect(), chosen, change)
}
