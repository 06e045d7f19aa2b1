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
    guide::{
        parcel,
        unconfirmed::{Unconfirmed, What},
    },
    i18n::use_texts,
    ui::{
        field::{Control, Field, FieldWords},
        plain::{Rank, block, button, changing, disclosure, link, nothing, words},
    },
};

/// Name of the field with what is taken along.
const PARCEL: &str = "parcel";

pub fn trouble(walk: Walk, step: &Step) -> AnyView {
    let kept = Unconfirmed::new(&walk.guide(), step);
    let was_open = kept.read(What::Tried).is_some();
    let is_open = RwSignal::new(was_open);
    let id = step.id.clone();
    let own = kept.clone();
    let toggled = move |now: bool| {
        if is_open.get_untracked() == now {
            return;
        }
        is_open.set(now);
        if now {
            own.keep(What::Tried, "");
            walk.trouble(&id);
        } else {
            own.forget(What::Tried);
        }
    };
    let step = step.clone();
    let inner = changing(move || {
        if is_open.get() {
            extra(walk, Extra::Help(kept.clone(), Box::new(step.clone())))
        } else {
            nothing()
        }
    });
    let failed = use_texts().guide().failed.to_owned();
    disclosure(
        "disclosure trouble",
        failed,
        was_open,
        Callback::new(toggled),
        inner,
    )
}

/// What may help, and the way to a person.
pub fn help(walk: Walk, kept: &Unconfirmed, step: &Step) -> AnyView {
    // A line each.
    let tried = RwSignal::new(kept.read(What::Tried).unwrap_or_default());
    let own = kept.clone();
    let add = Callback::new(move |line: String| {
        tried.update(|tried| {
            if !tried.lines().any(|known| known == line) {
                tried.push('\n');
                tried.push_str(&line);
            }
        });
        own.keep(What::Tried, &tried.get_untracked());
    });
    let mut inner = vec![words("h2", "trouble__title", use_texts().guide().help)];
    let troubles = step.help.iter().cloned();
    inner.extend(troubles.map(|help| entry(help, add)));
    inner.push(ask(walk, kept.clone(), step, tried));
    block("div", "trouble__help", inner)
}

/// One trouble; who opens it has tried it.
fn entry(help: Help, add: Callback<String>) -> AnyView {
    let line = format!("- {}", help.problem);
    let opened = move |_| add.run(line.clone());
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
fn ask(walk: Walk, kept: Unconfirmed, step: &Step, tried: RwSignal<String>) -> AnyView {
    let texts = use_texts();
    let own = texts.guide();
    let guide = walk.guide();
    let form = guide.form.href.clone();
    let opening = (own.parcel_text)(&guide.title, &step.title);
    // What the person has typed is never written over.
    let typed = RwSignal::new(kept.read(What::Parcel));
    let place = kept.clone();
    let edit = move |text: String| {
        place.keep(What::Parcel, &text);
        typed.set(Some(text));
    };
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
        kept.forget(What::Parcel);
        walk.leave_for(address.clone());
    };
    let ways = vec![
        button(Rank::Primary, own.write, write),
        button(Rank::Quiet, own.write_bare, move || {
            parcel::forget();
            walk.leave_for(form.clone());
        }),
        link("action", &Page::Contacts.path(), texts.shell().operator),
    ];
    view! {
        {words("h3", "trouble__ask", own.no_help)}
        <Field
            name=PARCEL
            control=Control::Text
            words=FieldWords { label: own.parcel.into(), hint: own.parcel_hint.into(), optional: Some(texts.form().optional) }
            value=text
            error=Signal::stored(None::<String>)
            on_input=Callback::new(edit)
            on_leave=Callback::new(|()| ())
        />
        {block("div", "trouble__ways", ways)}
    }
    .into_any()
}
