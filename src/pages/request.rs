//! The tracker of one request: status as a sentence, what to do, the way so far and ahead.

mod calendar;
mod journal;
mod next;
mod receipt;
mod timeline;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, page::Page, request::Request};

use self::{journal::journal, receipt::receipt, timeline::timeline};
use super::{Build, failure, lookup::LookUp};
use crate::{
    api::{self, ApiError, use_client},
    browser::{
        connection, focus,
        format::{self, Style},
        live, timer,
    },
    form::kept::{self, KeptRequest},
    i18n::{Texts, phrase, use_texts},
    route::{self, Query},
    ui::{
        breadcrumb::Breadcrumb,
        icon::icon,
        page::{HEADING, Heading},
        plain::{changing, nothing},
        remote::{Progress, remote},
    },
};

/// How often an open page asks for news, in seconds.
const ASK_SECONDS: u64 = 10;

/// What opening a request can come to.
#[derive(Clone, PartialEq, Eq)]
enum Opened {
    /// The request, and how asking went last: when, or why not.
    Found(Box<Request>, String),
    /// No key on this device, or it opens nothing any more.
    Locked,
    Failed(ApiError),
}

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn request_page(number: RequestNumber) -> Build {
    Arc::new(move || view! { <div class="frame page"><Tracker number=number/></div> }.into_any())
}

#[component]
fn Tracker(number: RequestNumber) -> impl IntoView {
    let texts = use_texts();
    let client = use_client();
    let opened = RwSignal::new(None::<Opened>);
    // Whether the visitor asks: then the answer is said, whatever it is.
    let ask = Callback::new(move |is_pressed: bool| {
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let news = open(&client, number, texts).await;
            let Some(before) = opened.try_get_untracked() else {
                return;
            };
            if let Some(next) = merged(before, news, is_pressed, texts) {
                opened.try_set(Some(next));
            }
        });
    });
    ask.run(false);
    timer::every_seconds(ASK_SECONDS, move || {
        let is_open = matches!(&*opened.read_untracked(), Some(Opened::Found(..)));
        if is_open && connection::is_visible() {
            ask.run(false);
        }
    });
    let retry = Callback::new(move |()| {
        focus::by_id(HEADING);
        opened.set(None);
        ask.run(false);
    });
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Requests.path(), texts.requests().title.to_owned()),
    ];
    let shown = move || match opened.get() {
        Some(Opened::Locked) => locked(number, ask),
        Some(Opened::Found(request, asked)) => found(&request, asked, ask),
        Some(Opened::Failed(error)) => remote::<()>(
            Progress::Failed(failure(texts, &error)),
            texts.remote().loading,
            retry,
            |()| ().into_any(),
        ),
        None => remote::<()>(Progress::Loading, texts.remote().loading, retry, |()| {
            ().into_any()
        }),
    };
    let title = (texts.request().title)(&number.to_string());
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=title site=texts.shell().site/>
        {just_sent(opened)}
        {shown}
    }
    .into_any()
}

/// The receipt of a request that was sent just now. Drawn once: news of the request neither take the focus out of it nor
/// close what is open in it.
fn just_sent(opened: RwSignal<Option<Opened>>) -> AnyView {
    let is_wanted = route::query(Query::Sent).get_untracked().is_some();
    let is_found = Memo::new(move |_| matches!(&*opened.read(), Some(Opened::Found(..))));
    let shown = move || {
        if !is_found.get() || !is_wanted {
            return nothing();
        }
        match &*opened.read_untracked() {
            Some(Opened::Found(request, _)) => receipt(request),
            _ => nothing(),
        }
    };
    changing(shown)
}

/// Reads the request with the key of this device, and refreshes what the list shows of it.
async fn open(client: &api::Client, number: RequestNumber, texts: Texts) -> Opened {
    let kept = match kept::held(number) {
        Some(held) => Some(held),
        None => kept::find(number).await.ok().flatten(),
    };
    let Some(kept) = kept else {
        return Opened::Locked;
    };
    let read = client.request(number, &kept.key).await;
    match read.and_then(|text| api::parse::<Request>(&text)) {
        Ok(request) => {
            // The list is a convenience: a device that keeps nothing, or slowly, still shows the request.
            let seen = KeptRequest::of(&request, kept.key);
            leptos::task::spawn_local(async move {
                let _kept = kept::refresh(&seen).await;
            });
            let time = format::date(&format::now(), texts.language.tag(), Style::Time);
            Opened::Found(Box::new(request), (texts.request().refreshed)(&time))
        }
        Err(error) if error.is_missing() => Opened::Locked,
        Err(error) => Opened::Failed(error),
    }
}

