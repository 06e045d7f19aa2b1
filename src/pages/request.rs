//! The tracker of one request: status as a sentence, what to do, what can be done about it, the way so far and ahead.

mod actions;
mod calendar;
mod case;
mod file;
mod follow;
mod head;
mod journal;
mod letters;
mod more;
mod next;
mod papers;
mod part;
mod receipt;
mod timeline;
mod typed;
mod verdict;
mod waiting;

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, page::Page, request::Request};

use self::{
    actions::actions,
    case::{Case, Opened},
    file::file,
    follow::follow,
    head::head,
    journal::journal,
    part::{Part, part},
    timeline::timeline,
};
use super::{Build, failure, lookup::LookUp};
use crate::{
    browser::{
        event, focus,
        format::{self, Style},
    },
    i18n::{Texts, use_texts},
    route::{self, Query},
    ui::{
        breadcrumb::Breadcrumb,
        page::{HEADING, Heading},
        plain::{block, changing, nothing},
        remote::{Progress, remote},
    },
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn request_page(number: RequestNumber) -> Build {
    Arc::new(move || block("div", "frame page", vec![tracker(number)]))
}

fn tracker(number: RequestNumber) -> AnyView {
    let texts = use_texts();
    let case = Case::open(number);
    part::preload();
    case.ask.run(false);
    follow(case);
    case::once_seen(case);
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Requests.path(), texts.requests().title.to_owned()),
    ];
    let title = (texts.request().title)(&number.to_string());
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=title site=texts.shell().site prefix=case.mark/>
        {just_sent(case)}
        {shown(case)}
    }
    .into_any()
}

/// Which of its faces the page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Face {
    Waiting,
    Found,
    Locked,
    Failed,
}

/// The parts of a request that was found look after themselves: news never draw the whole page anew.
fn shown(case: Case) -> AnyView {
    let texts = use_texts();
    let opened = case.opened;
    let face = Memo::new(move |_| match &*opened.read() {
        None => Face::Waiting,
        Some(Opened::Found(..)) => Face::Found,
        Some(Opened::Locked) => Face::Locked,
        Some(Opened::Failed(_)) => Face::Failed,
    });
    let retry = Callback::new(move |()| {
        focus::by_id(HEADING);
        opened.set(None);
        case.ask.run(false);
    });
    changing(move || {
        let progress = match face.get() {
            Face::Found => return found(case),
            Face::Locked => return locked(case.number, case.ask),
            Face::Waiting => Progress::Loading,
            Face::Failed => match &*opened.read_untracked() {
                Some(Opened::Failed(error)) => Progress::Failed(failure(texts, error)),
                _ => Progress::Loading,
            },
        };
        remote::<()>(progress, texts.remote().loading, retry, |()| nothing())
    })
}

fn found(case: Case) -> AnyView {
    let way = case.part(all, |_, request| {
        let texts = use_texts();
        view! { <section><h2>{texts.request().timeline}</h2>{timeline(request)}</section> }
            .into_any()
    });
    let (is_journal_open, is_sent_open) = (RwSignal::new(false), RwSignal::new(false));
    let parts = vec![
        head(case),
        actions(case),
        part(case, Part::Verdict),
        way,
        case.part(all, move |_, request| journal(request, is_journal_open)),
        part(case, Part::Waiting),
        part(case, Part::Letters),
        case.part(all, |_, request| change(request)),
        case.part(all, move |case, request| sent(case, request, is_sent_open)),
        part(case, Part::More),
    ];
    block("div", "case", parts)
}

/// Everything that happened: a new row of the journal draws anew.
fn all(request: &Request) -> String {
    format!("{} {}", request.events.len(), request.changed_at.as_str())
}

/// The receipt of a request that was sent just now. Drawn once: news of the request neither take the focus out of it nor
/// close what is open in it.
fn just_sent(case: Case) -> AnyView {
    let is_wanted = route::query(Query::Sent).get_untracked().is_some();
    let is_found = Memo::new(move |_| matches!(&*case.opened.read(), Some(Opened::Found(..))));
    let shown = move || {
        if !is_found.get() || !is_wanted {
            return nothing();
        }
        match &*case.opened.read_untracked() {
            Some(Opened::Found(request, _)) => part(case, Part::Receipt(request.clone())),
            _ => nothing(),
        }
    };
    changing(shown)
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

/// Where it was written, if that was in the frame of a portal.
fn told(request: &Request, texts: Texts) -> impl Iterator<Item = (&str, &str)> {
    let own = texts.told();
    let rows = request.context.as_ref().map(|context| {
        [
            (own.portal, context.portal.as_str()),
            (own.page, context.page.as_str()),
            (own.service, context.service.as_str()),
        ]
    });
    let rows = rows.into_iter().flatten();
    rows.filter(|(_, value)| !value.is_empty())
}

fn sent(case: Case, request: &Request, is_open: RwSignal<bool>) -> AnyView {
    let texts = use_texts();
    let fields = request.fields.iter().map(|field| {
        let said = if field.shown.is_empty() {
            &field.value
        } else {
            &field.shown
        };
        (field.label.as_str(), said.as_str())
    });
    let fields = fields
        .chain(told(request, texts))
        .map(|(label, said)| {
            view! { <div><dt>{label.to_owned()}</dt><dd>{said.to_owned()}</dd></div> }
        })
        .collect_view();
    let files = (!request.files.is_empty()).then(|| {
        let files = request
            .files
            .iter()
            .map(|sent| file(case, sent))
            .collect_view();
        view! { <div><dt>{texts.request().files}</dt><dd><ul>{files}</ul></dd></div> }
    });
    view! {
        <details class="disclosure" open=is_open.get_untracked() on:toggle=move |event| is_open.set(event::is_open(&event))>
            <summary>{texts.request().sent}</summary>
            <dl class="letter">{fields}{files}</dl>
        </details>
    }
    .into_any()
}
