//! Which department a request goes to and how soon it is taken up, by `routing.toml` (spec D03, D63, D67).

use std::collections::BTreeMap;

use opora_contract::{
    form::{FieldKind, Filled, Form},
    language::Language,
    request::Priority,
    timestamp::Day,
};

use super::record::to_json;
use crate::{
    clock::{Moment, date_of},
    content::GUESSED,
    error::Result,
    state::App,
    store::entity::request,
};

/// The option that leaves the choice to the text (spec N42).
const AUTO: &str = "auto";

/// What the text of a request speaks for, by the names of the choices.
type Detected = BTreeMap<&'static str, String>;

/// Sets department, priority and what was found in the text. What the person has chosen wins over what was found, and
/// both are kept (spec N41).
pub fn route(
    app: &App,
    row: &mut request::Model,
    form: &Form,
    filled: &Filled,
    now: Moment,
) -> Result<()> {
    let detected = detect(app, form, &filled.values);
    let answer = |name: &str| {
        let chosen = filled.values.get(name).filter(|value| *value != AUTO);
        let answer = chosen.or_else(|| detected.get(name));
        answer.map(String::as_str)
    };
    let rule = app.content().routing.rule(filled.kind, answer);
    let priority = match is_urgent(app, &filled.values, now) {
        true => Priority::Urgent,
        false => rule.map_or(Priority::Normal, |rule| rule.priority),
    };
    row.department = rule.map_or_else(String::new, |rule| rule.department.value.to_string());
    row.priority = rank(priority);
    row.detected = to_json(&detected)?;
    Ok(())
}

/// What the text speaks for. Some write in another language than the form is in.
fn detect(app: &App, form: &Form, values: &BTreeMap<String, String>) -> Detected {
    let name = form.name.as_str();
    let forms = Language::ALL
        .into_iter()
        .filter_map(|language| app.content().form(name, language));
    let others = forms.filter(|other| !std::ptr::eq(*other, form));
    let forms: Vec<&Form> = std::iter::once(form).chain(others).collect();
    let found = GUESSED.into_iter().filter_map(|choice| {
        let option = forms.iter().find_map(|form| {
            let field = form.field(choice)?;
            let is_choice = field.kind == FieldKind::Choice;
            is_choice.then(|| form.suggestion(field, values)).flatten()
        })?;
        Some((choice, option.value.to_string()))
    });
    found.collect()
}

/// Whether the critical day that the person has named is near, or past.
fn is_urgent(app: &App, values: &BTreeMap<String, String>, now: Moment) -> bool {
    let Some(deadline) = &app.content().routing.deadline else {
        return false;
    };
    let day = values.get(&deadline.field.value);
    let day = day.and_then(|day| date_of(&Day::parse(day)?));
    day.is_some_and(|day| {
        (day - now.moscow_day()).whole_days() <= deadline.urgent_within_days.into()
    })
}

/// A priority as the queue is sorted.
const fn rank(priority: Priority) -> i16 {
    match priority {
        Priority::Urgent => 0,
        Priority::High => 1,
        Priority::Normal => 2,
    }
}

impl request::Model {
    /// Takes it up sooner, never later.
    pub fn raise(&mut self, to: Priority) {
        self.priority = self.priority.min(rank(to));
    }

    #[must_use]
    pub const fn priority(&self) -> Priority {
        match self.priority {
            0 => Priority::Urgent,
            1 => Priority::High,
            _ => Priority::Normal,
        }
    }
}
