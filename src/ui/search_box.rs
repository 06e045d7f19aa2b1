//! The search box: a plain GET form, as in the static shell. The app takes it over wherever it stands, see
//! [`crate::layout`].

use leptos::prelude::*;

use super::icon::icon;

/// Words of the box.
#[derive(Clone, Copy)]
pub struct SearchWords {
    pub label: &'static str,
    pub placeholder: &'static str,
    pub button: &'static str,
}

/// An input and its button. Submitting goes to `action?q=…`.
#[component]
pub fn SearchBox(
    words: SearchWords,
    /// Address of the results.
    action: String,
    /// What the box holds.
    #[prop(into, optional)]
    value: String,
) -> impl IntoView {
    view! {
        <form class="search-box" role="search" action=action method="get">
            <label class="visually-hidden" for="search">{words.label}</label>
            {icon("search")}
            <input
                id="search"
                class="search-box__input"
                type="search"
                name="q"
                placeholder=words.placeholder
                autocomplete="off"
                enterkeyhint="search"
                maxlength="200"
                prop:value=value
            />
            <button type="submit" class="button search-box__button">{words.button}</button>
        </form>
    }
    .into_any()
}
