//! A button that copies a text. How it went is said to eyes and to ears.

use leptos::prelude::*;

use super::plain::{Rank, block, button, changing, words};
use crate::browser::{live, page};

/// What stands on the button, and what is said after it was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyWords {
    pub label: &'static str,
    pub copied: &'static str,
    /// Where the browser forbids it: the text can be selected by hand.
    pub failed: &'static str,
}

/// Copies what `text` is at the time.
pub fn copy(text: Signal<String>, said: CopyWords) -> AnyView {
    let outcome = RwSignal::new(String::new());
    let press = move || {
        leptos::task::spawn_local(async move {
            let is_copied = page::copy(&text.get_untracked()).await;
            let sentence = if is_copied { said.copied } else { said.failed };
            live::announce(sentence);
            outcome.try_set(sentence.to_owned());
        });
    };
    let inner = vec![
        button(Rank::Secondary, said.label, press),
        changing(move || words("p", "copy__outcome", outcome.get())),
    ];
    block("div", "copy", inner)
}
