//! Filling a form: the questions, the review, what became of it.

mod aid;
mod choice;
mod draft;
mod edit;
mod files;
mod filling;
mod list;
mod part;
mod question;
mod queued;
mod review;
mod similar;
mod slot;
mod told;
mod triage;

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use opora_contract::{form::Form, number::RequestNumber, page::Page, slug::Slug};

use self::{
    filling::filling,
    part::{Part, part},
    queued::Queued,
};
use super::{Build, fetched_page, framed::if_taken, preload_requests, reading};
use crate::{
    api::use_client,
    browser::{anchor, focus, frame, timer},
    form::{
        attachment,
        draft::{self as kept, Draft},
        foreign,
        outbox::Outbox,
        state::FormState,
        submit::{self, Outcome, submit},
    },
    guide::parcel,
    i18n::{Texts, use_texts},
    route::{self, Query},
    ui::{error_summary, page::Visit},
};

/// How long a form waits for what the device has kept of it, in milliseconds. A device that takes longer (a full or
/// failing disk) gets an empty form; the draft stays in «Мои обращения».
const PATIENCE: u64 = 3_000;

/// When a form that is open begins to load what sends it, in milliseconds.
const AFTERWARDS: u64 = 400;

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn form_page(form: Slug) -> Build {
    Arc::new(move || page(form.clone()))
}

fn page(form: Slug) -> AnyView {
    anchor::hold();
    let client = use_client();
    let read = move || {
        let (client, form) = (client.clone(), form.clone());
        reading(async move { client.form(&form).await })
    };
    view! { <div class="frame page">{fetched_page(read, with_draft)}</div> }.into_any()
}

/// Opens the form, or what was sent with it to be changed.
fn with_draft(form: Form) -> AnyView {
    let number = route::query(Query::Edit).get_untracked();
    if let Some(number) = number.and_then(|number| RequestNumber::parse(&number).ok()) {
        return part(Part::Edit(Box::new(form), number));
    }
    if_taken(form, anew)
}

/// Opens the form for a new request, with what the device has kept of it.
fn anew(form: Form) -> AnyView {
    let texts = use_texts();
    let wanted = route::query(Query::Draft).get_untracked();
    let brought = route::parameters(
        form.fields
            .iter()
            .filter(|field| field.from_link)
            .map(|field| field.name.to_string()),
    );
    let taken = address_taken(Page::Form(form.name.clone()));
    let is_taken = !brought.is_empty() || wanted.is_some();
    let opened = RwSignal::new_local(None::<FormState>);
    let owner = Owner::current();
    leptos::task::spawn_local(async move {
        let load = kept::load(&form.name, wanted.as_deref());
        let kept = timer::within(PATIENCE, load).await.and_then(Result::ok);
        let kept = kept.flatten().filter(|_| !foreign::is_on());
        let mut draft = kept.unwrap_or_else(|| Draft::new(form.name.clone()));
        let files = attachment::restored(std::mem::take(&mut draft.files)).await;
        let from_link = prefill(&form, &mut draft, brought);
        let is_prefilled = bring(&form, &mut draft) || !from_link.is_empty();
        let open = || {
            let state = FormState::new(form, texts.language, &draft, files);
            if frame::is_here() {
                state.listen_to_portal();
            }
            state
        };
        // The state lives as long as the page, not as long as this task.
        if let Some(state) = owner.map(|owner| owner.with(open)) {
            if is_prefilled {
                state.save();
            }
            if is_taken {
                taken();
            }
            state.from_link.set(from_link);
            // What comes after the form waits until the form is there.
            timer::after_millis(AFTERWARDS, || {
                submit::preload();
                preload_requests();
            });
            // What is drawn comes in a task of its own.
            timer::breath().await;
            opened.try_set(Some(state));
        }
    });
    let shown = move || opened.get().map(form_view);
    shown.into_any()
}

