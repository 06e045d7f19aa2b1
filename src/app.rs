//! Providers and the only route table.

use leptos::prelude::*;
use leptos_router::{
    Lazy,
    components::{FlatRoutes, Route, Router},
};
use opora_contract::language::Language;

use crate::{
    api::Client,
    browser::{
        page,
        setting::{self, Setting},
    },
    form::outbox::Outbox,
    i18n,
    layout::{Layout, SwitchLanguage},
    pages::{
        contacts::ContactsPage, faq::FaqPage, form::FormPage, home::HomePage, missing::MissingPage,
        new_request::NewRequestPage, question::QuestionPage, request::RequestPage, requests::RequestsPage,
        search::SearchPage, topic::TopicPage,
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
    provide_context(SwitchLanguage(Callback::new(move |chosen: Language| {
        setting::write(Setting::Language, Some(chosen.tag()));
        page::replace_address(&page::path());
        visit.stay();
        language.set(chosen);
    })));
    view! { <Router>{move || localised(language.get())}</Router> }
}

fn localised(language: Language) -> AnyView {
    let client = Client::new(language);
    page::set_root_attribute("lang", Some(language.tag()));
    provide_context(i18n::texts(language));
    provide_context(Outbox::start(client.clone()));
    provide_context(client);
    view! { <Layout><Routes/></Layout> }.into_any()
}

#[component]
fn Routes() -> impl IntoView {
    view! {
        <FlatRoutes fallback=MissingPage>
            <Route path=route::HOME view=HomePage/>
            <Route path=route::SEARCH view={Lazy::<SearchPage>::new()}/>
            <Route path=route::FAQ view={Lazy::<FaqPage>::new()}/>
            <Route path=route::TOPIC view={Lazy::<TopicPage>::new()}/>
            <Route path=route::QUESTION view={Lazy::<QuestionPage>::new()}/>
            <Route path=route::CONTACTS view={Lazy::<ContactsPage>::new()}/>
            <Route path=route::REQUESTS view={Lazy::<RequestsPage>::new()}/>
            <Route path=route::NEW_REQUEST view={Lazy::<NewRequestPage>::new()}/>
            <Route path=route::FORM view={Lazy::<FormPage>::new()}/>
            <Route path=route::REQUEST view={Lazy::<RequestPage>::new()}/>
        </FlatRoutes>
    }
    .into_any()
}
