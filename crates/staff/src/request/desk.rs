//! The state of an open request, and every act on it: one at a time, on the version that is on the screen.

use std::pin::Pin;

use leptos::prelude::*;
use opora::{
    api::ApiError,
    browser::{focus, live, random},
    i18n::{Texts, use_texts},
    ui::{
        error_summary::{self, Entry},
        page::HEADING,
    },
};
use opora_contract::{
    form::Kind,
    number::RequestNumber,
    problem::{FieldProblem, Problem, ProblemCode},
    request::{Event, EventKind, NewMessage, Request},
    rule,
    status::Status,
};

use crate::{
    api::{Client, Opened},
    draft::{Choice, Draft, REPLY, Step},
    session::{self, Session, use_session},
    words::{self, Words},
};

/// Id of the notice about an act that did not go through.
pub const TROUBLE: &str = "trouble";

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Assignment,
    Reply,
    Step,
}

/// Why an act did not go through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    pub part: Part,
    /// Mistakes at fields.
    pub entries: Vec<Entry>,
    /// What happened, and what to do now.
    pub told: Option<(String, String)>,
    /// What others did meanwhile.
    pub news: Vec<Event>,
}

type Call = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

#[derive(Clone, Copy)]
pub struct Desk {
    number: RequestNumber,
    session: Session,
    texts: Texts,
    /// The version on the screen: acts are on this one.
    pub opened: RwSignal<Option<Opened>>,
    /// A newer one, which waits until it is wanted.
    pub newer: RwSignal<Option<Opened>>,
    /// Why there is nothing on the screen.
    pub failure: RwSignal<Option<ApiError>>,
    pub draft: RwSignal<Draft>,
    pub trouble: RwSignal<Option<Trouble>>,
    /// The last act that went through.
    pub done: RwSignal<Option<(Part, String)>>,
    pub running: RwSignal<Option<Part>>,
}

impl Desk {
    pub fn new(number: RequestNumber) -> Self {
        let draft = RwSignal::new(session::draft(number));
        Effect::new(move |_| session::keep(number, &draft.read()));
        Self {
            number,
            session: use_session(),
            texts: use_texts(),
            opened: RwSignal::new(None),
            newer: RwSignal::new(None),
            failure: RwSignal::new(None),
            draft,
            trouble: RwSignal::new(None),
            done: RwSignal::new(None),
            running: RwSignal::new(None),
        }
    }

