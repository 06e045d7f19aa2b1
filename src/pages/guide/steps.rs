//! The list of steps with their states, and what has to be said about the way as a whole.

use leptos::prelude::*;
use opora_contract::guide::State;

use super::walk::{Row, Walk};
use crate::{
    browser::page,
    i18n::{Texts, use_texts},
    route,
    ui::{
        icon::icon,
        notice::{Notice, Tone},
        plain::{block, changing, disclosure, element, nothing, words},
    },
};

/// The width from which the list stands beside the step, open; `style/pages/guide.css` has the same in rem.
const WIDE: f64 = 960.0;

/// The steps on the way. `at` is where the person is.
pub fn steps(walk: Walk, at: Option<usize>) -> AnyView {
    let texts = use_texts();
    // On a phone the list is closed, and a step opens sooner without it.
    let is_open = RwSignal::new(page::width() >= WIDE);
    let rows = changing(move || {
        if !is_open.get() {
            return nothing();
        }
        let way = walk.way();
        let rows = way.rows.iter().enumerate();
        let rows = rows.map(|(place, row)| draw(texts, walk, place, row, at == Some(place)));
        block("ol", "steps", rows.collect())
    });
    let title = texts.guide().steps.to_owned();
    disclosure(
        "guide__list",
        title,
        is_open.get_untracked(),
        Callback::new(move |now| {
            if is_open.get_untracked() != now {
                is_open.set(now);
            }
        }),
        rows,
    )
}

fn draw(texts: Texts, walk: Walk, place: usize, row: &Row, is_here: bool) -> AnyView {
    let texts = texts.guide();
    let name = match row.state {
        State::Done => "done",
        State::Open => "open",
        State::Locked => "locked",
        State::Problem => "problem",
    };
    let sign = match row.state {
        State::Done => icon("check"),
        State::Problem => icon("alert"),
        State::Open | State::Locked => (place + 1).to_string().into_any(),
    };
    let state = (texts.state)(row.state);
    let state = if is_here {
        format!("{state}, {}", texts.here)
    } else {
        state.to_owned()
    };
    let mut attributes = vec![("class", "steps__title")];
    let href = route::step(&walk.name(), place + 1);
    let tag = if row.state == State::Locked {
        "span"
    } else {
        attributes.push(("href", href.as_str()));
        "a"
    };
    if is_here {
        attributes.push(("aria-current", "step"));
    }
    let guide = walk.guide();
    let step = guide.steps.get(row.index);
    let title = step.map(|step| step.title.clone()).unwrap_or_default();
    let title = element(tag, &attributes, vec![title.into_any()]);
    let hidden = [("class", "steps__sign"), ("aria-hidden", "true")];
    let sign = element("span", &hidden, vec![sign]);
    let text = vec![title, words("span", "steps__state", state)];
    element(
        "li",
        &[("class", "steps__row"), ("data-state", name)],
        vec![sign, block("span", "steps__text", text)],
    )
}

/// Says that a locked step was asked for (`asked` is not 0) and which is `open`, that the guide has changed, that the device keeps nothing.
pub fn notices(walk: Walk, asked: usize, open: usize) -> AnyView {
    let texts = use_texts().guide();
    let say = |tone, title: String, detail: &'static str, alert: bool| {
        view! { <Notice tone=tone title=title detail=detail alert=alert/> }.into_any()
    };
    let mut notices = Vec::new();
    if asked > 0 {
        let title = (texts.locked)(asked, open);
        notices.push(say(Tone::Attention, title, texts.locked_detail, true));
    }
    if walk.has_changed {
        let title = texts.changed.title.to_owned();
        notices.push(say(Tone::Neutral, title, texts.changed.detail, false));
    }
    notices.push(changing(move || {
        if !walk.is_unsaved.get() {
            return nothing();
        }
        let title = texts.unsaved.title.to_owned();
        say(Tone::Attention, title, texts.unsaved.detail, true)
    }));
    notices.into_any()
}
