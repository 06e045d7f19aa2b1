//! A thin line under the header: requests that wait for a connection, a request that has just left.

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, page::Page};

use crate::{i18n::Texts, ui::icon::icon};

/// The banner, empty while there is nothing to say.
pub fn banner(
    waiting: RwSignal<usize>,
    sent: RwSignal<Option<RequestNumber>>,
    texts: Texts,
) -> AnyView {
    let shell = texts.shell();
    let line = move || {
        let waiting = waiting.get();
        let (tone, href, text) = if waiting > 0 {
            ("attention", Page::Requests.path(), (shell.waiting)(waiting))
        } else {
            let number = sent.get()?;
            (
                "positive",
                Page::Request(number).path(),
                (shell.sent)(&number.to_string()),
            )
        };
        Some(view! {
            <div class="banner" data-tone=tone>
                <p class="frame banner__row">{icon("info")}<a class="banner__link" href=href>{text}</a></p>
            </div>
        })
    };
    view! { <div role="status">{line}</div> }.into_any()
}
