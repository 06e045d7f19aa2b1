//! One request of the list, and what can be done with it here.

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, page::Page};

use super::shelf::Shelf;
use crate::{
    browser::{
        event, focus,
        format::{self, Style},
        live,
    },
    form::{
        foreign,
        kept::{self, KeptRequest, wanted::View},
    },
    i18n::phrase,
    ui::{
        icon::icon,
        page::HEADING,
        plain::{Rank, block, button, changing, element, nothing, words},
    },
};

/// Id of the link of a row, by the compact number.
pub fn link_id(number: &str) -> String {
    format!("request-{number}")
}

/// Id of the question before a request goes off the device.
fn question_id(number: RequestNumber) -> String {
    format!("forget-{}", number.compact())
}

/// The row of a compact number. Its parts change with the request, without the rows around it.
pub fn row(shelf: Shelf, number: &str) -> AnyView {
    let Ok(number) = RequestNumber::parse(number) else {
        return nothing();
    };
    let turn = shelf.row(number);
    let part = move |draw: fn(Shelf, &KeptRequest) -> AnyView| {
        changing(move || {
            turn.track();
            let kept = shelf.get(number);
            kept.map_or_else(nothing, |kept| draw(shelf, &kept))
        })
    };
    let text = vec![part(told), more(shelf, number, turn)];
    let inner = vec![block("div", "row__text", text), part(status)];
    block("li", "row", inner)
}

fn told(shelf: Shelf, kept: &KeptRequest) -> AnyView {
    let own = shelf.texts.requests();
    let date = |moment: &str, style| format::date(moment, shelf.texts.language.tag(), style);
    let number = kept.number.to_string();
    let id = link_id(&kept.number.compact());
    let href = Page::Request(kept.number).path();
    let link = element(
        "a",
        &[("id", &id), ("href", &href)],
        vec![kept.subject.clone().into_any()],
    );
    let news = if kept.is_unread() {
        words("span", "row__news", own.is_unread)
    } else {
        nothing()
    };
    let mut facts = vec![number];
    if !kept.sent_at.is_empty() {
        facts.push(date(&kept.sent_at, Style::Moment));
        facts.push((own.kind_name)(kept.kind).to_owned());
    }
    if kept.is_archived {
        facts.push(own.in_archive.to_owned());
    }
    let mut inner = vec![
        block("span", "row__title", vec![link, news]),
        words("span", "row__detail", facts.join(" · ")),
    ];
    if kept.actions > 0 {
        let action = (own.action)(&kept.required, kept.actions - 1);
        let action = vec![icon("alert"), words("span", "", action)];
        inner.push(block("span", "row__action", action));
    }
    if shelf.is_refused(kept.number) {
        let refused = vec![icon("alert"), words("span", "", own.not_opened)];
        inner.push(block("span", "row__action", refused));
    }
    let expected = kept.term.as_ref().filter(|_| kept.status.is_open());
    if let Some(term) = expected {
        inner.push(words(
            "span",
            "row__detail",
            phrase::term(shelf.texts, term),
        ));
    } else if !kept.closed_at.is_empty() {
        let day = date(&kept.closed_at, Style::Date);
        inner.push(words("span", "row__detail", (own.over)(&day)));
    }
    if kept.is_stalled(&format::now()) {
        inner.push(words("span", "row__detail", own.stalled));
    }
    inner.into_any()
}

fn status(shelf: Shelf, kept: &KeptRequest) -> AnyView {
    let label = kept.status.label(kept.kind, shelf.texts.language);
    let state = if kept.status.is_open() {
        "open"
    } else {
        "over"
    };
    element(
        "span",
        &[("class", "status"), ("data-status", state)],
        vec![label.into_any()],
    )
}

