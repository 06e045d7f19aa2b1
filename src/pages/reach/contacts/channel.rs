//! Every channel as a card; a callback comes first while nobody picks up (spec F31, N25).

use leptos::prelude::*;
use opora_contract::contact::{Channel, ChannelHours, ChannelKind};

use super::{
    Board,
    now::{wait, way},
    sign,
};
use crate::ui::{
    icon::icon,
    plain::{block, changing, disclosure, keyed, list, nothing, words},
};

pub fn cards(board: Board) -> AnyView {
    let order = Memo::new(move |_| {
        board.follow();
        order(board)
    });
    let draw = Callback::new(move |id: String| {
        let found = board.directory.with_value(|directory| {
            let mut channels = directory.channels.iter();
            channels.find(|channel| channel.id.as_str() == id).cloned()
        });
        found.map_or_else(nothing, |channel| card(board, channel))
    });
    let inner = vec![
        words("h2", "", board.texts.reach().channels),
        block("div", "channels", vec![keyed(order, draw)]),
    ];
    block("section", "reach", inner)
}

/// The channels as they are listed, but for a callback while nobody picks up.
fn order(board: Board) -> Vec<String> {
    let calls_back = board.desk().calls_back_first();
    board.directory.with_value(|directory| {
        let mut channels: Vec<&Channel> = directory.channels.iter().collect();
        // Stable: the others stay in their order.
        channels.sort_by_key(|channel| !(calls_back && channel.kind == ChannelKind::Callback));
        channels
            .iter()
            .map(|channel| channel.id.to_string())
            .collect()
    })
}

fn card(board: Board, channel: Channel) -> AnyView {
    let said = board.texts.reach();
    let is_callback = channel.kind == ChannelKind::Callback;
    let mark = changing(move || {
        board.follow();
        if is_callback && board.desk().calls_back_first() {
            words("p", "channel__mark", said.best_now)
        } else {
            nothing()
        }
    });
    let title = block(
        "h3",
        "card__title",
        vec![icon(sign(channel.kind)), channel.title.clone().into_any()],
    );
    let inner = vec![
        mark,
        title,
        words("p", "", channel.purpose.clone()),
        way(board, &channel),
        block("dl", "channel__facts", facts(board, &channel)),
        more(said.helps, channel.helps),
        more(said.prepare, channel.prepare),
    ];
    block("article", "card", inner)
}

fn facts(board: Board, channel: &Channel) -> Vec<AnyView> {
    let said = board.texts.reach();
    let hours = match channel.hours {
        ChannelHours::Always => said.always,
        ChannelHours::Desk => said.desk,
        ChannelHours::Own => said.own_hours,
    };
    let mut facts = vec![fact(said.when, hours.to_owned().into_any())];
    if channel.hours == ChannelHours::Desk {
        let kind = channel.kind;
        let now = changing(move || {
            board.follow();
            words("span", "", wait(board, kind))
        });
        facts.push(fact(said.now, now));
    }
    let rest = [
        (said.how_soon, &channel.term),
        (said.languages, &channel.languages),
        (said.cost, &channel.cost),
    ];
    let rest = rest.into_iter();
    facts.extend(rest.map(|(name, value)| fact(name, value.clone().into_any())));
    facts
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    let inner = vec![words("dt", "", name), block("dd", "", vec![value])];
    block("div", "", inner)
}

/// A list that opens; nothing where there is none.
fn more(title: &'static str, items: Vec<String>) -> AnyView {
    if items.is_empty() {
        return nothing();
    }
    disclosure(
        "disclosure",
        title.to_owned(),
        false,
        Callback::new(|_| ()),
        list("channel__list", items),
    )
}
