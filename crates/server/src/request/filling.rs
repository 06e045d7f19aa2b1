//! From a form that passed its check to a row of the database.

use opora_contract::{
    form::{FieldKind, Filled, Form},
    number::RequestNumber,
    status::Status,
};

use super::{record::to_json, term};
use crate::{clock::Moment, error::Result, state::App, store::entity::request, word};

const FIRST_KEY_VERSION: i32 = 1;
/// Name of the field that stands for a request in lists.
const SUBJECT: &str = "subject";

/// The row of a new request; the database gives the id.
pub fn row(
    app: &App,
    form: &Form,
    filled: &Filled,
    number: RequestNumber,
    now: Moment,
) -> Result<request::Model> {
    let window = app.content().terms.edit_window_minutes;
    let mut row = request::Model {
        id: 0,
        number: number.compact(),
        key_version: FIRST_KEY_VERSION,
        form: form.name.to_string(),
        kind: String::new(),
        status: word::of(&Status::Accepted),
        subject: String::new(),
        fields: String::new(),
        phone: None,
        email: None,
        sent_at: now.0,
        changed_at: now.0,
        editable_until: now.plus_minutes(i64::from(window)).0,
        term_from: None,
        term_to: None,
        actions: to_json::<[(); 0]>(&[])?,
        version: 1,
    };
    fill(&mut row, form, filled)?;
    row.set_term(term::term(app, filled.kind, now).as_ref());
    Ok(row)
}

/// Puts checked values into a row: at creation and at every edit.
pub fn fill(row: &mut request::Model, form: &Form, filled: &Filled) -> Result<()> {
    let contact = |kind: FieldKind| {
        let field = form.fields.iter().find(|field| field.kind == kind)?;
        filled.values.get(field.name.as_str()).cloned()
    };
    row.kind = word::of(&filled.kind);
    row.subject = filled.values.get(SUBJECT).unwrap_or(&form.title).clone();
    row.fields = to_json(&filled.values)?;
    row.phone = contact(FieldKind::Phone);
    row.email = contact(FieldKind::Email);
    Ok(())
}
