//! The first page of a guide: what it is for, what to have ready, where to begin or to go on.

use leptos::prelude::*;
use opora_contract::guide::Audience;

use super::{
    super::prose::prose,
    finish::anew,
    steps::{self, notices},
    walk::Walk,
};
use crate::{
    browser::format::{self, Style},
    i18n::use_texts,
    route,
    ui::plain::{block, changing, link, list, nothing, words},
};

pub fn start(walk: Walk) -> AnyView {
    let texts = use_texts();
    let guide = walk.guide();
    let facts = [
        Some((texts.guides().steps)(untrack(|| walk.way()).rows.len())),
        Some((texts.guides().minutes)(guide.minutes)),
        Some((texts.guides().difficulty)(guide.difficulty).to_owned()),
        (guide.audience == Audience::Organisation).then(|| texts.guides().organisation.to_owned()),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    let checked = format::date(guide.checked.as_str(), texts.language.tag(), Style::Date);
    let mut inner = Vec::new();
    if !guide.intro.is_empty() {
        inner.push(prose(guide.intro.clone()));
    }
    inner.extend(needs(guide.needs.clone()));
    inner.push(words(
        "p",
        "answer__checked",
        (texts.faq().checked)(&checked),
    ));
    let columns = vec![block("div", "guide__main", inner), steps::steps(walk, None)];
    vec![
        words("p", "lead", guide.summary.clone()),
        words("p", "guide__facts", facts.join(" · ")),
        notices(walk, 0, 0),
        begin(walk),
        block("div", "guide__columns", columns),
    ]
    .into_any()
}

/// What to have ready; nothing when nothing is.
pub fn needs(needs: Vec<String>) -> Vec<AnyView> {
    if needs.is_empty() {
        return Vec::new();
    }
    vec![
        words("h2", "", use_texts().guide().needs),
        list("guide__needs", needs),
    ]
}

/// The way in: from the beginning, or from where the person stopped.
fn begin(walk: Walk) -> AnyView {
    let texts = use_texts().guide();
    let shown = changing(move || {
        let way = walk.way();
        let label = match (way.done, way.is_finished()) {
            (_, true) => texts.look_again.to_owned(),
            (0, _) => texts.start.to_owned(),
            (done, _) => (texts.go_on)(done + 1),
        };
        vec![
            link("button", &route::step(&walk.name(), way.done + 1), label),
            if walk.progress().is_empty() {
                nothing()
            } else {
                anew(walk)
            },
        ]
        .into_any()
    });
    block("div", "guide__begin", vec![shown])
}
