//! What stands above the list: drafts, and requests that wait for a connection or for their author.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::shelf::Shelf;
use crate::{
    browser::{
        Refused, focus,
        format::{self, Style},
        live,
    },
    form::{
        draft::{self, Draft},
        mend::mend,
        outbox::{self, Outbox, Waiting},
        transfer,
    },
    i18n::use_texts,
    route,
    ui::{
        page::HEADING,
        plain::{block, changing, keyed, nothing, words},
    },
};

/// What is drawn, by the keys of its rows.
#[derive(Default)]
struct Held {
    drafts: Vec<(String, Draft)>,
    waiting: Vec<(String, Waiting)>,
}

/// The keys of one group of rows.
#[derive(Clone, Copy)]
struct Group {
    keys: RwSignal<Vec<String>>,
    is_there: RwSignal<bool>,
}

impl Group {
    fn new() -> Self {
        Self {
            keys: RwSignal::new(Vec::new()),
            is_there: RwSignal::new(false),
        }
    }

    fn show(self, keys: Vec<String>) {
        let is_there = !keys.is_empty();
        self.keys.try_set(keys);
        if self.is_there.try_get_untracked() == Some(!is_there) {
            self.is_there.set(is_there);
        }
    }
}

/// Drafts and the outbox, read again when something enters or leaves it; rows that stay are left alone.
pub fn pending(shelf: Shelf) -> AnyView {
    let own = shelf.texts.requests();
    let held = StoredValue::new(Held::default());
    let (drafts, waiting) = (Group::new(), Group::new());
    let again = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            let Ok(read) = read().await else {
                shelf.is_failed.try_set(true);
                return;
            };
            let of_drafts: Vec<_> = read.drafts.iter().map(|(key, _)| key.clone()).collect();
            let of_waiting: Vec<_> = read.waiting.iter().map(|(key, _)| key.clone()).collect();
            held.try_set_value(read);
            shelf.pending.try_set(of_drafts.len() + of_waiting.len());
            drafts.show(of_drafts);
            waiting.show(of_waiting);
        });
    });
    follow(shelf, again);
    let draw_draft = Callback::new(move |key: String| {
        let found = held.with_value(|held| of(&held.drafts, &key));
        found.map_or_else(nothing, |draft| draft_row(draft, again))
    });
    let draw_waiting = Callback::new(move |key: String| {
        let found = held.with_value(|held| of(&held.waiting, &key));
        found.map_or_else(nothing, |entry| waiting_row(entry, again))
    });
    vec![
        section(own.drafts, drafts, draw_draft),
        section(own.not_sent, waiting, draw_waiting),
    ]
    .into_any()
}

/// Runs `again` now and whenever the outbox changes. What was sent enters the list by itself.
fn follow(shelf: Shelf, again: Callback<()>) {
    let outbox = use_context::<Outbox>();
    Effect::new(move |before: Option<()>| {
        if let Some(outbox) = outbox {
            outbox.refused.track();
            let waiting = outbox.waiting.get();
            let sent = outbox.sent.get();
            if let (Some(()), Some(sent)) = (before, sent) {
                shelf.read_one(sent.number);
                if waiting == 0 {
                    // Of two that leave at once only the last is heard of.
                    shelf.read();
                }
            }
        }
        again.run(());
    });
}

async fn read() -> Result<Held, Refused> {
    let mut drafts = draft::all().await?;
    drafts.retain(|draft| !draft.is_empty());
    let mut waiting = outbox::shown().await?;
    // What the service worker has sent is about to be settled.
    waiting.retain(|entry| entry.answer.is_none());
    // What a row shows is part of its key: a row of another content is another row.
    let drafts = drafts.into_iter();
    let waiting = waiting.into_iter();
    Ok(Held {
        drafts: drafts
            .map(|draft| {
                (
                    format!("{} {}", draft.idempotency_key, draft.saved_at),
                    draft,
                )
            })
            .collect(),
        waiting: waiting
            .map(|entry| {
                (
                    format!("{} {}", entry.idempotency_key, entry.refusal.is_some()),
                    entry,
                )
            })
            .collect(),
    })
}

