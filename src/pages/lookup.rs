//! Finding a request by its number and the contact given in it.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora_contract::{
    form::Kind, number::RequestNumber, page::Page, request::Lookup, rule, status::Status, violation::Violation,
};

use super::failure;
use crate::{
    api::use_client,
    browser::focus,
    form::kept::{self, KeptRequest},
    i18n::{Texts, use_texts},
    ui::{
        error_summary::{self, ErrorSummary},
        field::{Control, Field, FieldWords},
        notice::{Notice, Tone},
    },
};

const NUMBER: &str = "number";
const CONTACT: &str = "contact";

/// Number and contact; on success the request is kept on this device and opened.
#[component]
pub fn LookUp(
    /// Known already, from the address: then only the contact is asked for.
    number: Option<RequestNumber>,
) -> impl IntoView {
    let texts = use_texts();
    let typed_number = RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default());
    let contact = RwSignal::new(String::new());
    let errors = RwSignal::new(Vec::<(String, String)>::new());
    let problem = RwSignal::new(None::<(String, String)>);
    let running = RwSignal::new(false);
    let client = use_client();
    let navigate = use_navigate();
    let find = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if running.get_untracked() {
            return;
        }
        problem.set(None);
        let lookup = Lookup { number: typed_number.get_untracked(), contact: contact.get_untracked() };
        let found = mistakes(&lookup, texts);
        if !found.is_empty() {
            errors.set(found);
            return focus::by_id_soon(error_summary::ID);
        }
        errors.set(Vec::new());
        running.set(true);
        let (client, navigate) = (client.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            match client.look_up(&lookup).await {
                Ok(access) => {
                    let kept = KeptRequest {
                        number: access.number,
                        key: access.key,
                        subject: access.number.to_string(),
                        kind: Kind::Unknown,
                        status: Status::Unknown,
                        sent_at: String::new(),
                    };
                    // Where the device keeps nothing the request opens all the same, until the page is left.
                    let _kept = kept::keep(&kept).await;
                    kept::hold(kept);
                    navigate(&Page::Request(access.number).path(), Default::default());
                }
                Err(error) => {
                    let failure = failure(texts, &error);
                    problem.try_set(Some((failure.title, failure.detail)));
                }
            }
            running.try_set(false);
        });
    };
    let error_of = move |name: &'static str| {
        Signal::derive(move || errors.read().iter().find(|(field, _)| field == name).map(|(_, message)| message.clone()))
    };
    let failed = move || {
        problem.get().map(|(title, detail)| view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> })
    };
    let number_field = number.is_none().then(|| {
        view! {
            <Field
                name=NUMBER
                control=Control::Line
                words=words(texts.requests.number, texts.requests.number_hint)
                value=typed_number
                error=error_of(NUMBER)
                on_input=Callback::new(move |text| typed_number.set(text))
                on_leave=Callback::new(|()| ())
            />
        }
    });
    view! {
        <form class="form" novalidate on:submit=find>
            <ErrorSummary title=texts.form.errors errors=errors/>
            {number_field}
            <Field
                name=CONTACT
                control=Control::Line
                words=words(texts.requests.contact, texts.requests.contact_hint)
                value=contact
                error=error_of(CONTACT)
                on_input=Callback::new(move |text| contact.set(text))
                on_leave=Callback::new(|()| ())
            />
            {failed}
            <button type="submit" class="button" aria-busy=move || running.get().to_string()>
                {texts.requests.find_action}
            </button>
        </form>
    }
    .into_any()
}

fn words(label: &str, hint: &str) -> FieldWords {
    FieldWords { label: label.to_owned(), hint: hint.to_owned(), optional: None }
}

/// What can be seen without asking the server.
fn mistakes(lookup: &Lookup, texts: &Texts) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if RequestNumber::parse(&lookup.number).is_err() {
        let empty = lookup.number.trim().is_empty();
        let violation = if empty { Violation::Required } else { Violation::Number };
        found.push((NUMBER.to_owned(), violation.message(texts.language)));
    }
    if rule::phone(&lookup.contact).is_err() && rule::email(&lookup.contact).is_err() {
        found.push((CONTACT.to_owned(), texts.requests.contact_invalid.to_owned()));
    }
    found
}
