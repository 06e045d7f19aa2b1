//! A statement of the portal about itself.

use leptos::prelude::*;
use opora_contract::about::Statement;

use super::super::{fetched_page, prose::prose, reading};
use crate::{
    api::use_client,
    browser::format::{self, Style},
    i18n::use_texts,
    ui::{
        page::Heading,
        plain::{block, words},
    },
};

pub fn page(name: &'static str) -> AnyView {
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.statement(name).await })
    };
    block("div", "frame page", vec![fetched_page(read, statement)])
}

fn statement(found: Statement) -> AnyView {
    let texts = use_texts();
    let checked = format::date(found.checked.as_str(), texts.language.tag(), Style::Date);
    view! {
        <article class="answer">
            <Heading title=found.title site=texts.shell().site/>
            <p class="answer__summary">{found.summary}</p>
            {prose(found.blocks)}
            {words("p", "answer__checked", (texts.faq().checked)(&checked))}
        </article>
    }
    .into_any()
}
