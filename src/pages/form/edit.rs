//! «Изменить»: for half an hour after sending, by the server's clock, the answers of a request can still be changed
//! (spec D53).

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora_contract::{
    form::{FieldKind, Form},
    key::AccessKey,
    number::RequestNumber,
    page::Page,
    request::{Edit, Request},
};

use super::{super::failure, list::questions};
use crate::{
    api::{self, ApiError, Client, use_client},
    browser::{
        focus,
        format::{self, Style},
        live,
    },
    form::{draft::Draft, kept, state::FormState},
    i18n::use_texts,
    ui::{
        breadcrumb::Breadcrumb,
        error_summary::{self, ErrorSummary},
        notice::{Notice, Tone},
        page::Heading,
        plain::{changing, link, nothing},
    },
};

/// A request as it was read: what to change, and the version that the change is made to.
#[derive(Clone)]
struct Sent {
    request: Request,
    tag: String,
    key: AccessKey,
}

/// Draws the form with the answers of a request.
pub fn edit(form: &Form, number: RequestNumber) -> AnyView {
    let texts = use_texts();
    let own = texts.edit();
    let client = use_client();
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Requests.path(), texts.requests().title.to_owned()),
        (Page::Request(number).path(), number.to_string()),
    ];
    let opened = RwSignal::new_local(None::<Result<(Sent, FormState), ApiError>>);
    let (form, owner) = (form.clone(), Owner::current());
    let language = texts.language;
    leptos::task::spawn_local(async move {
        let read = read(&client, number).await.map(|sent| {
            let (form, draft) = taken_over(form, &sent.request, own.private_hint);
            let open = || FormState::new(form, language, &draft, Vec::new());
            let state = match &owner {
                Some(owner) => owner.with(open),
                None => open(),
            };
            // What is changed lies with the server; a half of it must not come back as a draft.
            state.stop_saving();
            (sent, state)
        });
        opened.try_set(Some(read));
    });
    let shown = changing(move || match opened.get() {
        None => nothing(),
        Some(Ok((sent, state))) => filling(sent, state),
        Some(Err(error)) if error.is_missing() => closed(number),
        Some(Err(error)) => {
            let failed = failure(texts, &error);
            view! { <Notice tone=Tone::Danger title=failed.title detail=failed.detail alert=true/> }
                .into_any()
        }
    });
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=(own.title)(&number.to_string()) site=texts.shell().site/>
        {shown}
    }
    .into_any()
}

/// Reads the request with the key of this device.
async fn read(client: &Client, number: RequestNumber) -> Result<Sent, ApiError> {
    let locked = || ApiError::Refused {
        status: 403,
        body: String::new(),
    };
    let key = kept::key(number).await.ok_or_else(locked)?;
    let (text, tag) = client.request_tagged(number, &key).await?;
    let request: Request = api::parse(&text)?;
    if request.editable_until.as_str() <= format::now().as_str() {
        // By this device's clock; the server has the last word when a change arrives.
        return Err(locked());
    }
    Ok(Sent { request, tag, key })
}

/// The form without what an edit leaves alone, and the answers that were sent. Numbers of documents come back veiled: an
/// empty field leaves them as they are.
fn taken_over(mut form: Form, request: &Request, private_hint: &str) -> (Form, Draft) {
    form.fields
        .retain(|field| !matches!(field.kind, FieldKind::Files | FieldKind::Consent));
    let mut draft = Draft::new(form.name.clone());
    for sent in &request.fields {
        let field = form.field_at(sent.name.as_str());
        if field.is_some_and(|field| !field.kind.is_private()) {
            draft
                .values
                .insert(sent.name.to_string(), sent.value.clone());
        }
    }
    for field in &mut form.fields {
        if field.kind.is_private() {
            field.required = false;
            private_hint.clone_into(&mut field.hint);
        }
    }
    (form, draft)
}

