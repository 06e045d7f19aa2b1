//! «Мои обращения»: the requests of this device, what waits to be sent, and the look-up by number.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use opora_contract::page::Page;

use super::{Build, lookup::LookUp};
use crate::{
    browser::{
        Refused, file, focus,
        format::{self, Style},
        live,
    },
    form::{
        draft::{self, Draft},
        kept::{self, KeptRequest},
        mend::mend,
        outbox::{self, Outbox, Waiting},
        transfer,
    },
    i18n::use_texts,
    route,
    ui::{
        field::{field_error, input_id},
        notice::{Notice, Tone},
        page::{HEADING, Heading},
        plain::{block, nothing, words},
    },
};

/// A chunk of its own, loaded when it is first visited.
#[lazy]
pub fn requests_page() -> Build {
    Arc::new(page)
}

fn page() -> AnyView {
    let texts = use_texts();
    let navigate = use_navigate();
    let opens =
        Callback::new(move |number| navigate(&Page::Request(number).path(), Default::default()));
    view! {
        <div class="frame page">
            <Heading title=texts.requests().title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.requests().lead}</p>
            <OnDevice/>
            {import()}
            <section class="panel">
                <h2>{texts.requests().find}</h2>
                <p>{texts.requests().find_detail}</p>
                <LookUp number=None on_found=opens/>
            </section>
        </div>
    }
    .into_any()
}

/// What the device has of requests.
#[derive(Clone)]
struct Held {
    waiting: Vec<Waiting>,
    drafts: Vec<Draft>,
    kept: Vec<KeptRequest>,
}

/// A draft that was begun on another device and comes as a file.
fn import() -> AnyView {
    let own = use_texts().requests();
    let navigate = use_navigate();
    let error = RwSignal::new(None::<String>);
    let choose = move |event: leptos::ev::Event| {
        let chosen = file::taken_from(&event_target(&event)).into_iter().next();
        let (Some(chosen), navigate) = (chosen, navigate.clone()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            match transfer::import(&chosen).await {
                Ok(draft) => {
                    let address = route::draft(&draft.form, &draft.idempotency_key);
                    navigate(&address, Default::default());
                }
                Err(_) => {
                    error.try_set(Some((own.import_failed)(&chosen.name)));
                    live::announce(&(own.import_failed)(&chosen.name));
                }
            }
        });
    };
    let id = input_id(IMPORT);
    view! {
        <div class="field">
            {field_error(IMPORT, error.into())}
            <input id=id.clone() class="visually-hidden" type="file" accept=".json,application/json" aria-describedby="import-hint" on:change=choose/>
            <label class="button" data-rank="quiet" for=id>{own.import}</label>
            <p class="field__hint" id="import-hint">{own.import_hint}</p>
        </div>
    }
    .into_any()
}

/// Name of the field that takes a draft as a file.
const IMPORT: &str = "import";

type Listed = Result<Held, Refused>;

async fn listed() -> Listed {
    let mut drafts = draft::all().await?;
    drafts.retain(|draft| !draft.is_empty());
    Ok(Held {
        waiting: outbox::all().await?,
        drafts,
        kept: kept::all().await?,
    })
}

#[component]
fn OnDevice() -> impl IntoView {
    let texts = use_texts();
    let outbox = use_context::<Outbox>();
    let found = RwSignal::new_local(None::<Listed>);
    let again = Callback::new(move |()| {
        leptos::task::spawn_local(async move {
            found.try_set(Some(listed().await));
        });
    });
    Effect::new(move |_| {
        // Read again when something enters or leaves the outbox.
        if let Some(outbox) = outbox {
            outbox.waiting.track();
            outbox.refused.track();
            outbox.sent.track();
        }
        again.run(());
    });
    let shown = move || match found.get() {
        None => ().into_any(),
        Some(Err(_)) => {
            let notice = texts.requests().storage_failed;
            view! { <Notice tone=Tone::Attention title=notice.title detail=notice.detail/> }
                .into_any()
        }
        Some(Ok(held))
            if held.waiting.is_empty() && held.drafts.is_empty() && held.kept.is_empty() =>
        {
            view! {
                <div class="empty">
                    <p>{texts.requests().empty}</p>
                    <p><a class="action" href=Page::NewRequest.path()>{texts.shell().write}</a></p>
                </div>
            }
            .into_any()
        }
        Some(Ok(held)) => {
            let waiting = held.waiting.into_iter();
            let waiting = waiting.map(|entry| waiting_row(entry, again));
            let kept = held.kept.into_iter().map(|entry| kept_row(entry, again));
            let drafts = held.drafts.into_iter().map(|draft| draft_row(draft, again));
            vec![
                section(texts.requests().drafts, drafts.collect()),
                section(texts.requests().list, waiting.chain(kept).collect()),
            ]
            .into_any()
        }
    };
    shown.into_any()
}

/// Rows under a heading; nothing without rows.
fn section(title: &'static str, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return nothing();
    }
    block(
        "section",
        "",
        vec![words("h2", "", title), block("ul", "rows", rows)],
    )
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
    let spoken = view! { <span class="visually-hidden">{format!(": {title}")}</span> };
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
                    <button type="button" class="button" data-rank="quiet" on:click=save>{own.export_draft}{spoken.clone()}</button>
                    <button type="button" class="button" data-rank="quiet" on:click=delete>{own.delete_draft}{spoken}</button>
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

fn kept_row(entry: KeptRequest, again: Callback<()>) -> AnyView {
    let texts = use_texts();
    let number = entry.number;
    let status = entry.status.label(entry.kind, texts.language);
    let state = if entry.status.is_open() {
        "open"
    } else {
        "over"
    };
    let sent = format::date(&entry.sent_at, texts.language.tag(), Style::Moment);
    let forget = move |event: leptos::ev::MouseEvent| {
        // The second press of a double click meets the row that has moved up.
        if event.detail() > 1 {
            return;
        }
        leptos::task::spawn_local(async move {
            let is_gone = kept::forget(number).await.is_ok();
            let is_shown = again.try_run(()).is_some();
            if is_gone && is_shown {
                live::announce(&(texts.requests().forgotten)(&number.to_string()));
                focus::by_id(HEADING);
            }
        });
    };
    view! {
        <li class="row">
            <span class="row__text">
                <a href=Page::Request(number).path()>{entry.subject}</a>
                <span class="row__detail">{number.to_string()}" · "{sent}</span>
                <button type="button" class="button" data-rank="quiet" on:click=forget>
                    {texts.requests().forget}<span class="visually-hidden">" "{number.to_string()}</span>
                </button>
            </span>
            <span class="status" data-status=state>{status}</span>
        </li>
    }
    .into_any()
}
