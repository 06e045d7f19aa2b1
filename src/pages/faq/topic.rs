//! One topic: its questions with the first words of the answers.

use leptos::prelude::*;
use opora_contract::{
    answer::{AnswerSummary, Topic},
    page::Page,
    slug::Slug,
};

use super::super::{fetched_page, propose::propose, reading};
use crate::{
    api::use_client,
    i18n::use_texts,
    ui::{
        breadcrumb::Breadcrumb,
        links::{Item, Look, links},
        page::Heading,
        plain::words,
    },
};

pub fn page(topic: Slug) -> AnyView {
    let client = use_client();
    let read = move || {
        let (client, topic) = (client.clone(), topic.clone());
        reading(async move { client.topic(&topic).await })
    };
    view! { <div class="frame page">{fetched_page(read, questions)}</div> }.into_any()
}

fn questions(topic: Topic) -> AnyView {
    let texts = use_texts();
    let item = |answer: AnswerSummary| Item {
        href: Page::Question(topic.slug.clone(), answer.question).path(),
        title: answer.title,
        detail: answer.summary,
        ..Item::default()
    };
    let rows = if topic.answers.is_empty() {
        words("p", "empty", texts.directions().empty)
    } else {
        links(Look::Rows, topic.answers.into_iter().map(item).collect())
    };
    let lacking = (texts.directions().lacking)(&topic.title);
    let form = if topic.form.is_empty() {
        Page::NewRequest.path()
    } else {
        topic.form
    };
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Faq.path(), texts.faq().title.to_owned()),
    ];
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=topic.title site=texts.shell().site/>
        <p class="lead">{topic.summary}</p>
        {rows}
        <p class="page__end">
            {texts.faq().not_helped}" "<a class="action" href=form>{texts.directions().write}</a>
        </p>
        {propose(texts, lacking)}
    }
    .into_any()
}
