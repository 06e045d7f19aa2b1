//! What people come for and all topics, or one of either.

mod direction;
mod topic;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    answer::{TopicSummary, Topics},
    direction::Direction,
    page::Page,
    slug::Slug,
};

use super::{
    Build, Reading, fetched, fetched_page, propose::propose, reading, search_words, way_home,
};
use crate::{
    api::{Client, use_client},
    i18n::{Texts, use_texts},
    route::{self, Query},
    ui::{
        links::{Item, Look, links},
        page::Heading,
        plain::{block, changing, nothing, words},
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
    let (asked, address) = (route::query(Query::Direction), route::page());
    // On the way to another page the direction stays.
    let wanted = Memo::new(move |before: Option<&Option<String>>| {
        if address.get() == Some(Page::Faq) {
            asked.get()
        } else {
            before.cloned().flatten()
        }
    });
    let shown = changing(move || match wanted.get() {
        Some(name) => one(texts, client.clone(), name),
        None => {
            let title = heading(texts);
            let read = topics(client.clone());
            vec![title, fetched(read, move |topics| all(texts, topics))].into_any()
        }
    });
    block("div", "frame page", vec![shown])
}

fn topics(client: Client) -> impl Fn() -> Reading {
    move || {
        let client = client.clone();
        reading(async move { client.topics().await })
    }
}

/// One direction or section; everything where there is none of this name.
fn one(texts: Texts, client: Client, name: String) -> AnyView {
    fetched_page(topics(client), move |topics: Topics| {
        let mut directions = topics.directions.iter().chain(&topics.sections);
        match directions.find(|direction| direction.slug.as_str() == name) {
            Some(found) => direction::page(found.clone()),
            None => vec![heading(texts), all(texts, topics)].into_any(),
        }
    })
}

/// What stands above all topics.
fn heading(texts: Texts) -> AnyView {
    view! {
        {way_home(texts)}
        <Heading title=texts.faq().title.to_owned() site=texts.shell().site/>
        <p class="lead">{texts.faq().lead}</p>
        <SearchBox words=search_words(texts) action=Page::Search.path()/>
    }
    .into_any()
}

fn all(texts: Texts, found: Topics) -> AnyView {
    let own = texts.directions();
    let topic = |topic: TopicSummary| Item {
        href: Page::Topic(topic.slug).path(),
        title: topic.title,
        detail: format!(
            "{} · {}",
            topic.summary.trim_end_matches('.'),
            (texts.home().answers)(topic.answers)
        ),
        icon: topic.icon,
    };
    let topics = found.topics.into_iter().map(topic).collect();
    let sections = vec![
        section(own.title, "", Look::Tiles, directions(found.directions)),
        section(own.topics, "", Look::Rows, topics),
        section(
            own.sections,
            own.sections_lead,
            Look::Tiles,
            directions(found.sections),
        ),
        propose(texts, String::new()),
    ];
    block("div", "faq", sections)
}

/// Nothing where there is nothing: an older server knows no directions. The lead may be empty.
fn section(title: &'static str, lead: &'static str, look: Look, items: Vec<Item>) -> AnyView {
    if items.is_empty() {
        return nothing();
    }
    let mut inner = vec![words("h2", "", title)];
    if !lead.is_empty() {
        inner.push(words("p", "faq__lead", lead));
    }
    inner.push(links(look, items));
    block("section", "faq__section", inner)
}

fn directions(found: Vec<Direction>) -> Vec<Item> {
    let item = |direction: Direction| Item {
        href: route::direction(&direction.slug),
        title: direction.title,
        detail: direction.summary,
        icon: direction.icon,
    };
    found.into_iter().map(item).collect()
}
