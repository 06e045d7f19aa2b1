//! A button that passes this page on. How it went is said to eyes and to ears.

use leptos::prelude::*;

use super::plain::{Rank, block, button, changing, words};
use crate::browser::{
    live,
    share::{self, Outcome},
};

/// What stands on the button, and what is said after it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareWords {
    pub label: &'static str,
    pub shared: &'static str,
    pub copied: &'static str,
    /// Where the browser forbids both; the address follows.
    pub failed: &'static str,
}

/// Shares a title and an address. A second press while the browser asks where to is none.
pub fn share(title: String, address: String, said: ShareWords) -> AnyView {
    let outcome = RwSignal::new(String::new());
    let is_asking = StoredValue::new(false);
    let press = move || {
        if is_asking.get_value() {
            return;
        }
        is_asking.set_value(true);
        let (title, address) = (title.clone(), address.clone());
        leptos::task::spawn_local(async move {
            let became = share::share(&title, &address).await;
            is_asking.try_set_value(false);
            let sentence = match became {
                Outcome::Shared => said.shared.to_owned(),
                Outcome::Copied => said.copied.to_owned(),
                Outcome::Failed => format!("{} {address}", said.failed),
                Outcome::Dismissed => String::new(),
            };
            if !sentence.is_empty() {
                live::announce(&sentence);
            }
            outcome.try_set(sentence);
        });
    };
    let inner = vec![
        button(Rank::Quiet, said.label, press),
        changing(move || words("p", "copy__outcome", outcome.get())),
    ];
    block("div", "share", inner)
}
