//! The questions of a form as its answers call for them: what is asked already stays as it is, with the cursor in it.

use leptos::prelude::*;
use opora_contract::{
    form::{Asked, Group},
    slug::Slug,
};

use super::question::question_view;
use crate::{
    browser::{focus, live},
    form::state::FormState,
    i18n::use_texts,
    ui::{
        field::input_id,
        page::HEADING,
        plain::{self, Rank, button, changing, nothing},
    },
};

/// Every question, those of a group in entries.
pub fn questions(state: FormState) -> AnyView {
    let places = Memo::new(move |_| {
        let mut places = state.asked(place);
        places.dedup();
        places
    });
    keyed(places, move |place: String| {
        let entry = place
            .split_once('/')
            .and_then(|(group, entry)| Some((Slug::parse(group)?, entry.parse().ok()?)));
        match entry {
            Some((group, entry)) => entry_view(state, &group, entry),
            None => question(state, &place),
        }
    })
}

/// Where a question stands: by itself, or in `{group}/{entry}`.
fn place(asked: &Asked) -> String {
    match &asked.field.group {
        Some(group) => format!("{group}/{}", asked.entry),
        None => asked.key.clone(),
    }
}

fn keyed(
    keys: Memo<Vec<String>>,
    draw: impl Fn(String) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    plain::keyed(keys, Callback::new(draw))
}

fn question(state: FormState, key: &str) -> AnyView {
    let field = state.form.with_value(|form| form.field_at(key).cloned());
    field.map_or_else(nothing, |field| question_view(state, field, key))
}

/// One entry of a group, with the ways to take it out and to add another.
fn entry_view(state: FormState, name: &Slug, entry: usize) -> AnyView {
    let texts = use_texts().form();
    let group = state.form.with_value(|form| {
        let mut groups = form.groups.iter();
        groups.find(|group| group.name == *name).cloned()
    });
    let Some(Group { name, label, max }) = group else {
        return nothing();
    };
    let own = format!("{name}/{entry}");
    let keys = Memo::new(move |_| {
        let asked = state.asked(|asked| (place(asked) == own).then(|| asked.key.clone()));
        asked.into_iter().flatten().collect()
    });
    let title = (texts.entry)(&label, entry);
    let (own_name, spoken) = (name.clone(), title.clone());
    let take_out = changing(move || {
        let (group, spoken) = (own_name.clone(), spoken.clone());
        if state.entries(&group) < 2 {
            return nothing();
        }
        let label = (texts.remove_entry)(&spoken);
        button(Rank::Quiet, label, move || {
            state.remove_entry(&group, entry);
            live::announce(&(texts.removed_entry)(&spoken));
            focus::by_id_soon(HEADING);
        })
    });
    let add = changing(move || {
        let group = name.clone();
        if state.entries(&group) != entry || entry >= max {
            return nothing();
        }
        button(Rank::Secondary, (texts.add_entry)(&label), move || {
            if let Some(key) = state.add_entry(&group) {
                focus::by_id_soon(input_id(&key));
            }
        })
    });
    view! {
        <fieldset class="entry">
            <legend class="entry__title">{title}</legend>
            {keyed(keys, move |key: String| question(state, &key))}
            {take_out}
        </fieldset>
        {add}
    }
    .into_any()
}
