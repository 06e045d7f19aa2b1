//! What the visitor has under way on this device: open requests, guides that were begun, drafts.

use leptos::prelude::*;
use opora_contract::{
    guide::{Guide, Trail},
    page::Page,
};

use crate::{
    api::{self, Client},
    browser::{
        format::{self, Style},
        frame, timer,
    },
    form::{
        draft::{self, Draft},
        foreign,
        kept::{self, KeptRequest},
    },
    guide::kept as progress,
    i18n::{Texts, phrase},
    route,
    ui::plain::{block, changing, element, link, nothing, words},
};

/// How many of each are shown; the list of requests has all of them.
const REQUESTS: usize = 3;
const GUIDES: usize = 2;
const DRAFTS: usize = 2;
/// How long a slow disk or a slow answer is waited for, in milliseconds.
const PATIENCE: u64 = 1_500;

/// What was found.
#[derive(Clone, Default)]
pub struct Found {
    requests: Vec<KeptRequest>,
    guides: Vec<Begun>,
    drafts: Vec<Draft>,
}

/// A guide that was begun and is not at its end.
#[derive(Clone)]
struct Begun {
    guide: Guide,
    done: usize,
    steps: usize,
}

impl Found {
    /// Whatever cannot be read is not there; a strange device has nothing of the person.
    pub async fn read(client: &Client) -> Self {
        if foreign::is_on() {
            return Self::default();
        }
        let requests = requests().await.unwrap_or_default();
        let drafts = timer::within(PATIENCE, draft::all()).await;
        let guides = timer::within(PATIENCE, begun(client)).await;
        let mut drafts = drafts.and_then(Result::ok).unwrap_or_default();
        drafts.retain(|draft| !draft.is_empty());
        drafts.truncate(DRAFTS);
        Self {
            requests,
            guides: guides.unwrap_or_default(),
            drafts,
        }
    }

    fn is_empty(&self) -> bool {
        self.requests.is_empty() && self.guides.is_empty() && self.drafts.is_empty()
    }
}

/// Requests to show; `None` where the device does not say in time.
async fn requests() -> Option<Vec<KeptRequest>> {
    if foreign::is_on() {
        return Some(Vec::new());
    }
    let requests = timer::within(PATIENCE, kept::all()).await?;
    requests.ok().map(first)
}

/// The open ones: those that wait for the person, then those with news, then the latest.
fn first(mut requests: Vec<KeptRequest>) -> Vec<KeptRequest> {
    requests.retain(|request| !request.is_over() && !request.is_archived);
    requests.sort_by_key(|request| (request.actions == 0, !request.is_unread()));
    requests.truncate(REQUESTS);
    requests
}

/// Guides that were begun. One that may put somebody in danger when seen is not named here.
async fn begun(client: &Client) -> Vec<Begun> {
    let mut found = Vec::new();
    for name in progress::begun() {
        if found.len() == GUIDES {
            break;
        }
        // The browser has it: it was open already.
        let Ok(text) = client.guide(&name).await else {
            continue;
        };
        let Ok(guide) = api::parse::<Guide>(&text) else {
            continue;
        };
        let mut kept = progress::read(&name);
        kept.adopt(&guide);
        let trail = Trail::new(&guide, &kept);
        let (done, steps) = (trail.done(), trail.stops().len());
        let is_under_way = done > 0 && !trail.is_finished() && !guide.sensitive;
        if is_under_way {
            found.push(Begun { guide, done, steps });
        }
    }
    found
}

/// Cards of all that is under way. The portal around may bring requests of whom it signs in, or take them away.
pub fn own(texts: Texts, found: Found) -> AnyView {
    let found = StoredValue::new(found);
    let turn = RwSignal::new(0_usize);
    frame::on_change(move || {
        leptos::task::spawn_local(async move {
            // What is shown stays where nothing is known.
            let Some(requests) = requests().await else {
                return;
            };
            let changed = found.try_update_value(|found| {
                let before = std::mem::replace(&mut found.requests, requests);
                before != found.requests
            });
            // Drawn anew, a card loses the focus.
            if changed == Some(true) {
                turn.try_update(|turn| *turn += 1);
            }
        });
    });
    changing(move || {
        turn.track();
        found.with_value(|found| cards(texts, found))
    })
}

