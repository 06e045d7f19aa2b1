//! Papers, notifications, access and taking back: what is needed now and then.

use leptos::prelude::*;
use opora_contract::{
    key::AccessKey,
    page::Page,
    path,
    request::{Access, Request},
};

use super::case::{Act, Case};
use crate::{
    api::{self, Client, use_client},
    browser::{
        ability, download,
        format::{self, Style},
        live, notification, timer,
    },
    form::kept::{self, KeptRequest},
    i18n::{Texts, Tracker, phrase, use_texts},
    ui::plain::{Rank, block, button, changing, link, nothing, words},
};

const RESEND: &str = "resend";
const WITHDRAW: &str = "withdraw";

pub fn more(case: Case) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let inner = vec![
        words("h2", "", said.papers),
        words("p", "", said.papers_detail),
        case.part(kept_key, kept_until),
        papers(case, texts),
        case.part(notified_key, notified),
        case.outcome(RESEND),
        notify(said),
        link("action", &Page::Settings.path(), texts.notices().title),
        access(case, texts),
        case.part(
            |request| {
                if request.status.is_open() {
                    "open".to_owned()
                } else {
                    String::new()
                }
            },
            withdrawal,
        ),
        case.outcome(WITHDRAW),
    ];
    block("section", "more", inner)
}

fn kept_key(request: &Request) -> String {
    let until = request.kept_until.as_ref();
    until.map_or_else(String::new, ToString::to_string)
}

/// Until when it can be had as files.
fn kept_until(_: Case, request: &Request) -> AnyView {
    let until = request.kept_until.as_ref();
    let sentence = |until| words("p", "", phrase::kept_until(use_texts(), until));
    until.map_or_else(nothing, sentence)
}

/// The request as files. They come with the key, so they are no links.
fn papers(case: Case, texts: Texts) -> AnyView {
    let said = texts.tracker();
    let client = use_client();
    let failed = RwSignal::new(false);
    let way = |label: &str, format: &'static str, media_type: &'static str| {
        let client = client.clone();
        button(Rank::Secondary, label, move || {
            let client = client.clone();
            failed.set(false);
            leptos::task::spawn_local(async move {
                if !save(&client, case, said, format, media_type).await {
                    live::announce(said.download_failed);
                    failed.try_set(true);
                }
            });
        })
    };
    let ways = vec![
        way(said.pdf, "pdf", "application/pdf"),
        way(said.txt, "txt", "text/plain"),
        way(said.json, "json", "application/json"),
    ];
    let error = changing(move || {
        if failed.get() {
            words("p", "field__error", said.download_failed)
        } else {
            nothing()
        }
    });
    block(
        "div",
        "more__group",
        vec![block("div", "more__ways", ways), error],
    )
}

/// Whether the file was handed over.
async fn save(client: &Client, case: Case, said: &Tracker, format: &str, media_type: &str) -> bool {
    let Some(key) = kept::key(case.number).await else {
        return false;
    };
    let Ok(content) = client.export(case.number, &key, format).await else {
        return false;
    };
    let name = format!("{}.{format}", (said.file)(&case.number.to_string()));
    download::bytes(&name, media_type, &content)
}

fn notified_key(request: &Request) -> String {
    let notified = request.notified.as_ref();
    notified.map_or_else(String::new, |notified| {
        format!("{} {}", notified.at.as_str(), notified.resend_from.as_str())
    })
}

/// Where the latest letter went, and a way to have it once more (spec E28, E34, G20).
fn notified(case: Case, request: &Request) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let Some(notified) = &request.notified else {
        return nothing();
    };
    let date = |at: &str| format::date(at, texts.language.tag(), Style::Moment);
    let sentence = (said.notified)(&notified.address, &date(notified.at.as_str()));
    let from = notified.resend_from.as_str().to_owned();
    let later = (said.resend_from)(&date(&from));
    let minute = RwSignal::new(format::now());
    timer::every_seconds(30, move || minute.set(format::now()));
    let is_possible = Memo::new(move |_| from.get(..19) <= minute.read().get(..19));
    let way = changing(move || {
        if !is_possible.get() {
            return words("p", "waiting__state", later.clone());
        }
        let press = move || {
            case.act(Act {
                place: RESEND,
                path: path::NOTIFICATION,
                body: "{}".to_owned(),
                idempotency_key: None,
                said: said.resent,
                typed: None,
                done: Callback::new(|()| ()),
            });
        };
        button(Rank::Secondary, said.resend, press)
    });
    let words_of = format!("{sentence} {}", said.spam);
    block("div", "more__group", vec![words("p", "", words_of), way])
}

/// Notifications of the browser, asked for only by a press.
fn notify(said: &'static Tracker) -> AnyView {
    let permission = RwSignal::new(notification::permission().unwrap_or_default());
    changing(move || match permission.read().as_str() {
        "default" => button(Rank::Quiet, said.notify, move || {
            leptos::task::spawn_local(async move {
                let is_granted = ability::may_notify().await;
                let now = if is_granted { "granted" } else { "denied" };
                live::announce(if is_granted {
                    said.notify_on
                } else {
                    said.notify_off
                });
                permission.try_set(now.to_owned());
            });
        }),
        "granted" => words("p", "more__note", said.notify_on),
        "denied" => words("p", "more__note", said.notify_off),
        _ => nothing(),
    })
}

/// Who can open it, and a new key in place of the old one.
fn access(case: Case, texts: Texts) -> AnyView {
    let said = texts.tracker();
    let client = use_client();
    let outcome = RwSignal::new(String::new());
    let is_running = StoredValue::new(false);
    let press = move || {
        if is_running.get_value() {
            return live::announce(said.busy);
        }
        is_running.set_value(true);
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let sentence = match rotate(&client, case).await {
                Some(()) => said.rotated,
                None => texts.remote().unexpected.title,
            };
            live::announce(sentence);
            is_running.try_set_value(false);
            outcome.try_set(sentence.to_owned());
        });
    };
    let inner = vec![
        words("summary", "", said.access),
        words("p", "", said.access_detail),
        button(Rank::Secondary, said.rotate, press),
        changing(move || words("p", "more__note", outcome.get())),
    ];
    block("details", "disclosure", inner)
}

async fn rotate(client: &Client, case: Case) -> Option<()> {
    let old: AccessKey = kept::key(case.number).await?;
    let body = "{}".to_owned();
    let answer = client.act(path::KEY, case.number, &old, body, None).await;
    let access: Access = answer.and_then(|text| api::parse(&text)).ok()?;
    // From now on only this key opens it: the device must have it before anything else is asked.
    kept::hold(KeptRequest::found(case.number, access.key.clone()));
    let _kept = kept::rekey(case.number, access.key).await;
    case.ask.try_run(false);
    Some(())
}

/// Taking back is asked twice: by a disclosure and a button that says what it does.
fn withdrawal(case: Case, _: &Request) -> AnyView {
    let said = use_texts().tracker();
    let press = move || {
        case.act(Act {
            place: WITHDRAW,
            path: path::WITHDRAWAL,
            body: "{}".to_owned(),
            idempotency_key: None,
            said: said.withdrawn,
            typed: None,
            done: Callback::new(|()| ()),
        });
    };
    let inner = vec![
        words("summary", "", said.withdraw),
        words("p", "", said.withdraw_detail),
        button(Rank::Secondary, said.withdraw_action, press),
    ];
    block("details", "disclosure", inner)
}
