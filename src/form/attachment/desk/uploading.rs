//! The uploads of the files: to their end, whatever happens to the line.

use leptos::prelude::*;
use opora_contract::upload::Attachment;

use super::{super::upload, Desk, Means};
use crate::{
    api::ApiError,
    browser::{connection, timer},
    form::state::{FileState, Upload},
};

/// Seconds between looks at uploads that wait; after failures some looks are skipped, up to [`SKIPPED_MAX`].
const LOOK_SECONDS: u64 = 5;
const SKIPPED_MAX: u32 = 15;

impl Desk {
    /// Sees an upload to its end.
    pub(super) async fn follow(self, means: Means, file: FileState) {
        let profile = &means.profile.name;
        let shown = Some(file.upload);
        let went = upload::upload(&means.client, profile, &file.id, &file.file, shown).await;
        // Whoever stopped it has said so.
        let Some(end) = end(went) else { return };
        file.upload.try_set(end);
        if self.state.files.try_with_untracked(|_| ()).is_some() {
            upload::note(&file.id);
            self.state.save();
        }
    }

    /// Goes on with uploads that a reload or a dead line interrupted: now, when the line is back, and from time to time.
    pub fn look_after(self) {
        // Looks to skip before the next attempt, and how many were skipped before the last one.
        let skip = StoredValue::new((0_u32, 0_u32));
        self.resume();
        connection::on_wake(move || {
            skip.try_set_value((0, 0));
            self.resume();
        });
        timer::every_seconds(LOOK_SECONDS, move || match skip.try_get_value() {
            Some((0, last)) => {
                let is_idle = !self.resume();
                let next = if is_idle {
                    0
                } else {
                    (last * 2 + 1).min(SKIPPED_MAX)
                };
                skip.set_value((next, next));
            }
            Some((left, last)) => skip.set_value((left - 1, last)),
            None => {}
        });
    }

    /// Tries the uploads that wait. Returns whether there are any.
    pub fn resume(self) -> bool {
        let Some(means) = self.means() else {
            return false;
        };
        let files = self.state.files.try_get_untracked().unwrap_or_default();
        let mut any = false;
        for waiting in files {
            if waiting.upload.try_get_untracked() == Some(Upload::Waiting) {
                any = true;
                if !upload::is_shown(&waiting.id, waiting.upload) {
                    leptos::task::spawn_local(self.follow(means.clone(), waiting));
                }
            }
        }
        any
    }

    /// Breaks an upload off. The file stays and goes with the request.
    pub fn stop(self, id: &str) {
        if let Some(file) = self.file(id) {
            file.upload.set(Upload::Stopped);
            upload::stop(id);
        }
    }

    /// Tries an upload again at once.
    pub fn retry(self, id: &str) {
        if let (Some(means), Some(file)) = (self.means(), self.file(id)) {
            file.upload.set(Upload::Running(0));
            leptos::task::spawn_local(self.follow(means, file));
        }
    }
}

/// What an upload has come to; nothing when it was stopped.
pub fn end(went: Option<Result<Attachment, ApiError>>) -> Option<Upload> {
    Some(match went? {
        Ok(attachment) => Upload::Done(attachment),
        Err(error) if error.is_retryable() => Upload::Waiting,
        Err(error) => reason(&error).map_or(Upload::Waiting, Upload::Refused),
    })
}

/// The most telling words of a refusal.
fn reason(error: &ApiError) -> Option<String> {
    let problem = error.problem()?;
    let first = problem.errors.into_iter().next();
    Some(first.map_or(problem.title, |error| error.message))
}
