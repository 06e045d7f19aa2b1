//! The request waits on the device for a connection, until it has left.

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, page::Page};

use crate::{
    form::outbox::Outbox,
    i18n::use_texts,
    ui::{
        notice::{Notice, Tone},
        page::Heading,
    },
};

#[component]
pub fn Queued(
    /// The key under which the request waits.
    idempotency_key: String,
) -> impl IntoView {
    let texts = use_texts();
    let notice = texts.form().queued;
    let outbox = use_context::<Outbox>();
    // Once known, the number stays: the next request that leaves is another one.
    let left = Memo::new(move |before: Option<&Option<RequestNumber>>| {
        before.copied().flatten().or_else(|| {
            let sent = outbox?.sent.get()?;
            (sent.idempotency_key == idempotency_key).then_some(sent.number)
        })
    });
    let sentence = move |number: RequestNumber| (texts.outbox().sent)(&number.to_string());
    let title = move || left.get().map_or_else(|| notice.title.to_owned(), sentence);
    let state = move || match left.get() {
        None => view! {
            <Notice tone=Tone::Attention title=texts.requests().waiting detail=notice.detail/>
        }
        .into_any(),
        Some(number) => view! {
            <p><a class="action" href=Page::Request(number).path()>{sentence(number)}</a></p>
        }
        .into_any(),
    };
    view! {
        <Heading title=Signal::derive(title) site=texts.shell().site/>
        {state}
        <p><a class="action" href=Page::Requests.path()>{texts.form().queued_all}</a></p>
        <p><a class="action" href=Page::Home.path()>{texts.form().queued_next}</a></p>
    }
    .into_any()
}
