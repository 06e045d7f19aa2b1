//! The draft follows the form: what is typed is written after a breath, what is deleted at once.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use leptos::prelude::*;

use super::{
    super::{
        attachment,
        draft::{self, Draft},
        foreign,
    },
    FormState, Saving,
};
use crate::browser::{connection, random, timer};

/// Something to do with the kept draft.
enum Task {
    Keep(Draft),
    /// Forget the draft and the content of its files.
    Forget(Draft),
}

impl Task {
    const fn draft(&self) -> &Draft {
        match self {
            Self::Keep(draft) | Self::Forget(draft) => draft,
        }
    }
}

/// How long what was typed waits to be written, in milliseconds: the write must not meet the letter's own frame. Whoever
/// turns away is not waited for.
const PAUSE: u64 = 100;

/// Writes drafts one at a time; of what comes meanwhile for a draft the newest follows. Not a signal: what was typed last
/// is still written when the page is gone.
#[derive(Default)]
pub struct Writer {
    /// What to do next, at most one task for each draft: one that was left or deleted has no follower that would do it, too.
    tasks: Vec<Task>,
    /// What was typed last, until it is written.
    unwritten: Option<Draft>,
    is_running: bool,
    /// A pause is going on, after which what was typed is written.
    is_pausing: bool,
    /// The draft has left the form (sent): nothing may bring it back.
    is_stopped: bool,
}

impl Writer {
    /// Whether something cannot wait: what is to be forgotten must not come back with a reload.
    fn is_hurried(&self) -> bool {
        self.tasks
            .iter()
            .any(|task| matches!(task, Task::Forget(_)))
    }
}

impl FormState {
    /// Keeps the draft as it stands now.
    pub fn save(self) {
        if foreign::is_on() {
            // Whatever waits to be forgotten is not to be replaced.
            return;
        }
        let draft = self.draft();
        self.queue(Some(draft.clone()), Task::Keep(draft));
    }

    fn queue(self, unwritten: Option<Draft>, task: Task) {
        let writer = self.writer.get_value();
        let mut next = writer.borrow_mut();
        if next.is_stopped {
            return;
        }
        let key = &task.draft().idempotency_key;
        next.tasks
            .retain(|waiting| waiting.draft().idempotency_key != *key);
        next.tasks.push(task);
        next.unwritten = unwritten;
        let is_hurried = next.is_hurried();
        drop(next);
        if is_hurried {
            self.begin_work(&writer);
        } else {
            self.begin_pause(writer);
        }
    }

    fn begin_pause(self, writer: Rc<RefCell<Writer>>) {
        if !std::mem::replace(&mut writer.borrow_mut().is_pausing, true) {
            timer::after_millis(PAUSE, move || {
                writer.borrow_mut().is_pausing = false;
                self.begin_work(&writer);
            });
        }
    }

    fn begin_work(self, writer: &Rc<RefCell<Writer>>) {
        if !std::mem::replace(&mut writer.borrow_mut().is_running, true) {
            leptos::task::spawn_local(self.work(Rc::clone(writer)));
        }
    }

    /// Does what is queued; what was typed meanwhile has a pause of its own.
    async fn work(self, writer: Rc<RefCell<Writer>>) {
        loop {
            let next = {
                let mut writer = writer.borrow_mut();
                let is_next = writer.is_hurried() || !writer.is_pausing && !writer.tasks.is_empty();
                writer.is_running = is_next;
                if !is_next {
                    return;
                }
                writer.tasks.remove(0)
            };
            self.carry_out(next, &writer).await;
        }
    }

    async fn carry_out(self, task: Task, writer: &RefCell<Writer>) {
        match task {
            Task::Forget(draft) => {
                // What cannot be deleted now goes when it is too old.
                let _gone = draft::discard(&draft).await;
                let _files = draft::discard_files(&draft.files).await;
            }
            Task::Keep(draft) => {
                let written = draft::save(&draft).await;
                if writer.borrow().is_stopped {
                    // The request went while this write was on its way.
                    let _gone = draft::discard(&draft).await;
                    return;
                }
                let mut writer = writer.borrow_mut();
                if written.is_ok() && writer.tasks.is_empty() {
                    writer.unwritten = None;
                }
                // One that was left aside says nothing of the form as it is now.
                if self.idempotency_key.try_get_value().as_ref() == Some(&draft.idempotency_key) {
                    self.saving.try_set(if foreign::is_on() {
                        Saving::Off
                    } else if written.is_ok() {
                        Saving::Saved(draft.saved_at)
                    } else {
                        Saving::Failed
                    });
                }
            }
        }
    }

    /// Neither a reload nor the same page in another language waits for the database: what it has not got yet goes where
    /// it can be put at once.
    pub(super) fn keep_last_moment(self) {
        let keep = move || {
            self.writer.try_with_value(|writer| {
                if let Some(draft) = &writer.borrow().unwritten
                    && !foreign::is_on()
                {
                    draft::keep_last_moment(draft);
                }
            });
        };
        let handle = window_event_listener_untyped("pagehide", move |_| keep());
        // A tab that is closed is hidden first: its session goes with it, the database stays.
        connection::on_hidden(move || self.hurry());
        on_cleanup(move || {
            handle.remove();
            keep();
            self.hurry();
        });
    }

    /// Ends the pause: nobody types at this moment.
    pub(super) fn hurry(self) {
        if let Some(writer) = self.writer.try_get_value() {
            writer.borrow_mut().is_pausing = false;
            if !writer.borrow().tasks.is_empty() {
                self.begin_work(&writer);
            }
        }
    }

    /// Empties the form; the draft is forgotten, or stays among the others. The next letter makes a new one with a key of
    /// its own.
    pub fn begin_anew(self, keeps_draft: bool) {
        let draft = self.draft();
        self.values.update(BTreeMap::clear);
        self.errors.update(BTreeMap::clear);
        self.summary.set(Vec::new());
        self.files.set(Vec::new());
        self.left.set(Vec::new());
        self.from_portal.set(Vec::new());
        self.saving.set(if foreign::is_on() {
            Saving::Off
        } else {
            Saving::Nothing
        });
        self.is_restored.set(false);
        self.idempotency_key.set_value(random::uuid());
        if keeps_draft {
            self.queue(Some(draft.clone()), Task::Keep(draft));
        } else {
            self.queue(None, Task::Forget(draft));
        }
    }

    /// The device has become a strange one, or is one no more: the draft and its files go from it, or are kept from now on.
    /// The form holds them all the same.
    pub fn keep_or_not(self) {
        let draft = self.draft();
        if foreign::is_on() {
            self.saving.set(Saving::Off);
            self.is_restored.set(false);
            self.queue(None, Task::Forget(draft));
        } else {
            let files = self.files.get_untracked();
            leptos::task::spawn_local(async move { attachment::keep(&files).await });
            self.queue(Some(draft.clone()), Task::Keep(draft));
        }
    }

    /// Ends saving: the draft has left this form.
    pub fn stop_saving(self) {
        let Some(writer) = self.writer.try_get_value() else {
            return;
        };
        let mut writer = writer.borrow_mut();
        writer.is_stopped = true;
        writer.tasks.clear();
        writer.unwritten = None;
    }
}