    fn words(self) -> &'static Words {
        words::of(self.texts.language)
    }

    pub fn client(self) -> Client {
        self.session.client(self.texts.language)
    }

    pub const fn number(self) -> RequestNumber {
        self.number
    }

    /// Reads the request again. News waits while something is typed; a failure leaves what is on the screen.
    pub fn ask(self) {
        if self.running.get_untracked().is_some() {
            return;
        }
        let client = self.client();
        leptos::task::spawn_local(async move {
            let read = client.request(self.number).await;
            // An act that has begun meanwhile reads for itself.
            if self.running.try_get_untracked() != Some(None) {
                return;
            }
            match read {
                Ok(new) => self.take_in(new),
                Err(error) => {
                    self.session.judge(&error);
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    fn take_in(self, new: Opened) {
        let before = self.opened.get_untracked();
        let Some(before) = before else {
            self.opened.set(Some(new));
            return;
        };
        if before.tag == new.tag {
            return;
        }
        if self.draft.read_untracked().is_empty() {
            let news = news(&before.staff.request, &new.staff.request);
            if let Some(last) = news.last() {
                live::announce(&(self.words().request.changed)(&self.what(last)));
            }
            self.opened.set(Some(new));
        } else {
            self.newer.set(Some(new));
        }
    }

    /// A part of the request on the screen. Tracked.
    pub fn slice<T: Default>(self, read: impl FnOnce(&Request) -> T) -> T {
        let opened = self.opened.read();
        let request = opened.as_ref().map(|opened| &opened.staff.request);
        request.map(read).unwrap_or_default()
    }

    /// [`Self::slice`], not tracked.
    pub fn untracked<T: Default>(self, read: impl FnOnce(&Request) -> T) -> T {
        untrack(|| self.slice(read))
    }

    /// Shows the version that has waited.
    pub fn show_newer(self) {
        if let Some(newer) = self.newer.get_untracked() {
            self.opened.set(Some(newer));
            self.newer.set(None);
            focus::by_id_soon(HEADING);
        }
    }

    /// What a journal row says has happened.
    pub fn what(self, event: &Event) -> String {
        let kind = self.opened.with_untracked(|opened| {
            let opened = opened.as_ref();
            opened.map(|opened| opened.staff.request.kind)
        });
        match (event.kind, event.stage) {
            (EventKind::StatusChanged, _) => event
                .status
                .label(kind.unwrap_or_default(), self.texts.language)
                .to_owned(),
            (EventKind::StageChanged, Some(stage)) => (self.words().stage)(stage).to_owned(),
            (kind, _) => (self.texts.request().event)(kind).to_owned(),
        }
    }

    /// Takes the request, or gives it back.
    pub fn assign(self, is_mine: bool) {
        let said = &self.words().request;
        let done = if is_mine { said.taken } else { said.given_back };
        let (client, number, tag) = (self.client(), self.number, self.tag());
        let call = Box::pin(async move { client.assign(number, &tag, is_mine).await });
        self.act(Part::Assignment, call, done.to_owned(), |_| ());
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
        self.act(Part::Reply, call, done, |draft| {
            draft.reply.clear();
            draft.key.clear();
        });
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
        self.act(Part::Step, call, done, |draft| draft.step = Step::default());
    }

    fn request(self) -> Option<(Kind, Status)> {
        let opened = self.opened.read_untracked();
        let request = opened.as_ref().map(|opened| &opened.staff.request);
        request.map(|request| (request.kind, request.status))
    }

    fn tag(self) -> String {
        let opened = self.opened.read_untracked();
        let tag = opened.as_ref().map(|opened| opened.tag.clone());
        tag.unwrap_or_default()
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
    fn act(self, part: Part, call: Call, done: String, sent: fn(&mut Draft)) {
        if self.running.get_untracked().is_some() {
            return;
        }
        self.running.set(Some(part));
        self.trouble.set(None);
        self.done.set(None);
        leptos::task::spawn_local(async move {
            let outcome = call.await;
            let read = self.client().request(self.number).await.ok();
            // A page that is gone has nobody to tell.
            if self.running.try_set(None).is_some() {
                return;
            }
            match outcome {
                Ok(()) => {
                    self.draft.update(sent);
                    self.show(read);
                    live::announce(&done);
                    self.done.set(Some((part, done)));
                    self.hold_focus(part);
                }
                Err(error) => self.refused(part, &error, read),
            }
        });
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

    /// The mistake at a field of this part.
    pub fn mistake(self, part: Part, name: String) -> Signal<Option<String>> {
        Signal::derive(move || {
            let trouble = self.trouble.read();
            let trouble = trouble.as_ref().filter(|trouble| trouble.part == part)?;
            let found = trouble.entries.iter().find(|(field, _)| *field == name)?;
            Some(found.1.clone())
        })
    }

    /// The mistakes of this part, for its summary.
    pub fn mistakes(self, part: Part) -> Signal<Vec<Entry>> {
        Signal::derive(move || {
            let trouble = self.trouble.read();
            let trouble = trouble.as_ref().filter(|trouble| trouble.part == part);
            trouble
                .map(|trouble| trouble.entries.clone())
                .unwrap_or_default()
        })
    }
}

fn is_stale(error: &ApiError, problem: Option<&Problem>) -> bool {
    matches!(error, ApiError::Refused { status: 412, .. })
        || problem.is_some_and(|problem| problem.code == ProblemCode::Stale)
}

/// Journal rows that the older version did not have.
fn news(old: &Request, new: &Request) -> Vec<Event> {
    let last = old.events.last().map_or(i64::MIN, |event| event.id);
    let news = new.events.iter().filter(|event| event.id > last);
    news.cloned().collect()
}
