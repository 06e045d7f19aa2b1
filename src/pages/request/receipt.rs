//! The receipt: the number, large, what happens next, and what to take along: a print, a day for the calendar, a code.
//!
//! The access key is nowhere in it: whoever finds the paper still has to know the phone or the e-mail.

use leptos::prelude::*;
use opora_contract::{page::Page, request::Request};

use super::{
    calendar::Entry,
    next::{Step, steps},
};
use crate::{
    browser::{
        format::{self, Style},
        page,
    },
    i18n::{Texts, phrase, phrase::Place, use_texts},
    ui::{
        code::code,
        copy::{CopyWords, copy},
        icon::icon,
        phone_link::{PhoneWords, phone_link},
        plain::{Rank, block, button, element, nothing, words},
    },
};

pub fn receipt(request: &Request) -> AnyView {
    let texts = use_texts();
    let said = texts.receipt();
    let address = format!("{}{}", page::origin(), Page::Request(request.number).path());
    let title = vec![icon("check"), said.title.into_any()];
    let inner = vec![
        words("p", "receipt__issuer", texts.shell().site),
        element(
            "h2",
            &[("id", "receipt-title"), ("class", "receipt__title")],
            title,
        ),
        words("p", "receipt__label", said.number),
        block("div", "receipt__head", number(texts, request)),
        tools(texts, request, &address),
        block("dl", "receipt__facts", facts(texts, request, &address)),
        words("h3", "receipt__next", said.next),
        block("ol", "receipt__steps", next(texts, request)),
        phone(texts, address),
    ];
    element(
        "section",
        &[("class", "receipt"), ("aria-labelledby", "receipt-title")],
        inner,
    )
}

/// The number, and a way to have it elsewhere.
fn number(texts: Texts, request: &Request) -> Vec<AnyView> {
    let said = texts.receipt();
    let number = request.number.to_string();
    let copied = CopyWords {
        label: said.copy,
        copied: said.copied,
        failed: said.copy_failed,
    };
    vec![
        words("p", "receipt__number", number.clone()),
        copy(Signal::stored(number), copied),
    ]
}

/// What can be taken along.
fn tools(texts: Texts, request: &Request, address: &str) -> AnyView {
    let tools = vec![
        button(Rank::Secondary, texts.receipt().print, page::print),
        day(texts, request, address),
    ];
    block("div", "receipt__tools", tools)
}

/// The last day of the term, for the person's own calendar.
fn day(texts: Texts, request: &Request, address: &str) -> AnyView {
    let said = texts.receipt();
    let Some(term) = &request.term else {
        return nothing();
    };
    let number = request.number.to_string();
    let host = address.split('/').nth(2).unwrap_or_default();
    let entry = Entry {
        id: &format!("{}@{host}", request.number.compact()),
        made_at: &request.sent_at,
        day: &term.to,
        title: &(said.event)(&number),
        detail: &(said.event_detail)(address),
        address,
    };
    element(
        "a",
        &[
            ("class", "button"),
            ("data-rank", "secondary"),
            ("href", &entry.link()),
            ("download", &format!("{number}.ics")),
        ],
        vec![said.calendar.into_any()],
    )
}

/// What the person sees coming, a line each.
fn next(texts: Texts, request: &Request) -> Vec<AnyView> {
    let said = texts.receipt();
    let date = |moment: &str, style| format::date(moment, texts.language.tag(), style);
    let line = |step| match step {
        Step::Registered => (said.registered)(&date(request.sent_at.as_str(), Style::Moment)),
        Step::Editable => (said.editable)(&date(request.editable_until.as_str(), Style::Time)),
        Step::Considered => (said.considered)(&request.department),
        Step::Answered if request.call.is_some() => called(texts, request),
        Step::Answered => {
            let term = request.term.as_ref().map(|term| phrase::term(texts, term));
            (said.answered)(request.kind, &term.unwrap_or_default())
        }
        Step::Document => said.document.to_owned(),
        Step::Watched => said.watch.to_owned(),
    };
    let steps = steps(request, &format::now()).into_iter();
    steps.map(|step| words("li", "", line(step))).collect()
}

/// When somebody calls; empty where nobody does.
fn called(texts: Texts, request: &Request) -> String {
    let call = request.call.as_ref();
    let told = call.map(|call| phrase::call(Place::here(texts), call, &format::now()));
    told.unwrap_or_default()
}

/// What stands on paper besides the number.
fn facts(texts: Texts, request: &Request, address: &str) -> Vec<AnyView> {
    let said = texts.receipt();
    let sent = format::date(
        request.sent_at.as_str(),
        texts.language.tag(),
        Style::FullMoment,
    );
    let term = request.term.as_ref().map(|term| phrase::term(texts, term));
    let term = term.filter(|_| request.call.is_none());
    let facts = [
        (said.subject, request.subject.clone()),
        (said.sent, sent),
        (said.term, term.unwrap_or_else(|| called(texts, request))),
        (said.department, request.department.clone()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let mut rows: Vec<_> = facts
        .map(|(name, value)| fact(name, vec![value.into_any()]))
        .collect();
    let place = vec![
        words("p", "", address),
        code(Signal::stored(address.to_owned()), said.code),
    ];
    rows.push(fact(said.address, place));
    rows
}

fn fact(name: &'static str, value: Vec<AnyView>) -> AnyView {
    block(
        "div",
        "",
        vec![words("dt", "", name), block("dd", "", value)],
    )
}

/// Going on elsewhere: the address alone, which asks a new device for the contact.
fn phone(texts: Texts, address: String) -> AnyView {
    let said = texts.receipt();
    let said = PhoneWords {
        title: said.phone,
        detail: said.phone_detail,
        code: said.code,
        copy: CopyWords {
            label: said.copy_link,
            copied: said.link_copied,
            failed: said.link_failed,
        },
    };
    phone_link(Signal::stored(address), said, false)
}
