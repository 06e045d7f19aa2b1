//! One answer: the short answer first, then the steps, then whether it helped, what is wrong with it and whom to ask.

mod contact;
mod report;
mod tools;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    answer::{Answer, AnswerLink},
    page::Page,
    slug::Slug,
    vote::About,
};

use self::report::Subject;
use super::{Build, fetched_page, helpful::helpful_telling, prose::prose, reading};
use crate::{
    api::use_client,
    browser::format::{self, Style},
    i18n::use_texts,
    ui::{breadcrumb::Breadcrumb, icon::icon, page::Heading},
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn question_page(topic: Slug, question: Slug) -> Build {
    Arc::new(move || page(topic.clone(), question.clone()))
}

fn page(topic: Slug, question: Slug) -> AnyView {
    let client = use_client();
    let read = move || {
        let (client, topic, question) = (client.clone(), topic.clone(), question.clone());
        reading(async move { client.question(&topic, &question).await })
    };
    view! { <div class="frame page">{fetched_page(read, answer)}</div> }.into_any()
}

fn answer(answer: Answer) -> AnyView {
    let texts = use_texts();
    let checked = format::date(answer.checked.as_str(), texts.language.tag(), Style::Date);
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Faq.path(), texts.faq().title.to_owned()),
        (
            Page::Topic(answer.topic.clone()).path(),
            answer.topic_title.clone(),
        ),
    ];
    let about = About::Answer {
        topic: answer.topic.clone(),
        question: answer.question.clone(),
    };
    let subject = Subject {
        about: about.clone(),
        title: answer.title.clone(),
        path: Page::Question(answer.topic.clone(), answer.question.clone()).path(),
    };
    let told = RwSignal::new(String::new());
    let tools = tools::tools(texts, &answer);
    let source = tools::source(&answer);
    let contact = contact::contact(texts, &answer, told);
    let guide = answer.guide.map(|guide| {
        let href = Page::Guide(guide.guide).path();
        view! {
            <p class="answer__guide">
                <a class="button" href=href>{texts.faq().guide}{icon("arrow")}</a>
                <span class="answer__guide-title">{guide.title}</span>
            </p>
        }
    });
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <article class="answer">
            <Heading title=answer.title site=texts.shell().site/>
            <p class="answer__summary">{answer.summary}</p>
            {prose(answer.blocks)}
            {guide}
            <p class="answer__checked">{(texts.faq().checked)(&checked)}</p>
            {source}
        </article>
        {tools}
        {helpful_telling(about, texts.faq().helpful, told)}
        {report::report(subject)}
        {related(answer.related)}
        {contact}
    }
    .into_any()
}

fn related(links: Vec<AnswerLink>) -> Option<AnyView> {
    let links: Vec<_> = links
        .into_iter()
        .map(|link| {
            let href = Page::Question(link.topic, link.question).path();
            view! { <li><a href=href>{link.title}</a></li> }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! { <section class="related"><h2>{use_texts().faq().related}</h2><ul>{links}</ul></section> }.into_any()
    })
}
