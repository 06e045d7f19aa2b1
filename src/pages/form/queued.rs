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
pub fn Queued() -> impl IntoView {
    let texts = use_texts();
    let notice = texts.form().queued;
    let outbox = use_context::<Outbox>();
    let left = Memo::new(move |_| {
        outbox
            .filter(|outbox| outbox.waiting.get() == 0)?
            .sent
            .get()
    });
    let sentence = move |number: RequestNumber| (texts.shell().sent)(&number.to_string());
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
