//! Telephone lines and offices, by region and by what is typed (spec A03, A39).

use leptos::prelude::*;
use opora_contract::{
    contact::{Desk, Line, Office, Schedule, Span},
    timestamp::Timestamp,
};

use super::{Board, week::clock};
use crate::{
    form::kept::fold,
    i18n::Texts,
    ui::{
        field::{Control, Field, FieldWords},
        plain::{block, changing, element, link, list, nothing, words},
        select::choices,
    },
};

/// Most offices that are drawn at once.
const MOST: usize = 20;

pub fn places(board: Board) -> AnyView {
    let said = board.texts.reach();
    let (region, typed) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_sample = board.directory.with_value(|directory| directory.sample);
    let sample = match is_sample {
        true => words("p", "reach__sample", said.sample),
        false => nothing(),
    };
    let lines = changing(move || {
        let region = region.get();
        let lines = board.directory.with_value(|directory| {
            let lines = directory.lines.iter();
            let is_there = |line: &&Line| {
                let mut regions = line.regions.iter();
                region.is_empty()
                    || line.regions.is_empty()
                    || regions.any(|id| id.as_str() == region)
            };
            lines.filter(is_there).cloned().collect::<Vec<_>>()
        });
        let cards = lines.into_iter().map(|one| line(board, one));
        block("div", "places", cards.collect())
    });
    let found = changing(move || found(board, &region.read(), &typed.read()));
    let search = vec![regions(board, region), search(board, typed)];
    let inner = vec![
        words("h2", "", said.lines),
        sample,
        lines,
        words("h2", "", said.offices),
        words("p", "intake__lead", said.offices_lead),
        block("div", "places__search", search),
        found,
    ];
    block("section", "reach", inner)
}

fn line(board: Board, one: Line) -> AnyView {
    let said = board.texts.reach();
    let special = match one.special {
        true => words("p", "channel__mark", said.special),
        false => nothing(),
    };
    let dial = format!("tel:{}", one.phone_link);
    let inner = vec![
        special,
        words("h3", "card__title", one.title),
        block("p", "", vec![link("phone", &dial, one.phone)]),
        words("p", "card__detail", one.note),
    ];
    block("article", "card", inner)
}

fn regions(board: Board, region: RwSignal<String>) -> AnyView {
    let said = board.texts.reach();
    let mut options = vec![(String::new(), said.all_regions.to_owned())];
    board.directory.with_value(|directory| {
        let regions = directory.regions.iter();
        options.extend(regions.map(|region| (region.id.to_string(), region.name.clone())));
    });
    let change = Callback::new(move |chosen| region.set(chosen));
    choices(
        "region".to_owned(),
        said.region,
        options,
        region.into(),
        change,
    )
}

fn search(board: Board, typed: RwSignal<String>) -> AnyView {
    let words = FieldWords {
        label: board.texts.reach().find_office.to_owned(),
        hint: String::new(),
        optional: None,
    };
    view! {
        <Field
            name="office"
            control=Control::Line
            words=words
            value=typed
            error=Signal::stored(None::<String>)
            on_input=Callback::new(move |text| typed.set(text))
            on_leave=Callback::new(|()| ())
        />
    }
    .into_any()
}

/// The offices of a region whose town, name or address holds every word.
fn found(board: Board, region: &str, typed: &str) -> AnyView {
    let said = board.texts.reach();
    let wanted = fold(typed);
    let offices: Vec<Office> = board.directory.with_value(|directory| {
        let offices = directory.offices.iter().filter(|office| {
            let whole = fold(&format!(
                "{} {} {}",
                office.town, office.name, office.address
            ));
            let mut words = wanted.split(' ').filter(|word| !word.is_empty());
            (region.is_empty() || office.region.as_str() == region)
                && words.all(|word| whole.contains(word))
        });
        offices.cloned().collect()
    });
    let count = element("p", &[("class", "card__detail"), ("role", "status")], {
        let told = match offices.len() {
            0 => said.no_office.to_owned(),
            count => (said.found)(count),
        };
        vec![told.into_any()]
    });
    let cards = offices.into_iter().take(MOST);
    let cards = cards.map(|one| office(board, one)).collect();
    vec![count, block("div", "places", cards)].into_any()
}

fn office(board: Board, one: Office) -> AnyView {
    let said = board.texts.reach();
    let hours = board
        .directory
        .with_value(|directory| directory.hours_of(&one));
    let state = Memo::new(move |_| {
        let now = Timestamp::parse(&board.now.read());
        let state = now.and_then(|now| state(board.texts, &hours, &now));
        state.unwrap_or_default()
    });
    let mut lines = weekly(&one.week, &said.weekdays);
    lines.push(said.own_clock.to_owned());
    let region = board.directory.with_value(|directory| {
        let mut regions = directory.regions.iter();
        let region = regions.find(|region| region.id == one.region);
        region.map(|region| region.name.clone()).unwrap_or_default()
    });
    // A town may be a region of its own.
    let town = match region == one.town {
        true => one.town,
        false => format!("{}, {region}", one.town),
    };
    let inner = vec![
        words("h3", "card__title", one.name),
        words("p", "", town),
        words("p", "", one.address),
        changing(move || words("p", "office__state", state.get())),
        list("plain-list", lines),
        words(
            "p",
            "card__detail",
            format!("{}: {}", said.services, one.services.join(", ")),
        ),
        block("p", "", vec![link("action", &one.href, said.book)]),
    ];
    block("article", "card", inner)
}

/// `Открыто до 18:00`, by the clock of the office.
fn state(texts: Texts, hours: &Schedule, now: &Timestamp) -> Option<String> {
    let said = texts.reach();
    Some(match hours.desk(now)? {
        Desk::Open { until, .. } => (said.office_open)(&clock(until)),
        Desk::Closed {
            in_days,
            weekday,
            at,
        } => (said.office_closed)(in_days, weekday, &clock(at)),
    })
}

/// `пн–пт: 09:00–18:00`: days in a row with the same hours are one line.
fn weekly(week: &[Option<Span>], names: &[&str; 7]) -> Vec<String> {
    let mut rows: Vec<(usize, usize, Span)> = Vec::new();
    for (at, hours) in week.iter().enumerate() {
        let Some(hours) = *hours else {
            continue;
        };
        match rows.last_mut() {
            Some((_, last, known)) if *last + 1 == at && *known == hours => *last = at,
            _ => rows.push((at, at, hours)),
        }
    }
    let name = |at: usize| names.get(at).copied().unwrap_or_default();
    let rows = rows.into_iter().map(|(first, last, hours)| {
        let days = match first == last {
            true => name(first).to_owned(),
            false => format!("{}–{}", name(first), name(last)),
        };
        format!("{days}: {}–{}", clock(hours.from), clock(hours.to))
    });
    rows.collect()
}
