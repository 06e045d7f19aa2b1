//! The sections of the first page, in the order that fits this visitor; it is fixed once they are drawn.

use leptos::prelude::*;
use opora_contract::{
    contact::Contacts,
    home::{GuideCard, Home, Link, Update},
    page::Page,
    slug::Slug,
};

use super::habit::Habits;
use crate::{
    browser::{
        event, focus,
        format::{self, Style},
        live, look,
    },
    i18n::{Texts, phrase, use_texts},
    ui::{
        links::{Item, Look, links},
        page::HEADING,
        plain::{Rank, block, button, element, link, list, nothing, words},
    },
};

/// Names of the sections whose order may change, as habits keep them.
const SITUATIONS: &str = "situations";
const GUIDES: &str = "guides";
const DIRECTIONS: &str = "directions";
const UPDATES: &str = "updates";
const WRITE: &str = "write";
/// How many sections stand beside the ways to reach us, or before them where there is one column.
const FIRST: usize = 2;

/// A section with its name and its heading.
struct Section {
    name: &'static str,
    title: &'static str,
    inner: Vec<AnyView>,
}

pub fn sections(home: Home) -> AnyView {
    let texts = use_texts();
    let habits = Habits::read();
    let said = texts.home();
    let mut opened = Vec::new();
    let mut listed = |name: &'static str, look: Look, items: Vec<Item>| {
        let items = arranged(&habits, items, &mut opened);
        part_of(name, vec![links(look, items)])
    };
    let entries = listed(WRITE, Look::Entries, items(home.entries));
    let situations = listed(SITUATIONS, Look::Rows, items(home.situations));
    let guides = listed(GUIDES, Look::Tiles, cards(texts, home.guides));
    let account = listed(GUIDES, Look::Chips, names(home.account));
    let all = link("action", &Page::Guides.path(), said.all_guides);
    let guides = vec![
        guides,
        words("h3", "home__subtitle", said.account),
        account,
        block("p", "", vec![all]),
    ];
    let section = |name, title, inner| Section { name, title, inner };
    let mut sections = vec![
        section(SITUATIONS, said.situations, vec![situations]),
        section(GUIDES, said.guides, guides),
    ];
    let is_simple = look::is_simple();
    if !is_simple {
        let updates = vec![updates(texts, home.updates)];
        let all = link("action", &Page::Faq.path(), said.all_topics);
        let directions = links(Look::Tiles, items(home.directions));
        let directions = vec![
            part_of(DIRECTIONS, vec![directions]),
            block("p", "", vec![all]),
        ];
        sections.extend([
            section(DIRECTIONS, said.directions, directions),
            section(UPDATES, said.updates, updates),
        ]);
    }
    let mut drawn = main(&habits, sections, &mut opened);
    // On a phone the ways to reach us stand between what is opened most and the rest.
    let rest = drawn.split_off(drawn.len().min(FIRST));
    let mut first = vec![why(texts, &habits, &opened)];
    first.extend(drawn);
    let mut columns = vec![
        block("div", "home__main", first),
        block("div", "home__aside", aside(texts, home.contacts, entries)),
    ];
    if is_simple {
        // The telephone and the call back come first then (spec N29).
        columns.reverse();
    } else {
        columns.push(block("div", "home__main", rest));
    }
    let columns = block("div", "home__columns", columns);
    let count = |event: leptos::ev::MouseEvent| {
        if let Some((part, href)) = event::followed(&event) {
            Habits::count([&part, &href]);
        }
    };
    view! { <div on:click=count>{popular(texts, home.popular)}{columns}</div> }.into_any()
}

/// Whose links are counted, under a name.
fn part_of(name: &str, inner: Vec<AnyView>) -> AnyView {
    element("div", &[("data-part-of", name)], inner)
}

/// Items in the order of habits; what has moved ahead is noted by name and count.
fn arranged(habits: &Habits, items: Vec<Item>, opened: &mut Vec<(String, u32)>) -> Vec<Item> {
    let order = habits.order(items.iter().map(|item| item.href.as_str()));
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    let mut arranged = Vec::with_capacity(items.len());
    for index in order {
        let Some(item) = items.get_mut(index).and_then(Option::take) else {
            continue;
        };
        let weight = habits.weight(&item.href);
        if weight > 0 && !opened.iter().any(|(name, _)| *name == item.title) {
            opened.push((item.title.clone(), weight));
        }
        arranged.push(item);
    }
    arranged
}

