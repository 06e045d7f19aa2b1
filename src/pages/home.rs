//! The first page: search first, then what most people come for.

use leptos::prelude::*;
use opora_contract::{
    answer::TopicSummary,
    home::{Home, Link},
    page::Page,
};

use super::{fetched, reading, search_words};
use crate::{
    api::use_client,
    i18n::{phrase, use_texts},
    ui::{
        links::{Item, Look, links},
        page::Heading,
        search_box::SearchBox,
    },
};

pub fn home_page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.home().await })
    };
    view! {
        <div class="hero">
            <div class="frame hero__frame">
                <Heading title=texts.home().title.to_owned() site=texts.shell().site/>
                <p class="lead">{texts.home().lead}</p>
                <SearchBox words=search_words(texts) action=Page::Search.path()/>
            </div>
        </div>
        <div class="frame home">{fetched(read, sections)}</div>
    }
    .into_any()
}

fn sections(home: Home) -> AnyView {
    let texts = use_texts();
    let contacts = home.contacts;
    view! {
        <div class="popular">
            <h2 class="popular__label">{texts.home().popular}</h2>
            {links(Look::Chips, items(home.popular))}
        </div>
        <div class="home__columns">
            <div class="home__main">
                <section><h2>{texts.home().situations}</h2>{links(Look::Rows, items(home.situations))}</section>
                <section><h2>{texts.home().topics}</h2>{links(Look::Tiles, topics(home.topics))}</section>
            </div>
            <div class="home__aside">
                <section class="card">
                    <h2 class="card__title">{texts.home().write}</h2>
                    {links(Look::Entries, items(home.entries))}
                </section>
                <section class="card">
                    <h2 class="card__title"><a href=Page::Requests.path()>{texts.home().follow}</a></h2>
                    <p class="card__detail">{texts.home().follow_detail}</p>
                </section>
                <section class="card">
                    <h2 class="card__title">{texts.home().contacts}</h2>
                    <p><a class="phone" href=format!("tel:{}", contacts.phone_link)>{contacts.phone}</a></p>
                    <p class="card__detail">{phrase::desk(texts, contacts.desk)}</p>
                    <p class="card__detail">{contacts.phone_note}</p>
                    <p><a class="action" href=Page::Contacts.path()>{texts.home().all_contacts}</a></p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn items(links: Vec<Link>) -> Vec<Item> {
    let item = |link: Link| Item {
        href: link.href,
        title: link.title,
        icon: link.icon,
        ..Item::default()
    };
    links.into_iter().map(item).collect()
}

fn topics(topics: Vec<TopicSummary>) -> Vec<Item> {
    let texts = use_texts();
    let item = |topic: TopicSummary| Item {
        href: Page::Topic(topic.slug).path(),
        title: topic.title,
        detail: (texts.home().answers)(topic.answers),
        icon: topic.icon,
    };
    topics.into_iter().map(item).collect()
}
