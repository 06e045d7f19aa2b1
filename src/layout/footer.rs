//! The end of every page: a person is always reachable (spec N46).

use leptos::prelude::*;
use opora_contract::page::Page;

use crate::{browser::page, i18n::use_texts, route, ui::icon::Icon};

/// Phone for reading and for dialling, as the build put them into the page from content.
fn phone() -> Option<(String, String)> {
    Some((page::meta("opora-phone")?, page::meta("opora-phone-link")?))
}

#[component]
pub fn Footer() -> impl IntoView {
    let texts = use_texts();
    let phone = phone().map(|(shown, dialled)| {
        view! {
            <a class="footer__phone" href=format!("tel:{dialled}")>
                <Icon name="phone"/><span class="visually-hidden">{texts.shell.call}" "</span>{shown}
            </a>
        }
    });
    view! {
        <footer class="footer">
            <div class="frame footer__row">
                {phone}
                <ul class="footer__links">
                    <li><a href=Page::Contacts.path()>{texts.shell.operator}</a></li>
                    <li><a href=route::feedback()>{texts.shell.write}</a></li>
                    <li><a href=Page::Requests.path()>{texts.shell.my_requests}</a></li>
                    <li><a href=Page::Faq.path()>{texts.shell.menu_answers}</a></li>
                </ul>
            </div>
        </footer>
    }
    .into_any()
}
