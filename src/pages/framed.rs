//! What pages say where they stand in a frame of another portal.

use leptos::prelude::*;
use opora_contract::{form::Form, page::Page};

use super::way_home;
use crate::{
    browser::{frame, setting},
    embed,
    form::taken::is_taken,
    i18n::{Texts, use_texts},
    ui::{
        notice::{Notice, Tone},
        page::Heading,
        plain::{changing, element, nothing, words},
    },
};

/// A signal that changes whenever something about the portal around does; outside of frames never.
fn turn() -> RwSignal<usize> {
    let turn = RwSignal::new(0);
    if frame::is_here() {
        frame::on_change(move || {
            turn.try_update(|turn| *turn += 1);
        });
    }
    turn
}

/// A link to this page in a tab of its own.
fn own_tab(path: &str, words: &'static str) -> AnyView {
    let attributes = [("href", path), ("target", "_blank"), ("rel", "noopener")];
    element(
        "p",
        &[],
        vec![element("a", &attributes, vec![words.into_any()])],
    )
}

/// Where what is typed into a form is kept, and how it is taken along.
pub fn form_storage(form: &Form) -> AnyView {
    if !frame::is_here() {
        return nothing();
    }
    let own = use_texts().embed();
    if setting::is_allowed() {
        return words("p", "form__note form__note--end", own.form_storage);
    }
    let tab = own_tab(&Page::Form(form.name.clone()).path(), own.own_tab);
    notice(
        Tone::Attention,
        own.no_storage.title,
        own.no_storage.detail,
        tab,
    )
}

/// Whether [`list_storage`] says that this frame can keep no list.
pub fn says_no_storage() -> bool {
    frame::is_here() && embed::session().is_none() && !setting::is_allowed()
}

/// Where the list of requests is kept, and whose it is.
pub fn list_storage() -> AnyView {
    if !frame::is_here() {
        return nothing();
    }
    let own = use_texts().embed();
    let turn = turn();
    changing(move || {
        turn.track();
        let path = Page::Requests.path();
        let portal = embed::portal().filter(|_| embed::session().is_some());
        match portal {
            Some(portal) => notice(
                Tone::Positive,
                &(own.signed_in)(&portal.name),
                "",
                nothing(),
            ),
            None if says_no_storage() => {
                let tab = own_tab(&path, own.list_in_own_tab);
                notice(
                    Tone::Attention,
                    own.no_storage.title,
                    own.no_storage.detail,
                    tab,
                )
            }
            None => {
                let tab = own_tab(&path, own.list_in_own_tab);
                notice(
                    Tone::Neutral,
                    own.list_storage.title,
                    own.list_storage.detail,
                    tab,
                )
            }
        }
    })
}

fn notice(tone: Tone, title: &str, detail: &str, tab: AnyView) -> AnyView {
    view! { <Notice tone=tone title=title detail=detail>{tab}</Notice> }.into_any()
}

/// The form, or where it can be had if the portal around does not take it and nobody has begun to fill it in.
pub fn if_taken(form: Form, open: fn(Form) -> AnyView) -> AnyView {
    if !frame::is_here() {
        return open(form);
    }
    let texts = use_texts();
    let is_taken = is_taken(form.name.clone());
    let form = StoredValue::new(form);
    changing(move || {
        if is_taken.get() {
            open(form.get_value())
        } else {
            elsewhere(texts, &form.get_value())
        }
    })
}

fn elsewhere(texts: Texts, form: &Form) -> AnyView {
    let own = texts.embed();
    let name = embed::portal()
        .map(|portal| portal.name)
        .unwrap_or_default();
    let path = Page::Form(form.name.clone()).path();
    view! {
        {way_home(texts)}
        <Heading title=(own.elsewhere)(&name) site=texts.shell().site/>
        <p class="lead">{own.elsewhere_detail}</p>
        {own_tab(&path, own.own_tab)}
    }
    .into_any()
}
