//! Settings, and what the portal says of itself.

mod about;
mod look;
mod notices;
mod stock;

use std::sync::Arc;

use leptos::prelude::*;

use super::Build;
use crate::{
    i18n::use_texts,
    ui::{
        check::{Tick, tick},
        page::Heading,
        plain::{block, element, words},
    },
};

/// Which page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    Settings,
    Privacy,
    Accessibility,
}

/// A chunk of its own, loaded when one of these pages is first visited: they are small, and each chunk has its price in
/// the first load.
#[lazy]
pub fn setting_page(matter: Matter) -> Build {
    Arc::new(match matter {
        Matter::Settings => page,
        Matter::Privacy => || about::page("privacy"),
        Matter::Accessibility => || about::page("accessibility"),
    })
}

fn page() -> AnyView {
    let texts = use_texts();
    let said = texts.setting();
    view! {
        <div class="frame page">
            <Heading title=said.title site=texts.shell().site/>
            <p class="lead">{said.lead}</p>
            {look::section(texts)}
            {notices::section(texts)}
            {stock::section(texts)}
        </div>
    }
    .into_any()
}

/// One of several, under what is chosen.
fn choice(legend: &str, hint: &str, options: Vec<AnyView>) -> AnyView {
    let mut inner = vec![words("legend", "choice__legend", legend)];
    if !hint.is_empty() {
        inner.push(words("p", "choice__hint", hint));
    }
    inner.push(block("div", "choice__options", options));
    block("fieldset", "choice", inner)
}

/// A round of the group, or a box without one.
fn option(
    group: Option<&'static str>,
    id: String,
    label: &str,
    hint: &str,
    is_on: Signal<bool>,
    change: Callback<bool>,
) -> AnyView {
    let shown = Tick {
        id,
        label: label.to_owned(),
        hint: hint.to_owned(),
    };
    tick(shown, group, is_on, change)
}

/// A part of the page that can be linked to.
fn part(id: &'static str, title: &str, mut inner: Vec<AnyView>) -> AnyView {
    inner.insert(0, words("h2", "", title));
    element("section", &[("id", id), ("class", "settings")], inner)
}
