//! Filling a form.

mod choice;
mod files;
mod question;
mod queued;
mod similar;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora_contract::{form::Form, page::Page, slug::Slug};

use self::{question::question_view, queued::Queued};
use super::{Build, fetched_page, preload_requests, reading};
use crate::{
    api::use_client,
    browser::{
        focus,
        format::{self, Style},
        live,
    },
    form::{
        attachment,
        draft::{self, Draft},
        outbox::Outbox,
        state::{FormState, Saving},
        submit::{self, Outcome, submit},
    },
    guide::parcel,
    i18n::{Texts, use_texts},
    route::{self, Query},
    ui::{
        breadcrumb::Breadcrumb,
        error_summary::{self, ErrorSummary},
        notice::{Notice, Tone},
        page::Heading,
    },
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn form_page(form: Slug) -> Build {
    Arc::new(move || page(form.clone()))
}

fn page(form: Slug) -> AnyView {
    let client = use_client();
    let read = move || {
        let (client, form) = (client.clone(), form.clone());
        reading(async move { client.form(&form).await })
    };
    view! { <div class="frame page">{fetched_page(read, with_draft)}</div> }.into_any()
}

/// Opens the form with what the device has kept of it.
fn with_draft(form: Form) -> AnyView {
    let texts = use_texts();
    let taken = choice_taken(Page::Form(form.name.clone()));
    let category = route::query(Query::Category);
    let opened = RwSignal::new_local(None::<FormState>);
    let owner = Owner::current();
    leptos::task::spawn_local(async move {
        let kept = draft::load(&form.name).await.ok().flatten();
        let mut draft = kept.unwrap_or_else(|| Draft::new(form.name.clone()));
        let files = attachment::restored(std::mem::take(&mut draft.files)).await;
        let chosen = category.try_get_untracked().flatten();
        let is_chosen = chosen.is_some_and(|chosen| prefill(&form, &mut draft, chosen));
        let is_prefilled = bring(&form, &mut draft) || is_chosen;
        let open = || FormState::new(form, texts.language, &draft, files);
        // The state lives as long as the page, not as long as this task.
        if let Some(state) = owner.map(|owner| owner.with(open)) {
            if is_prefilled {
                state.save();
            }
            if is_chosen {
                taken();
            }
            submit::preload();
            preload_requests();
            opened.try_set(Some(state));
        }
    });
    let shown = move || opened.get().map(|state| view! { <FormView state=state/> });
    shown.into_any()
}

/// Takes a choice from the address, if the form has it: nothing else can be prefilled by a link. Returns whether it did.
fn prefill(form: &Form, draft: &mut Draft, chosen: String) -> bool {
    let question = form
        .fields
        .iter()
        .find(|field| field.name.as_str() == Query::Category.key());
    let is_option = question.is_some_and(|question| question.check(&chosen).is_ok());
    if is_option {
        draft
            .values
            .insert(Query::Category.key().to_owned(), chosen);
    }
    is_option
}

/// Takes what the person has brought along from a guide. What the draft has already stays before it.
fn bring(form: &Form, draft: &mut Draft) -> bool {
    // Taken by whatever form comes first: a later one is about something else.
    let Some(brought) = parcel::take() else {
        return false;
    };
    let mut questions = form.fields.iter();
    let Some(question) = questions.find(|question| question.on_demand) else {
        return false;
    };
    let value = draft.values.entry(question.name.to_string()).or_default();
    if !value.contains(&brought) {
        if !value.is_empty() {
            value.push_str("\n\n");
        }
        value.push_str(&brought);
    }
    true
}

/// Takes the choice out of the address, once it is in the draft: at a reload it would win over what the person has
/// chosen since.
fn choice_taken(page: Page) -> impl Fn() {
    let navigate = use_navigate();
    let address = route::page();
    move || {
        // Whoever is on the way to another page is left alone.
        if address.try_get_untracked().flatten().as_ref() == Some(&page) {
            let in_place = leptos_router::NavigateOptions {
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&page.path(), in_place);
        }
    }
}

/// Where sending stands.
#[derive(Clone, PartialEq, Eq)]
enum Sending {
    Idle,
    Running,
    /// Title and detail for the person.
    Failed(String, String),
    /// Under this idempotency key.
    Queued(String),
}

#[component]
fn FormView(state: FormState) -> impl IntoView {
    let sending = RwSignal::new(Sending::Idle);
    let queued = Memo::new(move |_| match sending.get() {
        Sending::Queued(key) => Some(key),
        _ => None,
    });
    let shown = move || match queued.get() {
        Some(key) => view! { <Queued idempotency_key=key/> }.into_any(),
        None => filling(state, sending),
    };
    shown.into_any()
}

fn filling(state: FormState, sending: RwSignal<Sending>) -> AnyView {
    let texts = use_texts();
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
    let questions = state.form.with_value(|form| {
        form.fields
            .iter()
            .filter(|question| {
                !question.on_demand || !untrack(|| state.value(question.name.as_str())).is_empty()
            })
            .cloned()
            .map(|question| question_view(state, question))
            .collect_view()
    });
    let restored = move || {
        state.is_restored.get().then(|| {
        view! { <Notice tone=Tone::Neutral title=texts.form().restored><Discard state=state/></Notice> }
        })
    };
    let send = sender(state, sending);
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=title site=texts.shell().site prefix=Signal::derive(has_errors)/>
        <p class="lead">{lead}</p>
        <ErrorSummary title=texts.form().errors errors=state.summary/>
        {restored}
        <p class="form__note">{texts.form().required_note}</p>
        <form class="form" novalidate on:submit=move |event| { event.prevent_default(); send.run(()); }>
            {questions}
            {end(state, sending)}
        </form>
    }
    .into_any()
}

