//! One request while its page is open: what is known of it, and what the visitor does with it.

mod news;

use leptos::prelude::*;
use opora_contract::{key::AccessKey, number::RequestNumber, request::Request};
use serde::Serialize;

use self::news::{arrived, known, now, read, remember};
use super::{super::failure, typed::Leaving};
use crate::{
    api::{self, ApiError, use_client},
    browser::{connection, focus, format, live, page, timer},
    form::kept,
    i18n::{Texts, use_texts},
    ui::{
        notice::{Notice, Tone},
        plain::{changing, element, nothing},
    },
};

/// What opening a request can come to.
#[derive(Clone, PartialEq, Eq)]
pub enum Opened {
    /// The request, and how asking went last: when, or why not.
    Found(Box<Request>, String),
    /// No key on this device, or it opens nothing any more.
    Locked,
    Failed(ApiError),
}

/// Something the visitor does with the request.
pub struct Act {
    /// The part of the page that says how it went.
    pub place: &'static str,
    /// Pattern of the API's path.
    pub path: &'static str,
    /// JSON.
    pub body: String,
    pub idempotency_key: Option<String>,
    /// Said once it is done.
    pub said: &'static str,
    /// What goes once it is done.
    pub typed: Option<Leaving>,
    /// Called once it is done, if the page is still there.
    pub done: Callback<()>,
}

/// How an act went: its place, and what happened, kept and can be done now.
#[derive(Clone, PartialEq, Eq)]
struct Outcome {
    place: &'static str,
    is_done: bool,
    title: String,
    detail: String,
}

/// The request of the page.
#[derive(Clone, Copy)]
pub struct Case {
    pub number: RequestNumber,
    pub opened: RwSignal<Option<Opened>>,
    /// Stands before the title while something has changed that nobody has seen.
    pub mark: RwSignal<String>,
    outcome: RwSignal<Option<Outcome>>,
    /// Asks again; whether the visitor did: then the answer is said, whatever it is.
    pub ask: Callback<bool>,
    acts: Callback<Act>,
}

impl Case {
    /// Begins to read.
    pub fn open(number: RequestNumber) -> Self {
        let opened = RwSignal::new(None::<Opened>);
        let outcome = RwSignal::new(None);
        let mark = RwSignal::new(String::new());
        let texts = use_texts();
        let client = use_client();
        let own = client.clone();
        let linked = StoredValue::new(linked_key());
        let ask = Callback::new(move |is_pressed: bool| {
            let client = own.clone();
            leptos::task::spawn_local(async move {
                let key = linked.try_get_value().flatten();
                let (mut news, is_settled) = read(&client, number, key, texts).await;
                if is_settled {
                    linked.try_set_value(None);
                }
                let is_first = matches!(opened.try_get_untracked(), Some(None));
                if is_first && matches!(news, Opened::Failed(_)) {
                    news = known(number, texts).await.unwrap_or(news);
                }
                arrived(opened, mark, news, is_pressed, texts);
            });
        });
        let acts = acts(number, client, opened, outcome, ask);
        Self {
            number,
            opened,
            mark,
            outcome,
            ask,
            acts,
        }
    }

    /// Does something, once at a time.
    pub fn act(self, act: Act) {
        self.acts.run(act);
    }

    /// What is true of the request as it is known; nothing while it is not.
    pub fn tells(self, of: impl Fn(&Request) -> String) -> String {
        match &*self.opened.read() {
            Some(Opened::Found(request, _)) => of(request),
            _ => String::new(),
        }
    }

    /// A part of the page that is drawn anew when `key` of the request becomes another, and not before: news of the rest
    /// leave alone what is typed in it. An empty key draws nothing.
    pub fn part(
        self,
        key: fn(&Request) -> String,
        draw: impl Fn(Self, &Request) -> AnyView + Send + 'static,
    ) -> AnyView {
        let key = Memo::new(move |_| self.tells(key));
        changing(move || {
            if key.read().is_empty() {
                return nothing();
            }
            match &*self.opened.read_untracked() {
                Some(Opened::Found(request, _)) => draw(self, request),
                _ => nothing(),
            }
        })
    }

