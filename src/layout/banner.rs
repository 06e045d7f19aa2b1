//! A thin line under the header: no connection, requests that wait for one, a request that has just left.

use leptos::prelude::*;
use opora_contract::page::Page;

use crate::{browser::connection, form::outbox::Outbox, i18n::use_texts, ui::icon::Icon};

#[component]
pub fn Banner() -> impl IntoView {
    let texts = use_texts();
    let online = connection::online();
    let outbox = use_context::<Outbox>();
    let waiting = move || outbox.map_or(0, |outbox| outbox.waiting.get());
    let offline = move || (!online.get()).then(|| view! { <span>{texts.shell.offline}</span> });
    let queued = move || {
        let waiting = waiting();
        (waiting > 0).then(|| {
            view! { <a class="banner__link" href=Page::Requests.path()>{(texts.shell.waiting)(waiting)}</a> }
        })
    };
    let sent = move || {
        outbox.and_then(|outbox| outbox.sent.get()).map(|number| {
            let text = (texts.shell.sent)(&number.to_string());
            view! { <a class="banner__link" href=Page::Request(number).path()>{text}</a> }
        })
    };
    let has_sent = move || outbox.is_some_and(|outbox| outbox.sent.read().is_some());
    let tone = move || if has_sent() && online.get() && waiting() == 0 { "positive" } else { "attention" };
    let is_shown = move || !online.get() || waiting() > 0 || has_sent();
    view! {
        <div class="banner" role="status" data-tone=tone hidden=move || !is_shown()>
            <div class="frame banner__row"><Icon name="info"/>{offline}{queued}{sent}</div>
        </div>
    }
    .into_any()
}
