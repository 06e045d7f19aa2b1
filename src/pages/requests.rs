//! «Мои обращения», «История запросов» and «Моя статистика»: the requests of this device, what waits to be sent, and the
//! look-up by number.

mod figures;
mod files;
mod import;
mod part;
mod pending;
mod row;
mod rows;
mod shelf;
mod tools;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora_contract::page::Page;

use self::{
    part::{Part, part},
    shelf::Shelf,
};
use super::{Build, framed::list_storage, lookup::LookUp, way_home};
use crate::{
    form::{
        foreign,
        kept::wanted::{VIEWS, View, Wanted},
    },
    i18n::{Texts, use_texts},
    ui::{
        notice::{Notice, Tone},
        page::Heading,
        plain::{block, changing, element, nothing, words},
    },
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn requests_page() -> Build {
    Arc::new(page)
}

fn page() -> AnyView {
    let texts = use_texts();
    let own = texts.requests();
    let shelf = Shelf::open();
    let title = Signal::derive(move || {
        let title = match shelf.view() {
            View::Mine => own.title,
            View::History => own.views[1],
            View::Figures => own.figures_title,
        };
        title.to_owned()
    });
    let lead = move || {
        let lead = match shelf.view() {
            View::Mine => own.lead,
            View::History => own.history_lead,
            View::Figures => own.figures_lead,
        };
        words("p", "lead", lead)
    };
    // Another view draws what it has and what it has not.
    let above = move || match shelf.view() {
        View::Mine => pending::pending(shelf),
        View::History | View::Figures => nothing(),
    };
    let list = move || match shelf.view() {
        View::Mine | View::History => rows::rows(shelf),
        View::Figures => part(shelf, Part::Figures),
    };
    let below = move || match shelf.view() {
        View::Mine => find(shelf),
        View::History | View::Figures => nothing(),
    };
    let inner = vec![
        way_home(texts),
        view! { <Heading title=title site=texts.shell().site/> }.into_any(),
        changing(lead),
        views(shelf),
        strange_device(texts),
        list_storage(),
        changing(above),
        changing(list),
        changing(below),
        part(shelf, Part::Files),
    ];
    block("div", "frame page", inner)
}

/// Links between the views, so that each has an address.
fn views(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let link = |(view, title): (View, &'static str)| {
        let wanted = Wanted {
            view,
            ..Wanted::default()
        };
        let href = shelf::address(&wanted);
        let drawn = move || {
            let mut attributes = vec![("class", "chip"), ("href", href.as_str())];
            if shelf.view() == view {
                attributes.push(("aria-current", "page"));
            }
            element("a", &attributes, vec![title.into_any()])
        };
        block("li", "", vec![changing(drawn)])
    };
    let views = VIEWS.iter().map(|(_, view)| *view).zip(own.views);
    let list = block("ul", "filter__list", views.map(link).collect());
    let label = [("class", "views"), ("aria-label", own.views_label)];
    element("nav", &label, vec![list])
}

fn strange_device(texts: Texts) -> AnyView {
    if !foreign::is_on() {
        return nothing();
    }
    let notice = texts.requests().foreign;
    view! { <Notice tone=Tone::Neutral title=notice.title detail=notice.detail/> }.into_any()
}

/// The look-up, and the way in for a draft of another device.
fn find(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let navigate = use_navigate();
    let opens =
        Callback::new(move |number| navigate(&Page::Request(number).path(), Default::default()));
    let look_up = vec![
        words("h2", "", own.find),
        words("p", "", own.find_detail),
        view! { <LookUp number=None on_found=opens/> }.into_any(),
    ];
    vec![
        block("section", "panel", look_up),
        part(shelf, Part::Import),
    ]
    .into_any()
}
