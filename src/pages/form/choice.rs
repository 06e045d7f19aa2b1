//! One of several options, as radio buttons: every option is read before one is chosen.

use leptos::prelude::*;
use opora_contract::form::Field;

use crate::{
    form::state::FormState,
    i18n::use_texts,
    ui::field::{described_by, field_error, input_id},
};

#[component]
pub fn ChoiceField(state: FormState, question: Field, key: String) -> impl IntoView {
    let texts = use_texts();
    let name = key;
    let error_name = name.clone();
    let error = Signal::derive(move || state.error(&error_name));
    let described_name = name.clone();
    let has_hint = !question.hint.is_empty();
    let described = move || described_by(&described_name, has_hint, error.read().is_some());
    let hint = has_hint.then(
        || view! { <p class="field__hint" id=format!("hint-{name}")>{question.hint.clone()}</p> },
    );
    let optional = (!question.required).then(
        || view! { <span class="field__optional">{format!(" ({})", texts.form().optional)}</span> },
    );
    let options = question
        .options
        .into_iter()
        .enumerate()
        .map(|(at, option)| {
            // The first option carries the field's id: the error summary leads to it.
            let id = if at == 0 {
                input_id(&name)
            } else {
                format!("{}-{at}", input_id(&name))
            };
            let value = option.value.to_string();
            let (checked_name, checked_value) = (name.clone(), value.clone());
            let (change_name, change_value) = (name.clone(), value.clone());
            let hint = (!option.hint.is_empty())
                .then(|| view! { <span class="check__hint">{option.hint}</span> });
            view! {
                <div class="check">
                    <input
                        id=id.clone()
                        class="check__box"
                        type="radio"
                        name=name.clone()
                        value=value
                        aria-invalid=move || error.read().is_some().then_some("true")
                    prop:checked=move || state.value(&checked_name) == checked_value
                        on:change=move |_| state.set_value(&change_name, change_value.clone())
                    />
                    <label class="check__label" for=id>{option.label}{hint}</label>
                </div>
            }
        });
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend class="field__label">{question.label}{optional}</legend>
            {hint}
            {field_error(&name, error)}
            {options.collect_view()}
        </fieldset>
    }
    .into_any()
}
