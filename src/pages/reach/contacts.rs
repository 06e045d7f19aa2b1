//! «Связаться с оператором»: every channel and what to expect of it.

use leptos::prelude::*;
use opora_contract::{contact::Contacts, page::Page};

use super::super::{fetched, reading};
use crate::{
    api::use_client,
    i18n::{phrase, use_texts},
    ui::page::Heading,
};

pub fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.contacts().await })
    };
    view! {
        <div class="frame page">
            <Heading title=texts.contacts().title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.contacts().lead}</p>
            {fetched(read, channels)}
        </div>
    }
    .into_any()
}

fn channels(contacts: Contacts) -> AnyView {
    let texts = use_texts();
    let hours = contacts
        .hours
        .into_iter()
        .map(|line| view! { <li>{line}</li> })
        .collect_view();
    view! {
        <div class="channels">
            <section class="card">
                <h2 class="card__title">{texts.contacts().phone}</h2>
                <p><a class="phone" href=format!("tel:{}", contacts.phone_link)>{contacts.phone}</a></p>
                <p>{phrase::desk(texts, contacts.desk)}</p>
                <p class="card__detail">{contacts.phone_note}</p>
                <h3 class="card__subtitle">{texts.contacts().hours}</h3>
                <ul class="plain-list">{hours}</ul>
                <p class="card__detail">{texts.contacts().moscow}</p>
            </section>
            <section class="card">
                <h2 class="card__title">{texts.contacts().write}</h2>
                <p>{texts.contacts().write_detail}</p>
                <p><a class="action" href=Page::NewRequest.path()>{texts.contacts().write_action}</a></p>
            </section>
            <section class="card">
                <h2 class="card__title">{texts.contacts().read}</h2>
                <p>{texts.contacts().read_detail}</p>
                <p><a class="action" href=Page::Faq.path()>{texts.faq().title}</a></p>
            </section>
        </div>
    }
    .into_any()
}
