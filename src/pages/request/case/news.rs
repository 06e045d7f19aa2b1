//! What is read of a request, and what of it is news.

use leptos::prelude::*;
use opora_contract::{
    key::AccessKey,
    number::RequestNumber,
    request::{News, Request},
    status::{Actor, Status},
};

use super::{super::super::failure, Opened};
use crate::{
    api::{self, ApiError},
    browser::{
        connection, focus,
        format::{self, Style},
        live, notification, timer,
    },
    form::{
        copy,
        kept::{self, KeptRequest},
        preference,
    },
    i18n::{Texts, phrase},
    ui::page::HEADING,
};

/// How long a copy is waited for, in milliseconds.
const COPY_MILLIS: u64 = 1_000;

/// Reads the request, with the key of a link if there is one that opens it, or else with the key of this device, and
/// refreshes what the list shows of it. Whether the key of the link has done its work: not before somebody has judged it.
pub(super) async fn read(
    client: &api::Client,
    number: RequestNumber,
    linked: Option<AccessKey>,
    texts: Texts,
) -> (Opened, bool) {
    if let Some(key) = linked {
        match fetch(client, number, &key).await {
            Ok((request, text)) => return (of_link(request, text, key, texts), true),
            Err(error) if error.is_missing() => {}
            Err(error) => return (Opened::Failed(error), false),
        }
    }
    (of_device(client, number, texts).await, true)
}

/// What a link has opened stays on this device.
fn of_link(request: Request, text: String, key: AccessKey, texts: Texts) -> Opened {
    let found = KeptRequest::of(&request, key);
    kept::hold(found.clone());
    leptos::task::spawn_local(async move {
        // A device that keeps nothing still shows the request until the page is left. The copy is only one of what is kept.
        let _kept = kept::keep(&found).await;
        let _copied = copy::keep(found.number, &text).await;
    });
    opened(request, texts)
}

async fn of_device(client: &api::Client, number: RequestNumber, texts: Texts) -> Opened {
    let Some(key) = kept::key(number).await else {
        return Opened::Locked;
    };
    match fetch(client, number, &key).await {
        Ok((request, text)) => {
            remember(&request, key);
            leptos::task::spawn_local(async move {
                let _copied = copy::keep(number, &text).await;
            });
            opened(request, texts)
        }
        Err(error) if error.is_missing() => Opened::Locked,
        Err(error) => Opened::Failed(error),
    }
}

/// What was known last, and when.
pub(super) async fn known(number: RequestNumber, texts: Texts) -> Option<Opened> {
    let (at, request) = timer::within(COPY_MILLIS, copy::find(number)).await??;
    let at = format::date(&at, texts.language.tag(), Style::Moment);
    Some(Opened::Found(
        Box::new(request),
        (texts.tracker().aged)(&at),
    ))
}

async fn fetch(
    client: &api::Client,
    number: RequestNumber,
    key: &AccessKey,
) -> Result<(Request, String), ApiError> {
    let text = client.request(number, key).await?;
    Ok((api::parse(&text)?, text))
}

fn opened(request: Request, texts: Texts) -> Opened {
    Opened::Found(Box::new(request), (texts.request().refreshed)(&now(texts)))
}

/// The list is a convenience: a device that keeps nothing, or slowly, still shows the request.
pub(super) fn remember(request: &Request, key: AccessKey) {
    let seen = KeptRequest::of(request, key);
    leptos::task::spawn_local(async move {
        let _kept = kept::refresh(&seen).await;
    });
}

pub(super) fn now(texts: Texts) -> String {
    format::date(&format::now(), texts.language.tag(), Style::Time)
}

/// Takes news in.
pub(super) fn arrived(
    opened: RwSignal<Option<Opened>>,
    mark: RwSignal<String>,
    news: Opened,
    is_pressed: bool,
    texts: Texts,
) {
    // A page that is gone asks nothing.
    let Some(before) = opened.try_get_untracked() else {
        return;
    };
    let Some(Opened::Found(old, asked_before)) = before else {
        opened.set(Some(news));
        return;
    };
    match news {
        Opened::Failed(_) if !is_pressed => {}
        Opened::Failed(error) => {
            let title = failure(texts, &error).title;
            live::announce(&title);
            // How old it is stays said.
            let asked = match asked_before.starts_with(&title) {
                true => asked_before,
                false => format!("{title}. {asked_before}"),
            };
            opened.set(Some(Opened::Found(old, asked)));
        }
        // An answer to an older question.
        Opened::Found(new, _) if new.events.len() < old.events.len() => {}
        Opened::Found(new, asked) => {
            match change(&old, &new, texts) {
                Some((about, said)) => tell(about, &said, mark, texts),
                None if is_pressed => live::announce(&asked),
                None => {}
            }
            opened.set(Some(Opened::Found(new, asked)));
        }
        Opened::Locked => {
            if is_pressed {
                // What was pressed is gone.
                focus::by_id(HEADING);
            }
            opened.set(Some(Opened::Locked));
        }
    }
}

/// What has changed, if it matters to the person.
fn change(old: &Request, new: &Request, texts: Texts) -> Option<(News, String)> {
    if old.status != new.status || old.stage != new.stage {
        let about = match new.status {
            Status::WaitingDocuments => News::Action,
            _ => News::Status,
        };
        let label = new.status.label(new.kind, texts.language);
        return Some((about, (texts.request().changed)(label)));
    }
    let letters = |request: &Request| {
        let of_staff = |actor| actor != Actor::Applicant;
        let messages = request.messages.iter();
        messages.filter(|message| of_staff(message.actor)).count()
    };
    if letters(old) < letters(new) {
        return Some((News::Message, texts.tracker().letter.to_owned()));
    }
    let term = new.term.as_ref().filter(|_| old.term != new.term)?;
    let said = (texts.tracker().term)(&phrase::term(texts, term));
    Some((News::Term, said))
}

/// Says it to ears, and to those who look elsewhere: by the title of the tab and, where it is permitted, a notification.
/// Neither names the number: others may see them. A notification keeps to what the person wants, and to their quiet hours.
fn tell(about: News, said: &str, mark: RwSignal<String>, texts: Texts) {
    live::announce(said);
    if !connection::is_visible() {
        mark.set("● ".to_owned());
        if preference::may_show(about) {
            notification::show(texts.shell().site, said);
        }
    }
}
