//! What is said of the draft, and what can be done with it.

use leptos::prelude::*;

use crate::{
    browser::{
        focus,
        format::{self, Style},
        live,
    },
    form::{
        foreign,
        state::{FormState, Saving},
    },
    i18n::use_texts,
    ui::{
        notice::{Notice, Tone},
        page::HEADING,
        plain::{Rank, block, button, changing, nothing},
    },
};

/// The form holds what an earlier visit has left: go on, begin anew, or leave it and write another one.
pub fn restored(state: FormState) -> AnyView {
    let texts = use_texts().form();
    let begin = move |keeps_draft: bool| {
        state.begin_anew(keeps_draft);
        live::announce(if keeps_draft {
            texts.left_aside
        } else {
            texts.discarded
        });
        focus::by_id(HEADING);
    };
    changing(move || {
        if !state.is_restored.get() {
            return nothing();
        }
        let ways = vec![
            button(Rank::Quiet, texts.discard, move || begin(false)),
            button(Rank::Quiet, texts.leave_aside, move || begin(true)),
        ];
        let ways = block("div", "form__ways", ways);
        view! { <Notice tone=Tone::Neutral title=texts.restored>{ways}</Notice> }.into_any()
    })
}

/// «Сохранено на этом устройстве, 14:02», and the choice that nothing shall be.
pub fn saved(state: FormState) -> AnyView {
    let texts = use_texts();
    let words = texts.form();
    let line = move || match state.saving.get() {
        Saving::Nothing => String::new(),
        Saving::Saved(at) => (words.saved)(&format::date(&at, texts.language.tag(), Style::Time)),
        Saving::Failed => words.saving_failed.to_owned(),
        Saving::Off => words.saving_off.to_owned(),
    };
    let failed = move || (state.saving.read() == Saving::Failed).to_string();
    let switch = changing(move || {
        let is_off = state.saving.read() == Saving::Off;
        let label = if is_off {
            words.foreign_off
        } else {
            words.foreign_on
        };
        button(Rank::Quiet, label, move || {
            foreign::set(!is_off);
            state.keep_or_not();
            live::announce(if is_off {
                words.keeping
            } else {
                words.saving_off
            });
        })
    });
    view! {
        <div class="form__saved" data-failed=failed>
            <p>{line}</p>
            {switch}
        </div>
    }
    .into_any()
}
