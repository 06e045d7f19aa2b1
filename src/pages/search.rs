//! Results of a search, at an address that can be shared.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    page::Page,
    search::{Hit, Run, SearchResults},
};

use super::{Build, fetched, reading, search_action, search_words};
use crate::{
    api::use_client,
    i18n::use_texts,
    route,
    ui::{page::Heading, search_box::SearchBox},
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn search_page() -> Build {
    Arc::new(page)
}

fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let query = route::query(route::Query::Text);
    let text = Memo::new(move |_| query.get().unwrap_or_default().trim().to_owned());
    let title = move || {
        let text = text.get();
        if text.is_empty() {
            texts.search().title.to_owned()
        } else {
            (texts.search().results_for)(&text)
        }
    };
    let read = move || {
        let (client, text) = (client.clone(), text.get());
        reading(async move { client.search(&text).await })
    };
    let search_box = move || {
        let (words, action) = (search_words(texts), Page::Search.path());
        view! { <SearchBox words=words action=action value=text.get() on_search=search_action()/> }
    };
    view! {
        <div class="frame page">
            <Heading title=Signal::derive(title) site=texts.shell().site/>
            {search_box}
            {fetched(read, results)}
        </div>
    }
    .into_any()
}

fn results(results: SearchResults) -> AnyView {
    let texts = use_texts();
    if results.hits.is_empty() {
        let detail = (!results.query.is_empty()).then(|| {
            view! { <h2>{texts.search().empty}</h2><p>{texts.search().empty_detail}</p> }
        });
        return view! {
            <div class="empty" role="status">
                {detail}
                <p><a class="action" href=Page::Faq.path()>{texts.search().all_topics}</a></p>
                <p><a class="action" href=Page::NewRequest.path()>{texts.shell().write}</a></p>
                <p><a class="action" href=Page::Contacts.path()>{texts.shell().operator}</a></p>
            </div>
        }
        .into_any();
    }
    let found = (texts.search().found)(results.hits.len());
    view! {
        <p class="search__count" role="status">{found}</p>
        <ol class="links" data-look="rows">{results.hits.into_iter().map(row).collect_view()}</ol>
        <p class="page__end">
            {texts.faq().not_helped}" "<a class="action" href=Page::NewRequest.path()>{texts.shell().write}</a>
        </p>
    }
    .into_any()
}

fn row(hit: Hit) -> AnyView {
    view! {
        <li>
            <a class="link" href=Page::Question(hit.topic, hit.question).path()>
                <span class="link__text">
                    {runs(hit.title)}
                    <span class="link__detail">{runs(hit.snippet)}</span>
                    <span class="link__detail">{hit.topic_title}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// Text with what was found marked.
fn runs(runs: Vec<Run>) -> Vec<AnyView> {
    runs.into_iter()
        .map(|run| {
            if run.hit {
                view! { <mark>{run.text}</mark> }.into_any()
            } else {
                run.text.into_any()
            }
        })
        .collect()
}
