//! What the applicant has to do: new items, and those asked for before, checked or sent back with what is wrong.

use leptos::prelude::*;
use opora::{
    browser::{focus, live},
    ui::{
        check::{Tick, tick},
        field::input_id,
        page::HEADING,
        plain::{Rank, button},
    },
};
use opora_contract::request::ActionState;

use super::desk::{Desk, Part};
use crate::{
    control::{self, Around},
    draft::Item,
    words::use_words,
};

/// The list of items. One stays as it is drawn while others come and go.
pub fn documents(desk: Desk) -> AnyView {
    let said = &use_words().step;
    let ids = Memo::new(move |_| {
        let draft = desk.draft.read();
        let ids = draft.step.items.iter().map(|item| item.id);
        ids.collect::<Vec<_>>()
    });
    let add = move || {
        let id = desk.draft.try_update(|draft| draft.step.add());
        if let Some(id) = id {
            focus::by_id_soon(input_id(&Item::field(id, "text")));
        }
    };
    view! {
        <fieldset class="field staff-documents">
            <legend class="field__label">{said.documents}</legend>
            <For
                each=move || ids.get().into_iter().enumerate()
                key=|&(at, id)| (at, id)
                children=move |(at, id)| item(desk, at + 1, id)
            />
            {button(Rank::Secondary, said.add, add)}
        </fieldset>
    }
    .into_any()
}

fn item(desk: Desk, at: usize, id: usize) -> AnyView {
    let said = &use_words().step;
    let is_old = read(desk, id, |item| item.is_old);
    let remove = move || {
        desk.draft
            .update(|draft| draft.step.items.retain(|item| item.id != id));
        live::announce(said.removed);
        focus::by_id_soon(HEADING);
    };
    let inner = if is_old {
        judged(desk, id)
    } else {
        view! {
            {line(desk, "text", id, "text", (said.document)(at), |item| &mut item.text)}
            {line(desk, "date", id, "due", said.due.to_owned(), |item| &mut item.due)}
            {button(Rank::Quiet, (said.remove)(at), remove)}
        }
        .into_any()
    };
    view! { <div class="staff-documents__item">{inner}</div> }.into_any()
}

/// An item that was asked for before: checked, or missing with what is wrong.
fn judged(desk: Desk, id: usize) -> AnyView {
    let words = use_words();
    let text = read(desk, id, |item| item.text.clone());
    let states = [
        ActionState::Checked,
        ActionState::Provided,
        ActionState::Missing,
    ];
    // What was not sent cannot wait for its check.
    let was = read(desk, id, |item| item.state);
    let offered = states
        .into_iter()
        .filter(|state| *state != ActionState::Provided || was == *state);
    let group: &'static str = GROUPS.get(id).copied().unwrap_or("state");
    let rounds = offered.map(|state| {
        let said = Tick {
            id: input_id(&Item::field(id, state_name(state))),
            label: (words.action)(state).to_owned(),
            hint: String::new(),
        };
        let is_on = Signal::derive(move || {
            let draft = desk.draft.read();
            let mut items = draft.step.items.iter();
            items.any(|item| item.id == id && item.state == state)
        });
        let change = Callback::new(move |_| write(desk, id, |item| item.state = state));
        tick(said, Some(group), is_on, change)
    });
    let is_missing = Memo::new(move |_| {
        let draft = desk.draft.read();
        let mut items = draft.step.items.iter();
        items.any(|item| item.id == id && item.state == ActionState::Missing)
    });
    let label = words.step.problem.to_owned();
    let problem = move || {
        let label = label.clone();
        is_missing
            .get()
            .then(|| line(desk, "text", id, "problem", label, |item| &mut item.problem))
    };
    view! {
        <fieldset>
            <legend class="staff-documents__text">{text}</legend>
            {rounds.collect_view()}
            {problem}
        </fieldset>
    }
    .into_any()
}

/// Names of the groups of rounds: as many as there may be items.
const GROUPS: [&str; 20] = [
    "state-0", "state-1", "state-2", "state-3", "state-4", "state-5", "state-6", "state-7",
    "state-8", "state-9", "state-10", "state-11", "state-12", "state-13", "state-14", "state-15",
    "state-16", "state-17", "state-18", "state-19",
];

const fn state_name(state: ActionState) -> &'static str {
    match state {
        ActionState::Checked => "checked",
        ActionState::Provided => "provided",
        ActionState::Missing => "missing",
    }
}

fn line(
    desk: Desk,
    kind: &'static str,
    id: usize,
    field: &'static str,
    label: String,
    place: fn(&mut Item) -> &mut String,
) -> AnyView {
    let said = &use_words().step;
    let name = Item::field(id, field);
    let around = Around {
        label,
        hint: if field == "problem" {
            said.problem_hint
        } else {
            ""
        },
        optional: (field == "due").then_some(said.optional),
    };
    let value = Signal::derive(move || {
        let draft = desk.draft.read();
        let item = draft.step.items.iter().find(|item| item.id == id);
        let mut item = item.cloned().unwrap_or_default();
        place(&mut item).clone()
    });
    let typed = Callback::new(move |text| write(desk, id, |item| *place(item) = text));
    let error = desk.mistake(Part::Step, name.clone());
    control::line(kind, &name, around, value, error, typed)
}

fn read<T: Default>(desk: Desk, id: usize, read: impl FnOnce(&Item) -> T) -> T {
    let draft = desk.draft.read_untracked();
    let item = draft.step.items.iter().find(|item| item.id == id);
    item.map(read).unwrap_or_default()
}

fn write(desk: Desk, id: usize, write: impl FnOnce(&mut Item)) {
    desk.draft.update(|draft| {
        if let Some(item) = draft.step.items.iter_mut().find(|item| item.id == id) {
            write(item);
        }
    });
}
