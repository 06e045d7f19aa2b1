//! What the applicant has to do, with the upload in place; what was provided and what is accepted (spec E09, E19, E20).

use leptos::prelude::*;
use opora_contract::{
    path,
    request::{ActionState, NewDocuments, Request, RequiredAction},
    status::Status,
};

use super::{
    case::{Act, Case, json},
    papers::{Papers, picker},
    part::{Part, part},
    typed::Typed,
};
use crate::{
    browser::format::{self, Style},
    i18n::{Texts, use_texts},
    ui::{
        field::{Control, Field, FieldWords},
        icon::icon,
        plain::{Rank, block, button, element, nothing, words},
    },
};

const PLACE: &str = "documents";

/// The only coloured block, or the literal line that there is nothing to do.
pub fn actions(case: Case) -> AnyView {
    let shown = case.part(key, |_, request| lists(request));
    let upload = case.part(
        |request| {
            let waits = request.status == Status::WaitingDocuments && request.papers.is_some();
            if waits {
                "waits".to_owned()
            } else {
                String::new()
            }
        },
        |case, request| part(case, Part::Documents(Box::new(request.clone()))),
    );
    block(
        "section",
        "tracker",
        vec![shown, upload, case.outcome(PLACE)],
    )
}

fn key(request: &Request) -> String {
    format!("{} {}", request.events.len(), request.changed_at.as_str())
}

fn lists(request: &Request) -> AnyView {
    let texts = use_texts();
    let of = |state| {
        let actions = request.actions.iter();
        actions.filter(move |action| action.state == state)
    };
    let missing: Vec<_> = of(ActionState::Missing)
        .map(|action| row(action, texts))
        .collect();
    let mut parts = Vec::new();
    if missing.is_empty() {
        let idle = vec![icon("check"), texts.request().no_actions.into_any()];
        parts.push(block("p", "tracker__idle", idle));
    } else {
        let inner = vec![
            words("h2", "notice__title", texts.request().actions),
            block("ul", "tracker__actions", missing),
        ];
        let notice = vec![icon("alert"), block("div", "notice__text", inner)];
        let attributes = [("class", "notice"), ("data-tone", "attention")];
        parts.push(element("div", &attributes, notice));
    }
    for (state, title) in [
        (ActionState::Provided, texts.tracker().provided),
        (ActionState::Checked, texts.tracker().checked),
    ] {
        let rows: Vec<_> = of(state).map(|action| row(action, texts)).collect();
        if !rows.is_empty() {
            parts.push(words("h2", "tracker__label", title));
            parts.push(block("ul", "tracker__list", rows));
        }
    }
    block("div", "tracker__standing", parts)
}

fn row(action: &RequiredAction, texts: Texts) -> AnyView {
    let mut inner = vec![action.text.clone().into_any()];
    if let Some(due) = action
        .due
        .as_ref()
        .filter(|_| action.state == ActionState::Missing)
    {
        let day = format::date(due.as_str(), texts.language.tag(), Style::Day);
        let due = format!(" — {}", (texts.request().due)(&day));
        inner.push(words("span", "tracker__due", due));
    }
    if !action.problem.is_empty() {
        inner.push(words("p", "tracker__problem", action.problem.clone()));
    }
    block("li", "", inner)
}

/// Sends files to a request that waits for them.
pub fn documents(case: Case, request: &Request) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let Some(profile) = request.papers.clone() else {
        return nothing();
    };
    let papers = Papers::new(PLACE);
    let comment = Typed::of(case, PLACE);
    let send = move || {
        let Some(attachments) = papers.claims_or(said.upload_waits) else {
            return;
        };
        if attachments.is_empty() {
            return papers.complain(said.no_files);
        }
        let ids: Vec<String> = attachments.iter().map(|claim| claim.id.clone()).collect();
        let text = comment.text.get_untracked();
        let key = comment.key(&format!("{}\n{text}", ids.join(" ")));
        let body = NewDocuments {
            attachments,
            comment: text,
        };
        case.act(Act {
            place: PLACE,
            path: path::DOCUMENTS,
            body: json(&body),
            idempotency_key: Some(key),
            said: said.files_sent,
            typed: Some(comment.leaving()),
            done: Callback::new(move |()| papers.leave(&ids)),
        });
    };
    let words_of = FieldWords {
        label: said.comment.to_owned(),
        hint: String::new(),
        optional: Some(texts.form().optional),
    };
    let field = view! {
        <Field
            name="documents-comment"
            control=Control::Line
            words=words_of
            value=comment.text
            error=Signal::stored(None::<String>)
            on_input=Callback::new(move |text| comment.write(text))
            on_leave=Callback::new(|()| ())
        />
    };
    let inner = vec![
        picker(papers, profile),
        field.into_any(),
        button(Rank::Primary, said.send_files, send),
    ];
    block("div", "panel", inner)
}
