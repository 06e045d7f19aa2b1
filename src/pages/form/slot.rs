//! The time of a callback: a day, and the times of it that somebody can still have (spec F33); and what is promised to
//! whoever sends now (F32).

use leptos::prelude::*;
use opora_contract::{contact::Slots, form::Field, timestamp::Timestamp};

use super::super::{fetched, reading};
use crate::{
    api::{self, use_client},
    browser::{
        format::{Face, MOSCOW, face},
        timer,
    },
    form::state::FormState,
    i18n::{phrase, phrase::Place, use_texts},
    ui::{
        field::{described_by, field_error, input_id},
        plain::{block, changing, element, nothing, words},
        select::choices,
    },
};

/// How long what was promised stays on the screen, in seconds.
const FRESH: u64 = 60;

/// The question. Times are read anew when the server has refused one: others were faster.
pub fn slot_field(state: FormState, question: Field, key: String) -> AnyView {
    let error_name = key.clone();
    let error = Memo::new(move |_| state.error(&error_name));
    let described_name = key.clone();
    let has_hint = !question.hint.is_empty();
    let described = move || described_by(&described_name, has_hint, error.read().is_some());
    let hint = match has_hint {
        true => element(
            "p",
            &[("class", "field__hint"), ("id", &format!("hint-{key}"))],
            vec![question.hint.into_any()],
        ),
        false => nothing(),
    };
    let message = field_error(&key, error.into());
    let client = use_client();
    let read = move || {
        error.track();
        let client = client.clone();
        reading(async move { client.call_slots().await })
    };
    let times = fetched(read, move |slots: Slots| times(state, key.clone(), slots));
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend class="field__label">{question.label}</legend>
            {hint}
            {message}
            {times}
        </fieldset>
    }
    .into_any()
}

/// The days with their times, in the order of time. A day is what Moscow's calendar calls it.
fn days(language: &str, slots: Slots) -> Vec<(String, Vec<Timestamp>)> {
    let mut days: Vec<(String, Vec<Timestamp>)> = Vec::new();
    for time in slots.times {
        let day = face(time.as_str(), language, MOSCOW, Face::Day);
        match days.last_mut() {
            Some((known, times)) if *known == day => times.push(time),
            _ => days.push((day, vec![time])),
        }
    }
    days
}

fn times(state: FormState, key: String, slots: Slots) -> AnyView {
    let texts = use_texts();
    let said = texts.reach();
    let days = days(texts.language.tag(), slots);
    let Some((first, _)) = days.first() else {
        return words("p", "", said.slot_none);
    };
    let chosen = untrack(|| state.value(&key));
    let holds = |times: &[Timestamp]| times.iter().any(|time| time.as_str() == chosen);
    let open = days.iter().find(|(_, times)| holds(times));
    let day = RwSignal::new(open.map_or(first, |(day, _)| day).clone());
    let options = days.iter().map(|(day, _)| (day.clone(), day.clone()));
    let change = Callback::new(move |chosen| day.set(chosen));
    let choice = choices(
        format!("{}-day", input_id(&key)),
        said.slot_day,
        options.collect(),
        day.into(),
        change,
    );
    let days = StoredValue::new(days);
    let own = key.clone();
    let shown = changing(move || {
        let day = day.get();
        let times = days.with_value(|days| {
            let mut days = days.iter();
            days.find(|(known, _)| *known == day)
                .map(|(_, times)| times.clone())
        });
        let tiles = times.unwrap_or_default().into_iter().enumerate();
        let tiles = tiles.map(|(at, time)| tile(state, &own, at, &time));
        block("div", "slots", tiles.collect())
    });
    let told = changing(move || {
        let chosen = Timestamp::parse(&state.value(&key));
        chosen.map_or_else(nothing, |chosen| {
            let slot = phrase::slot(Place::here(texts), &chosen);
            words("p", "", (said.slot_chosen)(&slot))
        })
    });
    let inner = vec![
        block("div", "slots__day", vec![choice]),
        words("p", "visually-hidden", said.slot_times),
        shown,
        element(
            "div",
            &[("class", "slots__chosen"), ("role", "status")],
            vec![told],
        ),
    ];
    inner.into_any()
}

fn tile(state: FormState, key: &str, at: usize, time: &Timestamp) -> AnyView {
    let texts = use_texts();
    // The first one carries the field's id: the error summary leads to it.
    let id = match at {
        0 => input_id(key),
        _ => format!("{}-{at}", input_id(key)),
    };
    let language = texts.language.tag();
    let moscow = face(time.as_str(), language, MOSCOW, Face::Time);
    let own = phrase::other(Place::here(texts), time);
    let own = own.map(|own| words("span", "check__hint", (texts.reach().slot_hour)(&own)));
    let value = time.to_string();
    let (checked_key, checked) = (key.to_owned(), value.clone());
    let (change_key, change) = (key.to_owned(), value.clone());
    view! {
        <div class="check">
            <input
                id=id.clone()
                class="check__box"
                type="radio"
                name=key.to_owned()
                value=value
                prop:checked=move || state.value(&checked_key) == checked
                on:change=move |_| state.set_value(&change_key, change.clone())
            />
            <label class="check__label" for=id>{moscow}{own}</label>
        </div>
    }
    .into_any()
}

/// `Если отправить сейчас: Позвоним до 14:35`, anew each minute. Nothing where that is not known. `can_choose` says where another
/// time can be chosen.
pub fn promise(can_choose: bool) -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let found = RwSignal::new(String::new());
    let ask = move || {
        let client = client.clone();
        leptos::task::spawn_local(async move {
            if let Ok(text) = client.call_slots().await {
                found.try_set(text);
            }
        });
    };
    ask();
    timer::every_seconds(FRESH, ask);
    changing(move || {
        let Ok(slots) = api::parse::<Slots>(&found.read()) else {
            return nothing();
        };
        let Some(call) = slots.soon else {
            return nothing();
        };
        let said = texts.reach();
        let told = phrase::call(Place::here(texts), &call, slots.now.as_str());
        let mut inner = vec![
            words("p", "known__label", said.call_promise),
            words("p", "notice__title", told),
        ];
        if can_choose {
            inner.push(words("p", "", said.call_promise_note));
        }
        let inner = vec![block("div", "notice__text", inner)];
        element(
            "div",
            &[("class", "notice"), ("data-tone", "neutral")],
            inner,
        )
    })
}
