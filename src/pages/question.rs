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
        focus,
        format::{self, Style},
    },
    i18n::use_texts,
    ui::{
        breadcrumb::Breadcrumb,
        field::{Control, Field, FieldWords, input_id},
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

/// Id of the thanks, for the focus.
const THANKS: &str = "helpful-thanks";
const COMMENT: &str = "comment";

/// How far a vote is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Open,
    /// «Нет» was pressed and counted: what was missing?
    Asking,
    Done,
}

/// A vote on its way.
#[derive(Clone, Copy)]
struct Voting {
    stage: RwSignal<Stage>,
    comment: RwSignal<String>,
    failed: RwSignal<bool>,
    running: StoredValue<bool>,
}

/// «Ответ помог?» A press counts at once; «Нет» then asks what was missing, which may be left out.
#[component]
fn Helpful(topic: Slug, question: Slug) -> impl IntoView {
    let words = use_texts().faq();
    let voting = Voting {
        stage: RwSignal::new(Stage::Open),
        comment: RwSignal::new(String::new()),
        failed: RwSignal::new(false),
        running: StoredValue::new(false),
    };
    let send = sender(voting, topic, question);
    let shown = move || match voting.stage.get() {
        Stage::Open => ask(voting, send),
        Stage::Asking => missing(voting, send),
        Stage::Done => view! { <p id=THANKS tabindex="-1">{words.thanks}</p> }.into_any(),
    };
    view! { <section class="helpful">{shown}</section> }.into_any()
}

/// Counts a vote and goes on to a stage, once at a time. What was pressed is gone then, so the focus goes on, too.
fn sender(voting: Voting, topic: Slug, question: Slug) -> Callback<(bool, Stage)> {
    let client = use_client();
    Callback::new(move |(helpful, next): (bool, Stage)| {
        if voting.running.get_value() {
            return;
        }
        voting.running.set_value(true);
        voting.failed.set(false);
        let comment = voting.comment.get_untracked();
        let vote = Vote {
            topic: topic.clone(),
            question: question.clone(),
            helpful,
            comment: comment.chars().take(COMMENT_MAX).collect(),
        };
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let sent = client.vote(&vote).await;
            voting.running.try_set_value(false);
            if sent.is_err() {
                voting.failed.try_set(true);
            } else if voting.stage.try_set(next).is_none() {
                focus::by_id_soon(match next {
                    Stage::Asking => input_id(COMMENT),
                    _ => THANKS.to_owned(),
                });
            }
        });
    })
}

fn ask(voting: Voting, send: Callback<(bool, Stage)>) -> AnyView {
    let words = use_texts().faq();
    view! {
        <div class="helpful__ask">
            <h2 class="helpful__title">{words.helpful}</h2>
            <button type="button" class="button" data-rank="secondary" on:click=move |_| send.run((true, Stage::Done))>
                {words.yes}
            </button>
            <button type="button" class="button" data-rank="secondary" on:click=move |_| send.run((false, Stage::Asking))>
                {words.no}
            </button>
            {failed(voting)}
        </div>
    }
    .into_any()
}

fn missing(voting: Voting, send: Callback<(bool, Stage)>) -> AnyView {
    let words = use_texts().faq();
    let comment = voting.comment;
    view! {
        <form class="helpful__form" novalidate on:submit=move |event| { event.prevent_default(); send.run((false, Stage::Done)); }>
            <Field
                name=COMMENT
                control=Control::Text
                words=FieldWords { label: words.what_is_missing.into(), hint: words.what_is_missing_hint.into(), optional: None }
                value=comment
                error=Signal::stored(None::<String>)
                on_input=Callback::new(move |text| comment.set(text))
                on_leave=Callback::new(|()| ())
            />
            <button type="submit" class="button" data-rank="secondary">{words.send_comment}</button>
            {failed(voting)}
        </form>
    }
    .into_any()
}

fn failed(voting: Voting) -> AnyView {
    let words = use_texts().faq();
    let text = move || voting.failed.get().then_some(words.vote_failed);
    view! { <p role="alert">{text}</p> }.into_any()
}
