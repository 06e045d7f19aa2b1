//! The way to a person, with what did not help (spec A13). It is shown here, and once more in the form, where it can be
//! changed.

use leptos::prelude::*;
use opora_contract::{answer::Answer, page::Page};

use crate::{
    guide::parcel,
    i18n::Texts,
    ui::plain::{block, changing, link, words},
};

/// `told` is what the person gave as a reason, a line each; may be empty.
pub fn contact(texts: Texts, answer: &Answer, told: RwSignal<String>) -> AnyView {
    let care = texts.care();
    let opening = (care.not_helped)(&answer.title);
    let line = Signal::derive(move || format!("{opening}\n{}", told.get()).trim().to_owned());
    let form = if answer.form.is_empty() {
        Page::NewRequest.path()
    } else {
        answer.form.clone()
    };
    let carry = move |_| parcel::leave(&line.get_untracked());
    let write = view! { <a class="button" href=form on:click=carry>{care.write}</a> };
    let ways = vec![
        write.into_any(),
        link("action", &Page::Contacts.path(), care.phones),
    ];
    let inner = vec![
        words("h2", "contact__title", texts.shell().operator),
        words("p", "", care.contact_lead),
        words("p", "contact__label", care.brought),
        changing(move || words("blockquote", "contact__brought", line.get())),
        block("div", "contact__ways", ways),
    ];
    block("section", "contact", inner)
}
