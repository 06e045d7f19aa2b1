//! The request waits on the device for a connection.

use leptos::prelude::*;
use opora_contract::page::Page;

use crate::{
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
    view! {
        <Heading title=notice.title.to_owned() site=texts.shell().site/>
        <Notice tone=Tone::Attention title=texts.requests().waiting detail=notice.detail/>
        <p><a class="action" href=Page::Requests.path()>{texts.form().queued_all}</a></p>
        <p><a class="action" href=Page::Home.path()>{texts.form().queued_next}</a></p>
    }
    .into_any()
}
