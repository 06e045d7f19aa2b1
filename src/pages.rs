//! One file a page. A page reads the address, owns what it loads and composes; no page imports another.

pub mod faq;
pub mod form;
mod framed;
pub mod guide;
pub mod guides;
mod helpful;
pub mod home;
mod known;
pub mod lookup;
pub mod missing;
mod propose;
pub mod prose;
pub mod question;
pub mod reach;
pub mod request;
pub mod requests;
pub mod search;
pub mod setting;

use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
};

use leptos::prelude::*;
use opora_contract::page::Page;
use serde::de::DeserializeOwned;

use self::missing::missing_page;
use crate::{
    api::{self, ApiError},
    browser::{focus, page, timer},
    i18n::{Texts, use_texts},
    ui::{
        breadcrumb::Breadcrumb,
        page::{HEADING, Heading},
        remote::{Failure, Progress, remote},
        search_box::SearchWords,
    },
};

/// Draws a page. Made when its code has arrived, called when it takes the place of the last one.
pub type Build = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// A read on its way: JSON text, whatever its type, so that resources exist once in the first load. Boxed for the same.
type Reading<T = String> = Pin<Box<dyn Future<Output = Result<T, ApiError>>>>;

/// Reads, parses and draws; shows waiting, and failure with retry. Signals that `read` names before its future make it
/// read again.
///
/// Not `LocalResource`: its machinery (async locks, event listeners) is 6 KB of the first load, and all that is needed
/// of it is that a newer read wins over an older one.
fn fetched<T: DeserializeOwned + Send + Sync + 'static>(
    read: impl Fn() -> Reading + 'static,
    ready: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let ahead = Parsed::new();
    fetched_ahead(ahead, move || ahead.parsing(read()), ready)
}

/// [`fetched`] for a read that keeps by itself what it has parsed.
fn fetched_ahead<T: DeserializeOwned + Send + Sync + 'static>(
    ahead: Parsed<T>,
    read: impl Fn() -> Reading + 'static,
    ready: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let texts = use_texts();
    let (found, retry) = newest(read);
    let shown = move || {
        let progress = match found.get() {
            None => Progress::Loading,
            Some(read) => match read.and_then(|text| ahead.take(&text)) {
                Ok(data) => Progress::Ready(data),
                Err(error) => Progress::Failed(failure(texts, &error)),
            },
        };
        remote(progress, texts.remote().loading, retry, &ready)
    };
    shown.into_any()
}

/// [`fetched`] for a page whose heading comes with its data: a failure is then the page, with a heading of its own, and
/// where there is no such thing, there is no such page.
fn fetched_page<T: DeserializeOwned + Send + Sync + 'static>(
    read: impl Fn() -> Reading + 'static,
    ready: impl Fn(T) -> AnyView + Send + 'static,
) -> AnyView {
    let texts = use_texts();
    let ahead = Parsed::new();
    let (found, retry) = newest(move || ahead.parsing(read()));
    let shown = move || {
        let data = match found.get() {
            None => {
                return remote(
                    Progress::<T>::Loading,
                    texts.remote().loading,
                    retry,
                    &ready,
                );
            }
            Some(Err(error)) if error.is_missing() => return missing_page(),
            Some(read) => read.and_then(|text| ahead.take(&text)),
        };
        match data {
            Ok(data) => ready(data),
            Err(error) => {
                let failure = failure(texts, &error);
                let title = failure.title.clone();
                view! {
                    <Heading title=title site=texts.shell().site/>
                    {remote(Progress::<T>::Failed(failure), texts.remote().loading, retry, &ready)}
                }
                .into_any()
            }
        }
    };
    shown.into_any()
}

/// What was parsed before it is drawn, so that each is a task of its own: a press comes in between. With the text that it is
/// of: an older answer may come after a newer one. Drawn once more, it is parsed once more.
struct Parsed<T: Send + Sync + 'static>(StoredValue<Option<(String, T)>>);

