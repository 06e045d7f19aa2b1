//! The correspondence and the reply.

use leptos::prelude::*;
use opora::{
    browser::format::{self, Style},
    i18n::use_texts,
    ui::{
        error_summary::ErrorSummary,
        field::{Control, Field, FieldWords},
    },
};
use opora_contract::{
    request::Message,
    status::{Actor, Status},
};

use super::{
    desk::{Desk, Part},
    done,
    letter::{files, who},
    trouble,
};
use crate::{control, draft::REPLY, words::use_words};

/// Everything that was written, oldest first, and the reply while there can be one.
pub fn messages(desk: Desk) -> AnyView {
    let said = &use_words().request;
    let messages = move || desk.slice(|request| request.messages.clone());
    let is_empty = Memo::new(move |_| messages().is_empty());
    let none = move || {
        is_empty
            .get()
            .then(|| view! { <p class="staff-note">{said.no_messages}</p> })
    };
    let is_over = Memo::new(move |_| desk.slice(|request| request.status == Status::Closed));
    let reply = move || {
        if is_over.get() {
            return view! { <p class="staff-note">{said.over}</p> }.into_any();
        }
        reply(desk)
    };
    view! {
        <section>
            <h2>{said.messages}</h2>
            {none}
            <ol class="staff-messages">
                <For each=messages key=|message| message.id children=move |message| drawn(desk, message)/>
            </ol>
            {reply}
        </section>
    }
    .into_any()
}

fn drawn(desk: Desk, message: Message) -> AnyView {
    let texts = use_texts();
    let at = format::date(message.at.as_str(), texts.language.tag(), Style::Moment);
    let side = if message.actor == Actor::Applicant {
        "applicant"
    } else {
        "staff"
    };
    let attached = (!message.files.is_empty()).then(|| files(desk, message.files));
    view! {
        <li class="staff-message" data-side=side>
            <p class="staff-note">{who(message.actor, &message.by)}", "{at}</p>
            <p class="staff-message__text">{message.text}</p>
            {attached}
        </li>
    }
    .into_any()
}

fn reply(desk: Desk) -> AnyView {
    let words = use_words();
    let said = &words.request;
    let field = FieldWords {
        label: said.reply.to_owned(),
        hint: said.reply_hint.to_owned(),
        optional: None,
    };
    let typed = Callback::new(move |text: String| {
        desk.draft.update(|draft| {
            if draft.reply != text {
                // Another text is another message.
                draft.key.clear();
            }
            draft.reply = text;
        });
    });
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.reply();
    };
    let is_busy = move || (desk.running.get() == Some(Part::Reply)).to_string();
    view! {
        <form class="staff-form" novalidate on:submit=send>
            {trouble(desk, Part::Reply)}
            <ErrorSummary title=words.errors errors=desk.mistakes(Part::Reply)/>
            <Field
                name=REPLY
                control=Control::Text
                words=field
                value=Signal::derive(move || desk.draft.read().reply.clone())
                error=desk.mistake(Part::Reply, REPLY.to_owned())
                on_input=typed
                on_leave=Callback::new(|()| ())
            />
            <button type="submit" class="button" aria-busy=is_busy on:click=move |event| control::once(&event)>
                {said.send}
            </button>
            {done(desk, Part::Reply)}
        </form>
    }
    .into_any()
}
