//! The form itself: its questions, and that everything is kept.

use leptos::prelude::*;
use opora_contract::{form::Kind, page::Page};

use super::{
    super::framed::form_storage,
    Sending, Sheet,
    draft::{restored, saved},
    list::questions,
    part::{Part, part},
};
use crate::{
    browser::focus,
    embed,
    form::state::FormState,
    i18n::use_texts,
    ui::{
        breadcrumb::Breadcrumb,
        error_summary::{self, ErrorSummary},
        notice::{Notice, Tone},
        page::Heading,
        plain::{changing, nothing},
    },
};

pub fn filling(sheet: Sheet) -> AnyView {
    let texts = use_texts();
    let state = sheet.state;
    let (title, lead) = state
        .form
        .with_value(|form| (form.title.clone(), form.lead.clone()));
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (
            Page::NewRequest.path(),
            texts.form().choose_title.to_owned(),
        ),
    ];
    let has_errors = move || {
        if state.summary.read().is_empty() {
            String::new()
        } else {
            texts.form().error_prefix.to_owned()
        }
    };
    let has_templates = state.form.with_value(|form| !form.templates.is_empty());
    let templates = has_templates.then(|| part(Part::Templates(state)));
    let is_call = state.form.with_value(|form| form.kind == Kind::Callback);
    let promise = is_call.then(|| part(Part::Promise));
    let go_on = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        check(sheet);
    };
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=title site=texts.shell().site prefix=Signal::derive(has_errors)/>
        <p class="lead">{lead}</p>
        <ErrorSummary title=texts.form().errors errors=state.summary/>
        {restored(state)}
        {from_link(state)}
        {from_portal(state)}
        {promise}
        {templates}
        <p class="form__note">{texts.form().required_note}</p>
        <form class="form" novalidate on:submit=go_on>
            {questions(state)}
            {failure(sheet)}
            <div class="form__end">
                <button type="submit" class="button">{texts.form().check}</button>
                {saved(state)}
            </div>
            {state.form.with_value(form_storage)}
        </form>
    }
    .into_any()
}

/// On to the review, or to the mistakes.
fn check(sheet: Sheet) {
    let state = sheet.state;
    let files = state.files.with_untracked(Vec::len);
    let values = state.values.get_untracked();
    let checked = state.form.with_value(|form| form.check(&values, files));
    match checked {
        Ok(_) => {
            state.show_mistakes(&[]);
            sheet.sending.set(Sending::Idle);
            sheet.review.run(());
        }
        Err(mistakes) => {
            state.show_mistakes(&mistakes);
            focus::by_id_soon(error_summary::ID);
        }
    }
}

/// What went wrong when it was sent.
pub fn failure(sheet: Sheet) -> AnyView {
    changing(move || match sheet.sending.get() {
        Sending::Failed(title, detail) => {
            view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> }.into_any()
        }
        _ => nothing(),
    })
}

/// Says which answers a link has filled in.
fn from_link(state: FormState) -> AnyView {
    let texts = use_texts().form();
    changing(move || {
        let labels = state.from_link.get();
        if labels.is_empty() {
            return nothing();
        }
        let title = (texts.from_link)(&labels.join(", "));
        view! { <Notice tone=Tone::Neutral title=title/> }.into_any()
    })
}

/// Says which answers the portal around has filled in.
fn from_portal(state: FormState) -> AnyView {
    let texts = use_texts();
    changing(move || {
        let labels = state.from_portal.get();
        let portal = embed::portal().filter(|_| !labels.is_empty());
        let Some(portal) = portal else {
            return nothing();
        };
        let title = (texts.embed().filled_in)(&portal.name, &labels.join(", "));
        view! { <Notice tone=Tone::Neutral title=title/> }.into_any()
    })
}
