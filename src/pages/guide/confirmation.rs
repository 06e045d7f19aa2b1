//! What opens the next step (spec B03).

use leptos::prelude::*;
use opora_contract::{
    guide::{Branch, Confirmation, Proof, Step},
    slug::Slug,
};

use super::{
    extra::{Extra, extra},
    walk::Walk,
};
use crate::{
    browser::{focus, live},
    i18n::use_texts,
    ui::{
        check::{Tick, tick},
        field::{field_error, input_id},
        plain::{Rank, block, button, element, words},
    },
};

/// Name of the field of a confirmation: there is one on a page.
pub const NAME: &str = "confirmation";

pub fn confirmation(walk: Walk, step: &Step) -> AnyView {
    let id = step.id.clone();
    let inner = match step.confirmation.clone() {
        Confirmation::Done { label, items } => done(walk, id, label, items),
        Confirmation::Choice { question, options } => choice(walk, id, question, options),
        other => vec![extra(walk, Extra::Confirmation(id, other))],
    };
    let attributes = vec![
        ("class", "confirm".to_owned()),
        ("aria-label", use_texts().guide().confirm.to_owned()),
    ];
    element("section", attributes, inner)
}

/// The id of a box or round by its place.
fn tick_id(at: usize) -> String {
    format!("{}-{at}", input_id(NAME))
}

/// What is asked, what is wrong with the answer, and the boxes.
fn set(title: String, error: RwSignal<Option<String>>, ticks: Vec<AnyView>) -> AnyView {
    let mut inner = vec![
        words("legend", "confirm__title", title),
        field_error(NAME, error.into()),
    ];
    inner.extend(ticks);
    block("fieldset", "field", inner)
}

fn done(walk: Walk, id: Slug, label: String, items: Vec<String>) -> Vec<AnyView> {
    let texts = use_texts().guide();
    let is_done = untrack(|| walk.progress()).proof(&id).is_some();
    let error = RwSignal::new(None::<String>);
    let ticked: Vec<_> = items.iter().map(|_| RwSignal::new(is_done)).collect();
    let boxes = items.into_iter().zip(ticked.clone()).enumerate();
    let boxes = boxes.map(|(at, (item, is_ticked))| {
        let change = move |now| {
            is_ticked.set(now);
            error.set(None);
        };
        let words = Tick {
            id: tick_id(at),
            label: item,
            hint: String::new(),
        };
        tick(words, None, is_ticked.into(), Callback::new(change))
    });
    let boxes = boxes.collect();
    let press = move || {
        let mut missing = ticked.iter();
        match missing.position(|is_ticked| !is_ticked.get_untracked()) {
            None => walk.pass(&id, Proof::Done),
            Some(at) => {
                error.set(Some(texts.tick_all.to_owned()));
                live::announce(texts.tick_all);
                focus::by_id_soon(tick_id(at));
            }
        }
    };
    vec![
        set(label, error, boxes),
        button(Rank::Primary, texts.done, press),
    ]
}

fn choice(walk: Walk, id: Slug, question: String, options: Vec<Branch>) -> Vec<AnyView> {
    let texts = use_texts().guide();
    let before = match untrack(|| walk.progress()).proof(&id) {
        Some(Proof::Chosen(value)) => Some(value.to_string()),
        _ => None,
    };
    let chosen = RwSignal::new(before);
    let error = RwSignal::new(None::<String>);
    let rounds = options.into_iter().enumerate().map(|(at, option)| {
        let value = option.value.to_string();
        let own = value.clone();
        let is_chosen = move || chosen.get().as_ref() == Some(&own);
        let choose = move |_| {
            chosen.set(Some(value.clone()));
            error.set(None);
        };
        let words = Tick {
            id: tick_id(at),
            label: option.label,
            hint: option.hint,
        };
        tick(
            words,
            Some(NAME),
            Signal::derive(is_chosen),
            Callback::new(choose),
        )
    });
    let rounds = rounds.collect();
    let press = move || match chosen.get_untracked().and_then(|value| Slug::parse(&value)) {
        Some(value) => walk.pass(&id, Proof::Chosen(value)),
        None => {
            error.set(Some(texts.choose.to_owned()));
            live::announce(texts.choose);
            focus::by_id_soon(tick_id(0));
        }
    };
    vec![
        set(question, error, rounds),
        button(Rank::Primary, texts.onward, press),
    ]
}
