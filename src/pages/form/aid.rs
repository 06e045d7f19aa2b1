//! Help beside the questions, never in the way: advice on the words, a likely option, ready-made texts.

mod template;

use leptos::prelude::*;
use opora_contract::{
    form::FieldKind,
    rule::{self, Private},
    violation::Violation,
};

pub use self::template::templates;
use super::question::SUBJECT;
use crate::{
    browser::{focus, live},
    form::{
        draft::{self, Draft},
        state::FormState,
    },
    i18n::use_texts,
    ui::{
        field::input_id,
        plain::{Rank, block, button, changing, nothing, words},
    },
};

/// Sentences that a description does well with (spec N10).
const SENTENCES: usize = 3;

/// What can be said about some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Nothing,
    /// A number that nobody needs here.
    Private(Private),
    Good,
    /// It says neither what to do nor what is asked.
    Vague,
    /// Several questions in one.
    Several,
    /// More sentences than needed.
    Long(usize),
}

/// Judges words that were left once; a private number is noticed at once.
fn verdict(state: FormState, key: &str, kind: FieldKind) -> Verdict {
    state.rests.track();
    let text = untrack(|| state.value(key));
    if let Some(private) = rule::private_number(&text) {
        return Verdict::Private(private);
    }
    let was_left = state.left.read().iter().any(|known| known == key);
    if !was_left || text.is_empty() {
        return Verdict::Nothing;
    }
    if key == SUBJECT {
        return match rule::question(&rule::normalise_line(&text)) {
            Ok(()) => Verdict::Good,
            Err(Violation::Question) => Verdict::Vague,
            Err(Violation::Sentences) => Verdict::Several,
            Err(_) => Verdict::Nothing,
        };
    }
    match rule::sentences(&text).len() {
        count if kind == FieldKind::Text && count > SENTENCES => Verdict::Long(count),
        _ => Verdict::Nothing,
    }
}

/// What is said about the words of a line or a text.
pub fn advice(state: FormState, key: String, kind: FieldKind) -> AnyView {
    let texts = use_texts().aid();
    let judged = key.clone();
    let verdict = Memo::new(move |_| verdict(state, &judged, kind));
    Effect::new(move |_| {
        if let Verdict::Private(private) = verdict.get() {
            live::announce(&(texts.private)(private));
        }
    });
    changing(move || {
        let said = match verdict.get() {
            Verdict::Nothing => return nothing(),
            Verdict::Private(private) => (texts.private)(private),
            Verdict::Good => texts.good.to_owned(),
            Verdict::Vague => texts.vague.to_owned(),
            Verdict::Several => texts.several.to_owned(),
            Verdict::Long(count) => (texts.long)(count),
        };
        let (tone, ways) = match verdict.get_untracked() {
            Verdict::Private(_) => ("advice advice--warning", nothing()),
            Verdict::Good => ("advice advice--good", nothing()),
            Verdict::Vague => ("advice", starters(state, &key)),
            Verdict::Several => ("advice", apart(state, key.clone())),
            _ => ("advice", nothing()),
        };
        block("div", tone, vec![words("p", "", said), ways])
    })
}

/// Beginnings of a well-put question (spec D58): one press puts it before what is written.
fn starters(state: FormState, key: &str) -> AnyView {
    let starters = use_texts().aid().starters.iter().map(|starter| {
        let key = key.to_owned();
        button(Rank::Secondary, *starter, move || {
            let text = untrack(|| state.value(&key));
            state.set_value(&key, format!("{starter} {text}"));
            focus::by_id(&input_id(&key));
        })
    });
    block("div", "advice__ways", starters.collect())
}

/// Makes a request of its own of each further question (spec D61): they become drafts with the same answers.
fn apart(state: FormState, key: String) -> AnyView {
    let texts = use_texts().aid();
    let split = move || {
        let mut questions = rule::sentences(&untrack(|| state.value(&key))).into_iter();
        let Some(first) = questions.next() else {
            return;
        };
        let rest: Vec<String> = questions.collect();
        let count = rest.len();
        let (key, base) = (key.clone(), state.draft());
        leptos::task::spawn_local(async move {
            for question in rest {
                let mut own = Draft::new(base.form.clone());
                own.title.clone_from(&base.title);
                own.values.clone_from(&base.values);
                own.values.insert(key.clone(), question);
                own.saved_at.clone_from(&base.saved_at);
                if draft::save(&own).await.is_err() {
                    // The questions stay together, where they are safe.
                    return;
                }
            }
            if !state.values.is_disposed() {
                state.set_value(&key, first);
                live::announce(&(texts.split_done)(count));
                focus::by_id(&input_id(&key));
            }
        });
    };
    block(
        "div",
        "advice__ways",
        vec![button(Rank::Secondary, texts.split, split)],
    )
}

/// The option that the words speak for, while the person has chosen none, or leaves it to us (spec N41).
pub fn likely(state: FormState, key: String) -> AnyView {
    let texts = use_texts().aid();
    let own = key.clone();
    let found = Memo::new(move |_| {
        state.rests.track();
        let chosen = untrack(|| state.value(&own));
        let values = state.values.read_untracked();
        state.form.with_value(|form| {
            let field = form.field_at(&own)?;
            let option = form.suggestion(field, &values)?;
            let is_open = chosen.is_empty() || chosen == AUTO;
            let is_news = is_open && option.value.as_str() != AUTO;
            is_news.then(|| (option.value.to_string(), option.label.clone()))
        })
    });
    changing(move || {
        let Some((value, label)) = found.get() else {
            return nothing();
        };
        let key = key.clone();
        let take = button(Rank::Secondary, texts.take, move || {
            state.set_value(&key, value.clone());
            focus::by_id(&input_id(&key));
        });
        let said = words("p", "", (texts.likely)(&label));
        block("div", "advice", vec![said, take])
    })
}

/// The option that leaves the choice to us.
const AUTO: &str = "auto";
