//! Trying it out: what is typed or chosen is judged by the rule of the real form and never leaves the page.

use leptos::prelude::*;
use opora_contract::{
    guide::{Confirmation, Practice, Proof},
    rule::PasswordPart,
    slug::Slug,
    upload::{SNIFF_BYTES, UploadProfile},
};

use super::{confirmation::NAME, walk::Walk};
use crate::{
    browser::{file, focus, live},
    guide::unconfirmed::{Unconfirmed, What},
    i18n::{Texts, use_texts},
    ui::{
        field::{Control, Field, FieldWords, field_error, input_id},
        icon::icon,
        plain::{Rank, block, button, changing, element, nothing, words},
    },
};

/// The field for the rule of a step.
pub fn practice(walk: Walk, id: Slug, kept: Unconfirmed, confirmation: Confirmation) -> AnyView {
    let Confirmation::Practice {
        rule,
        label,
        hint,
        profile,
    } = confirmation
    else {
        return nothing();
    };
    let hint = if hint.is_empty() {
        use_texts().guide().stays_here.to_owned()
    } else {
        hint
    };
    match profile.filter(|_| rule == Practice::File) {
        Some(profile) => sample(walk, id, label, hint, profile),
        None => typed(walk, id, kept, (rule, label, hint)),
    }
}

/// A line to type. It survives a reload unless it is a password.
fn typed(
    walk: Walk,
    id: Slug,
    kept: Unconfirmed,
    (rule, label, hint): (Practice, String, String),
) -> AnyView {
    let texts = use_texts();
    let is_secret = rule == Practice::Password;
    let before = kept.read(What::Answer).filter(|_| !is_secret);
    let value = RwSignal::new(before.unwrap_or_default());
    let typed = move |text: String| {
        if !is_secret {
            kept.keep(What::Answer, &text);
        }
        value.set(text);
    };
    let error = RwSignal::new(None::<String>);
    let control = match rule {
        Practice::Phone => Control::Phone,
        Practice::Email => Control::Email,
        _ => Control::Line,
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match rule.check(&value.get_untracked()) {
            Ok(_) => walk.pass(&id, Proof::Done),
            Err(violation) => {
                error.set(Some(violation.message(texts.language)));
                focus::by_id_soon(input_id(NAME));
            }
        }
    };
    let parts = if is_secret {
        changing(move || parts(texts, &value.get()))
    } else {
        nothing()
    };
    view! {
        <form novalidate on:submit=submit>
            <Field
                name=NAME
                control=control
                words=FieldWords { label, hint, optional: None }
                value=value
                error=error
                on_input=Callback::new(move |text| { typed(text); error.set(None); })
                on_leave=Callback::new(|()| ())
            />
            {parts}
            <button type="submit" class="button">{texts.guide().try_out}</button>
        </form>
    }
    .into_any()
}

/// What a password has and lacks (spec B51).
fn parts(texts: Texts, typed: &str) -> AnyView {
    let part = |part: PasswordPart| {
        let state = if part.is_in(typed) { "done" } else { "open" };
        element(
            "li",
            &[("class", "confirm__part"), ("data-state", state)],
            vec![icon("check"), part.name(texts.language).into_any()],
        )
    };
    block("ul", "", PasswordPart::ALL.map(part).into())
}

/// A file is looked at on the device: its size and its first bytes.
fn sample(walk: Walk, id: Slug, label: String, hint: String, profile: UploadProfile) -> AnyView {
    let texts = use_texts();
    let error = RwSignal::new(None::<String>);
    let fits = RwSignal::new(None::<String>);
    let choose = move |event: leptos::ev::Event| {
        let profile = profile.clone();
        let chosen = file::taken_from(&event_target(&event)).into_iter().next();
        let Some(chosen) = chosen else { return };
        leptos::task::spawn_local(async move {
            let head = file::head(&chosen.blob, SNIFF_BYTES)
                .await
                .unwrap_or_default();
            // A file that cannot be read is as good as empty.
            let bytes = if head.is_empty() { 0 } else { chosen.bytes };
            let (good, bad) = match profile.check(bytes, &head) {
                Ok(_) => (Some((texts.guide().file_fits)(&chosen.name)), None),
                Err(violation) => (None, Some(violation.message(texts.language))),
            };
            let said = good.clone().or(bad.clone()).unwrap_or_default();
            // Whoever has moved on is not told of the step before.
            if fits.try_set(good).is_none() && error.try_set(bad).is_none() {
                live::announce(&said);
            }
        });
    };
    let good = changing(move || {
        let id = id.clone();
        let Some(name) = fits.get() else {
            return nothing();
        };
        vec![
            block("p", "confirm__good", vec![icon("check"), name.into_any()]),
            button(Rank::Primary, texts.guide().onward, move || {
                walk.pass(&id, Proof::Done);
            }),
        ]
        .into_any()
    });
    let field = view! {
        <div class="field">
            {words("p", "confirm__title", label)}
            <p class="field__hint" id="sample-hint">{hint}</p>
            {field_error(NAME, error.into())}
            <input id=input_id(NAME) class="visually-hidden" type="file" aria-describedby="sample-hint" on:change=choose/>
            <label class="button" data-rank="secondary" for=input_id(NAME)>{texts.guide().choose_file}</label>
        </div>
    };
    vec![field.into_any(), good].into_any()
}
