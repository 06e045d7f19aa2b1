//! The correspondence of a request and the reply to it (spec E24, E26, E40, E54).

use leptos::prelude::*;
use opora_contract::{
    path,
    request::{Message, NewMessage, Request},
    status::Actor,
};

use super::{
    case::{Act, Case, json},
    file::file,
    papers::{Papers, picker},
    typed::Typed,
};
use crate::{
    browser::{
        focus,
        format::{self, Style},
    },
    i18n::{Texts, use_texts},
    ui::{
        field::{Control, Field, FieldWords, input_id},
        plain::{Rank, block, button, element, nothing, words},
    },
};

const PLACE: &str = "reply";

pub fn letters(case: Case) -> AnyView {
    let inner = vec![
        case.part(has_any, |_, _| {
            words("h2", "", use_texts().tracker().letters)
        }),
        case.part(
            |request| format!("{} {}", request.messages.len(), request.status.is_open()),
            messages,
        ),
        case.part(is_open, reply),
        case.outcome(PLACE),
    ];
    block("section", "letters", inner)
}

/// Whether there is something to read or a way to write.
fn has_any(request: &Request) -> String {
    let is_any = request.status.is_open() || !request.messages.is_empty();
    if is_any {
        "any".to_owned()
    } else {
        String::new()
    }
}

fn is_open(request: &Request) -> String {
    if request.status.is_open() {
        "open".to_owned()
    } else {
        String::new()
    }
}

fn messages(case: Case, request: &Request) -> AnyView {
    let texts = use_texts();
    if request.messages.is_empty() {
        if !request.status.is_open() {
            return nothing();
        }
        return words("p", "letters__none", texts.tracker().no_letters);
    }
    let rows = request
        .messages
        .iter()
        .map(|message| letter(case, message, texts));
    block("ol", "letters__list", rows.collect())
}

fn letter(case: Case, message: &Message, texts: Texts) -> AnyView {
    let (side, who) = match message.actor {
        Actor::Applicant => ("own", texts.tracker().you.to_owned()),
        _ if message.by.is_empty() => ("other", texts.request().staff.to_owned()),
        _ => ("other", message.by.clone()),
    };
    let at = format::date(message.at.as_str(), texts.language.tag(), Style::Moment);
    let time = element(
        "time",
        &[("datetime", message.at.as_str())],
        vec![at.into_any()],
    );
    let head = vec![words("strong", "", who), " · ".into_any(), time];
    let mut inner = vec![
        block("p", "letters__head", head),
        words("p", "letters__text", message.text.clone()),
    ];
    if !message.files.is_empty() {
        let files = message.files.iter().map(|sent| file(case, sent));
        inner.push(block("ul", "letters__files", files.collect()));
    }
    element(
        "li",
        &[("class", "letters__letter"), ("data-side", side)],
        inner,
    )
}

fn reply(case: Case, request: &Request) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let reply = Typed::of(case, PLACE);
    let papers = Papers::new("reply-files");
    let send = move || {
        let text = reply.text.get_untracked();
        if text.trim().is_empty() {
            reply.error.set(Some(said.reply_empty.to_owned()));
            return focus::by_id_soon(input_id(PLACE));
        }
        let Some(attachments) = papers.claims_or(said.upload_waits) else {
            return;
        };
        let ids: Vec<String> = attachments.iter().map(|claim| claim.id.clone()).collect();
        let key = reply.key(&format!("{}\n{text}", ids.join(" ")));
        case.act(Act {
            place: PLACE,
            path: path::MESSAGES,
            body: json(&NewMessage { text, attachments }),
            idempotency_key: Some(key),
            said: said.sent,
            typed: Some(reply.leaving()),
            done: Callback::new(move |()| papers.leave(&ids)),
        });
    };
    let words_of = FieldWords {
        label: said.reply.to_owned(),
        hint: said.reply_hint.to_owned(),
        optional: None,
    };
    let field = view! {
        <Field
            name=PLACE
            control=Control::Text
            words=words_of
            value=reply.text
            error=reply.error
            on_input=Callback::new(move |text| reply.write(text))
            on_leave=Callback::new(|()| ())
        />
    };
    let files = match request.papers.clone() {
        Some(profile) => picker(papers, profile),
        None => nothing(),
    };
    let inner = vec![
        questions(reply),
        field.into_any(),
        files,
        button(Rank::Primary, said.send, send),
    ];
    block("div", "letters__reply", inner)
}

/// The four questions of a status that does not change: a press puts one into the reply, to be sent or changed.
fn questions(reply: Typed) -> AnyView {
    let said = use_texts().tracker();
    let ready = said.question.iter().map(|&question| {
        let press = move || {
            let before = reply.text.get_untracked();
            let text = match before.trim() {
                "" => question.to_owned(),
                before if before.contains(question) => before.to_owned(),
                before => format!("{before}\n{question}"),
            };
            reply.write(text);
            focus::by_id(&input_id(PLACE));
        };
        block("li", "", vec![button(Rank::Quiet, question, press)])
    });
    let inner = vec![
        words("summary", "", said.questions),
        block("ul", "letters__questions", ready.collect()),
    ];
    block("details", "disclosure", inner)
}
