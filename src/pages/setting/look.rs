//! How pages look: each choice shows on this very page.

use std::cell::Cell;

use leptos::prelude::*;
use opora_contract::language::Language;

use super::{choice, option, part};
use crate::{
    browser::{
        focus, live,
        look::{self, Look},
    },
    i18n::Texts,
    ui::plain::{Rank, block, button, changing, element, nothing, words},
};

thread_local! {
    /// A language was chosen here: the page that comes in its place gives the focus back.
    static CHOSEN: Cell<Option<Language>> = const { Cell::new(None) };
}

pub fn section(texts: Texts) -> AnyView {
    let said = texts.setting();
    // What was chosen stands in the root: whoever changes it says so.
    let changed = RwSignal::new(0_usize);
    look::on_change(move || changed.update(|count| *count += 1));
    let is_kept = RwSignal::new(true);
    let mut inner = vec![languages(texts)];
    inner.extend(Look::ALL.map(|own| one(texts, own, changed, is_kept)));
    inner.push(changing(move || {
        if is_kept.get() {
            nothing()
        } else {
            words("p", "field__error", said.unkept)
        }
    }));
    inner.push(sample(texts));
    inner.push(reset(texts, is_kept));
    part("look", said.look, inner)
}

fn languages(texts: Texts) -> AnyView {
    let id = |language: Language| format!("language-{}", language.tag());
    if let Some(chosen) = CHOSEN.take() {
        focus::again_soon(id(chosen));
    }
    let one = |language: Language| {
        let change = Callback::new(move |_| {
            CHOSEN.set(Some(language));
            look::speak(language.tag());
        });
        let is_on = Signal::derive(move || language == texts.language);
        option(
            Some("language"),
            id(language),
            language.name(),
            "",
            is_on,
            change,
        )
    };
    let options = Language::ALL.map(one);
    choice(texts.setting().language, "", options.into())
}

fn one(texts: Texts, own: Look, changed: RwSignal<usize>, is_kept: RwSignal<bool>) -> AnyView {
    let said = texts.setting();
    let legend = (said.legend)(own);
    let options = own.values().iter().map(|value| {
        let label = (said.option)(own, value);
        let change = Callback::new(move |_| {
            is_kept.set(look::choose(own, value));
            live::announce(&(said.chosen)(legend, label));
        });
        let is_on = Signal::derive(move || {
            changed.track();
            look::read(own) == *value
        });
        let id = format!(
            "{}-{}",
            own.name(),
            if value.is_empty() { "usual" } else { value }
        );
        option(Some(own.name()), id, label, "", is_on, change)
    });
    choice(legend, (said.hint)(own), options.collect())
}

/// A piece of a page as it looks now. Ears have heard what was chosen.
fn sample(texts: Texts) -> AnyView {
    let said = texts.setting();
    let card = vec![
        words("p", "sample__label", said.sample),
        words("p", "sample__title", said.sample_title),
        words("p", "", said.sample_text),
        words("span", "button", said.sample_action),
    ];
    element("div", &[("class", "sample"), ("aria-hidden", "true")], card)
}

fn reset(texts: Texts, is_kept: RwSignal<bool>) -> AnyView {
    let said = texts.setting();
    let press = move || {
        let mut all_kept = true;
        for own in Look::ALL {
            all_kept &= look::choose(own, "");
        }
        is_kept.set(all_kept);
        live::announce(said.reset_done);
    };
    let inner = vec![
        button(Rank::Secondary, said.reset, press),
        words("p", "choice__hint", said.reset_detail),
    ];
    block("div", "settings__end", inner)
}
