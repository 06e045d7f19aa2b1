//! The links under every page in a frame, where there is neither header nor footer: a person is always in reach, and the
//! page can be had in a tab of its own.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use opora_contract::page::Page;
use web_sys::wasm_bindgen::JsCast;

use crate::{
    browser::page,
    i18n::use_texts,
    ui::plain::{block, changing, element, link},
};

const LINK: &str = "frame-foot__link";

/// Draws them below the page, until the owner is gone.
pub fn show() {
    let body = page::main().and_then(|main| main.parent_element()?.dyn_into().ok());
    if let Some(body) = body {
        let own = draw();
        StoredValue::new_local(mount_to(body, move || own));
    }
}

fn draw() -> AnyView {
    let texts = use_texts();
    let path = use_location().pathname;
    let tab = changing(move || {
        let path = path.get();
        let attributes = [
            ("class", LINK),
            ("href", path.as_str()),
            ("target", "_blank"),
            ("rel", "noopener"),
        ];
        element("a", &attributes, vec![texts.embed().own_tab.into_any()])
    });
    let links = [
        (Page::Requests, texts.requests().title),
        (Page::Contacts, texts.shell().operator),
        (Page::Settings, texts.embed().settings),
    ];
    let mut links: Vec<_> = links
        .into_iter()
        .map(|(page, words)| link(LINK, &page.path(), words))
        .collect();
    links.push(tab);
    let items = links.into_iter().map(|link| block("li", "", vec![link]));
    let list = block("ul", "frame frame-foot__list", items.collect());
    let label = [("class", "frame-foot"), ("aria-label", texts.embed().foot)];
    element("nav", &label, vec![list])
}
