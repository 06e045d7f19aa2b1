//! Everything once more before it is sent: read, go back to any answer, send.

use leptos::prelude::*;
use opora_contract::{
    form::{FieldKind, Kind},
    timestamp::Timestamp,
};

use super::{Sending, Sheet, filling::failure, slot::promise, told::told};
use crate::{
    browser::{event, page, timer},
    form::state::FormState,
    i18n::{phrase, phrase::Place, use_texts},
    ui::{
        field::input_id,
        page::Heading,
        plain::{Rank, block, button, element, nothing, words},
    },
};

/// How long after it has come the page may meet the second press of a double click, in milliseconds.
const DOUBLE: u64 = 500;

pub fn review(sheet: Sheet) -> AnyView {
    keep_focus();
    let texts = use_texts();
    let own = texts.review();
    let all = untrack(|| answers(sheet.state));
    let (given, left_out): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|answer| !answer.lines.is_empty());
    let left_out: Vec<String> = left_out.into_iter().map(|answer| answer.label).collect();
    let left_out = if left_out.is_empty() {
        nothing()
    } else {
        words("p", "review__rest", (own.left_out)(&left_out.join(", ")))
    };
    let rows = given.into_iter().map(|answer| row(sheet, answer));
    let rows = block("dl", "review", rows.collect());
    let is_running = move || sheet.sending.read() == Sending::Running;
    let label = move || {
        if is_running() {
            texts.form().sending
        } else {
            texts.form().send
        }
    };
    let send = move |event: leptos::ev::MouseEvent| {
        // The second press of a double click on the form meets this page.
        if event::presses(&event) <= 1.0 {
            sheet.send.run(());
        }
    };
    let values = sheet.state.values.get_untracked();
    let is_soon = sheet.state.form.with_value(|form| {
        let mut asked = form.asked(&values).into_iter();
        form.kind == Kind::Callback && !asked.any(|asked| asked.field.kind == FieldKind::Slot)
    });
    let promise = is_soon.then(|| promise(false));
    let back = button(Rank::Quiet, own.back, move || {
        sheet.mend.run(String::new());
    });
    view! {
        <Heading title=own.title.to_owned() site=texts.shell().site/>
        <p class="lead">{own.lead}</p>
        {rows}
        {left_out}
        {told(sheet)}
        {promise}
        {failure(sheet)}
        <div class="form__end">
            <button type="button" class="button" aria-busy=move || is_running().to_string() on:click=send>
                {label}
            </button>
            {back}
        </div>
    }
    .into_any()
}

/// The second press of a double click on the form meets this page: it takes the focus from the heading to nowhere else.
fn keep_focus() {
    let has_just_come = StoredValue::new(true);
    timer::after_millis(DOUBLE, move || {
        has_just_come.try_set_value(false);
    });
    if let Some(main) = page::main() {
        event::listen(&main, "mousedown", move |event| {
            if has_just_come.get_value() && event::presses(&event) > 1.0 {
                event.prevent_default();
            }
        });
    }
}

/// An answer as people read it; no lines when there is none.
struct Answer {
    key: String,
    label: String,
    lines: Vec<String>,
}

/// The answers in the order of their questions, files included.
fn answers(state: FormState) -> Vec<Answer> {
    let texts = use_texts();
    let own = texts.review();
    let values = state.values.get_untracked();
    state.asked(|question| {
        let field = question.field;
        let typed = question.value(&values);
        let label = state
            .form
            .with_value(|form| form.label_at(&question.key))
            .unwrap_or_default();
        let said = match field.kind {
            FieldKind::Choice => {
                let mut options = field.options.iter();
                let chosen = options.find(|option| option.value.as_str() == typed);
                chosen
                    .map(|option| option.label.clone())
                    .unwrap_or_default()
            }
            FieldKind::Slot => Timestamp::parse(typed)
                .map(|start| phrase::slot(Place::here(texts), &start))
                .unwrap_or_default(),
            FieldKind::Consent if typed == field.agreed() => own.yes.to_owned(),
            _ => typed.to_owned(),
        };
        let mut lines: Vec<String> = said.lines().map(str::to_owned).collect();
        if field.kind == FieldKind::Files {
            lines = state.files.with_untracked(|files| {
                let line = |file: &crate::form::state::FileState| {
                    let described = file.description.get_untracked();
                    if described.is_empty() {
                        file.file.name.clone()
                    } else {
                        format!("{} — {described}", file.file.name)
                    }
                };
                files.iter().map(line).collect()
            });
        }
        Answer {
            key: question.key.clone(),
            label,
            lines,
        }
    })
}

fn row(sheet: Sheet, answer: Answer) -> AnyView {
    let own = use_texts().review();
    let id = input_id(&answer.key);
    let change = move |event: leptos::ev::MouseEvent| {
        if event::presses(&event) <= 1.0 {
            sheet.mend.run(id.clone());
        }
    };
    let hidden = words("span", "visually-hidden", format!(": {}", answer.label));
    let link = view! {
        <button type="button" class="button" data-rank="quiet" on:click=change>{own.change}{hidden}</button>
    };
    let lines = answer.lines.into_iter().map(|line| words("p", "", line));
    element(
        "div",
        &[("class", "review__row")],
        vec![
            words("dt", "review__label", answer.label),
            block("dd", "review__value", lines.collect()),
            block("dd", "review__change", vec![link.into_any()]),
        ],
    )
}
