//! The next step: only what the server offers, with a reason, and a new term where it moves.

use leptos::prelude::*;
use opora::{
    i18n::use_texts,
    ui::{
        check::{Tick, tick},
        error_summary::ErrorSummary,
        field::{Control, Field, FieldWords, field_error, input_id},
    },
};

use super::{
    desk::{Desk, Part},
    document::documents,
    done, trouble,
};
use crate::{
    control::{self, Around},
    draft::{CHOICE, Choice, FROM, REASON, Step, TO},
    words::use_words,
};

/// The form, while there is a step left.
pub fn step(desk: Desk) -> AnyView {
    let words = use_words();
    let choices = Memo::new(move |_| choices(desk));
    let is_over = Memo::new(move |_| choices.read().is_empty());
    let shown = move || {
        if is_over.get() {
            return view! { <p>{words.step.none}</p> }.into_any();
        }
        form(desk, choices)
    };
    view! {
        <section class="card staff-desk__act">
            <h2 class="card__title">{words.step.title}</h2>
            {shown}
            {done(desk, Part::Step)}
        </section>
    }
    .into_any()
}

/// What the server offers now.
fn choices(desk: Desk) -> Vec<Choice> {
    let opened = desk.opened.read();
    let Some(opened) = &*opened else {
        return Vec::new();
    };
    let staff = &opened.staff;
    let stages = staff.stages.iter().copied().map(Choice::Stage);
    let steps = staff.steps.iter().copied().map(Choice::To);
    let term = staff.request.status.is_open().then_some(Choice::Term);
    stages.chain(steps).chain(term).collect()
}

fn form(desk: Desk, choices: Memo<Vec<Choice>>) -> AnyView {
    let words = use_words();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.step();
    };
    let is_busy = move || (desk.running.get() == Some(Part::Step)).to_string();
    let asks = Memo::new(move |_| desk.draft.read().step.asks());
    let asked = move || asks.get().then(|| documents(desk));
    view! {
        <form class="staff-form" novalidate on:submit=save>
            {trouble(desk, Part::Step)}
            <ErrorSummary title=words.errors errors=desk.mistakes(Part::Step)/>
            {choosing(desk, choices)}
            {asked}
            {reason(desk)}
            {term(desk)}
            <button type="submit" class="button" aria-busy=is_busy on:click=move |event| control::once(&event)>
                {words.step.save}
            </button>
        </form>
    }
    .into_any()
}

/// One of the choices. What is no longer offered is not chosen any more.
fn choosing(desk: Desk, choices: Memo<Vec<Choice>>) -> AnyView {
    let words = use_words();
    Effect::new(move |_| {
        let choices = choices.read();
        let chosen = desk.draft.read_untracked().step.choice;
        if chosen.is_some_and(|chosen| !choices.contains(&chosen)) {
            desk.draft.update(|draft| draft.step.choice = None);
        }
    });
    let rounds = move || {
        let choices = choices.get().into_iter().enumerate();
        let drawn = choices.map(|(at, choice)| round(desk, at, choice));
        drawn.collect_view()
    };
    // The summary leads to the first round.
    view! {
        <fieldset class="field">
            <legend class="field__label">{words.step.choose}</legend>
            {field_error(CHOICE, desk.mistake(Part::Step, CHOICE.to_owned()))}
            {rounds}
        </fieldset>
    }
    .into_any()
}

fn round(desk: Desk, at: usize, choice: Choice) -> AnyView {
    let (words, texts) = (use_words(), use_texts());
    let kind = desk.slice(|request| request.kind);
    let (label, hint) = match choice {
        Choice::To(to) => (to.label(kind, texts.language), (words.step.hint)(to)),
        Choice::Stage(stage) => ((words.stage)(stage), words.step.stage_hint),
        Choice::Term => (words.step.term_only, words.step.term_only_hint),
    };
    let id = match at {
        0 => input_id(CHOICE),
        at => format!("{}-{at}", input_id(CHOICE)),
    };
    let said = Tick {
        id,
        label: label.to_owned(),
        hint: hint.to_owned(),
    };
    let is_on = Signal::derive(move || desk.draft.read().step.choice == Some(choice));
    let change = Callback::new(move |_| {
        let actions = desk.untracked(|request| request.actions.clone());
        desk.draft.update(|draft| {
            draft.step.choice = Some(choice);
            if draft.step.asks() {
                draft.step.ask(&actions);
            }
        });
    });
    tick(said, Some(CHOICE), is_on, change)
}

fn reason(desk: Desk) -> AnyView {
    let said = &use_words().step;
    let words = FieldWords {
        label: said.reason.to_owned(),
        hint: said.reason_hint.to_owned(),
        optional: None,
    };
    view! {
        <Field
            name=REASON
            control=Control::Text
            words=words
            value=value(desk, |step| &step.reason)
            error=desk.mistake(Part::Step, REASON.to_owned())
            on_input=typed(desk, |step| &mut step.reason)
            on_leave=Callback::new(|()| ())
        />
    }
    .into_any()
}

fn term(desk: Desk) -> AnyView {
    let said = &use_words().step;
    let day = |name: &'static str, label: &str, read: fn(&Step) -> &String, write| {
        let around = Around {
            label: label.to_owned(),
            hint: "",
            optional: Some(said.optional),
        };
        let error = desk.mistake(Part::Step, name.to_owned());
        control::line(
            "date",
            name,
            around,
            value(desk, read),
            error,
            typed(desk, write),
        )
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{said.term}</legend>
            <p class="field__hint">{said.term_hint}</p>
            <div class="staff-days">
                {day(FROM, said.from, |step| &step.from, |step| &mut step.from)}
                {day(TO, said.to, |step| &step.to, |step| &mut step.to)}
            </div>
        </fieldset>
    }
    .into_any()
}

fn value(desk: Desk, read: fn(&Step) -> &String) -> Signal<String> {
    Signal::derive(move || read(&desk.draft.read().step).clone())
}

fn typed(desk: Desk, write: fn(&mut Step) -> &mut String) -> Callback<String> {
    Callback::new(move |text| desk.draft.update(|draft| *write(&mut draft.step) = text))
}
