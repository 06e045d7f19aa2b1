//! «Не получилось»: what may have stood in the way, then a form that takes along what was tried, or an operator.

use leptos::prelude::*;
use opora_contract::{
    guide::{Help, Step},
    page::Page,
};

use super::{
    super::prose::prose,
    extra::{Extra, extra},
    walk::Walk,
};
use crate::{
    browser::focus,
    guide::parcel,
    i18n::use_texts,
    ui::{
        field::{Control, Field, FieldWords},
        plain::{Rank, block, button, changing, disclosure, element, link, words},
    },
};

/// Id of the heading, for the focus.
const HELP: &str = "step-help";
/// Name of the field with what is taken along.
const PARCEL: &str = "parcel";

pub fn trouble(walk: Walk, step: &Step) -> AnyView {
    let is_open = RwSignal::new(false);
    let step = step.clone();
    let shown = changing(move || {
        if is_open.get() {
            return extra(walk, Extra::Help(Box::new(step.clone())));
        }
        let id = step.id.clone();
        button(Rank::Quiet, use_texts().guide().failed, move || {
            is_open.set(true);
            walk.trouble(&id);
        })
    });
    block("section", "trouble", vec![shown])
}

/// Opened by a press: the heading takes the focus when it is there.
pub fn help(walk: Walk, step: &Step) -> AnyView {
    // A line each.
    let tried = RwSignal::new(String::new());
    let heading = [
        ("class", "trouble__title"),
        ("id", HELP),
        ("tabindex", "-1"),
    ];
    let heading = heading.map(|(name, value)| (name, value.to_owned()));
    let title = use_texts().guide().help.into_any();
    let mut inner = vec![element("h2", heading.into(), vec![title])];
    let troubles = step.help.iter().cloned();
    inner.extend(troubles.map(|help| entry(help, tried)));
    inner.push(ask(walk, step, tried));
    focus::by_id_soon(HELP);
    inner.into_any()
}

/// One trouble; who opens it has tried it.
fn entry(help: Help, tried: RwSignal<String>) -> AnyView {
    let problem = help.problem.clone();
    let opened = move |()| {
        tried.update(|tried| {
            let line = format!("- {problem}");
            if !tried.lines().any(|known| known == line) {
                tried.push('\n');
                tried.push_str(&line);
            }
        });
    };
    let inner = prose(help.blocks);
    disclosure(
        "disclosure trouble__entry",
        help.problem,
        false,
        Callback::new(opened),
        inner,
    )
}

/// The way to a person: with what was tried, as far as the visitor wants to pass it on.
fn ask(walk: Walk, step: &Step, tried: RwSignal<String>) -> AnyView {
    let texts = use_texts();
    let own = texts.guide();
    let guide = walk.guide();
    let form = guide.form.href.clone();
    let opening = (own.parcel_text)(&guide.title, &step.title);
    // What the person has typed is never written over.
    let typed = RwSignal::new(None::<String>);
    let text = Signal::derive(move || {
        typed.get().unwrap_or_else(|| {
            let tried = tried.get();
            if tried.is_empty() {
                opening.clone()
            } else {
                format!("{opening}\n{}{tried}", own.parcel_tried)
            }
        })
    });
    let address = form.clone();
    let write = move || {
        parcel::leave(text.get_untracked().trim());
        walk.leave_for(address.clone());
    };
    let ways = vec![
        button(Rank::Primary, own.write, write),
        button(Rank::Quiet, own.write_bare, move || {
            parcel::forget();
            walk.leave_for(form.clone());
        }),
        link("action", Page::Contacts.path(), texts.shell().operator),
    ];
    view! {
        {words("h3", "trouble__ask", own.no_help)}
        <Field
            name=PARCEL
            control=Control::Text
            words=FieldWords { label: own.parcel.into(), hint: own.parcel_hint.into(), optional: Some(texts.form().optional) }
            value=text
            error=Signal::stored(None::<String>)
            on_input=Callback::new(move |text| typed.set(Some(text)))
            on_leave=Callback::new(|()| ())
        />
        {block("div", "trouble__ways", ways)}
    }
    .into_any()
}
