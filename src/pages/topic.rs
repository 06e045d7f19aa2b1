//! One topic: its questions with the first words of the answers.

use leptos::prelude::*;
use leptos_router::{LazyRoute, lazy_route};
use opora_contract::{answer::Topic, page::Page};

use super::{fetched, reading};
use crate::{
    api::{ApiError, use_client},
    i18n::use_texts,
    route,
    ui::{breadcrumb::Breadcrumb, page::Heading},
};

/// Loaded when it is first visited.
pub struct TopicPage;

#[lazy_route]
impl LazyRoute for TopicPage {
    fn data() -> Self {
        Self
    }

    fn view(_this: Self) -> AnyView {
        let client = use_client();
        let topic = route::slug("topic");
        let read = move || {
            let (client, topic) = (client.clone(), topic.get());
            reading(async move {
                match topic {
                    Some(topic) => client.topic(&topic).await,
                    None => Err(ApiError::of_status(404, "")),
                }
            })
        };
        view! { <div class="frame page">{fetched(read, questions)}</div> }.into_any()
    }
}

fn questions(topic: Topic) -> AnyView {
    let texts = use_texts();
    let rows = topic
        .answers
        .into_iter()
        .map(|answer| {
            let href = Page::Question(topic.slug.clone(), answer.question).path();
            view! {
                <li>
                    <a class="row" href=href>
                        <span class="row__text">
                            {answer.title}<span class="row__detail">{answer.summary}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    let trail = vec![
        (Page::Home.path(), texts.shell.site.to_owned()),
        (Page::Faq.path(), texts.faq.title.to_owned()),
    ];
    view! {
        <Breadcrumb label=texts.shell.breadcrumbs trail=trail/>
        <Heading title=topic.title site=texts.shell.site/>
        <p class="lead">{topic.summary}</p>
        <ul class="rows page__rows">{rows}</ul>
        <p class="page__end">
            {texts.faq.not_helped}" "<a class="action" href=route::feedback()>{texts.shell.write}</a>
        </p>
    }
    .into_any()
}
