//! The page before the forms: what to write about, what is known already, who else solves it (spec A35, A36).

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    form::Kind,
    home::Link,
    intake::{Elsewhere, Entry, Intake, Outage, Situation},
    page::Page,
};

use super::super::{Build, fetched, known, later, reading, way_home};
use crate::{
    api::use_client,
    browser::format::{self, Style},
    form::kept::{self, KeptRequest},
    i18n::{Texts, use_texts},
    ui::{
        links::{Item, Look, links},
        page::Heading,
        plain::{block, link, nothing, words},
    },
};

/// How many of the person's own requests are shown; the list has all of them.
const MOST: usize = 3;

pub fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.intake().await })
    };
    view! {
        <div class="frame page">
            {way_home(texts)}
            <Heading title=texts.shell().write.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.intake().lead}</p>
            {fetched(read, intake)}
        </div>
    }
    .into_any()
}

fn intake(intake: Intake) -> AnyView {
    let texts = use_texts();
    let said = texts.intake();
    let outages = intake.outages.iter();
    let outages: Vec<_> = outages.map(|outage| known_outage(texts, outage)).collect();
    let mut ways = intake.entries;
    if intake.callback_first {
        // Nobody picks up now (spec F31, N25). Stable: the others stay in their order.
        ways.sort_by_key(|entry| entry.kind != Kind::Callback);
    }
    let first = |entry: &Entry| intake.callback_first && entry.kind == Kind::Callback;
    let ways = ways.into_iter().map(|way| match first(&way) {
        true => {
            let detail = format!("{}. {}", texts.reach().best_now, way.detail);
            entry(Entry { detail, ..way })
        }
        false => entry(way),
    });
    let ways = ways.collect();
    let situations = intake.situations.into_iter();
    let situations = situations.map(|one| situation(texts, one)).collect();
    let topics = intake.elsewhere.into_iter();
    let topics = topics.map(|one| elsewhere(texts, one)).collect();
    vec![
        outages.into_any(),
        links(Look::Rows, ways),
        later(already_sent(texts)),
        group(said.situations, said.situations_lead, situations),
        group(said.elsewhere, said.elsewhere_lead, topics),
    ]
    .into_any()
}

fn known_outage(texts: Texts, outage: &Outage) -> AnyView {
    known::notice("attention", "alert", known::outage(texts, "h2", outage))
}

fn entry(entry: Entry) -> Item {
    Item {
        href: entry.href,
        title: entry.title,
        detail: entry.detail,
        icon: sign(entry.kind).to_owned(),
    }
}

/// The icon of a kind of request.
const fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Question | Kind::Unknown => "help",
        Kind::Error => "wrench",
        Kind::Suggestion => "info",
        Kind::Complaint | Kind::Dispute => "scales",
        Kind::Status => "clock",
        Kind::Application => "document",
        Kind::Content => "form",
        Kind::Callback => "phone",
    }
}

/// Situations or topics under a heading; nothing where there are none.
fn group(title: &'static str, lead: &'static str, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return nothing();
    }
    let inner = vec![
        words("h2", "", title),
        words("p", "intake__lead", lead),
        block("div", "intake__rows", rows),
    ];
    block("section", "intake", inner)
}

/// A row that opens.
fn row(title: String, inner: Vec<AnyView>) -> AnyView {
    let inner = vec![
        words("summary", "", title),
        block("div", "intake__inner", inner),
    ];
    block("details", "disclosure", inner)
}

/// Answers and guides come first: they are faster than any request.
fn situation(texts: Texts, one: Situation) -> AnyView {
    let said = texts.intake();
    let mut inner = vec![words("p", "", one.detail)];
    inner.extend(named(said.help, one.help));
    inner.push(words("p", "intake__name", said.write));
    let form = link("action", &one.form.href, one.form.title);
    inner.push(block("p", "", vec![form]));
    row(one.title, inner)
}

fn elsewhere(texts: Texts, one: Elsewhere) -> AnyView {
    let mut inner = vec![words("p", "", one.detail)];
    inner.extend(named(texts.intake().ways, one.ways));
    row(one.title, inner)
}

/// Links under their name, if there are any.
fn named(name: &'static str, ways: Vec<Link>) -> Option<AnyView> {
    let item = |way: Link| Item {
        href: way.href,
        title: way.title,
        icon: way.icon,
        ..Item::default()
    };
    let items: Vec<_> = ways.into_iter().map(item).collect();
    if items.is_empty() {
        return None;
    }
    let inner = vec![
        words("p", "intake__name", name),
        links(Look::Entries, items),
    ];
    Some(inner.into_any())
}

/// What this device has sent and somebody still works on: nobody writes the same twice.
async fn already_sent(texts: Texts) -> Build {
    // Where nothing can be read there is nothing to remind of.
    let mut open = kept::all().await.unwrap_or_default();
    open.retain(|request| request.status.is_open());
    Arc::new(move || match open.as_slice() {
        [] => nothing(),
        open => reminder(texts, open),
    })
}

fn reminder(texts: Texts, open: &[KeptRequest]) -> AnyView {
    let said = texts.intake();
    let item = |request: &KeptRequest| {
        let sent = format::date(&request.sent_at, texts.language.tag(), Style::Moment);
        let status = request.status.label(request.kind, texts.language);
        Item {
            href: Page::Request(request.number).path(),
            title: request.subject.clone(),
            detail: format!("{} · {status} · {sent}", request.number),
            ..Item::default()
        }
    };
    let items = open.iter().take(MOST).map(item).collect();
    let mut lines = vec![
        words("h2", "notice__title", said.sent),
        words("p", "", said.sent_detail),
        links(Look::Entries, items),
    ];
    if open.len() > MOST {
        let all = link("action", &Page::Requests.path(), said.sent_all);
        lines.push(block("p", "", vec![all]));
    }
    known::notice("neutral", "info", lines)
}
