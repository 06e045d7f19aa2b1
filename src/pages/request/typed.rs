//! What a person types into the page of a request: kept in the tab until it has left, whatever becomes of the page.

use leptos::prelude::*;

use super::case::Case;
use crate::{
    browser::{random, session},
    form::foreign,
};

/// A text on its way. Copies share it.
#[derive(Clone, Copy)]
pub struct Typed {
    pub text: RwSignal<String>,
    pub error: RwSignal<Option<String>>,
    /// Where the text is kept.
    place: StoredValue<String>,
    /// What was tried last, and its idempotency key.
    tried: StoredValue<(String, String)>,
}

impl Typed {
    /// What was typed there before, or nothing.
    pub fn of(case: Case, name: &str) -> Self {
        let place = format!("opora.{name}.{}", case.number.compact());
        let tried = session::read(&tried_at(&place)).unwrap_or_default();
        let (key, what) = tried.split_once('\n').unwrap_or_default();
        Self {
            text: RwSignal::new(session::read(&place).unwrap_or_default()),
            error: RwSignal::new(None),
            tried: StoredValue::new((what.to_owned(), key.to_owned())),
            place: StoredValue::new(place),
        }
    }

    pub fn write(self, text: String) {
        keep(&self.place.get_value(), &text);
        self.text.set(text);
        self.error.set(None);
    }

    /// The idempotency key for what is sent now: that of the last try, if it was the same. Another text, or another file,
    /// is another message, whatever became of the last one.
    pub fn key(self, what: &str) -> String {
        let (tried, key) = self.tried.get_value();
        if tried == what && !key.is_empty() {
            return key;
        }
        let key = random::uuid();
        keep(
            &tried_at(&self.place.get_value()),
            &format!("{key}\n{what}"),
        );
        self.tried.set_value((what.to_owned(), key.clone()));
        key
    }

    /// What leaves now.
    pub fn leaving(self) -> Leaving {
        Leaving {
            typed: self,
            place: self.place.get_value(),
            text: self.text.get_untracked(),
        }
    }
}

/// A text that is being sent, known even when its page is gone.
pub struct Leaving {
    typed: Typed,
    place: String,
    text: String,
}

impl Leaving {
    /// It has left: nothing of it stays, but what was typed since.
    pub fn left(&self) {
        session::forget(&tried_at(&self.place));
        self.typed.tried.try_set_value(Default::default());
        if session::read(&self.place).as_ref() == Some(&self.text) {
            session::forget(&self.place);
        }
        if self.typed.text.try_get_untracked().as_ref() == Some(&self.text) {
            self.typed.text.try_set(String::new());
        }
    }
}

fn tried_at(place: &str) -> String {
    format!("{place}.tried")
}

fn keep(place: &str, text: &str) {
    if !foreign::is_on() {
        session::keep(place, text);
    }
}