    /// How the last act of this place went.
    pub fn outcome(self, place: &'static str) -> AnyView {
        let outcome = self.outcome;
        changing(move || {
            let outcome = outcome.get().filter(|outcome| outcome.place == place);
            let Some(Outcome {
                is_done,
                title,
                detail,
                ..
            }) = outcome
            else {
                return nothing();
            };
            let tone = if is_done {
                Tone::Positive
            } else {
                Tone::Danger
            };
            let notice = view! { <Notice tone=tone title=title detail=detail alert=!is_done/> };
            let id = outcome_id(place);
            element(
                "div",
                &[("id", &id), ("tabindex", "-1")],
                vec![notice.into_any()],
            )
        })
    }
}

/// Does one act at a time, and says how it went.
fn acts(
    number: RequestNumber,
    client: api::Client,
    opened: RwSignal<Option<Opened>>,
    outcome: RwSignal<Option<Outcome>>,
    ask: Callback<bool>,
) -> Callback<Act> {
    let texts = use_texts();
    let is_running = StoredValue::new(false);
    Callback::new(move |act: Act| {
        if is_running.get_value() {
            return live::announce(texts.tracker().busy);
        }
        is_running.set_value(true);
        outcome.set(None);
        let client = client.clone();
        leptos::task::spawn_local(async move {
            let went = perform(&client, number, &act).await;
            is_running.try_set_value(false);
            outcome.try_set(Some(match went {
                Ok(request) => {
                    live::announce(act.said);
                    if let Some(typed) = &act.typed {
                        typed.left();
                    }
                    act.done.try_run(());
                    let time = now(texts);
                    let asked = (texts.request().refreshed)(&time);
                    opened.try_set(Some(Opened::Found(Box::new(request), asked)));
                    Outcome {
                        place: act.place,
                        is_done: true,
                        title: act.said.to_owned(),
                        detail: String::new(),
                    }
                }
                Err(error) => {
                    // Whatever was refused may have been refused for something newer.
                    ask.try_run(false);
                    refused(act.place, &error, texts)
                }
            }));
            // What was pressed may be gone.
            focus::if_lost(outcome_id(act.place));
        });
    })
}

/// Where the focus goes when an act takes away what was pressed.
fn outcome_id(place: &str) -> String {
    format!("outcome-{place}")
}

/// A body as JSON. What the contract describes can always be written.
pub fn json(body: &impl Serialize) -> String {
    serde_json::to_string(body).unwrap_or_default()
}

async fn perform(
    client: &api::Client,
    number: RequestNumber,
    act: &Act,
) -> Result<Request, ApiError> {
    let Some(key) = kept::key(number).await else {
        return Err(ApiError::Offline);
    };
    let again = act.idempotency_key.as_deref();
    let answer = client
        .act(act.path, number, &key, act.body.clone(), again)
        .await?;
    // A page that is not the API's: the act may or may not have reached it.
    let request: Request = api::parse(&answer).map_err(|_| ApiError::Offline)?;
    remember(&request, key);
    Ok(request)
}

fn refused(place: &'static str, error: &ApiError, texts: Texts) -> Outcome {
    let (title, detail) = match error.problem() {
        Some(problem) => {
            let first = problem.errors.first().map(|error| error.message.clone());
            (problem.title, first.unwrap_or(problem.detail))
        }
        None => {
            let failure = failure(texts, error);
            (failure.title, texts.tracker().kept.to_owned())
        }
    };
    Outcome {
        place,
        is_done: false,
        title,
        detail,
    }
}

/// The key of a link stands behind `#`: it goes out of the address before anything else can read it there.
fn linked_key() -> Option<AccessKey> {
    let fragment = page::fragment()?;
    let key = AccessKey::parse(fragment.strip_prefix("key=")?)?;
    page::drop_fragment();
    Some(key)
}

/// Whole days from now until a moment, at least 0.
pub fn days_until(moment: &str) -> usize {
    format::days_between(&format::now(), moment)
}

/// Takes the mark away, here and in the list, when the page is looked at again.
pub fn once_seen(case: Case) {
    let see = move || {
        let is_marked = case.mark.try_read_untracked();
        if connection::is_visible() && is_marked.is_some_and(|mark| !mark.is_empty()) {
            case.mark.try_set(String::new());
            leptos::task::spawn_local(async move {
                let _seen = kept::seen(case.number).await;
            });
        }
    };
    connection::on_wake(see);
    // A page can come into view without a word of the browser.
    timer::every_seconds(5, see);
}