/// Takes answers from the address, as far as the form lets links fill them in and they are sound. Returns the labels of
/// what was filled in: the person is told.
fn prefill(form: &Form, draft: &mut Draft, brought: Vec<(String, String)>) -> Vec<String> {
    let mut labels = Vec::new();
    for (name, value) in brought {
        let Some(field) = form.field(&name) else {
            continue;
        };
        if let Ok(Some(value)) = field.check(&value)
            && draft.values.get(&name) != Some(&value)
        {
            labels.push(field.label.clone());
            draft.values.insert(name, value);
        }
    }
    labels
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

/// Takes the answers out of the address, once they are in the draft: at a reload they would win over what the person has
/// written since.
fn address_taken(page: Page) -> impl Fn() {
    let navigate = use_navigate();
    let address = route::page();
    move || {
        // Whoever is on the way to another page is left alone.
        if address.try_get_untracked().flatten().as_ref() == Some(&page) {
            navigate(&page.path(), in_place());
        }
    }
}

fn in_place() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        scroll: false,
        ..NavigateOptions::default()
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

/// A form that is open, and what its parts share.
#[derive(Clone, Copy)]
struct Sheet {
    state: FormState,
    sending: RwSignal<Sending>,
    /// Sends, once at a time.
    send: Callback<()>,
    /// Goes to the review; the browser's Back returns.
    review: Callback<()>,
    /// Returns to the form, to the field with this id if there is one.
    mend: Callback<String>,
}

fn form_view(state: FormState) -> AnyView {
    let sheet = sheet(state);
    let queued = Memo::new(move |_| match sheet.sending.get() {
        Sending::Queued(key) => Some(key),
        _ => None,
    });
    let (asked, address) = (route::query(Query::Review), route::page());
    let own = state.form.with_value(|form| Page::Form(form.name.clone()));
    // Nothing is reviewed that could not be sent.
    let is_review = Memo::new(move |before: Option<&bool>| {
        if address.get().as_ref() != Some(&own) {
            return before.copied().unwrap_or_default();
        }
        asked.get().is_some() && state.is_sound()
    });
    let shown = move || match queued.get() {
        Some(key) => view! { <Queued idempotency_key=key/> }.into_any(),
        None if is_review.get() => part(Part::Review(sheet)),
        None => filling(sheet),
    };
    shown.into_any()
}

fn sheet(state: FormState) -> Sheet {
    let sending = RwSignal::new(Sending::Idle);
    let form = state.form.with_value(|form| form.name.clone());
    let path = Page::Form(form).path();
    let navigate = use_navigate();
    let (own, go) = (path.clone(), navigate.clone());
    let visit = use_context::<Visit>();
    let mend = Callback::new(move |id: String| {
        // The field takes the focus, not the heading.
        if let Some(visit) = visit.filter(|_| !id.is_empty()) {
            visit.stay();
        }
        go(&own, in_place());
        focus::by_id_soon(id);
    });
    let review =
        Callback::new(move |()| navigate(&route::review(&path), NavigateOptions::default()));
    Sheet {
        state,
        sending,
        send: sender(state, sending, mend),
        review,
        mend,
    }
}

/// Sends once: presses while a sending runs are ignored.
fn sender(state: FormState, sending: RwSignal<Sending>, mend: Callback<String>) -> Callback<()> {
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
                    let replace = NavigateOptions {
                        replace: true,
                        ..NavigateOptions::default()
                    };
                    return navigate(&route::receipt(receipt.request.number), replace);
                }
                Outcome::Queued(key) => Sending::Queued(key),
                Outcome::Invalid => {
                    mend.try_run(error_summary::ID.to_owned());
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
    let kept = if foreign::is_on() {
        texts.form().not_sent_foreign
    } else {
        notice.detail
    };
    Sending::Failed(
        notice.title.to_owned(),
        format!("{detail} {kept}").trim().to_owned(),
    )
}
