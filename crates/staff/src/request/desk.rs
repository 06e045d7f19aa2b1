//! The state of an open request: what is on the screen, what is typed, what went wrong.

use leptos::prelude::*;
use opora::{
    api::ApiError,
    browser::{focus, live},
    i18n::{Texts, use_texts},
    ui::{error_summary::Entry, page::HEADING},
};
use opora_contract::{
    form::Kind,
    number::RequestNumber,
    request::{Event, EventKind, Request},
    status::Status,
};

use crate::{
    api::{Client, Opened},
    draft::Draft,
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

#[derive(Clone, Copy)]
pub struct Desk {
    pub number: RequestNumber,
    pub session: Session,
    pub texts: Texts,
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

    /// What the page says.
    pub fn words(self) -> &'static Words {
        words::of(self.texts.language)
    }

    pub fn client(self) -> Client {
        self.session.client(self.texts.language)
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

    /// What a step is judged by.
    pub fn request(self) -> Option<(Kind, Status)> {
        let opened = self.opened.read_untracked();
        let request = opened.as_ref().map(|opened| &opened.staff.request);
        request.map(|request| (request.kind, request.status))
    }

    /// The version on the screen.
    pub fn tag(self) -> String {
        let opened = self.opened.read_untracked();
        let tag = opened.as_ref().map(|opened| opened.tag.clone());
        tag.unwrap_or_default()
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

/// Journal rows that the older version did not have.
pub fn news(old: &Request, new: &Request) -> Vec<Event> {
    let last = old.events.last().map_or(i64::MIN, |event| event.id);
    let news = new.events.iter().filter(|event| event.id > last);
    news.cloned().collect()
}
