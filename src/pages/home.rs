//! The first page: search first, then what most people come for.

use leptos::prelude::*;
use opora_contract::{
    answer::{AnswerLink, TopicSummary},
    home::{Entry, Home, Situation},
    page::Page,
};

use super::{fetched, reading, search_action, search_words};
use crate::{
    api::use_client,
    i18n::{phrase, use_texts},
    ui::{icon::Icon, page::Heading, search_box::SearchBox},
};

#[component]
pub fn HomePage() -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.home().await })
    };
    view! {
        <div class="hero">
            <div class="frame hero__frame">
                <Heading title=texts.home.title.to_owned() site=texts.shell.site/>
                <p class="lead">{texts.home.lead}</p>
                <SearchBox words=search_words(texts) action=Page::Search.path() on_search=search_action()/>
            </div>
        </div>
        <div class="frame home">{fetched(read, sections)}</div>
    }
    .into_any()
}

fn sections(home: Home) -> AnyView {
    let texts = use_texts();
    let desk = phrase::desk(texts, home.contacts.desk);
    view! {
        {popular(home.popular)}
        <div class="home__columns">
            <div class="home__main">{situations(home.situations)}{topics(home.topics)}</div>
            <div class="home__aside">
                {entries(home.entries)}
                <section class="card">
                    <h2 class="card__title"><a href=Page::Requests.path()>{texts.home.follow}</a></h2>
                    <p class="card__detail">{texts.home.follow_detail}</p>
                </section>
                <section class="card">
                    <h2 class="card__title">{texts.home.contacts}</h2>
                    <p><a class="phone" href=format!("tel:{}", home.contacts.phone_link)>{home.contacts.phone}</a></p>
                    <p class="card__detail">{desk}</p>
                    <p class="card__detail">{home.contacts.phone_note}</p>
                    <p><a class="action" href=Page::Contacts.path()>{texts.home.all_contacts}</a></p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

fn popular(links: Vec<AnswerLink>) -> AnyView {
    let texts = use_texts();
    let links = links
        .into_iter()
        .map(|link| {
            let href = Page::Question(link.topic, link.question).path();
            view! { <li><a class="chip" href=href>{link.title}</a></li> }
        })
        .collect_view();
    view! {
        <div class="popular">
            <h2 class="popular__label">{texts.home.popular}</h2>
            <ul class="popular__list">{links}</ul>
        </div>
    }
    .into_any()
}

fn situations(situations: Vec<Situation>) -> AnyView {
    let rows = situations
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <a class="row" href=row.href>
                        <Icon name=row.icon/><span class="row__text">{row.title}</span><Icon name="arrow"/>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <section><h2>{use_texts().home.situations}</h2><ul class="rows">{rows}</ul></section> }.into_any()
}

fn topics(topics: Vec<TopicSummary>) -> AnyView {
    let texts = use_texts();
    let cards = topics
        .into_iter()
        .map(|topic| {
            let count = (texts.home.answers)(topic.answers);
            view! {
                <li>
                    <a class="tile" href=Page::Topic(topic.slug).path()>
                        <Icon name=topic.icon/>
                        <span class="tile__title">{topic.title}</span>
                        <span class="tile__detail">{count}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <section><h2>{texts.home.topics}</h2><ul class="tiles">{cards}</ul></section> }.into_any()
}

fn entries(entries: Vec<Entry>) -> AnyView {
    let links = entries
        .into_iter()
        .map(|entry| view! { <li><a class="entry" href=entry.href>{entry.title}<Icon name="arrow"/></a></li> })
        .collect_view();
    view! {
        <section class="card">
            <h2 class="card__title">{use_texts().home.write}</h2>
            <ul class="entries">{links}</ul>
        </section>
    }
    .into_any()
}
