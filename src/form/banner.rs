//! Thin lines under the header: requests that wait for their author or a connection, a request that has just left.

use leptos::prelude::*;
use opora_contract::page::Page;

use super::outbox::Outbox;
use crate::{i18n::Texts, ui::icon::icon};

/// The banner, empty while there is nothing to say.
pub fn banner(outbox: Outbox, texts: Texts) -> AnyView {
    let words = texts.outbox();
    let refused = move || {
        let refused = outbox.refused.get();
        (refused > 0).then(|| line("attention", &Page::Requests, (words.refused)(refused)))
    };
    let moving = move || {
        let waiting = outbox.waiting.get();
        if waiting > 0 {
            return Some(line("attention", &Page::Requests, (words.waiting)(waiting)));
        }
        let number = outbox.sent.get()?.number;
        let text = (words.sent)(&number.to_string());
        Some(line("positive", &Page::Request(number), text))
    };
    view! { <div role="status">{refused}{moving}</div> }.into_any()
}

fn line(tone: &'static str, page: &Page, text: String) -> AnyView {
    view! {
        <div class="banner" data-tone=tone>
            <p class="frame banner__row">{icon("info")}<a class="banner__link" href=page.path()>{text}</a></p>
        </div>
    }
    .into_any()
}
