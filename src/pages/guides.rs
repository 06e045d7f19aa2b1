//! «Самообслуживание»: every guide by topic, found by what the visitor is in.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    guide::{Audience, GuideSummary, GuideTopic, Guides, Situation},
    page::Page,
    slug::Slug,
};

use super::{Build, fetched, reading, way_home};
use crate::{
    api::use_client,
    browser::live,
    guide::kept,
    i18n::{Texts, use_texts},
    route::{self, Query},
    ui::{
        links::{Item, Look, links},
        page::Heading,
    },
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn guides_page() -> Build {
    Arc::new(page)
}

fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.guides().await })
    };
    view! {
        <div class="frame page">
            {way_home(texts)}
            <Heading title=texts.guides().title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.guides().lead}</p>
            {fetched(read, all)}
        </div>
    }
    .into_any()
}

fn all(guides: Guides) -> AnyView {
    let texts = use_texts();
    let asked = route::query(Query::Situation);
    let situations = guides.situations.clone();
    let address = route::page();
    // A situation that is not there is no filter. On the way to another page the filter stays.
    let chosen = Memo::new(move |before: Option<&Option<Slug>>| {
        if address.get() != Some(Page::Guides) {
            return before.cloned().flatten();
        }
        let asked = asked.get()?;
        let mut names = situations.iter().map(|situation| situation.name.clone());
        names.find(|name| name.as_str() == asked)
    });
    let topics = guides.topics;
    let found = Memo::new(move |_| fitting(&topics, chosen.get().as_ref()));
    let count = move || found.with(|topics| topics.iter().map(|topic| topic.guides.len()).sum());
    let begun = StoredValue::new(kept::begun());
    let shown = move || {
        let count = count();
        let topics = found.get().into_iter();
        view! {
            <p class="search__count">{(texts.guides().found)(count)}</p>
            {(count == 0).then_some(texts.guides().none)}
            {topics.map(|topic| section(texts, topic, begun)).collect_view()}
        }
    };
    Effect::new(move |before: Option<()>| {
        let said = (texts.guides().found)(count());
        if before.is_some() {
            live::announce(&said);
        }
    });
    view! {
        {filter(texts, guides.situations, chosen)}
        <div class="guides">{shown}</div>
    }
    .into_any()
}

/// The topics with the guides for a situation, without those that have none.
fn fitting(topics: &[GuideTopic], situation: Option<&Slug>) -> Vec<GuideTopic> {
    let fits = |guide: &GuideSummary| situation.is_none_or(|name| guide.situations.contains(name));
    let topics = topics.iter().map(|topic| GuideTopic {
        guides: topic
            .guides
            .iter()
            .filter(|guide| fits(guide))
            .cloned()
            .collect(),
        ..topic.clone()
    });
    topics.filter(|topic| !topic.guides.is_empty()).collect()
}

/// Links, so that a filtered list can be sent to somebody.
fn filter(texts: Texts, situations: Vec<Situation>, chosen: Memo<Option<Slug>>) -> AnyView {
    let link = |href: String, title: String, name: Option<Slug>| {
        let current = move || (chosen.get() == name).then_some("true");
        view! { <li><a class="chip" href=href aria-current=current>{title}</a></li> }
    };
    let any = link(Page::Guides.path(), texts.guides().any.to_owned(), None);
    let situations = situations.into_iter().map(|situation| {
        let href = route::guides_for(&situation.name);
        link(href, situation.title, Some(situation.name))
    });
    view! {
        <nav class="filter" aria-labelledby="situation">
            <h2 class="filter__title" id="situation">{texts.guides().situation}</h2>
            <ul class="filter__list">{any}{situations.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

fn section(texts: Texts, topic: GuideTopic, begun: StoredValue<Vec<Slug>>) -> AnyView {
    let words = texts.guides();
    let item = |guide: GuideSummary| {
        let is_begun = begun.with_value(|begun| begun.contains(&guide.guide));
        let facts = [
            Some((words.steps)(guide.steps)),
            Some((words.minutes)(guide.minutes)),
            Some((words.difficulty)(guide.difficulty).to_owned()),
            (guide.audience == Audience::Organisation).then(|| words.organisation.to_owned()),
            is_begun.then(|| words.begun.to_owned()),
        ];
        let facts: Vec<_> = facts.into_iter().flatten().collect();
        Item {
            href: Page::Guide(guide.guide).path(),
            title: guide.title,
            detail: facts.join(" · "),
            icon: topic.icon.clone(),
        }
    };
    let items = topic.guides.into_iter().map(item).collect();
    view! { <section><h2>{topic.title}</h2>{links(Look::Tiles, items)}</section> }.into_any()
}
