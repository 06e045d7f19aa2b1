//! From a form that passed its check to a row of the database.

use std::collections::BTreeMap;

use opora_contract::{
    form::{FieldKind, Filled, Form},
    language::Language,
    number::RequestNumber,
    request::Preferences,
    standing::Level,
    status::Status,
};

use super::{callback, preference, record::to_json, route, term};
use crate::{
    clock::Moment, error::Result, mail, secret::Secret, state::App, store::entity::request, word,
};

/// Name of the field that stands for a request in lists.
const SUBJECT: &str = "subject";

/// The row of a new request; the database gives the id.
pub fn row(
    app: &App,
    form: &Form,
    filled: &Filled,
    number: RequestNumber,
    language: Language,
    preferences: Option<&Preferences>,
    now: Moment,
) -> Result<request::Model> {
    let window = app.content().terms.edit_window_minutes;
    let mut row = request::Model {
        id: 0,
        number: number.compact(),
        key_version: first_key_version(now),
        form: form.name.to_string(),
        kind: String::new(),
        status: word::of(&Status::Accepted),
        subject: String::new(),
        fields: String::new(),
        sealed: String::new(),
        department: String::new(),
        priority: 0,
        detected: String::new(),
        phone: None,
        email: None,
        sent_at: now.0,
        changed_at: now.0,
        editable_until: now.plus_minutes(i64::from(window)).0,
        term_from: None,
        term_to: None,
        actions: to_json::<[(); 0]>(&[])?,
        version: 1,
        stage: None,
        level: word::of(&Level::First),
        decided_at: None,
        status_since: now.0,
        assignee: String::new(),
        repeated_at: None,
        hastened_at: None,
        escalated_at: None,
        notified_at: None,
        notified_kind: None,
        reminded_until: None,
        language: language.tag().to_owned(),
        preferences: preference::column(preferences)?,
        call_from: None,
        call_until: None,
        call_chosen: false,
        owner: String::new(),
        context: String::new(),
    };
    fill(app, &mut row, form, filled, now)?;
    if row.email.is_some() {
        // By the letter that confirms it.
        mail::note(&mut row, mail::Kind::Received, now);
    }
    if !row.call_chosen {
        row.set_term(term::term(app, filled.kind, now).as_ref());
    }
    Ok(row)
}

/// Numbers of deleted requests may be given out again: the minute is beyond every version that the key of the old one
/// can have come to, which therefore opens nothing.
fn first_key_version(now: Moment) -> i32 {
    i32::try_from(now.minute()).unwrap_or(i32::MAX)
}

/// Puts checked values into a row, at creation and at every edit, and sends it where they say.
pub fn fill(
    app: &App,
    row: &mut request::Model,
    form: &Form,
    filled: &Filled,
    now: Moment,
) -> Result<()> {
    let contact = |kind: FieldKind| {
        let mut asked = form.asked(&filled.values).into_iter();
        asked.find_map(|question| {
            let value = filled.values.get(&question.key)?;
            (question.field.kind == kind).then(|| value.clone())
        })
    };
    row.kind = word::of(&filled.kind);
    row.subject = filled.values.get(SUBJECT).unwrap_or(&form.title).clone();
    row.phone = contact(FieldKind::Phone);
    row.email = contact(FieldKind::Email);
    callback::promise(app, row, form, filled, now)?;
    keep(app.secret(), row, form, &filled.values)?;
    route::route(app, row, form, filled, now)
}

/// Answers are kept as they are, but numbers of personal documents sealed and apart (spec D18).
fn keep(
    secret: &Secret,
    row: &mut request::Model,
    form: &Form,
    values: &BTreeMap<String, String>,
) -> Result<()> {
    let asked = form.asked(values);
    let is_private = |key: &str| {
        let mut asked = asked.iter();
        asked.any(|question| question.key == key && question.field.kind.is_private())
    };
    let (private, open): (BTreeMap<_, _>, BTreeMap<_, _>) =
        values.iter().partition(|(key, _)| is_private(key));
    row.fields = to_json(&open)?;
    row.sealed = match private.is_empty() {
        true => String::new(),
        false => secret.seal(row.number()?, &to_json(&private)?)?,
    };
    Ok(())
}
