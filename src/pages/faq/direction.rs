//! One direction or section: guides, what to have ready, answers, contacts and the form with its topic chosen. The page
//! of a service, too (spec A20, A24).

use leptos::prelude::*;
use opora_contract::{
    answer::AnswerLink,
    contact::Contacts,
    direction::{Direction, DirectionTopic},
    guide::GuideSummary,
    page::Page,
};

use super::super::{fetched, propose::propose, reading};
use crate::{
    api::use_client,
    i18n::{Texts, phrase, use_texts},
    ui::{
        breadcrumb::Breadcrumb,
        links::{Item, Look, links},
        page::Heading,
        plain::{block, element, link, list, words},
    },
};

pub fn page(direction: Direction) -> AnyView {
    let texts = use_texts();
    let own = texts.directions();
    let trail = vec![
        (Page::Home.path(), texts.shell().site.to_owned()),
        (Page::Faq.path(), texts.faq().title.to_owned()),
    ];
    let guides = direction
        .guides
        .into_iter()
        .map(|found| guide(texts, found));
    let guides = links(Look::Tiles, guides.collect());
    let topics = direction.topics.into_iter().map(topic).collect();
    let lacking = (own.lacking)(&direction.title);
    let main = vec![
        section(own.guides, guides),
        section(own.ready, list("ready", direction.ready)),
        section(own.answers, block("div", "direction__topics", topics)),
    ];
    let columns = vec![
        block("div", "direction__main", main),
        contacts(texts, &direction.form),
    ];
    view! {
        <Breadcrumb label=texts.shell().breadcrumbs trail=trail/>
        <Heading title=direction.title site=texts.shell().site/>
        <p class="lead">{direction.summary}</p>
        {block("div", "direction", columns)}
        {propose(texts, lacking)}
    }
    .into_any()
}

fn section(title: &'static str, inner: AnyView) -> AnyView {
    block("section", "", vec![words("h2", "", title), inner])
}

fn guide(texts: Texts, guide: GuideSummary) -> Item {
    let own = texts.guides();
    let facts = [(own.steps)(guide.steps), (own.minutes)(guide.minutes)];
    Item {
        href: Page::Guide(guide.guide).path(),
        title: guide.title,
        detail: facts.join(" · "),
        icon: String::new(),
    }
}

/// The answers of one topic under its name, which leads to all of it.
fn topic(topic: DirectionTopic) -> AnyView {
    let item = |answer: AnswerLink| Item {
        href: Page::Question(answer.topic, answer.question).path(),
        title: answer.title,
        ..Item::default()
    };
    let answers = topic.answers.into_iter().map(item).collect();
    let name = link("", &Page::Topic(topic.topic).path(), topic.title);
    let inner = vec![
        block("h3", "direction__topic", vec![name]),
        links(Look::Rows, answers),
    ];
    block("div", "", inner)
}

/// Whom to ask: the form, and the phone with what it is like now.
fn contacts(texts: Texts, form: &str) -> AnyView {
    let own = texts.directions();
    let client = use_client();
    let read = move || {
        let client = client.clone();
        reading(async move { client.contacts().await })
    };
    let phone = fetched(read, move |contacts: Contacts| {
        let href = format!("tel:{}", contacts.phone_link);
        let inner = vec![
            block("p", "", vec![link("phone", &href, contacts.phone)]),
            words("p", "card__detail", phrase::desk(texts, contacts.desk)),
        ];
        block("div", "", inner)
    });
    let inner = vec![
        words("h2", "card__title", own.contacts),
        words("p", "card__detail", own.contacts_lead),
        block("p", "", vec![link("button", form, own.write)]),
        phone,
        block(
            "p",
            "",
            vec![link("action", &Page::Contacts.path(), own.all_contacts)],
        ),
    ];
    element("section", &[("class", "card direction__contacts")], inner)
}
