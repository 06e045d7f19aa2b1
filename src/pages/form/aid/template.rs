//! Ready-made texts of typical requests: choose one, fill in its blanks, put it into the form (spec D54, D55).

use std::collections::BTreeMap;

use leptos::prelude::*;
use opora_contract::form::{FieldKind, Template};

use crate::{
    browser::{focus, live},
    form::state::FormState,
    i18n::use_texts,
    ui::{
        field::{Control, Field, FieldWords, input_id},
        plain::{Rank, block, button, changing, disclosure, nothing, words},
    },
};

pub fn templates(state: FormState) -> AnyView {
    let texts = use_texts().aid();
    let chosen = RwSignal::new(None::<String>);
    let titles = Memo::new(move |_| {
        state.rests.track();
        let values = state.values.read_untracked();
        state.form.with_value(|form| {
            let fitting = form.templates_for(&values);
            fitting
                .iter()
                .map(|template| template.title.clone())
                .collect::<Vec<_>>()
        })
    });
    let list = changing(move || {
        let buttons = titles.get().into_iter().map(|title| {
            let own = title.clone();
            button(Rank::Secondary, title, move || {
                chosen.set(Some(own.clone()));
            })
        });
        block("div", "advice__ways", buttons.collect())
    });
    let shown = changing(move || {
        let title = chosen.get();
        let template = state.form.with_value(|form| {
            let mut templates = form.templates.iter();
            templates
                .find(|template| Some(&template.title) == title.as_ref())
                .cloned()
        });
        template.map_or_else(nothing, |template| filling(state, template))
    });
    let inner = block(
        "div",
        "",
        vec![words("p", "", texts.templates_lead), list, shown],
    );
    changing_place(titles, inner, texts.templates)
}

/// The list, closed; nothing at all where no text fits the answers.
fn changing_place(titles: Memo<Vec<String>>, inner: AnyView, title: &'static str) -> AnyView {
    let is_empty = move || titles.read().is_empty().to_string();
    let list = disclosure(
        "disclosure",
        title.to_owned(),
        false,
        Callback::new(|_| ()),
        inner,
    );
    view! { <div class="templates" data-empty=is_empty>{list}</div> }.into_any()
}

/// The blanks of a text, how it will read, and the way into the form.
fn filling(state: FormState, template: Template) -> AnyView {
    let texts = use_texts().aid();
    let blanks = RwSignal::new(BTreeMap::<String, String>::new());
    let fields = template.blanks().into_iter().enumerate().map(|(at, name)| {
        let (own, typed) = (name.to_owned(), name.to_owned());
        let value = Memo::new(move |_| blanks.read().get(&own).cloned().unwrap_or_default());
        view! {
            <Field
                name=format!("blank-{at}")
                control=Control::Line
                words=FieldWords { label: capitalised(name), hint: String::new(), optional: None }
                value=value
                error=Signal::stored(None::<String>)
                on_input=Callback::new(move |text| blanks.update(|blanks| { blanks.insert(typed.clone(), text); }))
                on_leave=Callback::new(|()| ())
            />
        }
        .into_any()
    });
    let fields = block("div", "", fields.collect());
    let own = template.clone();
    let preview = changing(move || {
        let filled = own.filled(&blanks.read());
        let texts = filled.into_values().map(|text| words("p", "", text));
        block("blockquote", "templates__preview", texts.collect())
    });
    let insert = button(Rank::Primary, texts.insert, move || {
        put(state, &template.filled(&blanks.get_untracked()));
        live::announce(texts.inserted);
    });
    block("div", "templates__filling", vec![fields, preview, insert])
}

/// Puts texts into the form. What the person has written stays: a text follows it, a line is left alone.
fn put(state: FormState, texts: &BTreeMap<String, String>) {
    for (name, text) in texts {
        let before = untrack(|| state.value(name));
        let kind = state
            .form
            .with_value(|form| form.field_at(name).map(|field| field.kind));
        if before.trim().is_empty() {
            state.set_value(name, text.clone());
        } else if kind == Some(FieldKind::Text) && !before.contains(text.as_str()) {
            state.set_value(name, format!("{before}\n\n{text}"));
        }
    }
    if let Some(name) = texts.keys().next() {
        focus::by_id(&input_id(name));
    }
}

/// A blank is named within a sentence; as a label it begins with a capital.
fn capitalised(name: &str) -> String {
    let mut letters = name.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    let first = match first {
        'а'..='я' => char::from_u32(u32::from(first) - 0x20).unwrap_or(first),
        other => other.to_ascii_uppercase(),
    };
    format!("{first}{}", letters.as_str())
}
