//! The acts: each once at a time, on the version on the screen. Afterwards the request is read again, whatever came of it.

use std::pin::Pin;

use leptos::prelude::*;
use opora::{
    api::ApiError,
    browser::{focus, live, random},
    ui::{
        error_summary::{self, Entry},
        page::HEADING,
    },
};
use opora_contract::{
    problem::{FieldProblem, Problem, ProblemCode},
    request::{Event, NewMessage},
    rule,
};

use super::desk::{Desk, Part, TROUBLE, Trouble, news};
use crate::{
    api::Opened,
    draft::{Choice, Draft, REPLY, Step},
    session, words,
};

type Call = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

impl Desk {
    /// Takes the request, or gives it back.
    pub fn assign(self, is_mine: bool) {
        let said = &self.words().request;
        let done = if is_mine { said.taken } else { said.given_back };
        let (client, number, tag) = (self.client(), self.number, self.tag());
        let call = Box::pin(async move { client.assign(number, &tag, is_mine).await });
        self.act(Part::Assignment, call, done.to_owned());
    }

    /// Sends the reply as it is typed.
    pub fn reply(self) {
        if self.running.get_untracked().is_some() {
            return;
        }
        let text = rule::normalise_text(&self.draft.read_untracked().reply);
        if text.is_empty() {
            let message = self.words().request.reply_missing.to_owned();
            return self.mistaken(Part::Reply, vec![(REPLY.to_owned(), message)]);
        }
        let mut key = self.draft.read_untracked().key.clone();
        if key.is_empty() {
            key = random::uuid();
            self.draft.update(|draft| draft.key.clone_from(&key));
        }
        let message = NewMessage {
            text,
            attachments: Vec::new(),
        };
        let (client, number, tag) = (self.client(), self.number, self.tag());
        let call = Box::pin(async move { client.reply(number, &tag, &key, &message).await });
        let done = self.words().request.sent.to_owned();
        self.act(Part::Reply, call, done);
    }

    /// Saves the step as it is typed.
    pub fn step(self) {
        if self.running.get_untracked().is_some() {
            return;
        }
        let step = self.draft.read_untracked().step.clone();
        let mistakes = step.mistakes(self.texts.language);
        let request = self.request();
        let (Some(choice), Some((kind, status)), true) =
            (step.choice, request, mistakes.is_empty())
        else {
            return self.mistaken(Part::Step, mistakes);
        };
        let said = &self.words().step;
        let done = match choice {
            Choice::To(to) => (said.saved)(to.label(kind, self.texts.language)),
            Choice::Stage(stage) => (said.saved)((self.words().stage)(stage)),
            Choice::Term => said.term_saved.to_owned(),
        };
        let wanted = step.transition(status);
        let (client, number, tag) = (self.client(), self.number, self.tag());
        let call = Box::pin(async move { client.transition(number, &tag, &wanted).await });
        self.act(Part::Step, call, done);
    }

    fn mistaken(self, part: Part, entries: Vec<Entry>) {
        self.done.set(None);
        self.trouble.set(Some(Trouble {
            part,
            entries,
            told: None,
            news: Vec::new(),
        }));
        focus::by_id_soon(error_summary::ID);
    }

    /// Calls, once at a time; then reads what has become of the request.
    fn act(self, part: Part, call: Call, done: String) {
        if self.running.get_untracked().is_some() {
            return;
        }
        self.running.set(Some(part));
        self.trouble.set(None);
        self.done.set(None);
        let sent = self.draft.get_untracked();
        leptos::task::spawn_local(async move {
            let outcome = call.await;
            if outcome.is_ok() {
                self.clear(part, &sent);
            }
            let read = self.client().request(self.number).await.ok();
            // A page that is gone has nobody to tell.
            if self.running.try_set(None).is_some() {
                return;
            }
            match outcome {
                Ok(()) => {
                    self.show(read);
                    live::announce(&done);
                    self.done.set(Some((part, done)));
                    self.hold_focus(part);
                }
                Err(error) => self.refused(part, &error, read),
            }
        });
    }

    /// Takes what was sent out of the draft: of the tab too, for the page may be gone.
    fn clear(self, part: Part, sent: &Draft) {
        let mut kept = session::draft(self.number);
        clear(&mut kept, part, sent);
        session::keep(self.number, &kept);
        self.draft.try_update(|draft| clear(draft, part, sent));
    }

    /// Shows what was read after an act. Returns what others did before it.
    fn show(self, read: Option<Opened>) -> Vec<Event> {
        let Some(new) = read else { return Vec::new() };
        self.newer.set(None);
        let before = self.opened.get_untracked();
        let news = before.map(|before| news(&before.staff.request, &new.staff.request));
        self.opened.set(Some(new));
        news.unwrap_or_default()
    }

    /// Nothing was done. What was typed stays; what is new is shown beside what went wrong.
    fn refused(self, part: Part, error: &ApiError, read: Option<Opened>) {
        self.session.judge(error);
        let problem = error.problem();
        let is_stale = is_stale(error, problem.as_ref());
        let news = self.show(read);
        let entries = problem.as_ref().map(|problem| self.entries(part, problem));
        let entries = entries.unwrap_or_default();
        let stale = self.words().request.stale;
        let told = match is_stale {
            true => Some((stale.title.to_owned(), stale.detail.to_owned())),
            false => entries
                .is_empty()
                .then(|| words::failure(self.texts, error)),
        };
        let target = if told.is_some() {
            TROUBLE
        } else {
            error_summary::ID
        };
        if let Some((title, _)) = &told {
            live::announce(title);
        }
        self.trouble.set(Some(Trouble {
            part,
            entries,
            told,
            news,
        }));
        focus::by_id_soon(target);
    }

    fn entries(self, part: Part, problem: &Problem) -> Vec<Entry> {
        let step = self.draft.read_untracked().step.clone();
        let entry = |error: &FieldProblem| match part {
            Part::Reply => (REPLY.to_owned(), error.message.clone()),
            Part::Step | Part::Assignment => step.entry(error),
        };
        problem.errors.iter().map(entry).collect()
    }

    /// A form that has gone with its button leaves the focus to the heading.
    fn hold_focus(self, part: Part) {
        let opened = self.opened.read_untracked();
        let staff = opened.as_ref().map(|opened| &opened.staff);
        let stays = staff.is_some_and(|staff| match part {
            Part::Assignment | Part::Reply => staff.request.status.is_open(),
            Part::Step => !staff.steps.is_empty(),
        });
        if !stays {
            focus::by_id_soon(HEADING);
        }
    }
}

/// Takes what was sent out of a draft; what was typed meanwhile stays.
fn clear(draft: &mut Draft, part: Part, sent: &Draft) {
    match part {
        Part::Reply if draft.reply == sent.reply => {
            draft.reply.clear();
            draft.key.clear();
        }
        Part::Step if draft.step == sent.step => draft.step = Step::default(),
        Part::Assignment | Part::Reply | Part::Step => {}
    }
}

fn is_stale(error: &ApiError, problem: Option<&Problem>) -> bool {
    matches!(error, ApiError::Refused { status: 412, .. })
        || problem.is_some_and(|problem| problem.code == ProblemCode::Stale)
}
