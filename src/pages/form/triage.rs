//! Beside a subject while it is typed: that an outage is known, or that others solve it (spec A35). A hint, no barrier:
//! the form goes on whatever it says.

use leptos::prelude::*;
use opora_contract::{
    home::Link,
    intake::{Elsewhere, Intake, Outage},
};

use super::super::known;
use crate::{
    api::{self, use_client},
    browser::{live, timer},
    i18n::{Texts, use_texts},
    ui::plain::{block, changing, element, nothing, words},
};

/// How long a person must have paused, in milliseconds: nobody is interrupted in the middle of a word.
const PAUSE: u64 = 600;

/// What a subject speaks for.
enum Hint {
    Outage(Outage),
    Elsewhere(Elsewhere),
}

/// The hint for a subject. Nothing while it speaks for nothing, and where what is known could not be read.
pub fn triage(subject: Signal<String>) -> AnyView {
    let (texts, client) = (use_texts(), use_client());
    // Kept as it came: a signal of its type would cost more than reading it again after a pause.
    let known = RwSignal::new(String::new());
    leptos::task::spawn_local(async move {
        if let Ok(read) = client.intake().await {
            known.try_set(read);
        }
    });
    let paused = paused(subject);
    let name = Memo::new(move |_| {
        let found = hint(&known.read(), &paused.read());
        found.map(|hint| hint.name(texts)).unwrap_or_default()
    });
    Effect::new(move |_| {
        let name = name.get();
        if !name.is_empty() {
            live::announce(&name);
        }
    });
    // Drawn anew for another hint only, not at every pause.
    changing(move || {
        name.track();
        match hint(&known.read_untracked(), &paused.read_untracked()) {
            Some(hint) => draw(texts, hint),
            None => nothing(),
        }
    })
}

/// An outage comes first: what does not work now is seldom what others solve.
fn hint(known: &str, subject: &str) -> Option<Hint> {
    let known = api::parse::<Intake>(known).ok()?;
    if let Some(outage) = known.outage_for(subject) {
        return Some(Hint::Outage(outage.clone()));
    }
    known.elsewhere_for(subject).cloned().map(Hint::Elsewhere)
}

impl Hint {
    /// What is said aloud.
    fn name(&self, texts: Texts) -> String {
        let said = texts.intake();
        match self {
            Self::Outage(outage) => format!("{}: {}", said.known, outage.title),
            Self::Elsewhere(topic) => format!("{}: {}", said.sounds_elsewhere, topic.title),
        }
    }
}

fn draw(texts: Texts, hint: Hint) -> AnyView {
    let said = texts.intake();
    let otherwise = words("p", "", said.otherwise);
    let (label, notice) = match hint {
        Hint::Outage(outage) => {
            let mut lines = known::outage(texts, "p", &outage);
            lines.push(otherwise);
            (said.known, known::notice("attention", "alert", lines))
        }
        Hint::Elsewhere(topic) => {
            let ways = topic.ways.into_iter().map(|way| way_out(texts, way));
            let lines = vec![
                words("p", "known__label", said.sounds_elsewhere),
                words("p", "notice__title", topic.title),
                words("p", "", topic.detail),
                block("ul", "known__ways", ways.collect()),
                otherwise,
            ];
            let notice = known::notice("neutral", "info", lines);
            (said.sounds_elsewhere, notice)
        }
    };
    let attributes = [("class", "triage"), ("aria-label", label)];
    element("aside", &attributes, vec![notice])
}

/// Opens beside the form: what is written stays in sight.
fn way_out(texts: Texts, way: Link) -> AnyView {
    let note = format!(" ({})", texts.suggest().new_tab);
    let link = element(
        "a",
        &[
            ("class", "action"),
            ("href", &way.href),
            ("target", "_blank"),
            ("rel", "noopener"),
        ],
        vec![
            words("span", "", way.title),
            words("span", "visually-hidden", note),
        ],
    );
    block("li", "", vec![link])
}

/// What `text` was when it last stood still for [`PAUSE`].
fn paused(text: Signal<String>) -> RwSignal<String> {
    let paused = RwSignal::new(text.get_untracked());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let text = text.get();
        let own = turn.get_value().wrapping_add(1);
        turn.set_value(own);
        timer::after_millis(PAUSE, move || {
            if turn.try_get_value() == Some(own) {
                paused.set(text);
            }
        });
    });
    paused
}
