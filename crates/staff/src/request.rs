//! One request: what it is, and what an employee does with it. What is typed survives news, refusals and the way back.

mod act;
mod desk;
mod document;
mod letter;
mod message;
mod step;

use leptos::prelude::*;
use opora::{
    browser::{
        connection,
        format::{self, Style},
        timer,
    },
    i18n::use_texts,
    ui::{
        breadcrumb::Breadcrumb,
        notice::{Notice, Tone},
        page::Heading,
        plain::{Rank, button},
        remote::{Failure, Progress, remote},
    },
};
use opora_contract::{
    number::RequestNumber,
    request::{Event, Request},
    rule,
    standing::Level,
};

use self::desk::{Desk, Part};
use crate::{
    address::Filter,
    queue::{ASK_SECONDS, is_overdue, look},
    words::{self, use_words},
};

#[component]
pub fn RequestPage(
    number: RequestNumber,
    /// The part of the queue that was seen last.
    back: Memo<Filter>,
) -> impl IntoView {
    let (words, texts) = (use_words(), use_texts());
    let desk = Desk::new(number);
    desk.ask();
    timer::every_seconds(ASK_SECONDS, move || {
        if connection::is_visible() {
            desk.ask();
        }
    });
    let is_there = Memo::new(move |_| desk.opened.read().is_some());
    let retry = Callback::new(move |()| {
        desk.failure.set(None);
        desk.ask();
    });
    let shown = move || {
        let progress = match desk.failure.get() {
            _ if is_there.get() => Progress::Ready(()),
            None => Progress::Loading,
            Some(error) if error.is_missing() => Progress::Failed(Failure {
                title: words.request.missing.title.to_owned(),
                detail: words.request.missing.detail.to_owned(),
                retry: None,
                call: None,
            }),
            Some(error) => {
                let (title, detail) = words::failure(texts, &error);
                let retry = Some(words.retry);
                Progress::Failed(Failure {
                    title,
                    detail,
                    retry,
                    call: None,
                })
            }
        };
        remote(progress, words.loading, retry, |()| found(desk))
    };
    let trail = vec![(
        back.get_untracked().address(),
        words.request.back.to_owned(),
    )];
    let title = (words.request.title)(&number.to_string());
    view! {
        <div class="frame page">
            <Breadcrumb label=words.request.back trail=trail/>
            <Heading title=title site=words.site/>
            {shown}
        </div>
    }
    .into_any()
}

fn found(desk: Desk) -> AnyView {
    view! {
        {newer(desk)}
        <div class="staff-desk">
            {facts(desk)}
            <div class="staff-desk__read">
                {letter::letter(desk)}
                {message::messages(desk)}
                {letter::journal(desk)}
            </div>
            {step::step(desk)}
        </div>
    }
    .into_any()
}

/// Somebody changed the request while something is being typed: nothing moves until it is wanted.
fn newer(desk: Desk) -> AnyView {
    let said = &use_words().request;
    let is_newer = Memo::new(move |_| desk.newer.read().is_some());
    let shown = move || {
        is_newer.get().then(|| {
            let show = button(Rank::Secondary, said.show, move || desk.show_newer());
            view! {
                <Notice tone=Tone::Attention title=said.newer.title detail=said.newer.detail alert=true>{show}</Notice>
            }
        })
    };
    shown.into_any()
}

/// Status, who and when, in a few lines.
fn facts(desk: Desk) -> AnyView {
    let (words, texts) = (use_words(), use_texts());
    let said = &words.request;
    let rows = move || {
        let opened = desk.opened.read();
        let Some(opened) = &*opened else {
            return ().into_any();
        };
        let (staff, request) = (&opened.staff, &opened.staff.request);
        let date = |iso: &str, style| format::date(iso, texts.language.tag(), style);
        let term = request.term.as_ref().map(|term| {
            let day = date(term.to.as_str(), Style::Day);
            if is_overdue(request.status, term, &format::now()) {
                format!("{day} — {}", words.queue.overdue)
            } else {
                day
            }
        });
        let level = (request.level == Level::Second).then(|| words.queue.second.to_owned());
        let stage = request.stage.map(|stage| (words.stage)(stage).to_owned());
        let nobody = || said.nobody.to_owned();
        let assignee = Some(request.assignee.clone()).filter(|name| !name.is_empty());
        let rows = [
            (
                words.queue.priority,
                Some((words.priority)(request.priority).to_owned()),
            ),
            (words.queue.term, term),
            (said.assignee, Some(assignee.unwrap_or_else(nobody))),
            (said.kind, Some((words.kind)(request.kind).to_owned())),
            (words.queue.department, Some(request.department.clone())),
            (said.stage, stage),
            (said.level, level),
            (
                words.queue.sent,
                Some(date(request.sent_at.as_str(), Style::Moment)),
            ),
            (said.phone, Some(rule::spaced_phone(&staff.phone))),
            (said.email, Some(staff.email.clone())),
        ];
        let rows = rows.into_iter().chain(origin(request, said));
        let rows = rows.filter_map(|(label, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(view! { <div><dt>{label}</dt><dd>{value}</dd></div> })
        });
        let label = request.status.label(request.kind, texts.language);
        view! {
            <p><span class="status" data-status=look(request.status)>{label}</span></p>
            <dl class="staff-facts">{rows.collect_view()}</dl>
        }
        .into_any()
    };
    view! {
        <section class="card staff-desk__facts">
            <h2 class="card__title">{said.facts}</h2>
            {rows}
            {rating(desk)}
            {assignment(desk)}
        </section>
    }
    .into_any()
}

