//! Providers, and which of the views is shown.

use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{FlatRoutes, Route, Router},
};
use opora::{
    browser::page,
    i18n::{self, Texts},
    ui::page::Visit,
};
use opora_contract::{language::Language, number::RequestNumber};

use crate::{
    address::{self, Filter, Place},
    queue::QueuePage,
    request::RequestPage,
    session::{Session, use_session},
    sign_in::SignInPage,
};

/// The whole page. A change of language makes the view anew; what was typed is in the session.
#[component]
pub fn App() -> impl IntoView {
    let language = RwSignal::new(i18n::initial_language());
    let visit = Visit::new();
    provide_context(visit);
    provide_context(Session::new());
    page::on_language(move |chosen| {
        visit.stay();
        language.set(chosen);
    });
    view! { <Router>{move || localised(language.get())}</Router> }
}

fn localised(language: Language) -> AnyView {
    provide_context(Texts { language });
    // As in the app: the router looks after history and links, and its one route is every path.
    view! {
        <FlatRoutes fallback=|| ()>
            <Route path=WildcardSegment("path") view=Pages/>
        </FlatRoutes>
    }
    .into_any()
}

/// A view; what it shows within itself is its own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    SignIn,
    Queue,
    Request(RequestNumber),
}

#[component]
fn Pages() -> impl IntoView {
    let (place, session) = (address::place(), use_session());
    let shown = Memo::new(move |_| match &*place.read() {
        _ if !session.is_open() => Shown::SignIn,
        Place::Queue(_) => Shown::Queue,
        Place::Request(number) => Shown::Request(*number),
    });
    let filter = Memo::new(move |before: Option<&Filter>| match &*place.read() {
        Place::Queue(filter) => filter.clone(),
        Place::Request(_) => before.cloned().unwrap_or_default(),
    });
    move || match shown.get() {
        Shown::SignIn => view! { <SignInPage/> }.into_any(),
        Shown::Queue => view! { <QueuePage filter=filter/> }.into_any(),
        Shown::Request(number) => view! { <RequestPage number=number back=filter/> }.into_any(),
    }
}
