//! No such page. The server answers the same address with 404.

use leptos::prelude::*;
use opora_contract::page::Page;

use super::search_words;
use crate::{
    i18n::use_texts,
    ui::{page::Heading, search_box::SearchBox},
};

pub fn missing_page() -> AnyView {
    let texts = use_texts();
    view! {
        <div class="frame page">
            <Heading title=texts.missing().title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.missing().detail}</p>
            <SearchBox words=search_words(texts) action=Page::Search.path()/>
            <p><a class="action" href=Page::Home.path()>{texts.missing().home}</a></p>
        </div>
    }
    .into_any()
}