/// Where it was written, of a request from the page of a portal.
fn origin(request: &Request, said: &words::Request) -> [(&'static str, Option<String>); 3] {
    let context = request.context.clone().unwrap_or_default();
    [
        (said.portal, Some(context.portal)),
        (said.portal_page, Some(context.page)),
        (said.portal_service, Some(context.service)),
    ]
}

/// What the applicant thought of it, once they have said.
fn rating(desk: Desk) -> AnyView {
    let said = &use_words().request;
    let rating = Memo::new(move |_| desk.slice(|request| request.rating.clone()));
    let shown = move || {
        let rating = rating.get()?;
        let comment = (!rating.comment.is_empty())
            .then(|| view! { <p class="staff-message__text">{rating.comment}</p> });
        Some(view! { <p>{(said.rating)(rating.stars)}</p> {comment} })
    };
    shown.into_any()
}

/// Takes the request, or gives it back.
fn assignment(desk: Desk) -> AnyView {
    let said = &use_words().request;
    let state = Memo::new(move |_| {
        let opened = desk.opened.read();
        let request = opened.as_ref().map(|opened| &opened.staff.request);
        request.map(|request| (request.status.is_open(), request.assignee.is_empty()))
    });
    // One button with two labels: the focus stays on it.
    let is_open = Memo::new(move |_| state.get().is_some_and(|(is_open, _)| is_open));
    let label = Signal::derive(move || {
        let is_free = state.get().is_none_or(|(_, is_free)| is_free);
        let label = if is_free { said.take } else { said.give_back };
        label.to_owned()
    });
    let press = Callback::new(move |()| {
        let is_free = state.get_untracked().is_none_or(|(_, is_free)| is_free);
        desk.assign(is_free);
    });
    let shown = move || {
        let rank = Rank::Secondary;
        is_open
            .get()
            .then(|| opora::ui::plain::toggle(rank, label, None, press))
    };
    view! { {trouble(desk, Part::Assignment)} {shown} {done(desk, Part::Assignment)} }.into_any()
}

/// Why an act of this part did not go through, and what is new.
fn trouble(desk: Desk, part: Part) -> AnyView {
    let said = &use_words().request;
    let shown = move || {
        let trouble = desk.trouble.read();
        let trouble = trouble.as_ref().filter(|trouble| trouble.part == part)?;
        let (title, detail) = trouble.told.clone()?;
        let news = (!trouble.news.is_empty()).then(|| {
            let rows = trouble.news.iter().map(|event| {
                let row = event_words(desk, event);
                view! { <li>{row}</li> }
            });
            view! { <p>{said.news}":"</p><ul>{rows.collect_view()}</ul> }
        });
        Some(view! {
            <div id=desk::TROUBLE tabindex="-1">
                <Notice tone=Tone::Danger title=title detail=detail>{news}</Notice>
            </div>
        })
    };
    shown.into_any()
}

/// That the last act of this part went through.
fn done(desk: Desk, part: Part) -> AnyView {
    let shown = move || {
        let done = desk.done.read();
        let (_, words) = done.as_ref().filter(|(of, _)| *of == part)?;
        Some(view! { <p class="staff-done">{opora::ui::icon::icon("check")}{words.clone()}</p> })
    };
    shown.into_any()
}

/// A journal row in one line.
fn event_words(desk: Desk, event: &Event) -> String {
    let texts = use_texts();
    let what = desk.what(event);
    let at = format::date(event.at.as_str(), texts.language.tag(), Style::Time);
    let by = letter::who(event.actor, &event.by);
    let reason = if event.reason.is_empty() {
        String::new()
    } else {
        format!(". {}", event.reason)
    };
    format!("{at}, {by}: {what}{reason}")
}
