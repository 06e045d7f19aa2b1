//! One answer: the short answer first, then the steps, then whether it helped and what else there is.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    answer::{Answer, AnswerLink},
    page::Page,
    slug::Slug,
    vote::{COMMENT_MAX, Vote},
};

use super::{Build, fetched_page, prose::prose, reading};
use crate::{
    api::use_client,
    browser::{
        format::{self, Style},
        random,
    },
    i18n::use_texts,
    ui::{
        breadcrumb::Breadcrumb,
        field::{Control, Field, FieldWords},
        page::Heading,
    },
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
        (Page::Topic(answer.topic.clone()).path(), answer.topic_title),
    ];
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <article class="answer">
            <Heading title=answer.title site=texts.shell().site/>
            <p class="answer__summary">{answer.summary}</p>
            {prose(answer.blocks)}
            <p class="answer__checked">{(texts.faq().checked)(&checked)}</p>
        </article>
        <Helpful topic=answer.topic question=answer.question/>
        {related(answer.related)}
        <p class="page__end">
            {texts.faq().not_helped}" "<a class="action" href=Page::NewRequest.path()>{texts.shell().write}</a>
        </p>
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

/// Where a vote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Voting {
    Open,
    /// «Нет» was pressed and counted: what was missing?
    Asking,
    Failed,
    Done,
}

/// «Ответ помог?» A press counts at once; «Нет» then asks what was missing, which may be left out.
#[component]
fn Helpful(topic: Slug, question: Slug) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let state = RwSignal::new(Voting::Open);
    let comment = RwSignal::new(String::new());
    let send = Callback::new(move |(helpful, then): (bool, Voting)| {
        let vote = Vote {
            topic: topic.clone(),
            question: question.clone(),
            helpful,
            comment: comment.get_untracked().chars().take(COMMENT_MAX).collect(),
        };
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let sent = client.vote(&vote, &random::uuid()).await;
            state.try_set(if sent.is_ok() { then } else { Voting::Failed });
        });
    });
    let shown = move || {
        match state.get() {
        Voting::Open | Voting::Failed => {
            let failed = (state.get() == Voting::Failed).then_some(texts.faq().vote_failed);
            view! {
                <div class="helpful__ask">
                    <h2 class="helpful__title">{texts.faq().helpful}</h2>
                    <button type="button" class="button" data-rank="secondary" on:click=move |_| send.run((true, Voting::Done))>
                        {texts.faq().yes}
                    </button>
                    <button type="button" class="button" data-rank="secondary" on:click=move |_| send.run((false, Voting::Asking))>
                        {texts.faq().no}
                    </button>
                    <p role="alert">{failed}</p>
                </div>
            }
            .into_any()
        }
        Voting::Asking => view! {
            <form class="helpful__form" novalidate on:submit=move |event| { event.prevent_default(); send.run((false, Voting::Done)); }>
                <Field
                    name="comment"
                    control=Control::Text
                    words=FieldWords { label: texts.faq().what_is_missing.into(), hint: texts.faq().what_is_missing_hint.into(), optional: None }
                    value=comment
                    error=Signal::stored(None::<String>)
                    on_input=Callback::new(move |text| comment.set(text))
                    on_leave=Callback::new(|()| ())
                />
                <button type="submit" class="button" data-rank="secondary">{texts.faq().send_comment}</button>
            </form>
        }
        .into_any(),
        Voting::Done => view! { <p role="status">{texts.faq().thanks}</p> }.into_any(),
    }
    };
    view! { <section class="helpful">{shown}</section> }.into_any()
}
