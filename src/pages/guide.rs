//! A guide: its first page, one step at a time, all steps at once, its end.

mod check;
mod confirmation;
mod extra;
mod finish;
mod phone;
mod practice;
mod start;
mod step;
mod steps;
mod trouble;
mod walk;
mod whole;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    guide::{Guide, Step},
    page::Page,
    slug::Slug,
};

use self::{
    extra::{Extra, extra},
    walk::Walk,
};
use super::{Build, fetched_page, reading};
use crate::{
    api::use_client,
    browser::{
        event, look,
        page::{self as document},
        setting::{self, Setting},
        timer,
    },
    guide::{parcel, picture::provide_stillness},
    i18n::{Texts, use_texts},
    route::{self, Query},
    ui::{
        breadcrumb::Breadcrumb,
        page::Heading,
        plain::{Rank, block, button, changing, element, link, nothing, toggle, words},
    },
};

/// Where somebody goes who must leave at once: a page that looks harmless to whoever looks on.
const ELSEWHERE: &str = "https://yandex.ru/pogoda";
/// Within how many milliseconds three presses of Escape leave the site.
const ESCAPES_WITHIN: u64 = 3_000;

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn guide_page(guide: Slug) -> Build {
    Arc::new(move || page(guide.clone()))
}

/// What the address asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Start,
    All,
    /// Index of a step; the number of the step asked for when that one is still locked, else 0.
    Step(usize, usize),
    Finish,
}

fn page(guide: Slug) -> AnyView {
    let client = use_client();
    let read = move || {
        let (client, guide) = (client.clone(), guide.clone());
        reading(async move { client.guide(&guide).await })
    };
    view! { <div class="frame page">{fetched_page(read, opened)}</div> }.into_any()
}

fn opened(guide: Guide) -> AnyView {
    let texts = use_texts();
    let (name, is_sensitive) = (guide.title.clone(), guide.sensitive);
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Guides.path(), texts.guides().title.to_owned()),
    ];
    let walk = Walk::new(guide);
    let place = placed(walk);
    let own = name.clone();
    let title = Signal::derive(move || match place.get() {
        Place::Step(at, _) => step_at(walk, at).map(|step| step.title).unwrap_or_default(),
        Place::Finish => format!("{}: {own}", texts.guide().finish_title),
        Place::Start | Place::All => own.clone(),
    });
    let body = move || match place.get() {
        Place::Start => start::start(walk),
        Place::All => extra(walk, Extra::Whole),
        Place::Step(at, asked) => match step_at(walk, at) {
            Some(step) => step::step(walk, &step, at, asked),
            None => nothing(),
        },
        Place::Finish => finish::finish(walk),
    };
    provide_stillness();
    let is_simple = RwSignal::new(setting::read(Setting::Simple).is_some() || look::is_simple());
    let leave = if is_sensitive {
        leave(texts, walk)
    } else {
        nothing()
    };
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        {leave}
        <div class="guide" data-simple=move || is_simple.get().to_string()>
            {above(texts, walk, place, name)}
            <Heading title=title site=texts.shell().site/>
            {changing(body)}
            {tools(texts, walk, place, is_simple)}
        </div>
    }
    .into_any()
}

/// The step at a place of the way; not tracked.
fn step_at(walk: Walk, at: usize) -> Option<Step> {
    let way = untrack(|| walk.way());
    walk.guide().steps.get(way.rows.get(at)?.index).cloned()
}

/// What the address asks for, as far as the person is: who asks for a locked step gets the first open one, and an
/// address that says so.
fn placed(walk: Walk) -> Memo<Place> {
    let (number, all) = (route::query(Query::Step), route::query(Query::All));
    let asked = move || number.get().and_then(|number| number.parse::<usize>().ok());
    // The page lives on until the code of the next one has come: the address is not its own then.
    let (address, own) = (route::page(), Page::Guide(walk.name()));
    let is_here = Memo::new(move |_| address.get().as_ref() == Some(&own));
    // The step that was refused, and the one shown instead.
    let refused = StoredValue::new(0);
    let instead = StoredValue::new(0);
    let place = Memo::new(move |before: Option<&Place>| {
        if !is_here.get() {
            return before.copied().unwrap_or(Place::Start);
        }
        if all.get().is_some() {
            return Place::All;
        }
        let Some(number) = asked() else {
            return Place::Start;
        };
        let landing = walk.land(number);
        if landing.at >= walk.way().rows.len() {
            return Place::Finish;
        }
        if landing.refused {
            refused.set_value(number);
            instead.set_value(landing.at + 1);
        } else if instead.get_value() != landing.at + 1 {
            // Said as long as the person stays at the step.
            refused.set_value(0);
        }
        Place::Step(landing.at, refused.get_value())
    });
    Effect::new(move |_| {
        if let (Place::Step(at, _), Some(asked)) = (place.get(), asked())
            && asked != at + 1
            && is_here.get()
        {
            walk.correct(at + 1);
        }
    });
    place
}

