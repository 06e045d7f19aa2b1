//! What the applicant sent, and the journal.

use leptos::prelude::*;
use opora::{
    browser::{
        download,
        format::{self, Style},
        live,
    },
    i18n::use_texts,
    ui::plain::{Rank, button, disclosure},
};
use opora_contract::{
    request::{ActionState, Event, RequiredAction, SentField, SentFile},
    status::Actor,
};

use super::desk::Desk;
use crate::words::use_words;

/// Of no type: nothing opens the file by itself.
const OPAQUE: &str = "application/octet-stream";

/// Subject, answers, files, and what is required of the applicant.
pub fn letter(desk: Desk) -> AnyView {
    let said = &use_words().request;
    let subject = Memo::new(move |_| desk.slice(|request| request.subject.clone()));
    let fields = Memo::new(move |_| desk.slice(|request| request.fields.clone()));
    let sent = Memo::new(move |_| desk.slice(|request| request.files.clone()));
    let actions = Memo::new(move |_| desk.slice(|request| request.actions.clone()));
    let rows = move || fields.get().into_iter().map(field).collect_view();
    let attached = move || {
        let sent = sent.get();
        (!sent.is_empty())
            .then(|| view! { <section><h3>{said.files}</h3>{files(desk, sent)}</section> })
    };
    let required = move || {
        let actions = actions.get();
        (!actions.is_empty())
            .then(|| view! { <section><h3>{said.actions}</h3>{required(actions)}</section> })
    };
    view! {
        <section>
            <h2>{said.letter}</h2>
            <p class="tracker__subject">{move || subject.get()}</p>
            <dl class="letter">{rows}</dl>
            {attached}
            {required}
        </section>
    }
    .into_any()
}

fn field(field: SentField) -> AnyView {
    let said = if field.shown.is_empty() {
        field.value
    } else {
        field.shown
    };
    view! { <div><dt>{field.label}</dt><dd>{said}</dd></div> }.into_any()
}

/// Files with a button each: they come with the token, which no link can carry.
pub fn files(desk: Desk, files: Vec<SentFile>) -> AnyView {
    let (said, texts) = (&use_words().request, use_texts());
    let rows = files
        .into_iter()
        .map(|file| {
            let size = (texts.form().megabytes)(file.bytes);
            let (label, description) = ((said.download)(&file.name), file.description.clone());
            let failed = RwSignal::new(String::new());
            let fetch = move || {
                let (client, file) = (desk.client(), file.clone());
                leptos::task::spawn_local(async move {
                    let read = client.file(desk.number, &file.id).await;
                    let is_saved =
                        read.is_ok_and(|bytes| download::bytes(&file.name, OPAQUE, &bytes));
                    let failure = if is_saved {
                        String::new()
                    } else {
                        (said.downloading_failed)(&file.name)
                    };
                    live::announce(&failure);
                    failed.try_set(failure);
                });
            };
            view! {
                <li class="staff-file">
                    {button(Rank::Quiet, label, fetch)}
                    <span class="staff-note">{description}" "{size}</span>
                    <span class="staff-file__failed">{move || failed.get()}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul>{rows}</ul> }.into_any()
}

/// What the applicant has to do, and how far each item is.
fn required(actions: Vec<RequiredAction>) -> AnyView {
    let (words, texts) = (use_words(), use_texts());
    let rows = actions
        .into_iter()
        .map(|action| {
            let due = action.due.map(|day| {
                let day = format::date(day.as_str(), texts.language.tag(), Style::ShortDay);
                format!(", {}", (words.request.due)(&day))
            });
            let tone = (action.state == ActionState::Missing).then_some("attention");
            let problem = (!action.problem.is_empty())
                .then(|| view! { <span class="staff-note">{action.problem}</span> });
            view! {
                <li class="staff-action">
                    <span>{action.text}{due}</span>
                    <span class="queue__mark" data-tone=tone>{(words.action)(action.state)}</span>
                    {problem}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="staff-actions">{rows}</ul> }.into_any()
}

/// The journal behind a disclosure. News comes into the open table.
pub fn journal(desk: Desk) -> AnyView {
    let said = &use_words().request;
    let events = move || desk.slice(|request| request.events.clone());
    let table = view! {
        <div class="table" role="region" aria-label=said.journal tabindex="0">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{said.when}</th>
                        <th scope="col">{said.who}</th>
                        <th scope="col">{said.what}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=events key=|event| event.id children=move |event| row(desk, &event)/>
                </tbody>
            </table>
        </div>
    };
    let heard = Callback::new(|_| ());
    disclosure(
        "disclosure",
        said.journal.to_owned(),
        false,
        heard,
        table.into_any(),
    )
}

fn row(desk: Desk, event: &Event) -> AnyView {
    let texts = use_texts();
    let at = format::date(event.at.as_str(), texts.language.tag(), Style::Moment);
    let reason = (!event.reason.is_empty()).then(|| format!(". {}", event.reason));
    let who = who(event.actor, &event.by);
    view! { <tr><td>{at}</td><td>{who}</td><td><strong>{desk.what(event)}</strong>{reason}</td></tr> }
        .into_any()
}

/// Who acted, in words.
pub fn who(actor: Actor, by: &str) -> String {
    let said = &use_words().request;
    match actor {
        Actor::Applicant => said.applicant.to_owned(),
        _ if !by.is_empty() => by.to_owned(),
        Actor::Staff => said.employee.to_owned(),
        Actor::System | Actor::Unknown => said.system.to_owned(),
    }
}