/// The time for changes has passed, or this device has no key.
fn closed(number: RequestNumber) -> AnyView {
    let own = use_texts().edit();
    let notice = own.closed;
    view! {
        <Notice tone=Tone::Attention title=notice.title detail=notice.detail alert=true/>
        <p>{link("action", &Page::Request(number).path(), own.back)}</p>
    }
    .into_any()
}

/// Title and detail of what went wrong.
type Failed = Option<(String, String)>;

fn filling(sent: Sent, state: FormState) -> AnyView {
    let texts = use_texts();
    let own = texts.edit();
    let number = sent.request.number;
    let until = sent.request.editable_until.as_str();
    let until = format::date(until, texts.language.tag(), Style::Time);
    let failed = RwSignal::new(None::<(String, String)>);
    let is_running = RwSignal::new(false);
    let before = state.values.get_untracked();
    let save = saver(Arc::new(sent), before, state, failed, is_running);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !is_running.get_untracked() {
            save.run(());
        }
    };
    let problem = changing(move || {
        let Some((title, detail)) = failed.get() else {
            return nothing();
        };
        view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> }.into_any()
    });
    let has_errors = move || !state.summary.read().is_empty();
    Effect::new(move |_| {
        if has_errors() {
            focus::by_id_soon(error_summary::ID);
        }
    });
    view! {
        <p class="lead">{(own.lead)(&until)}</p>
        <ErrorSummary title=texts.form().errors errors=state.summary/>
        <form class="form" novalidate on:submit=submit>
            {questions(state)}
            {problem}
            <div class="form__end">
                <button type="submit" class="button" aria-busy=move || is_running.get().to_string()>{own.save}</button>
                {link("action", &Page::Request(number).path(), own.leave)}
            </div>
        </form>
    }
    .into_any()
}

/// Sends what has changed, and nothing else.
fn saver(
    sent: Arc<Sent>,
    before: BTreeMap<String, String>,
    state: FormState,
    failed: RwSignal<Failed>,
    is_running: RwSignal<bool>,
) -> Callback<()> {
    let texts = use_texts();
    let own = texts.edit();
    let client = use_client();
    let navigate = use_navigate();
    Callback::new(move |()| {
        let values = state.values.get_untracked();
        let checked = state.form.with_value(|form| form.check(&values, 0));
        let filled = match checked {
            Ok(filled) => filled.values,
            Err(mistakes) => return state.show_mistakes(&mistakes),
        };
        state.show_mistakes(&[]);
        failed.set(None);
        is_running.set(true);
        let edit = Edit {
            fields: changes(&before, filled),
        };
        let (client, navigate, sent) = (client.clone(), navigate.clone(), Arc::clone(&sent));
        leptos::task::spawn_local(async move {
            let number = sent.request.number;
            let answer = client.edit(number, &sent.key, &sent.tag, &edit).await;
            if is_running.try_set(false).is_some() {
                return;
            }
            let Err(error) = answer else {
                live::announce(own.saved);
                return navigate(&Page::Request(number).path(), Default::default());
            };
            let problem = error.problem();
            if problem.is_some_and(|problem| state.show_problem(&problem)) {
                return;
            }
            let notice = match &error {
                // Somebody else, or another tab, was faster.
                ApiError::Refused { status: 412, .. } => own.stale,
                ApiError::Refused {
                    status: 403 | 409, ..
                } => own.closed,
                _ => own.not_saved,
            };
            failed.set(Some((notice.title.to_owned(), notice.detail.to_owned())));
        });
    })
}

/// What differs: an answer that is gone travels as an empty one.
fn changes(
    before: &BTreeMap<String, String>,
    after: BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut changes: BTreeMap<String, String> = before
        .keys()
        .filter(|key| !after.contains_key(*key))
        .map(|key| (key.clone(), String::new()))
        .collect();
    let changed = |(key, value): &(String, String)| before.get(key) != Some(value);
    changes.extend(after.into_iter().filter(changed));
    changes
}
