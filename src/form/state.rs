//! A form on the screen: values, errors, and the draft that follows every change.

use std::collections::BTreeMap;

use leptos::prelude::*;
use opora_contract::{
    form::{Field, FieldKind, Form, Mistake},
    language::Language,
    problem::Problem,
};

use super::draft::{self, Draft, DraftFile};
use crate::browser::{file::LocalFile, format, random};

/// Whether what was typed is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing typed yet.
    Nothing,
    /// RFC 3339 moment of the last write.
    Saved(String),
    Failed,
}

/// A file on the screen: its part of the draft, and how its upload goes.
#[derive(Clone)]
pub struct FileState {
    pub id: String,
    pub description: RwSignal<String>,
    pub upload: RwSignal<Upload>,
    pub file: LocalFile,
}

/// How the upload of a file goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upload {
    /// The share on its way, 0 to 100.
    Running(u32),
    Done(opora_contract::upload::Attachment),
    /// No connection: it goes with the request.
    Waiting,
    /// It cannot be sent; the reason is for the person.
    Refused(String),
}

/// The state of one form. Copies share it.
#[derive(Clone, Copy)]
pub struct FormState {
    pub form: StoredValue<Form>,
    pub language: Language,
    pub values: RwSignal<BTreeMap<String, String>>,
    pub errors: RwSignal<BTreeMap<String, String>>,
    /// Errors that a press on «Отправить» has found, in the order of the fields: the summary.
    pub summary: RwSignal<Vec<(String, String)>>,
    pub files: RwSignal<Vec<FileState>, LocalStorage>,
    pub saving: RwSignal<Saving>,
    /// Of the draft; a new one once a request has been sent or the draft discarded.
    pub idempotency_key: StoredValue<String>,
    writer: StoredValue<Writer>,
}

/// One write at a time; what changes meanwhile is written after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Writer {
    Idle,
    Writing,
    WritingAndChanged,
    /// The draft is gone (sent or discarded): nothing may bring it back.
    Stopped,
}

impl FormState {
    /// A form that holds what `draft` kept.
    pub fn new(form: Form, language: Language, draft: &Draft, files: Vec<FileState>) -> Self {
        let saving = if draft.saved_at.is_empty() {
            Saving::Nothing
        } else {
            Saving::Saved(draft.saved_at.clone())
        };
        Self {
            form: StoredValue::new(form),
            language,
            values: RwSignal::new(draft.values.clone()),
            errors: RwSignal::default(),
            summary: RwSignal::default(),
            files: RwSignal::new_local(files),
            saving: RwSignal::new(saving),
            idempotency_key: StoredValue::new(draft.idempotency_key.clone()),
            writer: StoredValue::new(Writer::Idle),
        }
    }

    pub fn value(self, name: &str) -> String {
        self.values.read().get(name).cloned().unwrap_or_default()
    }

    pub fn error(self, name: &str) -> Option<String> {
        self.errors.read().get(name).cloned()
    }

    /// Typing: kept at once. An error that is shown is judged again, none is raised (spec: never while typing the first time).
    pub fn set_value(self, name: &str, value: String) {
        self.values.update(|values| {
            values.insert(name.to_owned(), value);
        });
        if self
            .errors
            .with_untracked(|errors| errors.contains_key(name))
        {
            self.judge(name);
        }
        self.save();
    }

    /// Leaving a field: an answer is judged, an empty one only when sending.
    pub fn leave(self, name: &str) {
        if !self
            .values
            .with_untracked(|values| values.get(name).is_none_or(String::is_empty))
        {
            self.judge(name);
        }
    }

    fn judge(self, name: &str) {
        let typed = self
            .values
            .with_untracked(|values| values.get(name).cloned().unwrap_or_default());
        let checked = self
            .form
            .with_value(|form| form.field(name).map(|field| field.check(&typed)));
        self.errors.update(|errors| match checked {
            Some(Err(violation)) => {
                errors.insert(name.to_owned(), violation.message(self.language));
            }
            _ => {
                errors.remove(name);
            }
        });
    }

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
        let known = |name: &str| self.form.with_value(|form| form.field(name).is_some());
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
        let label = |name: &str| {
            self.form
                .with_value(|form| form.field(name).map(|field| field.label.clone()))
        };
        let summary = errors.iter().map(|(name, message)| {
            let text =
                label(name).map_or_else(|| message.clone(), |label| format!("{label}. {message}"));
            (name.clone(), text)
        });
        self.summary.set(summary.collect());
        self.errors.set(errors.into_iter().collect());
    }

    /// The draft as it stands.
    pub fn draft(self) -> Draft {
        Draft {
            form: self.form.with_value(|form| form.name.clone()),
            idempotency_key: self.idempotency_key.get_value(),
            values: self.values.get_untracked(),
            files: self
                .files
                .with_untracked(|files| files.iter().map(FileState::draft).collect()),
            saved_at: format::now(),
        }
    }

    /// Writes the draft. Calls while a write runs are joined into one more write after it.
    pub fn save(self) {
        match self.writer.get_value() {
            Writer::Idle => {
                self.writer.set_value(Writer::Writing);
                leptos::task::spawn_local(self.write());
            }
            Writer::Writing => self.writer.set_value(Writer::WritingAndChanged),
            Writer::WritingAndChanged | Writer::Stopped => {}
        }
    }

    async fn write(self) {
        loop {
            let draft = self.draft();
            let written = draft::save(&draft).await;
            let next = self.writer.try_get_value().unwrap_or(Writer::Stopped);
            if next == Writer::Stopped {
                // The request went or the draft was discarded while this write was on its way.
                let _gone = draft::discard(&draft.form).await;
                return;
            }
            self.saving.try_set(if written.is_ok() {
                Saving::Saved(draft.saved_at)
            } else {
                Saving::Failed
            });
            if next == Writer::Writing {
                self.writer
                    .try_update_value(|writer| *writer = Writer::Idle);
                return;
            }
            self.writer
                .try_update_value(|writer| *writer = Writer::Writing);
        }
    }

    /// Empties the form. The next letter makes a new draft with a key of its own.
    pub fn begin_anew(self) {
        self.values.update(BTreeMap::clear);
        self.errors.update(BTreeMap::clear);
        self.summary.set(Vec::new());
        self.files.set(Vec::new());
        self.saving.set(Saving::Nothing);
        self.idempotency_key.set_value(random::uuid());
    }

    /// Ends saving: the draft has left this form.
    pub fn stop_saving(self) {
        self.writer.set_value(Writer::Stopped);
    }

    /// The field that takes files, if the form has one.
    pub fn file_field(self) -> Option<Field> {
        self.form.with_value(|form| {
            form.fields
                .iter()
                .find(|field| field.profile.is_some())
                .cloned()
        })
    }
}

impl FileState {
    fn draft(&self) -> DraftFile {
        DraftFile {
            id: self.id.clone(),
            name: self.file.name.clone(),
            bytes: self.file.bytes,
            description: self.description.get_untracked(),
            uploaded: match self.upload.get_untracked() {
                Upload::Done(attachment) => Some(attachment),
                _ => None,
            },
        }
    }
}