impl<T: Send + Sync> Copy for Parsed<T> {}
impl<T: Send + Sync> Clone for Parsed<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: DeserializeOwned + Send + Sync> Parsed<T> {
    fn new() -> Self {
        Self(StoredValue::new(None))
    }

    fn keep(self, text: String, data: T) {
        self.0.try_set_value(Some((text, data)));
    }

    fn take(self, text: &str) -> Result<T, ApiError> {
        let kept = self.0.try_update_value(Option::take).flatten();
        match kept {
            Some((of, data)) if of == text => Ok(data),
            _ => api::parse(text),
        }
    }

    /// A read that parses what it has got.
    fn parsing(self, read: Reading) -> Reading {
        reading(async move {
            let text = read.await?;
            if let Ok(data) = api::parse(&text) {
                self.keep(text.clone(), data);
            }
            timer::breath().await;
            Ok(text)
        })
    }
}

/// What the newest read has found, and a way to read again. What was found stays until the next read is done.
fn newest<T: Send + Sync + 'static>(
    read: impl Fn() -> Reading<T> + 'static,
) -> (RwSignal<Option<Result<T, ApiError>>>, Callback<()>) {
    let found = RwSignal::new(None);
    let again = Trigger::new();
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        again.track();
        let reading = read();
        let own = turn.get_value() + 1;
        turn.set_value(own);
        leptos::task::spawn_local(async move {
            let read = reading.await;
            // A page that is gone has no turn any more.
            if turn.try_get_value() == Some(own) {
                found.try_set(Some(read));
            }
        });
    });
    let retry = move |()| {
        // The button goes.
        focus::by_id(HEADING);
        found.set(None);
        again.notify();
    };
    (found, Callback::new(retry))
}

/// A read as [`fetched`] takes it.
fn reading(read: impl Future<Output = Result<String, ApiError>> + 'static) -> Reading {
    Box::pin(read)
}

/// A failed read in words.
fn failure(texts: Texts, error: &ApiError) -> Failure {
    let notice = match error {
        ApiError::Offline => texts.remote().offline,
        ApiError::Timeout => texts.remote().timeout,
        ApiError::Refused { .. } | ApiError::Malformed(_) => texts.remote().unexpected,
    };
    Failure {
        title: notice.title.to_owned(),
        detail: notice.detail.to_owned(),
        retry: Some(texts.remote().retry),
        call: matches!(error, ApiError::Offline)
            .then(page::phone)
            .flatten(),
    }
}

/// A part of a page that is a chunk of its own: its place stays empty until the code is there.
fn later(load: impl Future<Output = Build> + 'static) -> AnyView {
    let part = RwSignal::new(None::<Build>);
    leptos::task::spawn_local(async move {
        let mut load = pin!(load);
        let at_once = poll_fn(|context| Poll::Ready(load.as_mut().poll(context))).await;
        let build = match at_once {
            Poll::Ready(build) => build,
            Poll::Pending => {
                let build = load.await;
                // Several that have come together are not drawn in one go.
                timer::breath().await;
                build
            }
        };
        part.try_set(Some(build));
    });
    let shown = move || part.get().map(|build| build());
    shown.into_any()
}

/// Begins to load «Мои обращения»: whoever sends without a connection is led there.
fn preload_requests() {
    leptos::task::spawn_local(async {
        requests::__preload_requests_page().await;
    });
}

/// The way back from a page that stands right under the first one.
fn way_home(texts: Texts) -> AnyView {
    let trail = vec![(Page::Home.path(), texts.shell().site.to_owned())];
    view! { <Breadcrumb label=texts.shell().breadcrumbs trail=trail/> }.into_any()
}

fn search_words(texts: Texts) -> SearchWords {
    SearchWords {
        label: texts.search().title,
        placeholder: texts.home().placeholder,
        button: texts.home().search,
    }
}
