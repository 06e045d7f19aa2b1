//! What a page shows while data is on its way, and when it does not come.

use leptos::prelude::*;

use super::notice::{Notice, Tone};

/// How far data has come.
pub enum Progress<T> {
    Loading,
    Ready(T),
    Failed(Failure),
}

/// A failure in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    pub title: String,
    pub detail: String,
    /// Label of the button that tries again; `None` where that cannot help.
    pub retry: Option<&'static str>,
    /// The way that needs none of this: a link to call and the number in words.
    pub call: Option<(String, String)>,
}

/// Draws `ready` once there is data; a skeleton before; a failure with its retry.
pub fn remote<T>(
    progress: Progress<T>,
    loading: &'static str,
    retry: Callback<()>,
    ready: impl FnOnce(T) -> AnyView,
) -> AnyView {
    match progress {
        Progress::Loading => skeleton(loading),
        Progress::Ready(data) => ready(data),
        Progress::Failed(failure) => failed(failure, retry),
    }
}

/// Grey lines where text will be. Invisible for the first 300 ms (in CSS), so that fast answers do not flicker.
fn skeleton(loading: &'static str) -> AnyView {
    view! {
        <div class="skeleton" aria-busy="true">
            <p class="visually-hidden" role="status">{loading}</p>
            <span class="skeleton__line" data-part="title"></span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line"></span>
            <span class="skeleton__line" data-part="short"></span>
        </div>
    }
    .into_any()
}

fn failed(failure: Failure, retry: Callback<()>) -> AnyView {
    let button = failure.retry.map(|label| {
        view! { <button type="button" class="button" data-rank="secondary" on:click=move |_| retry.run(())>{label}</button> }
    });
    let call = failure
        .call
        .map(|(href, number)| view! { <p><a class="action" href=href>{number}</a></p> });
    view! {
        <Notice tone=Tone::Danger title=failure.title detail=failure.detail alert=true>
            {call}
            {button}
        </Notice>
    }
    .into_any()
}