/// The main column: sections in the order of habits.
fn main(habits: &Habits, sections: Vec<Section>, opened: &mut Vec<(String, u32)>) -> Vec<AnyView> {
    let order = habits.order(sections.iter().map(|section| section.name));
    let mut sections: Vec<_> = sections.into_iter().map(Some).collect();
    let mut drawn = Vec::with_capacity(sections.len());
    for index in order {
        let Some(section) = sections.get_mut(index).and_then(Option::take) else {
            continue;
        };
        let weight = habits.weight(section.name);
        if weight > 0 {
            opened.insert(0, (section.title.to_owned(), weight));
        }
        let mut inner = vec![words("h2", "", section.title)];
        inner.extend(section.inner);
        drawn.push(block("section", "", inner));
    }
    drawn
}

/// Why the order is another than for others, and the way back (spec A14, A50); nothing while it is the usual one.
fn why(texts: Texts, habits: &Habits, opened: &[(String, u32)]) -> AnyView {
    let said = texts.home();
    if opened.is_empty() || *habits == Habits::default() {
        return nothing();
    }
    let opened = opened.iter();
    let opened = opened.map(|(name, count)| (said.opened)(name, *count));
    let usual = button(Rank::Secondary, said.usual, move || {
        Habits::forget();
        // Nothing moves under the eyes of the reader.
        focus::by_id(HEADING);
        live::announce(said.usual_done);
    });
    let inner = vec![
        words("summary", "", said.why),
        words("p", "", said.why_detail),
        list("home__opened", opened.collect()),
        usual,
    ];
    block("details", "home__why", inner)
}

fn popular(texts: Texts, popular: Vec<Link>) -> AnyView {
    let label = words("h2", "popular__label", texts.home().popular);
    block(
        "div",
        "popular",
        vec![label, links(Look::Chips, items(popular))],
    )
}

fn updates(texts: Texts, updates: Vec<Update>) -> AnyView {
    let item = |update: Update| {
        let day = update.checked.as_str();
        let day = format::date(day, texts.language.tag(), Style::Date);
        Item {
            href: update.href,
            title: update.title,
            detail: (texts.home().checked)(&day),
            ..Item::default()
        }
    };
    let items = updates.into_iter().map(item).collect();
    part_of(UPDATES, vec![links(Look::Rows, items)])
}

fn cards(texts: Texts, guides: Vec<GuideCard>) -> Vec<Item> {
    let item = |guide: GuideCard| Item {
        href: Page::Guide(guide.guide).path(),
        title: guide.title,
        detail: (texts.home().minutes)(guide.minutes),
        ..Item::default()
    };
    guides.into_iter().map(item).collect()
}

fn names(guides: Vec<GuideCard>) -> Vec<Item> {
    let item = |guide: GuideCard| Item {
        href: Page::Guide(guide.guide).path(),
        title: guide.title,
        ..Item::default()
    };
    guides.into_iter().map(item).collect()
}

fn items(links: Vec<Link>) -> Vec<Item> {
    let item = |link: Link| Item {
        href: link.href,
        title: link.title,
        icon: link.icon,
        ..Item::default()
    };
    links.into_iter().map(item).collect()
}

/// Every way to reach us (spec A09): it stays where it is, whatever the habits.
fn aside(texts: Texts, contacts: Contacts, entries: AnyView) -> Vec<AnyView> {
    let said = texts.home();
    let title = |text| words("h2", "card__title", text);
    let detail = |text: String| words("p", "card__detail", text);
    let phone = link(
        "phone",
        &format!("tel:{}", contacts.phone_link),
        contacts.phone,
    );
    let callback = Slug::parse("callback").map(|form| Page::Form(form).path());
    let mut ways = vec![link("action", &Page::Contacts.path(), said.all_contacts)];
    if let Some(callback) = callback {
        ways.insert(0, link("action", &callback, said.callback));
    }
    let call = vec![
        title(said.contacts),
        block("p", "", vec![phone]),
        words("p", "home__desk", phrase::desk(texts, contacts.desk)),
        detail((said.advice)(contacts.desk).to_owned()),
        list("home__hours", contacts.hours),
        detail(contacts.phone_note),
        block("div", "home__ways", ways),
    ];
    let write = vec![
        title(said.write),
        detail(said.write_detail.to_owned()),
        entries,
    ];
    let follow = link("", &Page::Requests.path(), said.follow);
    let follow = vec![
        block("h2", "card__title", vec![follow]),
        detail(said.follow_detail.to_owned()),
    ];
    let card = |inner| block("section", "card", inner);
    vec![card(call), card(write), card(follow)]
}
