//! The first thing seen: whether somebody answers now, how long that takes, and which way is the best for what.

use leptos::prelude::*;
use opora_contract::contact::{Channel, ChannelHours, ChannelKind, Desk};

use super::{Board, sign};
use crate::{
    i18n::phrase,
    ui::{
        icon::icon,
        plain::{block, changing, element, link, nothing, words},
        select::choices,
    },
};

pub fn panel(board: Board) -> AnyView {
    let said = board.texts.reach();
    let matter = RwSignal::new(String::new());
    let state = changing(move || state(board));
    // Stays where it is while its words change: so the turn of the desk is read out.
    let state = element(
        "div",
        &[("class", "desk__state"), ("role", "status")],
        vec![state],
    );
    let advice = changing(move || {
        let chosen = matter.get();
        board.follow();
        advice(board, &chosen)
    });
    let inner = vec![
        words("h2", "visually-hidden", said.now),
        state,
        block("div", "desk__call", vec![changing(move || call(board))]),
        block("div", "desk__matter", vec![matters(board, matter)]),
        element(
            "div",
            &[("class", "desk__advice"), ("role", "status")],
            vec![advice],
        ),
    ];
    block("section", "desk", inner)
}

/// `Сейчас операторы отвечают, до 20:00`.
fn state(board: Board) -> AnyView {
    let Some(now) = board.moment() else {
        return nothing();
    };
    let is_open = matches!(board.desk(), Desk::Open { .. });
    let said = board
        .directory
        .with_value(|directory| phrase::desk_now(board.place(), &directory.schedule, &now));
    let state = if is_open { "open" } else { "closed" };
    let inner = vec![
        icon(if is_open { "check" } else { "clock" }),
        words("span", "", said),
    ];
    element("p", &[("class", "desk__now"), ("data-state", state)], inner)
}

/// The phone with its wait.
fn call(board: Board) -> AnyView {
    board.follow();
    let (phone, dial, note) = board.directory.with_value(|directory| {
        (
            directory.phone.clone(),
            format!("tel:{}", directory.phone_link),
            directory.phone_note.clone(),
        )
    });
    let inner = vec![
        block("p", "", vec![link("phone", &dial, phone)]),
        words("p", "desk__wait", wait(board, ChannelKind::Phone)),
        words("p", "card__detail", note),
    ];
    inner.into_any()
}

/// How long one waits for an operator now, and at most.
pub fn wait(board: Board, kind: ChannelKind) -> String {
    let said = board.texts.reach();
    let Desk::Open {
        wait_min, wait_max, ..
    } = board.desk()
    else {
        return said.no_wait.to_owned();
    };
    let now = (said.wait)(wait_min, wait_max);
    let most = board.directory.with_value(|directory| {
        let mut channels = directory.channels.iter();
        channels.find(|channel| channel.kind == kind)?.max_wait
    });
    match most {
        Some(most) => format!("{now}, {}", (said.max_wait)(most)),
        None => now,
    }
}

fn matters(board: Board, matter: RwSignal<String>) -> AnyView {
    let said = board.texts.reach();
    let mut options = vec![(String::new(), said.any_matter.to_owned())];
    board.directory.with_value(|directory| {
        let matters = directory.matters.iter();
        options.extend(matters.map(|matter| (matter.id.to_string(), matter.title.clone())));
    });
    let change = Callback::new(move |chosen| matter.set(chosen));
    choices(
        "matter".to_owned(),
        said.matter,
        options,
        matter.into(),
        change,
    )
}

/// The channel for what people come with, as the desk stands (spec N29).
fn advice(board: Board, matter: &str) -> AnyView {
    let said = board.texts.reach();
    let desk = board.desk();
    let found = board.directory.with_value(|directory| {
        let mut matters = directory.matters.iter();
        let matter = matters.find(|known| known.id.as_str() == matter);
        directory.recommended(matter, desk).cloned()
    });
    let Some(channel) = found else {
        return nothing();
    };
    let soon = match channel.hours {
        ChannelHours::Desk => wait(board, channel.kind),
        _ => channel.term.clone(),
    };
    let inner = vec![
        icon(sign(channel.kind)),
        block(
            "div",
            "desk__advised",
            vec![
                words("p", "desk__channel", (said.recommended)(&channel.title)),
                words("p", "card__detail", soon),
                way(board, &channel),
            ],
        ),
    ];
    block("div", "desk__best", inner)
}

/// The link of a channel; of the telephone its number.
pub fn way(board: Board, channel: &Channel) -> AnyView {
    let inner = match channel.kind {
        ChannelKind::Phone => board.directory.with_value(|directory| {
            let dial = format!("tel:{}", directory.phone_link);
            link("action", &dial, directory.phone.clone())
        }),
        _ if channel.href.is_empty() => return nothing(),
        _ => link("action", &channel.href, channel.action.clone()),
    };
    block("p", "", vec![inner])
}
