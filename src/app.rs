//! Providers and the only route table.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{FlatRoutes, Route, Router},
};
use opora_contract::{language::Language, page::Page};

use crate::{
    api::Client,
    browser::page,
    form::outbox::Outbox,
    i18n::{self, Texts},
    layout,
    pages::{
        Build, contacts::contacts_page, faq::faq_page, form::form_page, home::home_page,
        missing::missing_page, new_request::new_request_page, question::question_page,
        request::request_page, requests::requests_page, search::search_page, topic::topic_page,
    },
    route,
    ui::page::Visit,
};

/// The whole app. A change of language makes the view anew, so texts are plain values everywhere below;
/// what a person was typing is in its draft.
#[component]
pub fn App() -> impl IntoView {
    let language = RwSignal::new(i18n::initial_language());
    let visit = Visit::new();
    provide_context(visit);
    page::on_language(move |chosen| {
        visit.stay();
        language.set(chosen);
    });
    view! { <Router>{move || localised(language.get())}</Router> }
}

fn localised(language: Language) -> AnyView {
    let (client, texts) = (Client::new(language), Texts { language });
    provide_context(Outbox::start(client.clone(), texts));
    provide_context(client);
    provide_context(texts);
    // The router only completes navigations within its own routes, so it gets one that is every path.
    view! {
        <FlatRoutes fallback=|| ()>
            <Route path=WildcardSegment("path") view=Pages/>
        </FlatRoutes>
    }
    .into_any()
}

/// Shows the page of the address. The last one stays, and stays alive, until the code of the next has arrived.
#[component]
fn Pages() -> impl IntoView {
    let address = route::page();
    layout::search::watch();
    let shown = RwSignal::new(None::<Build>);
    Effect::new(move |_| {
        let wanted = address.get();
        leptos::task::spawn_local(async move {
            let build = open(wanted.clone()).await;
            // On a slow line a visitor may be elsewhere by now.
            if address.try_get_untracked() == Some(wanted) {
                page::remove_shell();
                shown.try_set(Some(build));
            }
        });
    });
    move || shown.get().map(|build| build())
}

/// The route table. Home is part of the first load; every other page is a chunk of its own.
async fn open(page: Option<Page>) -> Build {
    match page {
        None => Arc::new(missing_page),
        Some(Page::Home) => Arc::new(home_page),
        Some(Page::Search) => search_page().await,
        Some(Page::Faq) => faq_page().await,
        Some(Page::Topic(topic)) => topic_page(topic).await,
        Some(Page::Question(topic, question)) => question_page(topic, question).await,
        Some(Page::Contacts) => contacts_page().await,
        Some(Page::NewRequest) => new_request_page().await,
        Some(Page::Form(form)) => form_page(form).await,
        Some(Page::Requests) => requests_page().await,
        Some(Page::Request(number)) => request_page(number).await,
    }
}
