//! Who works here. Token and drafts lie in this tab's storage and nowhere else: never in an address, gone with the tab.

use std::collections::BTreeMap;

use leptos::prelude::*;
use opora::{
    api::ApiError,
    browser::{json, session},
};
use opora_contract::{language::Language, number::RequestNumber};

use crate::{api::Client, draft::Draft};

const TOKEN: &str = "opora.staff";
const DRAFTS: &str = "opora.staff.drafts";

/// What was typed, by the number of its request.
type Drafts = BTreeMap<String, Draft>;

/// What outlives a view and a reload: the token, and what was typed.
#[derive(Clone, Copy)]
pub struct Session {
    token: RwSignal<Option<String>>,
    /// Whether the token that was used has ended.
    pub is_over: RwSignal<bool>,
}

impl Session {
    pub fn new() -> Self {
        Self {
            token: RwSignal::new(session::read(TOKEN)),
            is_over: RwSignal::new(false),
        }
    }

    /// Whether somebody has signed in. Tracked.
    pub fn is_open(self) -> bool {
        self.token.read().is_some()
    }

    /// Goes on with a token that the API has taken.
    pub fn open(self, token: &str) {
        session::keep(TOKEN, token);
        self.is_over.set(false);
        self.token.set(Some(token.to_owned()));
    }

    /// Forgets the token, and what was typed with it.
    pub fn leave(self) {
        session::forget(TOKEN);
        session::forget(DRAFTS);
        self.is_over.set(false);
        self.token.set(None);
    }

    /// Asks for another token where the API refuses this one. What was typed stays.
    pub fn judge(self, error: &ApiError) {
        let is_refused = matches!(error, ApiError::Refused { status: 401, .. });
        if is_refused && self.token.try_get_untracked().flatten().is_some() {
            session::forget(TOKEN);
            self.is_over.set(true);
            self.token.set(None);
        }
    }

    /// The way to the API with the present token.
    pub fn client(self, language: Language) -> Client {
        let token = self.token.get_untracked().unwrap_or_default();
        Client::new(language, token)
    }
}

/// What was typed for a request.
pub fn draft(number: RequestNumber) -> Draft {
    drafts().remove(&number.compact()).unwrap_or_default()
}

/// Keeps what is typed until it is sent; an empty draft is none.
pub fn keep(number: RequestNumber, draft: &Draft) {
    let mut drafts = drafts();
    if draft.is_empty() {
        drafts.remove(&number.compact());
    } else {
        drafts.insert(number.compact(), draft.clone());
    }
    if drafts.is_empty() {
        session::forget(DRAFTS);
    } else if let Ok(text) = serde_json::to_string(&drafts) {
        session::keep(DRAFTS, &text);
    }
}

fn drafts() -> Drafts {
    let text = session::read(DRAFTS);
    let drafts = text.and_then(|text| json::parse(&text));
    drafts.unwrap_or_default()
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// The session of this tab.
pub fn use_session() -> Session {
    use_context().unwrap_or_default()
}