/// Nothing where there is nothing.
fn cards(texts: Texts, found: &Found) -> AnyView {
    if found.is_empty() {
        return nothing();
    }
    let requests = found.requests.iter().map(|one| request(texts, one));
    let guides = found.guides.iter().map(|begun| guide(texts, begun));
    let drafts = found.drafts.iter().map(|draft| unsent(texts, draft));
    let cards = requests.chain(guides).chain(drafts).collect();
    let title = element(
        "h2",
        &[("id", "own"), ("class", "own__heading")],
        vec![texts.own().title.into_any()],
    );
    let all = link("action", &Page::Requests.path(), texts.own().all);
    let head = block("div", "own__head", vec![title, all]);
    let cards = block("ul", "own__cards", cards);
    let attributes = [("class", "own"), ("aria-labelledby", "own")];
    element("section", &attributes, vec![head, cards])
}

/// A card that is a link: what it is, its name, how it stands.
fn card(href: &str, label: String, title: String, lines: Vec<AnyView>) -> AnyView {
    let mut inner = vec![
        words("span", "own__label", label),
        words("span", "own__title", title),
    ];
    inner.extend(lines);
    let attributes = [("class", "own__card"), ("href", href)];
    block("li", "", vec![element("a", &attributes, inner)])
}

fn request(texts: Texts, kept: &KeptRequest) -> AnyView {
    let said = texts.own();
    let status = kept.status.label(kept.kind, texts.language);
    let label = (said.request)(&kept.number.to_string(), status);
    let mut lines = Vec::new();
    if kept.actions > 0 {
        let action = (said.action)(&kept.required);
        lines.push(words("span", "own__action", action));
    }
    if let Some(term) = kept.term.as_ref().filter(|_| kept.status.is_open()) {
        lines.push(words("span", "own__detail", phrase::term(texts, term)));
    }
    if kept.actions == 0 && !kept.changed_at.is_empty() {
        lines.push(words("span", "own__detail", said.no_action));
    }
    if !kept.asked_at.is_empty() {
        let at = moment(texts, &kept.asked_at);
        lines.push(words("span", "own__detail", (said.as_of)(&at)));
    }
    let href = Page::Request(kept.number).path();
    card(&href, label, kept.subject.clone(), lines)
}

fn guide(texts: Texts, begun: &Begun) -> AnyView {
    let said = texts.own();
    let href = Page::Guide(begun.guide.guide.clone()).path();
    let done = (said.done)(begun.done, begun.steps);
    let lines = vec![
        words("span", "own__detail", done),
        bar(begun.done, begun.steps),
    ];
    card(
        &href,
        said.guide.to_owned(),
        begun.guide.title.clone(),
        lines,
    )
}

/// How far, for the eye; the words say it too.
fn bar(done: usize, steps: usize) -> AnyView {
    let (done, steps) = (done.to_string(), steps.to_string());
    let attributes = [
        ("class", "own__bar"),
        ("value", done.as_str()),
        ("max", steps.as_str()),
        ("aria-hidden", "true"),
    ];
    element("progress", &attributes, Vec::new())
}

fn unsent(texts: Texts, draft: &Draft) -> AnyView {
    let said = texts.own();
    let subject = draft.values.get("subject").filter(|text| !text.is_empty());
    let title = subject.unwrap_or(&draft.title).clone();
    let title = if title.is_empty() {
        said.untitled.to_owned()
    } else {
        title
    };
    let saved = (said.saved)(&moment(texts, &draft.saved_at));
    let lines = vec![words("span", "own__detail", saved)];
    let href = route::draft(&draft.form, &draft.idempotency_key);
    card(&href, said.draft.to_owned(), title, lines)
}

fn moment(texts: Texts, at: &str) -> String {
    format::date(at, texts.language.tag(), Style::Moment)
}
