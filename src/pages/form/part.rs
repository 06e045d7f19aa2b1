//! What a form can be begun without, as a chunk of its own that comes while the person reads: advice, ready-made texts,
//! answers to the same, the review, changing what was sent.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::{
    form::{Field, FieldKind, Form},
    number::RequestNumber,
};

use super::{
    super::{Build, later},
    Sheet,
    aid::{advice, likely, templates},
    edit::edit,
    review::review,
    similar::similar_answers,
    slot::{promise, slot_field},
    triage::triage,
};
use crate::form::state::FormState;

/// One of the parts.
pub enum Part {
    /// Advice on the words of a line or a text, by its key.
    Advice(FormState, String, FieldKind),
    /// The likely option of a choice, by its key.
    Likely(FormState, String),
    /// Answers to what a line says, by its key.
    Similar(FormState, String),
    /// A known outage, or others who solve it: what a line by its key speaks for.
    Triage(FormState, String),
    /// The time of a callback, by its key.
    Slot(FormState, Box<Field>, String),
    /// When somebody calls whoever sends now.
    Promise,
    /// Ready-made texts for the whole form.
    Templates(FormState),
    Review(Sheet),
    Edit(Box<Form>, RequestNumber),
}

/// Draws a part once its code is there.
pub fn part(part: Part) -> AnyView {
    later(parts(Arc::new(part)))
}

#[lazy]
fn parts(part: Arc<Part>) -> Build {
    Arc::new(move || match &*part {
        Part::Advice(state, key, kind) => advice(*state, key.clone(), *kind),
        Part::Likely(state, key) => likely(*state, key.clone()),
        Part::Similar(state, key) => similar_answers(*state, key.clone()),
        Part::Triage(state, key) => {
            let (state, key) = (*state, key.clone());
            triage(Signal::derive(move || state.value(&key)))
        }
        Part::Slot(state, question, key) => slot_field(*state, (**question).clone(), key.clone()),
        Part::Promise => promise(true),
        Part::Templates(state) => templates(*state),
        Part::Review(sheet) => review(*sheet),
        Part::Edit(form, number) => edit(form, *number),
    })
}
