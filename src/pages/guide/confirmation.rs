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
    guide::unconfirmed::{Unconfirmed, What},
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
    let kept = Unconfirmed::new(&walk.guide(), step);
    let inner = match step.confirmation.clone() {
        Confirmation::Done { label, items } => done(walk, id, kept, (label, items)),
        Confirmation::Choice { question, options } => choice(walk, id, kept, (question, options)),
        other => vec![extra(walk, Extra::Confirmation(kept, id, other))],
    };
    let label = use_texts().guide().confirm;
    element(
        "section",
        &[("class", "confirm"), ("aria-label", label)],
        inner,
    )
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

/// A checklist. Its ticks are kept as a line of `+` and `-`.
fn done(
    walk: Walk,
    id: Slug,
    kept: Unconfirmed,
    (label, items): (String, Vec<String>),
) -> Vec<AnyView> {
    let texts = use_texts().guide();
    let is_done = untrack(|| walk.progress()).proof(&id).is_some();
    let before = kept.read(What::Answer);
    let error = RwSignal::new(None::<String>);
    let was_ticked = |at: usize| match &before {
        Some(ticks) => ticks.as_bytes().get(at) == Some(&b'+'),
        None => is_done,
    };
    let ticked: Vec<_> = (0..items.len())
        .map(|at| RwSignal::new(was_ticked(at)))
        .collect();
    let all = StoredValue::new(ticked.clone());
    let keep = Callback::new(move |()| {
        let tick = |is_ticked: &RwSignal<bool>| if is_ticked.get_untracked() { '+' } else { '-' };
        let ticks: String = all.with_value(|all| all.iter().map(tick).collect());
        kept.keep(What::Answer, &ticks);
    });
    let boxes = items.into_iter().zip(ticked.clone()).enumerate();
    let boxes = boxes.map(|(at, (item, is_ticked))| {
        let change = move |now| {
            is_ticked.set(now);
            error.set(None);
            keep.run(());
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

fn choice(
    walk: Walk,
    id: Slug,
    kept: Unconfirmed,
    (question, options): (String, Vec<Branch>),
) -> Vec<AnyView> {
    let texts = use_texts().guide();
    let confirmed = match untrack(|| walk.progress()).proof(&id) {
        Some(Proof::Chosen(value)) => Some(value.to_string()),
        _ => None,
    };
    let chosen = RwSignal::new(kept.read(What::Answer).or(confirmed));
    let keep = Callback::new(move |value: String| kept.keep(What::Answer, &value));
    let error = RwSignal::new(None::<String>);
    let rounds = options.into_iter().enumerate().map(|(at, option)| {
        let value = option.value.to_string();
        let own = value.clone();
        let is_chosen = move || chosen.get().as_ref() == Some(&own);
        let choose = move |_| {
            chosen.set(Some(value.clone()));
            error.set(None);
            keep.run(value.clone());
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
