//! Results of a search, at an address that can be shared.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    answer::Topics,
    page::Page,
    search::{HITS_MAX, Hit, Miss, SearchResults},
};

use super::{
    Build, Reading, failure, fetched, newest, propose::propose, reading, search_words, way_home,
};
use crate::{
    api::{self, ApiError, Client, use_client},
    i18n::{Texts, use_texts},
    route,
    search::{self, marked},
    ui::{
        links::{Item, Look, links},
        page::Heading,
        remote::{Progress, remote},
        search_box::SearchBox,
    },
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn search_page() -> Build {
    Arc::new(page)
}

fn page() -> AnyView {
    let texts = use_texts();
    let query = route::query(route::Query::Text);
    let address = route::page();
    let text = Memo::new(move |before: Option<&String>| match before {
        // The address is another page's already; this one only waits for its code.
        Some(before) if *address.read() != Some(Page::Search) => before.clone(),
        _ => query.get().unwrap_or_default().trim().to_owned(),
    });
    let title = move || {
        let text = text.get();
        if text.is_empty() {
            texts.search().title.to_owned()
        } else {
            (texts.suggest().results_for)(&text)
        }
    };
    let search_box = move || {
        let (words, action) = (search_words(texts), Page::Search.path());
        view! { <SearchBox words=words action=action value=text.get()/> }
    };
    view! {
        <div class="frame page">
            {way_home(texts)}
            <Heading title=Signal::derive(title) site=texts.shell().site/>
            {search_box}
            {found(text, texts)}
        </div>
    }
    .into_any()
}

/// What is found for the text, as it changes. What was found stays until there is something newer.
fn found(text: Memo<String>, texts: Texts) -> AnyView {
    let client = use_client();
    let read = move || {
        let (client, text) = (client.clone(), text.get());
        Box::pin(async move { find(&client, &text).await }) as Reading<SearchResults>
    };
    let (found, retry) = newest(read);
    let shown = move || {
        let progress = match found.get() {
            None => Progress::Loading,
            Some(Ok(results)) => Progress::Ready(results),
            Some(Err(error)) => Progress::Failed(failure(texts, &error)),
        };
        remote(progress, texts.remote().loading, retry, results)
    };
    shown.into_any()
}

/// On the device when it has the index, else by the server, while the index is fetched for the next time; without a line
/// on the device all the same, if the index can be had.
async fn find(client: &Client, text: &str) -> Result<SearchResults, ApiError> {
    if let Some(search) = search::loaded(client) {
        let results = search(text.to_owned(), HITS_MAX).await;
        if results.hits.is_empty() && !text.is_empty() {
            let miss = Miss {
                query: text.to_owned(),
            };
            let client = client.clone();
            // Beside the answer, which waits for nobody. Lost without a connection: it only helps the editors.
            leptos::task::spawn_local(async move {
                let _told = client.miss(&miss).await;
            });
        }
        return Ok(results);
    }
    let asked = client.search(text).await;
    if matches!(asked, Err(ApiError::Offline | ApiError::Timeout))
        && let Some(search) = search::load(client).await
    {
        // The service worker may have kept the index.
        return Ok(search(text.to_owned(), HITS_MAX).await);
    }
    let later = client.clone();
    leptos::task::spawn_local(async move {
        let _loaded = search::load(&later).await;
    });
    api::parse(&asked?)
}

fn results(results: SearchResults) -> AnyView {
    let texts = use_texts();
    if results.hits.is_empty() {
        return nothing(&results, texts);
    }
    let found = (texts.suggest().found)(results.hits.len());
    let understood = results.understood.map(|query| {
        let words = (texts.suggest().understood)(&query);
        view! { <p class="search__count">{words}</p> }
    });
    view! {
        <p class="search__count" role="status">{found}</p>
        {understood}
        <ol class="links" data-look="rows">{results.hits.into_iter().map(row).collect_view()}</ol>
        <p class="page__end">
            {texts.faq().not_helped}" "<a class="action" href=Page::NewRequest.path()>{texts.shell().write}</a>
        </p>
    }
    .into_any()
}

/// Nothing was found, or nothing was asked: topics, the form, the operator.
fn nothing(results: &SearchResults, texts: Texts) -> AnyView {
    let words = texts.suggest();
    let detail = (!results.query.is_empty())
        .then(|| view! { <h2>{words.empty}</h2><p>{words.empty_detail}</p> });
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.topics().await })
    };
    let wish = (!results.query.is_empty())
        .then(|| propose(texts, (texts.directions().searched)(&results.query)));
    view! {
        <div class="empty" role="status">
            {detail}
            <p><a class="action" href=Page::NewRequest.path()>{texts.shell().write}</a></p>
            <p><a class="action" href=Page::Contacts.path()>{texts.shell().operator}</a></p>
            {wish}
        </div>
        <h2>{words.topics}</h2>
        {fetched(read, topics)}
        <p><a class="action" href=Page::Faq.path()>{words.all_topics}</a></p>
    }
    .into_any()
}

fn topics(topics: Topics) -> AnyView {
    let items = topics.topics.into_iter().map(|topic| Item {
        href: Page::Topic(topic.slug).path(),
        title: topic.title,
        icon: topic.icon,
        detail: String::new(),
    });
    links(Look::Chips, items.collect())
}

fn row(hit: Hit) -> AnyView {
    view! {
        <li>
            <a class="link" href=hit.path>
                <span class="link__text">
                    {marked(hit.title)}
                    <span class="link__detail">{marked(hit.snippet)}</span>
                    <span class="link__detail">{hit.place}</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}
