//! Finding a request by its number and the contact given in it.

use leptos::prelude::*;
use opora_contract::{
    number::RequestNumber,
    request::{Access, Lookup},
    rule,
    violation::Violation,
};

use super::failure;
use crate::{
    api::{ApiError, use_client},
    browser::focus,
    form::{
        foreign,
        kept::{self, KeptRequest},
        preference,
    },
    i18n::{Texts, use_texts},
    ui::{
        check::{Tick, tick},
        error_summary::{self, ErrorSummary},
        field::{Control, Field, FieldWords},
        notice::{Notice, Tone},
    },
};

const NUMBER: &str = "number";
const CONTACT: &str = "contact";
const FOREIGN: &str = "look-up-foreign";

/// What was typed and how finding goes.
#[derive(Clone, Copy)]
struct Finding {
    number: RwSignal<String>,
    contact: RwSignal<String>,
    /// Whether nothing of what is found may stay on the device.
    is_foreign: RwSignal<bool>,
    errors: RwSignal<Vec<error_summary::Entry>>,
    /// Title and detail of what the server said.
    refusal: RwSignal<Option<(String, String)>>,
    running: RwSignal<bool>,
}

/// Number and contact; on success the request is kept on this device and opened.
#[component]
pub fn LookUp(
    /// Known already, from the address: then only the contact is asked for.
    number: Option<RequestNumber>,
    /// Called once the request can be opened on this device.
    on_found: Callback<RequestNumber>,
) -> impl IntoView {
    let texts = use_texts();
    let finding = Finding {
        number: RwSignal::new(number.map(|number| number.to_string()).unwrap_or_default()),
        contact: RwSignal::new(String::new()),
        is_foreign: RwSignal::new(foreign::is_on()),
        errors: RwSignal::default(),
        refusal: RwSignal::new(None),
        running: RwSignal::new(false),
    };
    let find = finder(finding, texts, on_found);
    let words = texts.requests();
    let number_field = number.is_none().then(|| {
        line(
            finding,
            NUMBER,
            finding.number,
            words.number,
            words.number_hint,
        )
    });
    let refused = move || {
        let (title, detail) = finding.refusal.get()?;
        Some(view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> })
    };
    view! {
        <form class="form" novalidate on:submit=move |event| { event.prevent_default(); find.run(()); }>
            <ErrorSummary title=texts.form().errors errors=finding.errors/>
            {number_field}
            {line(finding, CONTACT, finding.contact, words.contact, words.contact_hint)}
            {strange_device(finding, texts)}
            {refused}
            <button type="submit" class="button" aria-busy=move || finding.running.get().to_string()>
                {words.find_action}
            </button>
        </form>
    }
    .into_any()
}

/// Asked before anything is kept: a strange device is where people look their requests up.
fn strange_device(finding: Finding, texts: Texts) -> AnyView {
    let asked = Tick {
        id: FOREIGN.to_owned(),
        label: texts.form().foreign_on.to_owned(),
        hint: String::new(),
    };
    let is_foreign = finding.is_foreign;
    let change = Callback::new(move |is_on| is_foreign.set(is_on));
    tick(asked, None, is_foreign.into(), change)
}

fn line(
    finding: Finding,
    name: &'static str,
    value: RwSignal<String>,
    label: &str,
    hint: &str,
) -> AnyView {
    let error = move || {
        let errors = finding.errors.read();
        let found = errors.iter().find(|(field, _)| field == name)?;
        Some(found.1.clone())
    };
    let words = FieldWords {
        label: label.to_owned(),
        hint: hint.to_owned(),
        optional: None,
    };
    view! {
        <Field
            name=name
            control=Control::Line
            words=words
            value=value
            error=Signal::derive(error)
            on_input=Callback::new(move |text| value.set(text))
            on_leave=Callback::new(|()| ())
        />
    }
    .into_any()
}

/// Asks the server, once at a time.
fn finder(finding: Finding, texts: Texts, on_found: Callback<RequestNumber>) -> Callback<()> {
    let client = use_client();
    Callback::new(move |()| {
        if finding.running.get_untracked() {
            return;
        }
        let lookup = Lookup {
            number: finding.number.get_untracked(),
            contact: finding.contact.get_untracked(),
        };
        finding.refusal.set(None);
        finding.errors.set(mistakes(&lookup, texts));
        if !finding.errors.read_untracked().is_empty() {
            return focus::by_id_soon(error_summary::ID);
        }
        finding.running.set(true);
        let is_foreign = finding.is_foreign.get_untracked();
        let client = client.clone();
        leptos::task::spawn_local(async move {
            match client.look_up(&lookup).await {
                Ok(access) => {
                    let number = access.number;
                    foreign::set(is_foreign);
                    let key = access.key.clone();
                    keep(access).await;
                    on_found.try_run(number);
                    preference::tell_one(&client, number, &key).await;
                }
                Err(error) => {
                    finding.refusal.try_set(Some(refusal(texts, &error)));
                }
            }
            finding.running.try_set(false);
        });
    })
}

async fn keep(access: Access) {
    // Where the device keeps nothing the request opens all the same, until the page is left.
    let kept = kept::keep_found(access.number, access.key.clone()).await;
    kept::hold(kept.unwrap_or_else(|_| KeptRequest::found(access.number, access.key)));
}

/// The server's words, or ours where it said nothing.
fn refusal(texts: Texts, error: &ApiError) -> (String, String) {
    match error.problem() {
        Some(problem) => (problem.title, problem.detail),
        None => {
            let failure = failure(texts, error);
            (failure.title, failure.detail)
        }
    }
}

/// What can be seen without asking the server.
fn mistakes(lookup: &Lookup, texts: Texts) -> Vec<error_summary::Entry> {
    let mut found = Vec::new();
    if RequestNumber::parse(&lookup.number).is_err() {
        let empty = lookup.number.trim().is_empty();
        let violation = if empty {
            Violation::Required
        } else {
            Violation::Number
        };
        found.push((NUMBER.to_owned(), violation.message(texts.language)));
    }
    if rule::phone(&lookup.contact).is_err() && rule::email(&lookup.contact).is_err() {
        let message = texts.requests().contact_invalid.to_owned();
        found.push((CONTACT.to_owned(), message));
    }
    found
}
