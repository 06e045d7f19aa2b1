//! After the decision: is it solved, if not the next level, and what the person thought of it (spec E41, E49, H08).

use leptos::prelude::*;
use opora_contract::{
    form::Kind,
    path,
    request::{NewRating, Request, Resolution, STARS},
    status::Status,
};

use super::{
    case::{Act, Case, days_until, json},
    typed::Typed,
};
use crate::{
    browser::{
        focus,
        format::{self, Style},
    },
    i18n::{Tracker, use_texts},
    ui::{
        check::{Tick, tick},
        field::{Control, Field, FieldWords, field_error, input_id},
        plain::{Rank, block, button, element, words},
    },
};

const SOLVED: &str = "solved";
const WHY: &str = "why";
const RATING: &str = "rating";

pub fn verdict(case: Case) -> AnyView {
    // Above what is drawn anew: news of the request leave it alone.
    let (why, comment) = (Typed::of(case, WHY), Typed::of(case, RATING));
    let stars = RwSignal::new(String::new());
    let inner = vec![
        case.part(may_answer, move |case, request| {
            question(case, request, why)
        }),
        case.outcome(SOLVED),
        case.part(rating_state, move |case, request| {
            rating(case, request, stars, comment)
        }),
        case.outcome(RATING),
    ];
    block("div", "verdict", inner)
}

/// Until when the person may disagree, and whether they may say that it is solved.
fn may_answer(request: &Request) -> String {
    let until = request.reopen_until.as_ref().map(|until| until.as_str());
    match (until, request.status) {
        (Some(until), status) if !status.is_open() => format!("{until} {}", status.is_decided()),
        (None, status) if status.is_decided() => "decided".to_owned(),
        _ => String::new(),
    }
}

fn question(case: Case, request: &Request, why: Typed) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let is_decided = request.status.is_decided();
    let until = request
        .reopen_until
        .as_ref()
        .map(|until| until.as_str().to_owned());
    let title = if is_decided {
        said.solved
    } else {
        said.disagree
    };
    let mut inner = vec![words("h2", "", title)];
    if let Some(until) = until.as_ref().filter(|_| is_decided) {
        let day = format::date(until, texts.language.tag(), Style::Moment);
        inner.push(words("p", "", (said.solved_detail)(&day)));
    }
    if is_decided {
        let solve = move || resolve(case, said, true, String::new(), None);
        inner.push(block("p", "", vec![button(Rank::Primary, said.yes, solve)]));
    }
    if let Some(until) = until {
        inner.push(disagreement(
            case,
            request.kind == Kind::Dispute,
            &until,
            why,
        ));
    }
    block("section", "panel verdict__question", inner)
}

/// «Нет, не решена»: why, behind a disclosure, so that nobody appeals by a slip.
fn disagreement(case: Case, is_dispute: bool, until: &str, why: Typed) -> AnyView {
    let said = use_texts().tracker();
    let label = if is_dispute { said.appeal } else { said.no };
    let press = move || {
        if why.text.read_untracked().trim().is_empty() {
            why.error.set(Some(said.why_empty.to_owned()));
            return focus::by_id_soon(input_id(WHY));
        }
        let text = why.text.get_untracked();
        resolve(case, said, false, text, Some(why));
    };
    let words_of = FieldWords {
        label: said.why.to_owned(),
        hint: (said.why_hint)(is_dispute).to_owned(),
        optional: None,
    };
    let field = view! {
        <Field
            name=WHY
            control=Control::Text
            words=words_of
            value=why.text
            error=why.error
            on_input=Callback::new(move |typed| why.write(typed))
            on_leave=Callback::new(|()| ())
        />
    };
    let summary = format!("{label}. {}", (said.days_left)(days_until(until)));
    let inner = vec![
        words("summary", "", summary),
        words("p", "", (said.disagree_detail)(is_dispute)),
        field.into_any(),
        button(Rank::Secondary, label, press),
    ];
    block("details", "disclosure", inner)
}

fn resolve(case: Case, said: &Tracker, is_solved: bool, text: String, typed: Option<Typed>) {
    let key = typed.map(|typed| typed.key(&text));
    case.act(Act {
        place: SOLVED,
        path: path::RESOLUTION,
        body: json(&Resolution { is_solved, text }),
        idempotency_key: key,
        said: if is_solved {
            said.closed
        } else {
            said.reopened
        },
        typed: typed.map(Typed::leaving),
        done: Callback::new(|()| ()),
    });
}

/// Whether it may be rated, or how it was.
fn rating_state(request: &Request) -> String {
    match &request.rating {
        _ if request.status != Status::Closed => String::new(),
        Some(rating) => rating.stars.to_string(),
        None => "open".to_owned(),
    }
}

fn rating(case: Case, request: &Request, stars: RwSignal<String>, comment: Typed) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    if let Some(rating) = &request.rating {
        return words("p", "verdict__rated", (said.your_rating)(rating.stars));
    }
    let error = RwSignal::new(None::<String>);
    let press = move || {
        let Ok(chosen) = stars.read_untracked().parse() else {
            error.set(Some(said.rate_empty.to_owned()));
            return focus::by_id_soon(input_id(RATING));
        };
        error.set(None);
        let body = NewRating {
            stars: chosen,
            comment: comment.text.get_untracked(),
        };
        case.act(Act {
            place: RATING,
            path: path::RATING,
            body: json(&body),
            idempotency_key: Some(comment.key(&format!("{chosen}\n{}", body.comment))),
            said: said.rated,
            typed: Some(comment.leaving()),
            done: Callback::new(|()| ()),
        });
    };
    let legend = words("legend", "field__label", said.rate);
    let mut fields = vec![legend, field_error(RATING, error.into())];
    fields.extend(STARS.map(|count| star(said, stars, count)));
    let inner = vec![
        element(
            "fieldset",
            &[("class", "field"), ("aria-describedby", "error-rating")],
            fields,
        ),
        opinion(comment),
        button(Rank::Primary, said.rate_send, press),
    ];
    block("section", "panel", inner)
}

fn star(said: &Tracker, stars: RwSignal<String>, count: u8) -> AnyView {
    let id = match count {
        1 => input_id(RATING),
        count => format!("{}-{count}", input_id(RATING)),
    };
    let round = Tick {
        id,
        label: (said.stars)(count).to_owned(),
        hint: String::new(),
    };
    let is_on = Signal::derive(move || stars.read().parse() == Ok(count));
    let choose = Callback::new(move |_| stars.set(count.to_string()));
    tick(round, Some(RATING), is_on, choose)
}

fn opinion(comment: Typed) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let words_of = FieldWords {
        label: said.rate_comment.to_owned(),
        hint: String::new(),
        optional: Some(texts.form().optional),
    };
    view! {
        <Field
            name="rating-comment"
            control=Control::Text
            words=words_of
            value=comment.text
            error=Signal::stored(None::<String>)
            on_input=Callback::new(move |typed| comment.write(typed))
            on_leave=Callback::new(|()| ())
        />
    }
    .into_any()
}
