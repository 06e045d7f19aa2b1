//! Elements without a type of their own.
//!
//! Each shape of a `view!` is a type, and each type brings its own code for building, changing and removing it: about
//! 2 KB. A page of sixty small shapes is better put together from these, which are one type for all.

use leptos::{
    attr::{any_attribute::AnyAttribute, custom::custom_attribute},
    prelude::*,
};

use crate::browser::event;

/// An element of any name, with names and values of its attributes.
pub fn element(
    tag: &'static str,
    attributes: &[(&'static str, &str)],
    children: Vec<AnyView>,
) -> AnyView {
    let attributes: Vec<AnyAttribute> = attributes
        .iter()
        .map(|(name, value)| custom_attribute(*name, (*value).to_owned()).into_any_attr())
        .collect();
    leptos::html::custom(tag)
        .child(children)
        .add_any_attr(attributes)
        .into_any()
}

/// An element of a class.
pub fn block(tag: &'static str, class: &'static str, children: Vec<AnyView>) -> AnyView {
    element(tag, &[("class", class)], children)
}

/// An element of a class that holds words.
pub fn words(tag: &'static str, class: &'static str, words: impl Into<String>) -> AnyView {
    block(tag, class, vec![words.into().into_any()])
}

/// A list of items of words.
pub fn list(class: &'static str, items: Vec<String>) -> AnyView {
    let items = items.into_iter().map(|item| words("li", "", item));
    block("ul", class, items.collect())
}

/// A link.
pub fn link(class: &'static str, href: &str, words: impl Into<String>) -> AnyView {
    let words = vec![words.into().into_any()];
    element("a", &[("class", class), ("href", href)], words)
}

/// What is drawn anew when a signal in it changes.
pub fn changing(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    changed(Box::new(draw))
}

/// [`changing`] behind its box: one type for all.
fn changed(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

/// What stands for each key, in their order: what has its key already stays as it is.
pub fn keyed(keys: Memo<Vec<String>>, draw: Callback<String, AnyView>) -> AnyView {
    view! { <For each=move || keys.get() key=String::clone children=move |key| draw.run(key)/> }
        .into_any()
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}

/// How a button stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Primary,
    Secondary,
    Quiet,
}

impl Rank {
    const fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
        }
    }
}

/// A button. The second press of a double click is none: what it would press is often something else by then.
pub fn button(
    rank: Rank,
    label: impl Into<String>,
    press: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    let label = Signal::stored(label.into());
    toggle(rank, label, None, Callback::new(move |()| press()))
}

// What follows takes boxed callbacks: a closure of the caller's own type would make all of it anew for each caller.

/// A button that is pressed in or not, or whose label changes.
pub fn toggle(
    rank: Rank,
    label: Signal<String>,
    is_pressed: Option<Signal<bool>>,
    press: Callback<()>,
) -> AnyView {
    let handle = move |event: leptos::ev::MouseEvent| {
        if event::presses(&event) <= 1.0 {
            press.run(());
        }
    };
    let state = move || is_pressed.map(|is_pressed| is_pressed.get().to_string());
    view! {
        <button type="button" class="button" data-rank=rank.name() aria-pressed=state on:click=handle>
            {move || label.get()}
        </button>
    }
    .into_any()
}

/// What opens and closes; `toggled` hears whether it is open now.
pub fn disclosure(
    class: &'static str,
    summary: String,
    is_open: bool,
    toggled: Callback<bool>,
    inner: AnyView,
) -> AnyView {
    let toggle = move |event: leptos::ev::Event| toggled.run(event::is_open(&event));
    view! {
        <details class=class open=is_open on:toggle=toggle>
            <summary>{summary}</summary>
            {inner}
        </details>
    }
    .into_any()
}
