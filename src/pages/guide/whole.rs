//! Every step on one page, to read through or to print. Nothing is confirmed here.

use leptos::prelude::*;
use opora_contract::{
    guide::{Confirmation, Guide, Step},
    slug::Slug,
};

use super::{super::prose::prose, finish::onward, start::needs, step::action, walk::Walk};
use crate::{
    guide::picture::picture,
    i18n::{Texts, use_texts},
    ui::plain::{block, list, words},
};

pub fn whole(walk: Walk) -> AnyView {
    let texts = use_texts();
    let guide = walk.guide();
    let steps = guide.steps.iter().enumerate();
    let steps = steps.map(|(at, step)| draw(texts, &guide, at, step));
    let steps = block("ol", "whole", steps.collect());
    let mut inner = vec![words("p", "lead", guide.summary.clone())];
    if !guide.intro.is_empty() {
        inner.push(prose(guide.intro.clone()));
    }
    inner.extend(needs(guide.needs.clone()));
    inner.extend([
        steps,
        words("h2", "", texts.guide().finish_title),
        prose(guide.finish.clone()),
        onward(walk),
    ]);
    inner.into_any()
}

fn draw(texts: Texts, guide: &Guide, at: usize, step: &Step) -> AnyView {
    let mut text = vec![prose(step.blocks.clone())];
    text.extend(asked(texts, guide, step));
    text.extend(step.action.clone().map(action));
    text.extend(onwards(texts, guide, at, step));
    let task = vec![block("div", "guide__words", text), picture(&step.picture)];
    let title = format!("{}. {}", at + 1, step.title);
    let mut inner = vec![
        words("h2", "whole__title", title),
        block("div", "guide__task", task),
    ];
    if !step.help.is_empty() {
        let entries = step.help.iter().flat_map(|help| {
            [
                words("dt", "", help.problem.clone()),
                block("dd", "", vec![prose(help.blocks.clone())]),
            ]
        });
        inner.push(words("h3", "", texts.guide().when_fails));
        inner.push(block("dl", "whole__help", entries.collect()));
    }
    block("li", "whole__step", inner)
}

/// Where the step leads, when that is not the one below.
fn onwards(texts: Texts, guide: &Guide, at: usize, step: &Step) -> Option<AnyView> {
    let below = guide.steps.get(at + 1).map(|below| &below.id);
    let is_choice = matches!(step.confirmation, Confirmation::Choice { .. });
    if is_choice || step.next.as_ref() == below {
        return None;
    }
    let mut steps = guide.steps.iter();
    let next = steps.find(|other| step.next.as_ref() == Some(&other.id));
    let line = match next {
        Some(next) => (texts.guide().then)(&next.title),
        None => texts.guide().then_end.to_owned(),
    };
    Some(words("p", "whole__next", line))
}

/// The confirmation in words.
fn asked(texts: Texts, guide: &Guide, step: &Step) -> Vec<AnyView> {
    let texts = texts.guide();
    let (title, items) = match &step.confirmation {
        Confirmation::Done { label, items } => (label, items.clone()),
        Confirmation::Choice { question, options } => {
            let title = |next: &Slug| {
                let found = guide.steps.iter().find(|step| step.id == *next);
                found.map(|step| step.title.clone())
            };
            let options = options.iter();
            let options = options.map(|option| match option.next.as_ref().and_then(title) {
                Some(step) => (texts.if_chosen)(&option.label, &step),
                None => (texts.if_end)(&option.label),
            });
            (question, options.collect())
        }
        Confirmation::Practice { label, .. } => (label, Vec::new()),
        Confirmation::Check(_) => return Vec::new(),
    };
    vec![
        words("p", "whole__asked", title.clone()),
        list("guide__needs", items),
    ]
}
