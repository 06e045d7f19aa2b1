//! All topics, or one.

mod topic;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    answer::{TopicSummary, Topics},
    page::Page,
    slug::Slug,
};

use super::{Build, fetched, reading, search_words};
use crate::{
    api::use_client,
    i18n::use_texts,
    ui::{
        links::{Item, Look, links},
        page::Heading,
        search_box::SearchBox,
    },
};

/// A chunk of its own, loaded when a topic or all of them are first visited.
#[lazy]
pub fn faq_page(topic: Option<Slug>) -> Build {
    Arc::new(move || match topic.clone() {
        Some(topic) => topic::page(topic),
        None => page(),
    })
}

fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.topics().await })
    };
    view! {
        <div class="frame page">
            <Heading title=texts.faq().title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.faq().lead}</p>
            <SearchBox words=search_words(texts) action=Page::Search.path()/>
            {fetched(read, list)}
        </div>
    }
    .into_any()
}

fn list(topics: Topics) -> AnyView {
    let texts = use_texts();
    let item = |topic: TopicSummary| Item {
        href: Page::Topic(topic.slug).path(),
        title: topic.title,
        detail: format!(
            "{} · {}",
            topic.summary.trim_end_matches('.'),
            (texts.home().answers)(topic.answers)
        ),
        icon: topic.icon,
    };
    links(Look::Rows, topics.topics.into_iter().map(item).collect())
}
