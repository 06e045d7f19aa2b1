//! One step: what to do, where to look, and the confirmation that opens the next.

use leptos::prelude::*;
use opora_contract::{guide::Step, home::Link, vote::About};

use super::{
    super::{helpful::helpful, prose::prose},
    confirmation::confirmation,
    steps::{notices, steps},
    trouble::trouble,
    walk::Walk,
};
use crate::{
    guide::picture::picture,
    i18n::use_texts,
    route,
    ui::plain::{block, element, link, nothing, words},
};

/// `asked` is the number of a locked step that was asked for, or 0.
pub fn step(walk: Walk, step: &Step, at: usize, asked: usize) -> AnyView {
    let texts = use_texts().guide();
    let mut text = vec![prose(step.blocks.clone())];
    text.extend(step.action.clone().map(action));
    let task = vec![block("div", "guide__words", text), picture(&step.picture)];
    let about = About::Step {
        guide: walk.name(),
        step: step.id.clone(),
    };
    let back = if at > 0 {
        link("action", &route::step(&walk.name(), at), texts.back)
    } else {
        nothing()
    };
    let main = vec![
        block("div", "guide__task", task),
        confirmation(walk, step),
        trouble(walk, step),
        back,
        helpful(about, texts.helpful),
    ];
    let columns = vec![block("div", "guide__main", main), steps(walk, Some(at))];
    vec![
        notices(walk, asked, at + 1),
        block("div", "guide__columns", columns),
    ]
    .into_any()
}

/// A page that is needed beside the guide: so it opens in a tab of its own.
pub fn action(action: Link) -> AnyView {
    let aside = format!(", {}", use_texts().suggest().new_tab);
    let attributes = [
        ("class", "button"),
        ("data-rank", "secondary"),
        ("target", "_blank"),
        ("rel", "noopener"),
        ("href", action.href.as_str()),
    ];
    let inner = vec![
        action.title.into_any(),
        words("span", "visually-hidden", aside),
    ];
    block("p", "", vec![element("a", &attributes, inner)])
}
