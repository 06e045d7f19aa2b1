//! A form on the screen: values, errors, and the draft that follows every change.

mod mistake;
pub mod told;
mod writer;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use leptos::prelude::*;
use opora_contract::{
    form::{Asked, Field, FieldKind, Form, key},
    language::Language,
    rule,
    slug::Slug,
};

use self::writer::Writer;
use super::{
    draft::{Draft, DraftFile},
    foreign,
};
use crate::browser::{file::LocalFile, format, timer};

/// How long nothing is typed when a person pauses, in milliseconds.
const REST: u64 = 400;

/// Whether what was typed is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// Nothing typed yet.
    Nothing,
    /// RFC 3339 moment of the last write.
    Saved(String),
    Failed,
    /// The device is a strange one: nothing is kept.
    Off,
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
    /// The person broke it off: it goes with the request.
    Stopped,
    /// It cannot be sent; the reason is for the person.
    Refused(String),
}

/// The state of one form. Copies share it.
#[derive(Clone, Copy)]
pub struct FormState {
    pub form: StoredValue<Form>,
    pub language: Language,
    /// Answers by the keys of their questions, see [`key`].
    pub values: RwSignal<BTreeMap<String, String>>,
    pub errors: RwSignal<BTreeMap<String, String>>,
    /// Errors that a press on «Отправить» has found, in the order of the fields: the summary.
    pub summary: RwSignal<Vec<(String, String)>>,
    pub files: RwSignal<Vec<FileState>, LocalStorage>,
    /// Labels of the questions that a link has filled in.
    pub from_link: RwSignal<Vec<String>>,
    /// Labels of the questions that the portal around has filled in.
    pub from_portal: RwSignal<Vec<String>>,
    /// What goes along of where the form is filled in, see [`told`].
    pub context: RwSignal<Vec<(String, String)>>,
    /// Whether it stays as it is, whatever the portal says.
    is_context_fixed: StoredValue<bool>,
    /// Changes when the person pauses, or has chosen: what takes time to judge follows this, not each letter.
    pub rests: RwSignal<usize>,
    /// Changes made so far.
    changes: StoredValue<usize>,
    /// Keys of the questions that were left once: advice begins then.
    pub left: RwSignal<Vec<String>>,
    /// Keys of the questions on demand that somebody brought an answer to.
    brought: StoredValue<Vec<String>>,
    pub saving: RwSignal<Saving>,
    /// Whether the form holds what an earlier visit left.
    pub is_restored: RwSignal<bool>,
    /// Of the draft; a new one once a request has been sent or the draft discarded.
    pub idempotency_key: StoredValue<String>,
    writer: StoredValue<Rc<RefCell<Writer>>, LocalStorage>,
}

