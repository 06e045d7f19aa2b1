//! One question of a form, drawn by its kind.

use leptos::prelude::*;
use opora_contract::form::{CONSENT, Field as Question, FieldKind};

use super::{super::later, choice::ChoiceField, files::files_field, similar::similar_answers};
use crate::{
    form::state::FormState,
    i18n::{Texts, use_texts},
    ui::field::{Control, Field, FieldWords, described_by, field_error, input_id},
};

/// The field that says in a line what a request is about: answers to the same are offered under it.
const SUBJECT: &str = "subject";

/// The field of `question`, tied to the state of its form.
pub fn question_view(state: FormState, question: Question) -> AnyView {
    match question.kind {
        FieldKind::Choice => view! { <ChoiceField state=state question=question/> }.into_any(),
        FieldKind::Files => later(files_field(state, question)),
        FieldKind::Consent => consent(state, &question),
        FieldKind::Line
        | FieldKind::Date
        | FieldKind::Inn
        | FieldKind::Snils
        | FieldKind::Passport
        | FieldKind::Number
        | FieldKind::Unknown => line(state, question, Control::Line),
        FieldKind::Text => line(state, question, Control::Text),
        FieldKind::Phone => line(state, question, Control::Phone),
        FieldKind::Email => line(state, question, Control::Email),
    }
}

fn line(state: FormState, question: Question, control: Control) -> AnyView {
    let texts = use_texts();
    let name = question.name.to_string();
    let (value_name, error_name) = (name.clone(), name.clone());
    let (input_name, leave_name) = (name.clone(), name.clone());
    let value = Signal::derive(move || state.value(&value_name));
    let error = Signal::derive(move || state.error(&error_name));
    let similar = (name == SUBJECT).then(|| similar_answers(state, name.clone()));
    let counter = (control == Control::Text).then(|| counter(texts, value, question.max));
    view! {
        <Field
            name=name
            control=control
            words=FieldWords {
                label: question.label,
                hint: question.hint,
                optional: (!question.required).then_some(texts.form().optional),
            }
            value=value
            error=error
            on_input=Callback::new(move |text| state.set_value(&input_name, text))
            on_leave=Callback::new(move |()| state.leave(&leave_name))
        />
        {counter}
        {similar}
    }
    .into_any()
}

/// How much of the room is used; not announced on each letter.
fn counter(texts: Texts, value: Signal<String>, max: usize) -> AnyView {
    let text = move || {
        let actual = value.read().chars().count();
        if actual > max {
            (texts.form().counter_over)(actual - max)
        } else {
            (texts.form().counter)(actual, max)
        }
    };
    let over = move || (value.read().chars().count() > max).to_string();
    view! { <p class="field__counter" data-over=over>{text}</p> }.into_any()
}

fn consent(state: FormState, question: &Question) -> AnyView {
    let name = question.name.to_string();
    let id = input_id(&name);
    let (checked_name, change_name, error_name) = (name.clone(), name.clone(), name.clone());
    let error = Signal::derive(move || state.error(&error_name));
    let described_name = name.clone();
    let has_hint = !question.hint.is_empty();
    let described = move || described_by(&described_name, has_hint, error.read().is_some());
    let hint = has_hint.then(|| {
        view! { <p class="field__hint" id=format!("hint-{name}")>{question.hint.clone()}</p> }
    });
    let change = move |event| {
        let value = if event_target_checked(&event) {
            CONSENT
        } else {
            ""
        };
        state.set_value(&change_name, value.to_owned());
    };
    view! {
        <div class="field">
            {field_error(&name, error)}
            <div class="check">
                <input
                    id=id.clone()
                    class="check__box"
                    type="checkbox"
                    name=name
                    prop:checked=move || state.value(&checked_name) == CONSENT
                    aria-describedby=described
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:change=change
                />
                <label class="check__label" for=id>{question.label.clone()}</label>
            </div>
            {hint}
        </div>
    }
    .into_any()
}
