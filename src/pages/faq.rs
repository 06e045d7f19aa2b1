//! All topics.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use opora_contract::{answer::Topics, page::Page};

use super::{fetched, reading, search_action, search_words};
use crate::{
    api::use_client,
    i18n::use_texts,
    ui::{icon::Icon, page::Heading, search_box::SearchBox},
};

/// Loaded when it is first visited.
pub struct FaqPage;

#[lazy_route]
impl LazyRoute for FaqPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let texts = use_texts();
        let client = use_client();
        let read = move || {
            let client = client.clone();
            reading(async move { client.topics().await })
        };
        view! {
            <div class="frame page">
                <Heading title=texts.faq.title.to_owned() site=texts.shell.site/>
                <p class="lead">{texts.faq.lead}</p>
                <SearchBox words=search_words(texts) action=Page::Search.path() on_search=search_action()/>
                {fetched(read, list)}
            </div>
        }
        .into_any()
    }
}

fn list(topics: Topics) -> AnyView {
    let texts = use_texts();
    let rows = topics
        .topics
        .into_iter()
        .map(|topic| {
            let count = (texts.home.answers)(topic.answers);
            view! {
                <li>
                    <a class="row" href=Page::Topic(topic.slug).path()>
                        <Icon name=topic.icon/>
                        <span class="row__text">
                            {topic.title}<span class="row__detail">{topic.summary}</span>
                        </span>
                        <span class="row__count">{count}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="rows page__rows">{rows}</ul> }.into_any()
}