fn of<T: Clone>(rows: &[(String, T)], key: &str) -> Option<T> {
    let found = rows.iter().find(|(own, _)| own == key);
    found.map(|(_, row)| row.clone())
}

/// Rows under a heading; nothing without rows.
fn section(title: &'static str, group: Group, draw: Callback<String, AnyView>) -> AnyView {
    changing(move || {
        if !group.is_there.get() {
            return nothing();
        }
        let keys = Memo::new(move |_| group.keys.get());
        let rows = block("ul", "rows", vec![keyed(keys, draw)]);
        block("section", "", vec![words("h2", "", title), rows])
    })
}
/// A request that was begun: go on, or delete it.
fn draft_row(draft: Draft, again: Callback<()>) -> AnyView {
    let texts = use_texts();
    let own = texts.requests();
    let subject = draft.values.get("subject").filter(|text| !text.is_empty());
    let title = subject.unwrap_or(&draft.title).clone();
    let title = if title.is_empty() {
        own.draft.to_owned()
    } else {
        title
    };
    let at = format::date(&draft.saved_at, texts.language.tag(), Style::Moment);
    let detail = (own.draft_detail)(&draft.title, &at);
    let address = route::draft(&draft.form, &draft.idempotency_key);
    let spoken = format!(": {title}");
    let spoken = || words("span", "visually-hidden", spoken.clone());
    let own_draft = draft.clone();
    let save = move |_| {
        if !transfer::export(&own_draft) {
            live::announce(own.export_failed);
        }
    };
    let delete = move |event: leptos::ev::MouseEvent| {
        // The second press of a double click meets the row that has moved up.
        if event.detail() > 1 {
            return;
        }
        let draft = draft.clone();
        leptos::task::spawn_local(async move {
            let is_gone = draft::discard(&draft).await.is_ok();
            let _files = draft::discard_files(&draft.files).await;
            if again.try_run(()).is_some() && is_gone {
                live::announce(own.draft_deleted);
                focus::by_id(HEADING);
            }
        });
    };
    view! {
        <li class="row">
            <span class="row__text">
                <a href=address>{title}</a>
                <span class="row__detail">{detail}</span>
                <span class="row__ways">
                    <button type="button" class="button" data-rank="quiet" on:click=save>{own.export_draft}{spoken()}</button>
                    <button type="button" class="button" data-rank="quiet" on:click=delete>{own.delete_draft}{spoken()}</button>
                </span>
            </span>
        </li>
    }
    .into_any()
}

fn waiting_row(entry: Waiting, again: Callback<()>) -> AnyView {
    let texts = use_texts();
    let subject = entry.fields.get("subject").unwrap_or(&entry.title).clone();
    let words = texts.requests();
    let (detail, tone, status) = match &entry.refusal {
        None => (words.waiting_detail.to_owned(), "attention", words.waiting),
        Some(reason) => (reason.clone(), "danger", words.refused),
    };
    let mend = entry.refusal.is_some().then(|| mend_button(entry, again));
    view! {
        <li class="row" data-tone=tone>
            <span class="row__text">{subject}<span class="row__detail">{detail}</span>{mend}</span>
            <span class="status" data-status="waiting">{status}</span>
        </li>
    }
    .into_any()
}

/// Brings a refused request back into its form.
fn mend_button(entry: Waiting, again: Callback<()>) -> AnyView {
    let words = use_texts().requests();
    let navigate = use_navigate();
    let outbox = use_context::<Outbox>();
    let open = move |_| {
        let (entry, navigate) = (entry.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            let mended = mend(&entry).await;
            if let Some(outbox) = outbox {
                outbox.count().await;
            }
            if mended.is_ok() {
                let address = route::draft(&entry.form, &entry.idempotency_key);
                navigate(&address, Default::default());
            } else {
                again.try_run(());
            }
        });
    };
    view! { <button type="button" class="button" data-rank="secondary" on:click=open>{words.mend}</button> }
        .into_any()
}
