//! The end of a guide: what is reached, and where to go from here.

use leptos::prelude::*;
use opora_contract::page::Page;

use super::{
    super::prose::prose,
    steps::{notices, steps},
    walk::Walk,
};
use crate::{
    browser::{focus, live},
    i18n::use_texts,
    ui::{
        icon::icon,
        links::{Item, Look, links},
        page::HEADING,
        plain::{Rank, block, button, words},
    },
};

pub fn finish(walk: Walk) -> AnyView {
    let texts = use_texts().guide();
    let done = vec![icon("check"), texts.finished.into_any()];
    let main = vec![
        block("p", "confirm__good", done),
        prose(walk.guide().finish.clone()),
        onward(walk),
        anew(walk),
    ];
    let columns = vec![block("div", "guide__main", main), steps(walk, None)];
    vec![notices(walk, 0, 0), block("div", "guide__columns", columns)].into_any()
}

/// The control that erases the marks and goes to the beginning.
pub fn anew(walk: Walk) -> AnyView {
    let texts = use_texts().guide();
    button(Rank::Quiet, texts.anew, move || {
        walk.begin_anew();
        live::announce(texts.forgotten);
        focus::by_id(HEADING);
    })
}

/// Answers, other guides, the form and the tracker.
pub fn onward(walk: Walk) -> AnyView {
    let texts = use_texts().guide();
    let guide = walk.guide();
    let plain = |href: String, title: String| Item {
        href,
        title,
        ..Item::default()
    };
    let answers = guide.answers.iter().map(|answer| {
        let page = Page::Question(answer.topic.clone(), answer.question.clone());
        plain(page.path(), answer.title.clone())
    });
    let guides = guide.guides.iter();
    let guides =
        guides.map(|guide| plain(Page::Guide(guide.guide.clone()).path(), guide.title.clone()));
    let ways = vec![
        plain(guide.form.href.clone(), guide.form.title.clone()),
        plain(Page::Requests.path(), texts.track.to_owned()),
    ];
    let sections = [
        (texts.related, answers.collect::<Vec<_>>()),
        (texts.other_guides, guides.collect()),
        (texts.form, ways),
    ];
    let sections = sections.into_iter().filter(|(_, items)| !items.is_empty());
    let sections = sections.map(|(title, items)| {
        let inner = vec![words("h2", "", title), links(Look::Rows, items)];
        block("section", "related", inner)
    });
    sections.collect::<Vec<_>>().into_any()
}
