//! The press on «Отправить запрос».

use std::collections::BTreeMap;

use leptos::prelude::*;
use opora_contract::{
    form::Form,
    problem::{Problem, ProblemCode},
    request::Receipt,
};

use super::{
    attachment, draft, foreign,
    outbox::{self, Outbox, Waiting},
    preference,
    state::{FormState, Upload},
};
use crate::{
    api::{ApiError, Client},
    browser::{random, timer},
    embed,
};

/// What became of it.
pub enum Outcome {
    Sent(Box<Receipt>),
    /// It waits on the device under this idempotency key and leaves by itself.
    Queued(String),
    /// Mistakes are shown; nothing was sent.
    Invalid,
    /// Neither sent nor mendable in the form; everything is still in it. Holds the server's words, if it said any.
    Failed(Option<Box<Problem>>),
}

/// A chunk of its own; the form loads it before it is needed. Judges the form, sends it or puts it into the outbox. The draft goes only when one of them has it.
#[cfg_attr(not(feature = "components"), lazy)]
pub async fn submit(state: FormState, client: Client, outbox: Outbox) -> Outcome {
    if state.form.is_disposed() {
        // The page was left before this code was there: what was typed is in the draft.
        return Outcome::Failed(None);
    }
    let mut judgement = judged(state);
    if judgement.is_some() && foreign::is_on() {
        attachment::finish(state, &client).await;
        if state.form.is_disposed() {
            return Outcome::Failed(None);
        }
        // The server may have refused a file.
        judgement = judged(state);
    }
    let Some(mut waiting) = judgement else {
        return Outcome::Invalid;
    };
    let before = embed::departures();
    let mut delivered = outbox::deliver(&client, &mut waiting).await;
    if delivered.as_ref().is_err_and(is_key_reused) {
        // The draft was sent from another tab and changed here since: this is another request.
        waiting.idempotency_key = random::uuid();
        delivered = outbox::deliver(&client, &mut waiting).await;
    }
    // Signed out meanwhile: nothing of it comes back to this device.
    if before != embed::departures() {
        return Outcome::Failed(None);
    }
    match delivered {
        Ok(receipt) => {
            outbox::settle(&waiting, &receipt).await;
            leave(state, &waiting).await;
            Outcome::Sent(Box::new(receipt))
        }
        // On a strange device nothing waits: it stays in the form.
        Err(error) if error.is_retryable() && foreign::is_on() => Outcome::Failed(None),
        Err(error) if error.is_retryable() => match outbox.put(&waiting).await {
            Ok(()) => {
                leave(state, &waiting).await;
                Outcome::Queued(waiting.idempotency_key)
            }
            Err(_) => Outcome::Failed(None),
        },
        Err(error) => match error.problem() {
            // A page that was left shows nothing.
            Some(problem) if !state.form.is_disposed() && state.show_problem(&problem) => {
                Outcome::Invalid
            }
            problem => Outcome::Failed(problem.map(Box::new)),
        },
    }
}

/// The form as a request to be sent; `None` where it shows mistakes instead.
fn judged(state: FormState) -> Option<Waiting> {
    let files = state.draft().files;
    let checked = state
        .form
        .with_value(|form| form.check(&state.values.get_untracked(), files.len()));
    let filled = match checked {
        Ok(filled) => filled,
        Err(mistakes) => {
            state.show_mistakes(&mistakes);
            return None;
        }
    };
    if let Some((field, reason)) = refused_file(state) {
        state.summary.set(vec![(field.clone(), reason.clone())]);
        state.errors.update(|errors| {
            errors.insert(field, reason);
        });
        return None;
    }
    state.errors.update(BTreeMap::clear);
    state.summary.set(Vec::new());
    Some(Waiting {
        idempotency_key: state.idempotency_key.get_value(),
        form: state.form.with_value(|form| form.name.clone()),
        title: state.form.with_value(|form| form.title.clone()),
        private: state.form.with_value(|form| private(form, &filled.values)),
        fields: filled.values,
        files,
        profile: state
            .file_field()
            .and_then(|field| field.profile)
            .map(|profile| profile.name),
        refusal: None,
        preferences: preference::for_new_request(),
        context: state.told(),
        owner: embed::session_owner(),
        language: String::new(),
        answer: None,
    })
}

/// The keys of the answers that are numbers of documents.
fn private(form: &Form, values: &BTreeMap<String, String>) -> Vec<String> {
    let is_private = |key: &&String| {
        let field = form.field_at(key);
        field.is_some_and(|field| field.kind.is_private())
    };
    values.keys().filter(is_private).cloned().collect()
}

fn is_key_reused(error: &ApiError) -> bool {
    let problem = error.problem();
    problem.is_some_and(|problem| problem.code == ProblemCode::KeyReused)
}

/// The file field and why one of its files cannot be sent.
fn refused_file(state: FormState) -> Option<(String, String)> {
    let field = state.file_field()?;
    let reason = state.files.with_untracked(|files| {
        files
            .iter()
            .find_map(|file| match file.upload.get_untracked() {
                Upload::Refused(reason) => Some(format!("{}: {reason}", file.file.name)),
                _ => None,
            })
    })?;
    Some((field.name.to_string(), reason))
}

/// The draft has done its work.
async fn leave(state: FormState, sent: &Waiting) {
    let key = state.idempotency_key.try_get_value();
    state.stop_saving();
    // A draft that stays offers the text again; sending it once more with its key makes no second request.
    let discard = async {
        let _discarded = draft::discard_key(&sent.form, &sent.idempotency_key).await;
        if let Some(key) = key.filter(|key| *key != sent.idempotency_key) {
            let _discarded = draft::discard_key(&sent.form, &key).await;
        }
    };
    let _in_time = timer::within(outbox::DISK_PATIENCE, discard).await;
}

/// Begins to load the code of [`submit`] and of the outbox, so that they are there when the line is not.
pub fn preload() {
    outbox::preload();
    #[cfg(not(feature = "components"))]
    leptos::task::spawn_local(async {
        __preload_submit().await;
    });
}
