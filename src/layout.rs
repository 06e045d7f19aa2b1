//! What surrounds every page: skip link, header, connection banner, main, footer, announcer.
//!
//! `index.html` draws the same boxes before the app arrives: change both together.

mod banner;
mod footer;
mod header;

use leptos::prelude::*;
use opora_contract::language::Language;

use self::{banner::Banner, footer::Footer, header::Header};
use crate::{
    browser::{focus, live},
    i18n::use_texts,
};

/// Id of the main landmark.
const MAIN: &str = "main";

/// Changes the language of the app.
#[derive(Clone, Copy)]
pub struct SwitchLanguage(pub Callback<Language>);

/// The frame around `children`.
#[component]
pub fn Layout(children: Children) -> impl IntoView {
    let texts = use_texts();
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus::by_id(MAIN);
    };
    view! {
        <a class="skip-link" href="#main" on:click=skip>{texts.shell.skip}</a>
        <Header/>
        <Banner/>
        <main id=MAIN class="main" tabindex="-1">{children()}</main>
        <Footer/>
        {live::REGIONS.map(|id| view! { <div id=id class="visually-hidden" role="status" aria-live="polite"></div> })}
    }
    .into_any()
}
