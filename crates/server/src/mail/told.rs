//! What a letter tells of its request, as the request stands when the letter goes.

use anyhow::Context;
use opora_contract::{
    language::Language, page::Page, request::RequiredAction, rule, status::Status, timestamp::Day,
};
use time::Date;

use crate::{
    clock::{Moment, date_of},
    content::{LetterKind, Mail, Task, Value},
    state::App,
    store::entity::{mail, request},
    text, word,
};

/// The values of a letter; what is not known is `None`.
pub struct Told {
    number: String,
    subject: String,
    sent: String,
    status: &'static str,
    meaning: Option<String>,
    stage: Option<String>,
    term: Option<String>,
    was: Option<String>,
    call: Option<String>,
    actions: String,
    due: Option<String>,
    link: Option<String>,
}

impl Told {
    /// Reads the request.
    ///
    /// # Errors
    /// When a broken database holds no request that can be read.
    pub fn of(app: &App, row: &mail::Model, request: &request::Model) -> anyhow::Result<Self> {
        let language = Language::parse(&row.language).unwrap_or_default();
        let words = &app.content().edition(language).mail;
        let (kind, status) = (request.kind(), request.status());
        let day = |day: &Day| date_of(day).map(|date| words.day(date));
        let actions = request.actions()?;
        let missing: Vec<_> = actions
            .iter()
            .filter(|action| action.is_missing())
            .collect();
        let due = missing.iter().filter_map(|action| action.due.as_ref());
        let tasks: Vec<_> = missing.iter().map(|action| task(action, words)).collect();
        let is_first = row.kind == word::of(&LetterKind::Received);
        let call = called(app, request, language).filter(|_| status.is_open());
        let is_upload = status == Status::WaitingDocuments;
        Ok(Self {
            number: request.number()?.to_string(),
            // Normalised when it was sent. A header is no place to rely on that.
            subject: rule::normalise_line(&request.subject),
            sent: words.day(Moment(request.sent_at).moscow_day()),
            status: status.label(kind, language),
            meaning: words.meaning(status).map(str::to_owned),
            stage: request
                .stage()
                .and_then(|stage| words.stage(stage))
                .map(str::to_owned),
            // A letter that says when somebody calls names no other day.
            term: request
                .term()
                .filter(|_| call.is_none() || !is_first)
                .and_then(|term| day(&term.to)),
            was: row
                .term_was
                .as_deref()
                .and_then(Day::parse)
                .as_ref()
                .and_then(day),
            call,
            actions: words.actions.tell(&tasks, is_upload),
            due: due.min().and_then(day),
            link: link(app, request, language)?,
        })
    }

    #[must_use]
    pub fn known(&self, value: Value) -> Option<&str> {
        match value {
            Value::Number => Some(&self.number),
            Value::Subject => Some(&self.subject),
            Value::Sent => Some(&self.sent),
            Value::Status => Some(self.status),
            Value::Meaning => self.meaning.as_deref(),
            Value::Stage => self.stage.as_deref(),
            Value::Term => self.term.as_deref(),
            Value::Was => self.was.as_deref(),
            Value::Call => self.call.as_deref(),
            Value::Actions => Some(&self.actions),
            Value::Due => self.due.as_deref(),
            Value::Link => self.link.as_deref(),
        }
    }
}

/// Between which moments somebody calls.
fn called(app: &App, request: &request::Model, language: Language) -> Option<String> {
    let (from, until) = (request.call_from?, request.call_until?);
    Some(text::of_call(app, Moment(from), Moment(until), language))
}

fn task(action: &RequiredAction, words: &Mail) -> Task {
    let day = |day: &Day| -> Option<Date> { date_of(day) };
    Task {
        // One line of a list each, whatever the employee typed.
        text: rule::normalise_line(&action.text),
        due: action
            .due
            .as_ref()
            .and_then(day)
            .map(|date| words.day(date)),
        problem: rule::normalise_line(&action.problem),
    }
}

/// The page of the request, with the key behind `#`: no server on the way sees it, ours included. The key is the one of
/// this moment, so a changed key is in no letter that was sent before.
fn link(app: &App, request: &request::Model, language: Language) -> anyhow::Result<Option<String>> {
    let number = request.number().context("a link needs a number")?;
    let key = app.secret().request_key(number, request.key_version);
    let site = app.config().public_url.as_ref();
    Ok(site.map(|site| site.page_with_key(&Page::Request(number), language, &key)))
}