/// What to show after asking again; says aloud what has changed, and how it went if the visitor has asked. A failed
/// refresh keeps what is on the screen.
fn merged(before: Option<Opened>, news: Opened, is_pressed: bool, texts: Texts) -> Option<Opened> {
    let Some(Opened::Found(old, _)) = before else {
        return Some(news);
    };
    match news {
        Opened::Failed(_) if !is_pressed => None,
        Opened::Failed(error) => {
            let title = failure(texts, &error).title;
            live::announce(&title);
            Some(Opened::Found(old, title))
        }
        Opened::Found(new, asked) => {
            if old.status != new.status {
                let label = new.status.label(new.kind, texts.language);
                live::announce(&(texts.request().changed)(label));
            } else if is_pressed {
                live::announce(&asked);
            }
            Some(Opened::Found(new, asked))
        }
        Opened::Locked => {
            if is_pressed {
                // What was pressed is gone.
                focus::by_id(HEADING);
            }
            Some(Opened::Locked)
        }
    }
}

fn locked(number: RequestNumber, ask: Callback<bool>) -> AnyView {
    let opens = Callback::new(move |_| {
        focus::by_id(HEADING);
        ask.run(false);
    });
    let texts = use_texts();
    view! {
        <section class="panel">
            <h2>{texts.request().locked}</h2>
            <p>{texts.request().locked_detail}</p>
            <LookUp number=Some(number) on_found=opens/>
        </section>
    }
    .into_any()
}

fn found(request: &Request, asked: String, ask: Callback<bool>) -> AnyView {
    let texts = use_texts();
    let term = request.term.as_ref().filter(|_| request.status.is_open());
    let term = term.map(|term| view! { <span>" "{phrase::term(texts, term)}"."</span> });
    let state = if request.status.is_open() {
        "open"
    } else {
        "over"
    };
    view! {
        <section class="tracker">
            <p class="tracker__subject">{request.subject.clone()}</p>
            <p><span class="status" data-status=state>{request.status.label(request.kind, texts.language)}</span></p>
            <p class="tracker__sentence">{(texts.request().sentence)(request.status)}{term}</p>
            {actions(request)}
            <p class="tracker__refresh">
                <button type="button" class="button" data-rank="secondary" on:click=move |_| ask.run(true)>
                    {texts.request().refresh}
                </button>
                <span>{asked}</span>
            </p>
        </section>
        <section><h2>{texts.request().timeline}</h2>{timeline(request)}</section>
        {journal(request)}
        {change(request)}
        {sent(request)}
    }
    .into_any()
}

/// What the applicant has to do: the only coloured block, or the literal line that there is nothing (spec E09).
fn actions(request: &Request) -> AnyView {
    let texts = use_texts();
    if request.actions.is_empty() {
        return view! { <p class="tracker__idle">{icon("check")}{texts.request().no_actions}</p> }
            .into_any();
    }
    let rows = request
        .actions
        .iter()
        .map(|action| {
            let due = action.due.as_ref().map(|day| {
                let day = format::date(day.as_str(), texts.language.tag(), Style::Day);
                view! { <span class="tracker__due">" — "{(texts.request().due)(&day)}</span> }
            });
            view! { <li>{action.text.clone()}{due}</li> }
        })
        .collect_view();
    view! {
        <div class="notice" data-tone="attention">
            {icon("alert")}
            <div class="notice__text"><h2 class="notice__title">{texts.request().actions}</h2><ul>{rows}</ul></div>
        </div>
    }
    .into_any()
}

/// The way to change the answers, while that is possible.
fn change(request: &Request) -> AnyView {
    let texts = use_texts();
    let until = request.editable_until.as_str();
    if !request.status.is_open() || until <= format::now().as_str() {
        return nothing();
    }
    let time = format::date(until, texts.language.tag(), Style::Time);
    let href = route::edit(&request.form, request.number);
    view! {
        <p class="tracker__change">
            <a class="button" data-rank="secondary" href=href>{texts.request().change}</a>
            <span>{(texts.request().change_until)(&time)}</span>
        </p>
    }
    .into_any()
}

fn sent(request: &Request) -> AnyView {
    let texts = use_texts();
    let fields = request
        .fields
        .iter()
        .map(|field| {
            let said = if field.shown.is_empty() {
                &field.value
            } else {
                &field.shown
            };
            view! { <div><dt>{field.label.clone()}</dt><dd>{said.clone()}</dd></div> }
        })
        .collect_view();
    let files = (!request.files.is_empty()).then(|| {
        let names = request
            .files
            .iter()
            .map(|file| {
                let description =
                    (!file.description.is_empty()).then(|| format!(" — {}", file.description));
                let size = (texts.form().megabytes)(file.bytes);
                view! { <li>{file.name.clone()}{description}" ("{size}")"</li> }
            })
            .collect_view();
        view! { <div><dt>{texts.request().files}</dt><dd><ul>{names}</ul></dd></div> }
    });
    view! {
        <details class="disclosure">
            <summary>{texts.request().sent}</summary>
            <dl class="letter">{fields}{files}</dl>
        </details>
    }
    .into_any()
}
