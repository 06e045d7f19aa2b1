//! Every change with its time, who made it and why (spec E14, E17).

use leptos::prelude::*;
use opora_contract::{
    request::{Event, EventKind, Request},
    status::Actor,
};

use crate::{
    browser::{
        event,
        format::{self, Style},
    },
    i18n::{Texts, phrase, use_texts},
};

/// The journal behind a disclosure: complete, but not in the way.
pub fn journal(request: &Request, is_open: RwSignal<bool>) -> AnyView {
    let texts = use_texts();
    let rows = request
        .events
        .iter()
        .map(|row| {
            let at = format::date(row.at.as_str(), texts.language.tag(), Style::Moment);
            let what = match row.kind {
                EventKind::StatusChanged => row.status.label(request.kind, texts.language),
                kind => (texts.request().event)(kind),
            };
            let term = row.term.as_ref().map(|term| format!(". {}", phrase::term(texts, term)));
            let reason = (!row.reason.is_empty()).then(|| format!(". {}", row.reason));
            view! { <tr><td>{at}</td><td>{who(row, texts)}</td><td><strong>{what}</strong>{reason}{term}</td></tr> }
        })
        .collect_view();
    view! {
        <details class="disclosure" open=is_open.get_untracked() on:toggle=move |event| is_open.set(event::is_open(&event))>
            <summary>{texts.request().journal}</summary>
            <div class="table" role="region" aria-label=texts.request().journal tabindex="0">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{texts.request().journal_when}</th>
                            <th scope="col">{texts.request().journal_who}</th>
                            <th scope="col">{texts.request().journal_what}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

fn who(event: &Event, texts: Texts) -> String {
    match event.actor {
        Actor::Applicant => texts.request().applicant.to_owned(),
        Actor::Staff if event.by.is_empty() => texts.request().staff.to_owned(),
        Actor::Staff => event.by.clone(),
        Actor::System | Actor::Unknown => texts.request().system.to_owned(),
    }
}
