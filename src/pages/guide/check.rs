//! A check that the device answers by itself.

use leptos::prelude::*;
use opora_contract::{
    guide::{Check, Proof},
    page::Page,
    slug::Slug,
};

use super::walk::Walk;
use crate::{
    api::use_client,
    browser::live,
    guide::check::{self, Verdict},
    i18n::{Texts, use_texts},
    ui::{
        icon::icon,
        plain::{Rank, block, button, changing, link, nothing, words},
    },
};

pub fn check(walk: Walk, id: Slug, kind: Check) -> Vec<AnyView> {
    let texts = use_texts();
    let client = use_client();
    // What was found, in words; while it is looked for, nothing.
    let found = RwSignal::new(None::<String>);
    let is_good = RwSignal::new(false);
    let is_running = RwSignal::new(false);
    let own = id.clone();
    let run = Callback::new(move |()| {
        if is_running.get_untracked() {
            return;
        }
        is_running.set(true);
        let (client, id) = (client.clone(), own.clone());
        leptos::task::spawn_local(async move {
            let verdict = check::run(kind, &client).await;
            let said = said(texts, kind, &verdict);
            if is_running.try_set(false).is_some() {
                return;
            }
            live::announce(&said);
            is_good.set(verdict.is_good());
            found.set(Some(said));
            if verdict.is_good() {
                walk.confirm(&id, Proof::Done);
            } else {
                walk.trouble(&id);
            }
        });
    });
    if !check::waits(kind) {
        run.run(());
    }
    let shown = changing(move || {
        let own = texts.guide();
        match (is_running.get(), found.get()) {
            (true, _) => words("p", "", format!("{}…", own.checking)),
            (false, None) => button(Rank::Primary, own.check, move || run.run(())),
            (false, Some(said)) if is_good.get() => passed(walk, id.clone(), said),
            (false, Some(said)) => failed(walk, id.clone(), (kind, said), run),
        }
    });
    vec![words("h2", "confirm__title", texts.guide().confirm), shown]
}

fn passed(walk: Walk, id: Slug, said: String) -> AnyView {
    let onward = use_texts().guide().onward;
    vec![
        block("p", "confirm__good", vec![icon("check"), said.into_any()]),
        button(Rank::Primary, onward, move || walk.pass(&id, Proof::Done)),
    ]
    .into_any()
}

fn failed(walk: Walk, id: Slug, (kind, said): (Check, String), run: Callback<()>) -> AnyView {
    let texts = use_texts().guide();
    let requests = if kind == Check::Status {
        link("action", Page::Requests.path(), texts.track)
    } else {
        nothing()
    };
    vec![
        block("p", "confirm__bad", vec![icon("alert"), said.into_any()]),
        requests,
        button(Rank::Primary, texts.check_again, move || run.run(())),
        button(Rank::Quiet, texts.skip, move || {
            walk.pass(&id, Proof::Skipped);
        }),
    ]
    .into_any()
}

fn said(texts: Texts, kind: Check, verdict: &Verdict) -> String {
    let words = texts.guide();
    match verdict {
        Verdict::Good => (words.good)(kind).to_owned(),
        Verdict::Bad => (words.bad)(kind).to_owned(),
        Verdict::Status {
            number,
            kind,
            status,
        } => (words.status)(number, status.label(*kind, texts.language)),
    }
}
