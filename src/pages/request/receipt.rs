//! The receipt: the number, large, and what happens next.

use leptos::prelude::*;
use opora_contract::request::Request;

use crate::{
    browser::{
        format::{self, Style},
        live, page,
    },
    i18n::{phrase, use_texts},
    ui::icon::icon,
};

pub fn receipt(request: &Request) -> AnyView {
    let texts = use_texts();
    let number = request.number.to_string();
    let sent = format::date(
        request.sent_at.as_str(),
        texts.language.tag(),
        Style::Moment,
    );
    let answer = request.term.as_ref().map(|term| {
        view! { <li>{(texts.request().next_answer)(&phrase::term(texts, term))}</li> }
    });
    let copy = {
        let number = number.clone();
        move |_| {
            let number = number.clone();
            leptos::task::spawn_local(async move {
                let copied = page::copy(&number).await;
                live::announce(if copied {
                    texts.request().copied
                } else {
                    texts.request().copy_failed
                });
            });
        }
    };
    view! {
        <section class="receipt" aria-labelledby="receipt-title">
            <h2 id="receipt-title" class="receipt__title">{icon("check")}{texts.request().received}</h2>
            <p class="receipt__label">{texts.request().number}</p>
            <p class="receipt__number">{number}</p>
            <p class="receipt__tools">
                <button type="button" class="button" data-rank="secondary" on:click=copy>{texts.request().copy}</button>
                <button type="button" class="button" data-rank="quiet" on:click=|_| page::print()>
                    {texts.request().print}
                </button>
            </p>
            <h3 class="receipt__next">{texts.request().next}</h3>
            <ol class="receipt__steps">
                <li>{(texts.request().next_sent)(&sent)}</li>
                {answer}
                <li>{texts.request().next_watch}</li>
            </ol>
        </section>
    }
    .into_any()
}