/// What stands above the heading: the guide, the number of the step, how much is left.
fn above(texts: Texts, walk: Walk, place: Memo<Place>, name: String) -> AnyView {
    let texts = texts.guide();
    changing(move || {
        let Place::Step(at, _) = place.get() else {
            return nothing();
        };
        let way = walk.way();
        let count = way.rows.len();
        let mut line = (texts.step_of)(at + 1, count);
        if way.minutes_left > 0 {
            line = format!("{line} · {}", (texts.minutes_left)(way.minutes_left));
        }
        let (max, value) = (count.to_string(), way.done.to_string());
        let bar = [
            ("class", "guide__bar"),
            ("aria-hidden", "true"),
            ("max", max.as_str()),
            ("value", value.as_str()),
        ];
        vec![
            words("p", "guide__name", name.clone()),
            words("p", "guide__place", line),
            element("progress", &bar, Vec::new()),
        ]
        .into_any()
    })
}

/// Ways on that are the same at every step.
fn tools(texts: Texts, walk: Walk, place: Memo<Place>, is_simple: RwSignal<bool>) -> AnyView {
    let texts = texts.guide();
    let other = changing(move || match place.get() {
        Place::All => link("action", &Page::Guide(walk.name()).path(), texts.one_by_one),
        _ => link("action", &route::all_steps(&walk.name()), texts.all),
    });
    let simple = move |()| {
        let next = !is_simple.get_untracked();
        is_simple.set(next);
        setting::write(Setting::Simple, next.then_some("1"));
    };
    let label = Signal::stored(texts.simple.to_owned());
    let tools = vec![
        other,
        toggle(
            Rank::Quiet,
            label,
            Some(is_simple.into()),
            Callback::new(simple),
        ),
        button(Rank::Quiet, texts.print, document::print),
    ];
    let number = Signal::derive(move || match place.get() {
        Place::Step(at, _) => at + 1,
        Place::Finish => walk.way().rows.len() + 1,
        Place::Start | Place::All => 0,
    });
    // Stays while the steps change.
    let is_all = Memo::new(move |_| place.get() == Place::All);
    let phone = changing(move || extra(walk, Extra::Phone(number, is_all.get())));
    vec![block("div", "guide__tools", tools), phone].into_any()
}

/// Leaves nothing of the guide to be seen, not even while the other site is on its way.
fn elsewhere(walk: Walk) {
    parcel::forget();
    walk.forget();
    document::leave(ELSEWHERE);
}

/// The control that leaves the site at once; Escape pressed three times does the same.
fn leave(texts: Texts, walk: Walk) -> AnyView {
    let texts = texts.guide();
    let presses = StoredValue::new(0_u32);
    if let Some(body) = document::main().and_then(|main| main.parent_element()) {
        event::listen(&body, "keydown", move |event| {
            // Held down, or pressed to close something, it is no wish to leave.
            if event::is_repeat(&event) || event.default_prevented() {
                return;
            }
            let is_escape = event::key(&event).as_deref() == Some("Escape");
            let count = if is_escape {
                presses.get_value() + 1
            } else {
                0
            };
            presses.set_value(count);
            if count == 1 {
                timer::after_millis(ESCAPES_WITHIN, move || {
                    presses.try_set_value(0);
                });
            }
            if count >= 3 {
                elsewhere(walk);
            }
        });
    }
    let inner = vec![
        button(Rank::Secondary, texts.leave, move || elsewhere(walk)),
        words("p", "guide__leave-hint", texts.leave_hint),
    ];
    block("div", "guide__leave", inner)
}
