//! One file a page. A page reads the address, owns what it loads and composes; no page imports another.

pub mod contacts;
pub mod faq;
pub mod form;
pub mod home;
pub mod lookup;
pub mod missing;
pub mod new_request;
pub mod prose;
pub mod question;
pub mod request;
pub mod requests;
pub mod search;
pub mod topic;

use std::{future::Future, pin::Pin};

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use serde::de::DeserializeOwned;

use self::missing::MissingPage;
use crate::{
    api::{self, ApiError},
    i18n::{Texts, use_texts},
    route,
    ui::{
        remote::{Failure, Progress, remote},
        search_box::SearchWords,
    },
};

/// A read on its way, of whatever type: JSON text. Boxed, so that resources exist once in the bundle.
type Reading = Pin<Box<dyn Future<Output = Result<String, ApiError>>>>;

/// Reads, parses and draws; shows waiting, failure with retry, or the not-found page when there is no such thing.
/// Signals that `read` names before its future make it read again.
fn fetched<T: DeserializeOwned + 'static>(
    read: impl Fn() -> Reading + 'static,
    ready: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let texts = use_texts();
    let resource = LocalResource::new(read);
    let retry = Callback::new(move |()| resource.refetch());
    let shown = move || {
        let progress = match resource.get() {
            None => Progress::Loading,
            Some(Err(error)) if error.is_missing() => return MissingPage().into_any(),
            Some(read) => match read.and_then(|text| api::parse(&text)) {
                Ok(data) => Progress::Ready(data),
                Err(error) => Progress::Failed(failure(texts, &error)),
            },
        };
        remote(progress, texts.remote.loading, retry, &ready)
    };
    shown.into_any()
}

/// A read as [`fetched`] takes it.
fn reading(read: impl Future<Output = Result<String, ApiError>> + 'static) -> Reading {
    Box::pin(read)
}

/// An error of the API in words: the server's own where it sent some.
fn failure(texts: &'static Texts, error: &ApiError) -> Failure {
    let notice = match error {
        ApiError::Offline => texts.remote.offline,
        ApiError::Timeout => texts.remote.timeout,
        ApiError::Refused(_) | ApiError::Malformed(_) => texts.remote.unexpected,
    };
    let said = error.problem().filter(|problem| !problem.title.is_empty());
    Failure {
        title: said.map_or_else(|| notice.title.to_owned(), |problem| problem.title.clone()),
        detail: said.map_or_else(|| notice.detail.to_owned(), |problem| problem.detail.clone()),
        retry: Some(texts.remote.retry),
    }
}

fn search_words(texts: &Texts) -> SearchWords {
    SearchWords { label: texts.search.title, placeholder: texts.home.placeholder, button: texts.home.search }
}

/// What a search box does: goes to the results.
fn search_action() -> Callback<String> {
    let navigate = use_navigate();
    Callback::new(move |text: String| navigate(&route::search(&text), Default::default()))
}