/// What is rarely wanted, behind a word: fifty rows with two buttons each would be nothing but buttons.
fn more(shelf: Shelf, number: RequestNumber, turn: RwSignal<usize>) -> AnyView {
    if foreign::is_on() {
        return nothing();
    }
    let (is_open, is_asking) = (RwSignal::new(false), RwSignal::new(false));
    let toggled = move |event: leptos::ev::Event| {
        is_open.set(event::is_open(&event));
        is_asking.set(false);
    };
    let inner = move || {
        turn.track();
        match (is_open.get(), shelf.get(number)) {
            (true, Some(kept)) if is_asking.get() => question(shelf, &kept, is_asking),
            (true, Some(kept)) => ways(shelf, &kept, is_asking),
            _ => nothing(),
        }
    };
    let spoken = words("span", "visually-hidden", format!(": {number}"));
    view! {
        <details class="row__more" on:toggle=toggled>
            <summary>{shelf.texts.requests().ways}{spoken}</summary>
            {changing(inner)}
        </details>
    }
    .into_any()
}

fn ways(shelf: Shelf, kept: &KeptRequest, is_asking: RwSignal<bool>) -> AnyView {
    let own = shelf.texts.requests();
    let (number, is_archived) = (kept.number, kept.is_archived);
    let label = if is_archived {
        own.take_back
    } else {
        own.archive
    };
    let archive = button(Rank::Quiet, label, move || {
        archive(shelf, number, !is_archived)
    });
    let forget = button(Rank::Quiet, own.forget, move || {
        is_asking.set(true);
        focus::again_soon(question_id(number));
    });
    block("div", "row__ways", vec![archive, forget])
}

/// Asked first, in words: people take «убрать» for «отозвать».
fn question(shelf: Shelf, kept: &KeptRequest, is_asking: RwSignal<bool>) -> AnyView {
    let own = shelf.texts.requests();
    let number = kept.number;
    let asked = if kept.status.is_open() {
        own.forget_open
    } else {
        own.forget_over
    };
    let id = question_id(number);
    let asked = element(
        "p",
        &[("id", &id), ("tabindex", "-1")],
        vec![asked.into_any()],
    );
    let is_open = kept.status.is_open();
    let yes = button(Rank::Secondary, own.forget_yes, move || {
        forget(shelf, number, is_open)
    });
    let no = button(Rank::Quiet, own.forget_no, move || {
        is_asking.set(false);
        focus::again_soon(link_id(&number.compact()));
    });
    block(
        "div",
        "row__question",
        vec![asked, block("div", "row__ways", vec![yes, no])],
    )
}

fn archive(shelf: Shelf, number: RequestNumber, is_archived: bool) {
    let own = shelf.texts.requests();
    let next = beside(shelf, number);
    leptos::task::spawn_local(async move {
        let Ok(Some(kept)) = kept::archive(number, is_archived).await else {
            return live::announce(own.not_changed);
        };
        let is_over = kept.is_over();
        shelf.learn(kept);
        let said = if is_archived {
            own.archived
        } else {
            own.taken_back
        };
        live::announce(&said(&number.to_string()));
        // On another page the focus is where it belongs.
        let Some(view) = shelf.present_view() else {
            return;
        };
        let stays = view == View::History && (is_archived || is_over);
        let place = if stays {
            link_id(&number.compact())
        } else {
            next
        };
        focus::again_soon(place);
    });
}

fn forget(shelf: Shelf, number: RequestNumber, is_open: bool) {
    let own = shelf.texts.requests();
    let next = beside(shelf, number);
    leptos::task::spawn_local(async move {
        if kept::forget(number).await.is_err() {
            return live::announce(own.not_changed);
        }
        shelf.drop(number);
        live::announce(&(own.forgotten)(&number.to_string(), is_open));
        if shelf.present_view().is_some() {
            focus::again_soon(next);
        }
    });
}

/// Where the focus goes from a row that goes: the next one, the one before, or the heading.
fn beside(shelf: Shelf, number: RequestNumber) -> String {
    let drawn = shelf.drawn.get_untracked();
    let own = number.compact();
    let at = drawn
        .iter()
        .position(|drawn| *drawn == own)
        .unwrap_or_default();
    let next = drawn.get(at + 1).or_else(|| drawn.get(at.checked_sub(1)?));
    next.map_or_else(|| HEADING.to_owned(), |next| link_id(next))
}