impl FormState {
    /// A form that holds what `draft` kept, as far as the form still asks for it: the rest could be neither seen nor sent.
    pub fn new(form: Form, language: Language, draft: &Draft, mut files: Vec<FileState>) -> Self {
        let mut values = draft.values.clone();
        values.retain(|key, _| form.has_key(key));
        if form.fields.iter().all(|field| field.profile.is_none()) {
            files.clear();
        }
        let is_empty = files.is_empty() && values.values().all(String::is_empty);
        let on_demand = form.fields.iter().filter(|field| field.on_demand);
        let brought = on_demand
            .map(|field| field.name.to_string())
            .filter(|name| values.get(name).is_some_and(|value| !value.is_empty()));
        let brought = StoredValue::new(brought.collect());
        let saving = if foreign::is_on() {
            Saving::Off
        } else if draft.saved_at.is_empty() {
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
            from_link: RwSignal::default(),
            from_portal: RwSignal::default(),
            context: RwSignal::new(told::rows_of(draft.context.as_ref())),
            is_context_fixed: StoredValue::new(draft.context.is_some()),
            rests: RwSignal::new(0),
            changes: StoredValue::new(0),
            left: RwSignal::default(),
            brought,
            is_restored: RwSignal::new(matches!(saving, Saving::Saved(_)) && !is_empty),
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
        let is_typed = self.form.with_value(|form| {
            let field = form.field_at(name);
            field.is_none_or(|field| !matches!(field.kind, FieldKind::Choice | FieldKind::Consent))
        });
        if is_typed {
            self.rest_soon();
        } else {
            self.hurry();
            self.rests.update(|rests| *rests += 1);
        }
    }

    /// Notices a pause, unless something changes before it is over.
    fn rest_soon(self) {
        let change = self.changes.get_value() + 1;
        self.changes.set_value(change);
        timer::after_millis(REST, move || {
            if self.changes.try_get_value() == Some(change) {
                self.rests.try_update(|rests| *rests += 1);
            }
        });
    }

    /// Leaving a field: an answer is judged and shown as it will be sent, an empty one only when sending.
    pub fn leave(self, name: &str) {
        let typed = untrack(|| self.value(name));
        if typed.is_empty() {
            return;
        }
        if !self
            .left
            .with_untracked(|left| left.iter().any(|known| known == name))
        {
            self.left.update(|left| left.push(name.to_owned()));
        }
        if let Some(sent) = self.judge(name) {
            let is_phone = self.form.with_value(|form| {
                let field = form.field_at(name);
                field.is_some_and(|field| field.kind == FieldKind::Phone)
            });
            let shown = if is_phone {
                rule::spaced_phone(&sent)
            } else {
                sent
            };
            if shown != typed {
                self.set_value(name, shown);
            }
        }
        self.hurry();
    }

    /// Shows what is wrong with an answer; what will be sent, when nothing is.
    fn judge(self, name: &str) -> Option<String> {
        let typed = untrack(|| self.value(name));
        let checked = self
            .form
            .with_value(|form| form.field_at(name).map(|field| field.check(&typed)));
        let (sent, message) = match checked {
            Some(Ok(sent)) => (sent, None),
            Some(Err(violation)) => (None, Some(violation.message(self.language))),
            None => (None, None),
        };
        self.errors.update(|errors| {
            match message {
                Some(message) => errors.insert(name.to_owned(), message),
                None => errors.remove(name),
            };
        });
        sent
    }

    /// What an answer can be repaired to with one press (spec D36).
    pub fn repair(self, name: &str) -> Option<String> {
        self.error(name)?;
        let typed = self.value(name);
        self.form.with_value(|form| {
            let wrong = form.field_at(name)?.check(&typed).err()?;
            wrong.repair().map(str::to_owned)
        })
    }

    /// The questions that the answers so far call for; tracked. Those on demand only with an answer to show.
    pub fn asked<T>(self, read: impl Fn(&Asked) -> T) -> Vec<T> {
        let values = self.values.read();
        let is_wanted = |question: &&Asked| {
            !question.field.on_demand
                || self
                    .brought
                    .with_value(|brought| brought.contains(&question.key))
        };
        self.form.with_value(|form| {
            let asked = form.asked(&values);
            asked.iter().filter(is_wanted).map(&read).collect()
        })
    }

    /// How many entries a group has now; tracked.
    pub fn entries(self, group: &Slug) -> usize {
        let values = self.values.read();
        self.form.with_value(|form| form.entries(group, &values))
    }

    /// Adds an entry to a group. Returns the key of its first question.
    pub fn add_entry(self, group: &Slug) -> Option<String> {
        let entry = untrack(|| self.entries(group)) + 1;
        let first = self.form.with_value(|form| {
            let mut fields = form.fields.iter();
            let first = fields.find(|field| field.group.as_ref() == Some(group))?;
            let key = key(&first.name, entry);
            form.has_key(&key).then_some(key)
        })?;
        self.set_value(&first, String::new());
        Some(first)
    }

    pub fn remove_entry(self, group: &Slug, entry: usize) {
        self.form.with_value(|form| {
            self.values
                .update(|values| form.remove_entry(group, entry, values));
            // They would stand under other answers now.
            self.errors.update(|errors| {
                errors.retain(|key, _| {
                    let field = form.field_at(key);
                    field.is_none_or(|field| field.group.as_ref() != Some(group))
                });
            });
        });
        self.save();
    }

    /// Whether the whole form could be sent as it is; not tracked.
    pub fn is_sound(self) -> bool {
        let files = self.files.with_untracked(Vec::len);
        let values = self.values.get_untracked();
        self.form
            .with_value(|form| form.check(&values, files).is_ok())
    }

    /// The draft as it stands, without numbers of documents.
    pub fn draft(self) -> Draft {
        let mut values = self.values.get_untracked();
        self.form.with_value(|form| {
            values.retain(|key, _| {
                form.field_at(key)
                    .is_none_or(|field| !field.kind.is_private())
            });
        });
        Draft {
            form: self.form.with_value(|form| form.name.clone()),
            idempotency_key: self.idempotency_key.get_value(),
            title: self.form.with_value(|form| form.title.clone()),
            values,
            files: self
                .files
                .with_untracked(|files| files.iter().map(FileState::draft).collect()),
            context: self.kept_context(),
            saved_at: format::now(),
        }
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
