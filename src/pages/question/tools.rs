//! What can be done with an answer: print it, pass it on.

use leptos::prelude::*;
use opora_contract::{answer::Answer, page::Page};

use crate::{
    browser::page,
    i18n::Texts,
    ui::{
        plain::{Rank, button, element, words},
        share::{ShareWords, share},
    },
};

/// The address of an answer, as others can open it.
pub fn address(answer: &Answer) -> String {
    let page = Page::Question(answer.topic.clone(), answer.question.clone());
    format!("{}{}", page::origin(), page.path())
}

/// The row of tools.
pub fn tools(texts: Texts, answer: &Answer) -> AnyView {
    let care = texts.care();
    let said = ShareWords {
        label: care.share,
        shared: care.shared,
        copied: care.copied,
        failed: care.share_failed,
    };
    let attributes = [
        ("class", "answer__tools"),
        ("role", "group"),
        ("aria-label", care.tools),
    ];
    let inner = vec![
        button(Rank::Quiet, care.print, page::print),
        share(answer.title.clone(), address(answer), said),
    ];
    element("div", &attributes, inner)
}

/// Where a printed answer comes from.
pub fn source(answer: &Answer) -> AnyView {
    words("p", "answer__source", address(answer))
}
