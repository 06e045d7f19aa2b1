//! What to know before: what to have ready (spec N15), who may apply (A33), what others solve (A35).

use leptos::prelude::*;
use opora_contract::{contact::Preparation, home::Link, intake::Elsewhere};

use super::Board;
use crate::ui::{
    links::{Item, Look, links},
    plain::{block, disclosure, element, list, words},
};

pub fn before(board: Board) -> AnyView {
    let (ready, applicants, elsewhere) = board.directory.with_value(|directory| {
        (
            directory.ready.clone(),
            directory.applicants.clone(),
            directory.elsewhere.clone(),
        )
    });
    let said = board.texts.reach();
    let others = board.texts.intake();
    let ready = ready.into_iter().enumerate();
    // The first is enough almost always; the rest opens when it is needed.
    let ready = ready.map(|(at, one)| preparation(one, at == 0));
    let applicants = applicants.into_iter().map(|one| {
        let inner = vec![words("dt", "", one.title), words("dd", "", one.detail)];
        block("div", "", inner)
    });
    let elsewhere = elsewhere.into_iter();
    let elsewhere = elsewhere.map(|one| foreign(others.ways, one));
    vec![
        section("ready", said.ready, said.ready_lead, ready.collect()),
        section(
            "applicants",
            said.applicants,
            "",
            vec![block("dl", "channel__facts", applicants.collect())],
        ),
        section(
            "elsewhere",
            others.elsewhere,
            others.elsewhere_lead,
            elsewhere.collect(),
        ),
    ]
    .into_any()
}

fn section(id: &str, title: &'static str, lead: &'static str, rows: Vec<AnyView>) -> AnyView {
    let mut inner = vec![words("h2", "", title)];
    if !lead.is_empty() {
        inner.push(words("p", "intake__lead", lead));
    }
    inner.push(block("div", "intake__rows", rows));
    element("section", &[("class", "reach"), ("id", id)], inner)
}

fn preparation(one: Preparation, is_open: bool) -> AnyView {
    let inner = list("channel__list", one.items);
    disclosure(
        "disclosure",
        one.title,
        is_open,
        Callback::new(|_| ()),
        inner,
    )
}

fn foreign(ways: &'static str, one: Elsewhere) -> AnyView {
    let item = |way: Link| Item {
        href: way.href,
        title: way.title,
        icon: way.icon,
        ..Item::default()
    };
    let items = one.ways.into_iter().map(item).collect();
    let inner = vec![
        words("p", "", one.detail),
        words("p", "intake__name", ways),
        links(Look::Entries, items),
    ];
    let inner = block("div", "intake__inner", inner);
    disclosure("disclosure", one.title, false, Callback::new(|_| ()), inner)
}
