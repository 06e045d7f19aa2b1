//! What the page says, in every language, or it does not compile. Names of statuses are the contract's, those of journal
//! rows the app's.

mod en;
mod ru;

use opora::{api::ApiError, i18n::Texts};
use opora_contract::{
    form::Kind,
    language::{Base, Language},
    request::{ActionState, Priority},
    standing::Stage,
    status::Status,
};

pub struct Words {
    pub site: &'static str,
    pub loading: &'static str,
    pub retry: &'static str,
    pub errors: &'static str,
    pub offline: Told,
    pub timeout: Told,
    pub unexpected: Told,
    pub sign_in: SignIn,
    pub queue: Queue,
    pub request: Request,
    pub step: Step,
    pub kind: fn(Kind) -> &'static str,
    pub priority: fn(Priority) -> &'static str,
    pub stage: fn(Stage) -> &'static str,
    pub action: fn(ActionState) -> &'static str,
}

/// What happened, and what was kept and can be done now.
#[derive(Clone, Copy)]
pub struct Told {
    pub title: &'static str,
    pub detail: &'static str,
}

pub struct SignIn {
    pub title: &'static str,
    pub lead: &'static str,
    pub token: &'static str,
    pub token_hint: &'static str,
    pub empty: &'static str,
    pub enter: &'static str,
    pub wrong: Told,
    pub over: Told,
    pub leave: &'static str,
}

pub struct Queue {
    pub title: &'static str,
    pub filter: &'static str,
    pub status: &'static str,
    pub department: &'static str,
    pub all: &'static str,
    pub order: &'static str,
    pub number: &'static str,
    pub subject: &'static str,
    pub priority: &'static str,
    pub sent: &'static str,
    pub term: &'static str,
    pub assignee: &'static str,
    pub nobody: &'static str,
    pub mine: &'static str,
    pub second: &'static str,
    pub overdue: &'static str,
    pub no_term: &'static str,
    pub empty: Told,
    pub next: &'static str,
    pub first: &'static str,
    /// At what time the list was read.
    pub refreshed: fn(&str) -> String,
    pub stale: fn(&str) -> String,
    pub arrived: fn(usize) -> String,
    pub open: &'static str,
    pub find: &'static str,
    pub open_hint: &'static str,
    pub not_a_number: &'static str,
}

pub struct Request {
    pub title: fn(&str) -> String,
    pub back: &'static str,
    pub missing: Told,
    pub facts: &'static str,
    pub kind: &'static str,
    pub phone: &'static str,
    pub email: &'static str,
    pub assignee: &'static str,
    pub nobody: &'static str,
    pub stage: &'static str,
    pub level: &'static str,
    pub portal: &'static str,
    pub portal_page: &'static str,
    pub portal_service: &'static str,
    pub take: &'static str,
    pub give_back: &'static str,
    pub taken: &'static str,
    pub given_back: &'static str,
    pub letter: &'static str,
    pub files: &'static str,
    pub download: fn(&str) -> String,
    pub downloading_failed: fn(&str) -> String,
    pub actions: &'static str,
    pub due: fn(&str) -> String,
    pub messages: &'static str,
    pub no_messages: &'static str,
    pub applicant: &'static str,
    pub employee: &'static str,
    pub system: &'static str,
    pub reply: &'static str,
    pub reply_hint: &'static str,
    pub reply_missing: &'static str,
    pub send: &'static str,
    pub sent: &'static str,
    pub over: &'static str,
    pub journal: &'static str,
    pub when: &'static str,
    pub who: &'static str,
    pub what: &'static str,
    pub rating: fn(u8) -> String,
    /// Somebody changed it while something was being typed.
    pub newer: Told,
    pub show: &'static str,
    /// An act came too late.
    pub stale: Told,
    pub news: &'static str,
    pub changed: fn(&str) -> String,
}

pub struct Step {
    pub title: &'static str,
    pub choose: &'static str,
    pub choice_missing: &'static str,
    pub term_only: &'static str,
    pub term_only_hint: &'static str,
    pub stage_hint: &'static str,
    pub hint: fn(Status) -> &'static str,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub reason_missing: &'static str,
    pub term: &'static str,
    pub term_hint: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub term_missing: &'static str,
    pub term_order: &'static str,
    pub documents: &'static str,
    pub document: fn(usize) -> String,
    pub document_missing: fn(usize) -> String,
    pub due: &'static str,
    pub add: &'static str,
    pub remove: fn(usize) -> String,
    pub removed: &'static str,
    pub state: &'static str,
    pub problem: &'static str,
    pub problem_hint: &'static str,
    pub problem_missing: &'static str,
    pub documents_missing: &'static str,
    pub optional: &'static str,
    pub save: &'static str,
    pub saved: fn(&str) -> String,
    pub term_saved: &'static str,
    pub none: &'static str,
}

/// The words in use, of the language of the app's texts.
pub fn use_words() -> &'static Words {
    of(opora::i18n::use_texts().language)
}

pub fn of(language: Language) -> &'static Words {
    match language.base() {
        Base::Ru => &ru::WORDS,
        Base::En => &en::WORDS,
    }
}

/// A failed call in words: the server's, or ours where it said nothing.
pub fn failure(texts: Texts, error: &ApiError) -> (String, String) {
    if let Some(problem) = error.problem() {
        return (problem.title, problem.detail);
    }
    let words = of(texts.language);
    let told = match error {
        ApiError::Offline => words.offline,
        ApiError::Timeout => words.timeout,
        ApiError::Refused { .. } | ApiError::Malformed(_) => words.unexpected,
    };
    (told.title.to_owned(), told.detail.to_owned())
}