/// The end of the form: what went wrong, the button, and that everything is kept.
fn end(state: FormState, sending: RwSignal<Sending>) -> AnyView {
    let words = use_texts().form();
    let failed = move || match sending.get() {
        Sending::Failed(title, detail) => {
            Some(view! { <Notice tone=Tone::Danger title=title detail=detail alert=true/> })
        }
        _ => None,
    };
    let is_running = move || sending.read() == Sending::Running;
    let label = move || {
        if is_running() {
            words.sending
        } else {
            words.send
        }
    };
    view! {
        {failed}
        <div class="form__end">
            <button type="submit" class="button" aria-busy=move || is_running().to_string()>{label}</button>
            <SavedLine state=state/>
        </div>
    }
    .into_any()
}

/// Sends once: presses while a sending runs are ignored.
fn sender(state: FormState, sending: RwSignal<Sending>) -> Callback<()> {
    let texts = use_texts();
    let client = use_client();
    let outbox = expect_context::<Outbox>();
    let navigate = use_navigate();
    Callback::new(move |()| {
        if sending.get_untracked() == Sending::Running {
            return;
        }
        sending.set(Sending::Running);
        let (client, navigate) = (client.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            let next = match submit(state, client, outbox).await {
                Outcome::Sent(receipt) => {
                    let replace = leptos_router::NavigateOptions {
                        replace: true,
                        ..Default::default()
                    };
                    return navigate(&route::receipt(receipt.request.number), replace);
                }
                Outcome::Queued(key) => Sending::Queued(key),
                Outcome::Invalid => {
                    focus::by_id_soon(error_summary::ID);
                    Sending::Idle
                }
                Outcome::Failed(problem) => failed(texts, problem.as_deref()),
            };
            sending.try_set(next);
        });
    })
}

fn failed(texts: Texts, problem: Option<&opora_contract::problem::Problem>) -> Sending {
    let notice = texts.form().not_sent;
    let detail = problem
        .map(|problem| format!("{}. {}", problem.title, problem.detail))
        .unwrap_or_default();
    Sending::Failed(
        notice.title.to_owned(),
        format!("{detail} {}", notice.detail).trim().to_owned(),
    )
}

/// «Сохранено на этом устройстве, 14:02».
#[component]
fn SavedLine(state: FormState) -> impl IntoView {
    let texts = use_texts();
    let line = move || match state.saving.get() {
        Saving::Nothing => String::new(),
        Saving::Saved(at) => {
            (texts.form().saved)(&format::date(&at, texts.language.tag(), Style::Time))
        }
        Saving::Failed => texts.form().saving_failed.to_owned(),
    };
    let failed = move || (state.saving.read() == Saving::Failed).to_string();
    view! { <p class="form__saved" data-failed=failed>{line}</p> }.into_any()
}

/// Throws the draft away and begins anew.
#[component]
fn Discard(state: FormState) -> impl IntoView {
    let texts = use_texts();
    let discard = move |_| {
        state.begin_anew();
        live::announce(texts.form().discarded);
        focus::by_id("page-title");
    };
    view! { <button type="button" class="button" data-rank="quiet" on:click=discard>{texts.form().discard}</button> }
        .into_any()
}
