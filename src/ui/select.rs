//! A choice of one among several words, with its label: the browser's own list.

use leptos::prelude::*;

/// Draws the list. `options` are values with their words; `change` hears the value that was chosen.
pub fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(&'static str, String)>,
    value: Signal<String>,
    change: Callback<String>,
) -> AnyView {
    let options = options.into_iter();
    let options = options.map(|(own, words)| (own.to_owned(), words));
    choices(id.to_owned(), label, options.collect(), value, change)
}

/// [`select`] of values that are known only when it is drawn.
pub fn choices(
    id: String,
    label: &'static str,
    options: Vec<(String, String)>,
    value: Signal<String>,
    change: Callback<String>,
) -> AnyView {
    // On each option: the list itself has none yet when its value is set.
    let option = |(own, words): (String, String)| {
        let of_option = own.clone();
        let is_chosen = move || *value.read() == own;
        view! { <option value=of_option prop:selected=is_chosen>{words}</option> }.into_any()
    };
    let options: Vec<AnyView> = options.into_iter().map(option).collect();
    view! {
        <div class="select">
            <label class="select__label" for=id.clone()>{label}</label>
            <select id=id class="select__input" on:change=move |event| change.run(event_target_value(&event))>
                {options}
            </select>
        </div>
    }
    .into_any()
}
