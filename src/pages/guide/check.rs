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
    browser::{focus, live},
    guide::check::{self, Verdict},
    i18n::{Texts, use_texts},
    ui::{
        icon::icon,
        plain::{Rank, button, changing, element, link, nothing, words},
    },
};

/// Id of what was found, for the focus.
const FOUND: &str = "check-found";

pub fn check(walk: Walk, id: Slug, kind: Check) -> Vec<AnyView> {
    let texts = use_texts();
    let client = use_client();
    // What was found, in words; while it is looked for, nothing.
    let found = RwSignal::new(None::<String>);
    let is_good = RwSignal::new(false);
    let is_running = RwSignal::new(false);
    let own = id.clone();
    // The button that was pressed goes: the focus goes on to what was found.
    let is_pressed = StoredValue::new(0_u32);
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
            if is_pressed.get_value() > 0 {
                focus::by_id_soon(FOUND);
            }
        });
    });
    let press = Callback::new(move |()| {
        is_pressed.set_value(1);
        run.run(());
    });
    if !check::waits(kind) {
        run.run(());
    }
    let shown = changing(move || {
        let own = texts.guide();
        match (is_running.get(), found.get()) {
            (true, _) => words("p", "", format!("{}…", own.checking)),
            (false, None) => button(Rank::Primary, own.check, move || press.run(())),
            (false, Some(said)) if is_good.get() => passed(walk, id.clone(), said),
            (false, Some(said)) => failed(walk, id.clone(), (kind, said), press),
        }
    });
    vec![words("h2", "confirm__title", texts.guide().confirm), shown]
}

/// What was found, in words and by a sign.
fn found_line(class: &'static str, sign: &str, said: String) -> AnyView {
    let attributes = [("class", class), ("id", FOUND), ("tabindex", "-1")];
    element("p", &attributes, vec![icon(sign), said.into_any()])
}

fn passed(walk: Walk, id: Slug, said: String) -> AnyView {
    let onward = use_texts().guide().onward;
    vec![
        found_line("confirm__good", "check", said),
        button(Rank::Primary, onward, move || walk.pass(&id, Proof::Done)),
    ]
    .into_any()
}

fn failed(walk: Walk, id: Slug, (kind, said): (Check, String), press: Callback<()>) -> AnyView {
    let texts = use_texts().guide();
    let requests = if kind == Check::Status {
        link("action", &Page::Requests.path(), texts.track)
    } else {
        nothing()
    };
    vec![
        found_line("confirm__bad", "alert", said),
        requests,
        button(Rank::Primary, texts.check_again, move || press.run(())),
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
        Verdict::Unreachable => (words.bad)(Check::Connection).to_owned(),
        Verdict::Status {
            number,
            kind,
            status,
        } => (words.status)(number, status.label(*kind, texts.language)),
    }
}
