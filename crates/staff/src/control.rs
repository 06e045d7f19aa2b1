//! Controls that the app has no use for: a line of any type, a choice from a list.

use leptos::prelude::*;
use opora::ui::field::{described_by, field_error, input_id};

/// What is said around a line.
#[derive(Clone, Debug, Default)]
pub struct Around {
    pub label: String,
    /// May be empty.
    pub hint: &'static str,
    /// Stands after the label of what may be left empty.
    pub optional: Option<&'static str>,
}

/// A line of an `<input type=…>`.
pub fn line(
    kind: &'static str,
    name: &str,
    around: Around,
    value: Signal<String>,
    error: Signal<Option<String>>,
    typed: Callback<String>,
) -> AnyView {
    let id = input_id(name);
    let has_hint = !around.hint.is_empty();
    let hint = has_hint
        .then(|| view! { <p class="field__hint" id=format!("hint-{name}")>{around.hint}</p> });
    let described = {
        let name = name.to_owned();
        move || described_by(&name, has_hint, error.read().is_some())
    };
    let optional = around
        .optional
        .map(|word| view! { <span class="field__optional">{format!(" ({word})")}</span> });
    view! {
        <div class="field" data-type=kind>
            <label class="field__label" for=id.clone()>{around.label}{optional}</label>
            {hint}
            {field_error(name, error)}
            <input
                id=id
                class="field__input"
                type=kind
                name=name.to_owned()
                autocomplete="off"
                spellcheck="false"
                prop:value=move || value.get()
                aria-describedby=described
                aria-invalid=move || error.read().is_some().then_some("true")
                on:input=move |event| typed.run(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// A list to choose one of: value and label of each option. Follows what is chosen elsewhere: the way back changes it, too.
pub fn list(
    name: &str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: Callback<String>,
) -> AnyView {
    let first = chosen.get_untracked();
    let options = options
        .into_iter()
        .map(|(value, label)| {
            let is_chosen = value == first;
            view! { <option value=value selected=is_chosen>{label}</option> }
        })
        .collect_view();
    let id = input_id(name);
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{label}</label>
            <select
                id=id
                class="field__input"
                prop:value=move || chosen.get()
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {options}
            </select>
        </div>
    }
    .into_any()
}

/// Holds back the second press of a double click on what sends a form: the first has sent it already.
pub fn once(event: &leptos::ev::MouseEvent) {
    if opora::browser::event::presses(event) > 1.0 {
        event.prevent_default();
    }
}
