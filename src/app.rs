//! Providers and the only route table.

use std::{future::Future, pin::Pin, sync::Arc};

use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{FlatRoutes, Route, Router},
};
use opora_contract::{language::Language, page::Page};

use crate::{
    api::{Client, use_client},
    browser::{frame, page, timer},
    form::outbox::Outbox,
    i18n::{self, Texts, use_texts},
    layout,
    pages::{
        Build,
        faq::faq_page,
        form::form_page,
        guide::guide_page,
        guides::guides_page,
        home,
        missing::missing_page,
        question::question_page,
        reach::{Way, reach_page},
        request::request_page,
        requests::requests_page,
        search::search_page,
        setting::{Matter, setting_page},
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
    attend_frame();
    let shown = RwSignal::new(None::<Build>);
    let (client, texts) = (use_client(), use_texts());
    Effect::new(move |_| {
        let (wanted, client) = (address.get(), client.clone());
        leptos::task::spawn_local(async move {
            // What was pressed shows that it was before the next page is drawn.
            timer::breath().await;
            let build = open(wanted.clone(), client, texts).await;
            // On a slow line a visitor may be elsewhere by now.
            if address.try_get_untracked() == Some(wanted) {
                page::remove_shell();
                shown.try_set(Some(build));
            }
        });
    });
    move || shown.get().map(|build| build())
}

/// In a frame of another portal there is somebody to talk to.
fn attend_frame() {
    if let Some(owner) = Owner::current().filter(|_| frame::is_here()) {
        leptos::task::spawn_local(layout::frame::attend(owner));
    }
}

/// The route table. Home is part of the first load; every other page is a chunk of its own.
///
/// Boxed futures: one awaits them all, instead of a state for each in the code of the first load.
async fn open(page: Option<Page>, client: Client, texts: Texts) -> Build {
    let code: Pin<Box<dyn Future<Output = Build>>> = match page {
        None => return Arc::new(missing_page),
        Some(Page::Home) => Box::pin(home::opened(client, texts)),
        Some(Page::Search) => Box::pin(search_page()),
        Some(Page::Faq) => Box::pin(faq_page(None)),
        Some(Page::Topic(topic)) => Box::pin(faq_page(Some(topic))),
        Some(Page::Question(topic, question)) => Box::pin(question_page(topic, question)),
        Some(Page::Guides) => Box::pin(guides_page()),
        Some(Page::Guide(guide)) => Box::pin(guide_page(guide)),
        Some(Page::Contacts) => Box::pin(reach_page(Way::Contacts)),
        Some(Page::NewRequest) => Box::pin(reach_page(Way::NewRequest)),
        Some(Page::Settings) => Box::pin(setting_page(Matter::Settings)),
        Some(Page::Privacy) => Box::pin(setting_page(Matter::Privacy)),
        Some(Page::Accessibility) => Box::pin(setting_page(Matter::Accessibility)),
        Some(Page::Form(form)) => Box::pin(form_page(form)),
        Some(Page::Requests) => Box::pin(requests_page()),
        Some(Page::Request(number)) => Box::pin(request_page(number)),
    };
    code.await
}
