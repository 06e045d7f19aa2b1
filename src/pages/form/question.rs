//! One question of a form, drawn by its kind.

use leptos::prelude::*;
use opora_contract::form::{Field as Question, FieldKind};

use super::{
    super::{later, prose::prose},
    choice::ChoiceField,
    files::files_field,
    part::{Part, part},
};
use crate::{
    browser::focus,
    form::state::FormState,
    i18n::{Texts, use_texts},
    ui::{
        field::{Control, Field, FieldWords, described_by, field_error, input_id},
        plain::{Rank, block, button, changing, disclosure, nothing},
    },
};

/// The field that says in a line what a request is about: answers to the same are offered under it.
pub const SUBJECT: &str = "subject";

/// The field of `question`, tied to the state of its form by the key of its value.
pub fn question_view(state: FormState, question: Question, key: &str) -> AnyView {
    match question.kind {
        FieldKind::Choice => {
            let aid = question
                .options
                .iter()
                .any(|option| !option.words.is_empty());
            let aid = aid.then(|| part(Part::Likely(state, key.to_owned())));
            view! { <ChoiceField state=state question=question key=key.to_owned()/>{aid} }
                .into_any()
        }
        FieldKind::Files => later(files_field(state, question)),
        FieldKind::Consent => consent(state, &question, key),
        FieldKind::Text => line(state, question, key, Control::Text),
        FieldKind::Phone => line(state, question, key, Control::Phone),
        FieldKind::Email => line(state, question, key, Control::Email),
        FieldKind::Date | FieldKind::Inn | FieldKind::Snils | FieldKind::Passport => {
            line(state, question, key, Control::Digits)
        }
        FieldKind::Slot => part(Part::Slot(state, Box::new(question), key.to_owned())),
        FieldKind::Number => line(state, question, key, Control::Code),
        FieldKind::Line | FieldKind::Unknown => line(state, question, key, Control::Line),
    }
}

fn line(state: FormState, question: Question, key: &str, control: Control) -> AnyView {
    let texts = use_texts();
    let name = key.to_owned();
    let (value_name, error_name) = (name.clone(), name.clone());
    let (input_name, leave_name) = (name.clone(), name.clone());
    // Remembered: a letter in one field leaves the others alone.
    let value = Memo::new(move |_| state.value(&value_name));
    let error = Memo::new(move |_| state.error(&error_name));
    let similar = (name == SUBJECT).then(|| {
        let triage = part(Part::Triage(state, name.clone()));
        (triage, part(Part::Similar(state, name.clone())))
    });
    let counter = (control == Control::Text).then(|| counter(texts, value.into(), question.max));
    let is_free = matches!(question.kind, FieldKind::Line | FieldKind::Text);
    let aid = is_free.then(|| part(Part::Advice(state, name.clone(), question.kind)));
    let repair = (question.kind == FieldKind::Date).then(|| repair(state, name.clone()));
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
        {repair}
        {counter}
        {aid}
        {similar}
    }
    .into_any()
}

/// One press that mends what was only written in another order (spec D36, N33).
fn repair(state: FormState, key: String) -> AnyView {
    let texts = use_texts().form();
    let meant = Memo::new({
        let key = key.clone();
        move |_| state.repair(&key)
    });
    changing(move || {
        let Some(meant) = meant.get() else {
            return nothing();
        };
        let key = key.clone();
        button(Rank::Secondary, (texts.repair)(&meant), move || {
            state.set_value(&key, meant.clone());
            focus::by_id(&input_id(&key));
        })
    })
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

fn consent(state: FormState, question: &Question, key: &str) -> AnyView {
    let name = key.to_owned();
    let id = input_id(&name);
    let (checked_name, change_name, error_name) = (name.clone(), name.clone(), name.clone());
    let error = Signal::derive(move || state.error(&error_name));
    let described_name = name.clone();
    let has_hint = !question.hint.is_empty();
    let described = move || described_by(&described_name, has_hint, error.read().is_some());
    let hint = has_hint.then(|| {
        view! { <p class="field__hint" id=format!("hint-{name}")>{question.hint.clone()}</p> }
    });
    let agreed = question.agreed().to_owned();
    let value = agreed.clone();
    let change = move |event| {
        let value = if event_target_checked(&event) {
            value.clone()
        } else {
            String::new()
        };
        state.set_value(&change_name, value);
    };
    let terms = (!question.terms.is_empty()).then(|| {
        disclosure(
            "disclosure",
            use_texts().form().terms.to_owned(),
            false,
            Callback::new(|_| ()),
            block("div", "", vec![prose(question.terms.clone())]),
        )
    });
    view! {
        <div class="field">
            {field_error(&name, error)}
            <div class="check">
                <input
                    id=id.clone()
                    class="check__box"
                    type="checkbox"
                    name=name
                    prop:checked=move || state.value(&checked_name) == agreed
                    aria-describedby=described
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:change=change
                />
                <label class="check__label" for=id>{question.label.clone()}</label>
            </div>
            {hint}
            {terms}
        </div>
    }
    .into_any()
}
