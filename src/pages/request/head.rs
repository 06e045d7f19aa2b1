//! Where the request stands: number, status, what that means, when an answer is expected.

use leptos::prelude::*;
use opora_contract::request::{EventKind, Request};

use super::case::{Case, Opened};
use crate::{
    browser::format::{self, Style},
    i18n::{Texts, phrase, phrase::Place, use_texts},
    ui::{
        copy::{CopyWords, copy},
        notice::{Notice, Tone},
        plain::{Rank, block, button, changing, element, nothing, words},
    },
};

/// The head of the page. The button to ask again stays what it is while everything around it changes.
pub fn head(case: Case) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let copied = CopyWords {
        label: said.copy,
        copied: said.copied,
        failed: said.copy_failed,
    };
    let asked = changing(move || match &*case.opened.read() {
        Some(Opened::Found(_, asked)) => words("span", "", asked.clone()),
        _ => nothing(),
    });
    let ask = case.ask;
    let refresh = vec![
        button(Rank::Secondary, texts.request().refresh, move || {
            ask.run(true)
        }),
        asked,
        copy(Signal::stored(case.number.to_string()), copied),
    ];
    let inner = vec![
        case.part(key, |_, request| standing(request)),
        block("div", "tracker__refresh", refresh),
    ];
    block("section", "tracker", inner)
}

/// Everything that the head shows.
fn key(request: &Request) -> String {
    format!(
        "{} {} {}",
        request.changed_at.as_str(),
        request.events.len(),
        request.assignee
    )
}

fn standing(request: &Request) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let state = match request.status {
        status if status.is_open() => "open",
        status if status.is_decided() => "decided",
        _ => "over",
    };
    let label = request.status.label(request.kind, texts.language);
    let chip = element(
        "span",
        &[("class", "status"), ("data-status", state)],
        vec![label.into_any()],
    );
    let mut lines = vec![
        words("p", "tracker__subject", request.subject.clone()),
        block("p", "", vec![chip]),
        words("p", "tracker__sentence", sentence(request, texts)),
    ];
    let level = (said.level)(request.level);
    if !level.is_empty() && request.stage.is_none() && request.status.is_open() {
        lines.push(words("p", "tracker__note", level));
    }
    lines.extend(moved(request, texts));
    if !request.assignee.is_empty() && request.status.is_open() {
        lines.push(words(
            "p",
            "tracker__note",
            (said.assignee)(&request.assignee),
        ));
    }
    lines.extend(overdue(request, texts));
    block("div", "tracker__standing", lines)
}

/// The status as a sentence, the stage of a dispute, the expected term: always in this order (spec E07).
fn sentence(request: &Request, texts: Texts) -> String {
    let mut sentence = (texts.request().sentence)(request.status).to_owned();
    if let Some(stage) = request.stage {
        sentence.push(' ');
        sentence.push_str((texts.tracker().stage)(stage));
    }
    if let Some(call) = &request.call {
        sentence.push(' ');
        sentence.push_str(&phrase::call(Place::here(texts), call, &format::now()));
        sentence.push('.');
    } else if let Some(term) = request.term.as_ref().filter(|_| request.status.is_open()) {
        sentence.push(' ');
        sentence.push_str(&phrase::term(texts, term));
        sentence.push('.');
    }
    sentence
}

/// Why the term is another than it was (spec E08).
fn moved(request: &Request, texts: Texts) -> Option<AnyView> {
    let mut terms = request
        .events
        .iter()
        .rev()
        .filter(|event| event.term.is_some());
    let last = terms.next().filter(|_| request.status.is_open())?;
    if last.kind != EventKind::TermMoved {
        return None;
    }
    // Of the rows before it only those that moved the term name one; the first is that of sending.
    let before = terms.next()?.term.as_ref()?;
    let day = format::date(before.to.as_str(), texts.language.tag(), Style::ShortDay);
    Some(words(
        "p",
        "tracker__note",
        (texts.tracker().moved)(&day, &last.reason),
    ))
}

/// The promised day is over.
fn overdue(request: &Request, texts: Texts) -> Option<AnyView> {
    let term = request.term.as_ref().filter(|_| request.status.is_open())?;
    // Days as text are in the order of time.
    if format::now().get(..10)? <= term.to.as_str() {
        return None;
    }
    let day = format::date(term.to.as_str(), texts.language.tag(), Style::ShortDay);
    let title = (texts.tracker().overdue)(&day);
    Some(view! { <Notice tone=Tone::Attention title=title/> }.into_any())
}
