//! The ladder of a long wait: what is possible now, and when the next step becomes so (spec N07, N08).

use leptos::prelude::*;
use opora_contract::{
    page::Page,
    path,
    request::{NewReminder, Request, Rung, Step},
    slug::Slug,
};

use super::{
    case::{Act, Case, json},
    typed::Typed,
};
use crate::{
    browser::{
        focus,
        format::{self, Style},
        timer,
    },
    i18n::{Tracker, use_texts},
    ui::{
        field::{Control, Field, FieldWords, input_id},
        plain::{Rank, block, button, changing, element, link, nothing, words},
    },
};

const PLACE: &str = "remind";
/// The form «Запрос статуса».
const FORM: &str = "status";
/// Its field.
const NUMBER: &str = "number";

pub fn waiting(case: Case) -> AnyView {
    let texts = use_texts();
    // A step becomes possible while the page is open.
    let minute = RwSignal::new(format::now());
    timer::every_seconds(30, move || minute.set(format::now()));
    // Above what is drawn anew: news of the request leave it alone.
    let reminder = Typed::of(case, PLACE);
    let shown = case.part(key, move |case, request| {
        ladder(case, request, minute, reminder)
    });
    let title = case.part(key, move |_, _| words("h2", "", texts.tracker().waiting));
    block(
        "section",
        "waiting",
        vec![title, shown, case.outcome(PLACE)],
    )
}

/// The steps that apply as the request stands, and those that were taken.
fn steps(request: &Request) -> impl Iterator<Item = &Rung> {
    let known = |rung: &&Rung| rung.step != Step::Unknown;
    let applies = |rung: &&Rung| rung.from.is_some() || rung.used_at.is_some();
    request.waiting.iter().filter(known).filter(applies)
}

/// What the steps depend on; nothing where there is none.
fn key(request: &Request) -> String {
    let moment = |at: &Option<opora_contract::timestamp::Timestamp>| {
        at.as_ref()
            .map(|at| at.as_str().to_owned())
            .unwrap_or_default()
    };
    steps(request)
        .map(|rung| {
            let (from, used) = (moment(&rung.from), moment(&rung.used_at));
            format!("{}/{from}/{used};", rung.step as u8)
        })
        .collect()
}

fn ladder(case: Case, request: &Request, minute: RwSignal<String>, reminder: Typed) -> AnyView {
    let rungs = steps(request).map(|rung| step(case, rung, minute, reminder));
    let form = Slug::parse(FORM).map_or_else(nothing, |form| {
        let address = format!("{}?{NUMBER}={}", Page::Form(form).path(), case.number);
        link("", &address, use_texts().tracker().ask_status)
    });
    let inner = vec![
        block("ol", "waiting__steps", rungs.collect()),
        block("p", "waiting__form", vec![form]),
    ];
    block("div", "waiting__ladder", inner)
}

fn step(case: Case, rung: &Rung, minute: RwSignal<String>, reminder: Typed) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let notice = (said.step)(rung.step);
    let date = |at: &str| format::date(at, texts.language.tag(), Style::Moment);
    let from = rung.from.as_ref().map(|from| from.as_str().to_owned());
    // Moments are in the order of their text up to the second.
    let is_possible = Memo::new(move |_| {
        let now = minute.read();
        from.as_ref()
            .is_some_and(|from| from.get(..19) <= now.get(..19))
    });
    let mut inner = vec![
        words("h3", "waiting__title", notice.title),
        words("p", "", notice.detail),
    ];
    if let Some(used) = &rung.used_at {
        inner.push(words(
            "p",
            "waiting__state",
            (said.used)(&date(used.as_str())),
        ));
    }
    let later = rung
        .from
        .as_ref()
        .map(|from| (said.possible_from)(&date(from.as_str())));
    let kind = rung.step;
    inner.push(changing(move || match (is_possible.get(), &later) {
        (true, _) => way(case, kind, reminder),
        (false, Some(later)) => words("p", "waiting__state", later.clone()),
        (false, None) => nothing(),
    }));
    let state = move || if is_possible.get() { "now" } else { "later" };
    view! { <li class="waiting__step" data-state=state>{inner}</li> }.into_any()
}

/// What can be pressed.
fn way(case: Case, step: Step, reminder: Typed) -> AnyView {
    let said = use_texts().tracker();
    let label = (said.step_action)(step);
    match step {
        Step::Phone => element(
            "a",
            &[
                ("class", "button"),
                ("data-rank", "secondary"),
                ("href", &Page::Contacts.path()),
            ],
            vec![label.into_any()],
        ),
        Step::Hasten => hasten(case, label, reminder),
        step => {
            let press = move || remind(case, said, step, String::new(), None);
            button(Rank::Secondary, label, press)
        }
    }
}

/// A reminder wants a few words.
fn hasten(case: Case, label: &'static str, reminder: Typed) -> AnyView {
    let said = use_texts().tracker();
    let press = move || {
        let text = reminder.text.get_untracked();
        if text.trim().is_empty() {
            reminder.error.set(Some(said.remind_empty.to_owned()));
            return focus::by_id_soon(input_id(PLACE));
        }
        remind(case, said, Step::Hasten, text, Some(reminder));
    };
    let words_of = FieldWords {
        label: said.remind.to_owned(),
        hint: said.remind_hint.to_owned(),
        optional: None,
    };
    let field = view! {
        <Field
            name=PLACE
            control=Control::Line
            words=words_of
            value=reminder.text
            error=reminder.error
            on_input=Callback::new(move |typed| reminder.write(typed))
            on_leave=Callback::new(|()| ())
        />
    };
    block(
        "div",
        "waiting__form",
        vec![field.into_any(), button(Rank::Secondary, label, press)],
    )
}

fn remind(case: Case, said: &Tracker, step: Step, text: String, typed: Option<Typed>) {
    let key = typed.map(|typed| typed.key(&text));
    case.act(Act {
        place: PLACE,
        path: path::REMINDERS,
        body: json(&NewReminder { step, text }),
        idempotency_key: key,
        said: (said.step_done)(step),
        typed: typed.map(Typed::leaving),
        done: Callback::new(|()| ()),
    });
}
