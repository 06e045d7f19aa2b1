//! The search box: a plain GET form, as in the static shell, which the router takes over once the app is there.

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
    /// What the box holds at first.
    #[prop(into, optional)]
    value: String,
    /// Called with the trimmed text instead of a page load.
    on_search: Callback<String>,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = input
            .get_untracked()
            .map(|input| input.value())
            .unwrap_or_default();
        let text = text.trim();
        if !text.is_empty() {
            on_search.run(text.to_owned());
        }
    };
    view! {
        <form class="search-box" role="search" action=action method="get" on:submit=submit>
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
                value=value
                node_ref=input
            />
            <button type="submit" class="button search-box__button">{words.button}</button>
        </form>
    }
    .into_any()
}
