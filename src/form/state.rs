//! A form on the screen: values, errors, and the draft that follows every change.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

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
    /// Whether the form holds what an earlier visit left.
    pub is_restored: RwSignal<bool>,
    /// Of the draft; a new one once a request has been sent or the draft discarded.
    pub idempotency_key: StoredValue<String>,
    writer: StoredValue<Rc<RefCell<Writer>>, LocalStorage>,
}

/// Something to do with the kept draft.
enum Task {
    Keep(Draft),
    /// Forget the draft and the content of its files.
    Forget(Draft),
}

/// Writes drafts one at a time; of those that come meanwhile the newest follows. Not a signal: what was typed last is
/// still written when the page is gone.
#[derive(Default)]
struct Writer {
    /// What to do next.
    next: Option<Task>,
    /// What was typed last, until it is written.
    unwritten: Option<Draft>,
    is_running: bool,
    /// The draft has left the form (sent): nothing may bring it back.
    is_stopped: bool,
}

impl FormState {
    /// A form that holds what `draft` kept, as far as the form still asks for it: the rest could be neither seen nor sent.
    pub fn new(form: Form, language: Language, draft: &Draft, mut files: Vec<FileState>) -> Self {
        let mut values = draft.values.clone();
        values.retain(|name, _| form.field(name).is_some());
        if form.fields.iter().all(|field| field.profile.is_none()) {
            files.clear();
        }
        let is_empty = files.is_empty() && values.values().all(String::is_empty);
        let saving = if draft.saved_at.is_empty() {
            Saving::Nothing
        } else {
            Saving::Saved(draft.saved_at.clone())
        };
        let state = Self {
            form: StoredValue::new(form),
            language,
            values: RwSignal::new(values),
            errors: RwSignal::default(),
            summary: RwSignal::default(),
            files: RwSignal::new_local(files),
            is_restored: RwSignal::new(saving != Saving::Nothing && !is_empty),
            saving: RwSignal::new(saving),
            idempotency_key: StoredValue::new(draft.idempotency_key.clone()),
            writer: StoredValue::new_local(Rc::default()),
        };
        state.keep_last_moment();
        state
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

    /// Keeps the draft as it stands now.
    pub fn save(self) {
        let draft = self.draft();
        self.queue(Some(draft.clone()), Task::Keep(draft));
    }

    fn queue(self, unwritten: Option<Draft>, task: Task) {
        let writer = self.writer.get_value();
        let mut next = writer.borrow_mut();
        if next.is_stopped {
            return;
        }
        next.next = Some(task);
        next.unwritten = unwritten;
        if !std::mem::replace(&mut next.is_running, true) {
            leptos::task::spawn_local(work(Rc::clone(&writer), self.saving));
        }
    }

    /// Neither a reload nor the same page in another language waits for the database: what it has not got yet goes where
    /// it can be put at once.
    fn keep_last_moment(self) {
        let keep = move || {
            self.writer.try_with_value(|writer| {
                if let Some(draft) = &writer.borrow().unwritten {
                    draft::keep_last_moment(draft);
                }
            });
        };
        let handle = window_event_listener_untyped("pagehide", move |_| keep());
        on_cleanup(move || {
            handle.remove();
            keep();
        });
    }

    /// Empties the form and forgets its draft. The next letter makes a new one with a key of its own.
    pub fn begin_anew(self) {
        let draft = self.draft();
        self.values.update(BTreeMap::clear);
        self.errors.update(BTreeMap::clear);
        self.summary.set(Vec::new());
        self.files.set(Vec::new());
        self.saving.set(Saving::Nothing);
        self.is_restored.set(false);
        self.idempotency_key.set_value(random::uuid());
        self.queue(None, Task::Forget(draft));
    }

    /// Ends saving: the draft has left this form.
    pub fn stop_saving(self) {
        let Some(writer) = self.writer.try_get_value() else {
            return;
        };
        let mut writer = writer.borrow_mut();
        writer.is_stopped = true;
        writer.next = None;
        writer.unwritten = None;
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

/// Does what is queued until nothing is.
async fn work(writer: Rc<RefCell<Writer>>, saving: RwSignal<Saving>) {
    loop {
        let next = writer.borrow_mut().next.take();
        match next {
            None => {
                writer.borrow_mut().is_running = false;
                return;
            }
            Some(Task::Forget(draft)) => {
                // What cannot be deleted now is overwritten by the next draft.
                let _gone = draft::discard(&draft.form).await;
                let _files = draft::discard_files(&draft.files).await;
            }
            Some(Task::Keep(draft)) => {
                let written = draft::save(&draft).await;
                if writer.borrow().is_stopped {
                    // The request went while this write was on its way.
                    let _gone = draft::discard(&draft.form).await;
                    return;
                }
                let mut writer = writer.borrow_mut();
                if written.is_ok() && writer.next.is_none() {
                    writer.unwritten = None;
                }
                saving.try_set(if written.is_ok() {
                    Saving::Saved(draft.saved_at)
                } else {
                    Saving::Failed
                });
            }
        }
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
