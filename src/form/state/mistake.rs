//! What is wrong with a form, as the browser or the server found it: under each field, and all together at the top.

use leptos::prelude::*;
use opora_contract::{
    form::{FieldKind, Mistake},
    problem::Problem,
};

use super::FormState;

impl FormState {
    /// Shows the mistakes of the whole form.
    pub fn show_mistakes(self, mistakes: &[Mistake]) {
        self.show(
            mistakes
                .iter()
                .map(|found| (found.field.clone(), found.violation.message(self.language))),
        );
    }

    /// Shows what the server refused. Returns whether any of it belongs to a field of this form.
    pub fn show_problem(self, problem: &Problem) -> bool {
        let files = self.form.with_value(|form| {
            form.fields
                .iter()
                .find(|field| field.kind == FieldKind::Files)
                .map(|field| field.name.to_string())
        });
        let known = |name: &str| self.form.with_value(|form| form.has_key(name));
        let entries: Vec<_> = problem
            .errors
            .iter()
            .filter_map(|error| {
                let name = match Problem::field_of(&error.pointer) {
                    Some(name) if known(name) => name.to_owned(),
                    _ if error.pointer.starts_with("/attachments") => files.clone()?,
                    _ => return None,
                };
                Some((name, error.message.clone()))
            })
            .collect();
        let any = !entries.is_empty();
        self.show(entries);
        any
    }

    /// Under a field stands its message; in the summary the name of the field comes first, for there the messages of
    /// several fields meet.
    fn show(self, entries: impl IntoIterator<Item = (String, String)>) {
        let errors: Vec<_> = entries.into_iter().collect();
        let label = |name: &str| self.form.with_value(|form| form.label_at(name));
        let summary = errors.iter().map(|(name, message)| {
            let text =
                label(name).map_or_else(|| message.clone(), |label| format!("{label}. {message}"));
            (name.clone(), text)
        });
        self.summary.set(summary.collect());
        self.errors.set(errors.into_iter().collect());
    }
}
