//! Known outages as banners: said once, hidden by the visitor until something about them changes.

use leptos::prelude::*;
use opora_contract::intake::Outage;

use super::super::known;
use crate::{
    browser::{
        focus, live, session,
        setting::{self, Setting},
    },
    i18n::Texts,
    ui::{
        page::HEADING,
        plain::{Rank, block, button, changing, nothing},
    },
};

/// Where the tab notes what was read out already.
const SAID: &str = "opora.outages-said";
/// How many hidden ones are remembered.
const MOST: usize = 20;

/// The banners that the visitor has not hidden.
pub fn outages(texts: Texts, known: &[Outage]) -> AnyView {
    let hidden = marks(setting::read(Setting::Outages));
    let shown = known
        .iter()
        .filter(|outage| !hidden.contains(&mark(outage)));
    let banners: Vec<_> = shown.map(|outage| banner(texts, outage)).collect();
    if banners.is_empty() {
        return nothing();
    }
    block("div", "home__outages", banners)
}

fn banner(texts: Texts, outage: &Outage) -> AnyView {
    say(texts, outage);
    let is_hidden = RwSignal::new(false);
    let outage = outage.clone();
    changing(move || {
        if is_hidden.get() {
            return nothing();
        }
        let mark = mark(&outage);
        let mut lines = known::outage(texts, "h2", &outage);
        lines.push(button(Rank::Quiet, texts.own().hide, move || {
            hide(&mark);
            is_hidden.set(true);
            // The button goes.
            focus::by_id(HEADING);
            live::announce(texts.own().hidden);
        }));
        known::notice("attention", "alert", lines)
    })
}

/// Politely, and once a tab: whoever comes back to the page has heard it.
fn say(texts: Texts, outage: &Outage) {
    let mark = mark(outage);
    let mut said = marks(session::read(SAID));
    if !said.contains(&mark) {
        live::announce(&(texts.own().outage)(&outage.title));
        said.push(mark);
        session::keep(SAID, &said.join(" "));
    }
}

fn hide(mark: &str) {
    let mut hidden = marks(setting::read(Setting::Outages));
    hidden.insert(0, mark.to_owned());
    hidden.truncate(MOST);
    setting::write(Setting::Outages, Some(&hidden.join(" ")));
}

fn marks(kept: Option<String>) -> Vec<String> {
    let kept = kept.unwrap_or_default();
    kept.split_whitespace().map(str::to_owned).collect()
}

/// Names what is said of an outage: another mark for other words or times. FNV-1a, which is short; two alike would only
/// hide one banner.
fn mark(outage: &Outage) -> String {
    let until = outage.until.as_ref().map_or("", |until| until.as_str());
    let parts = [&outage.title, &outage.detail, outage.since.as_str(), until];
    let mut hash = 0x811c_9dc5_u32;
    for byte in parts.iter().flat_map(|part| part.bytes().chain([0])) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("{hash:x}")
}

#[cfg(test)]
mod tests {
    use opora_contract::timestamp::Timestamp;

    use super::*;

    #[test]
    fn an_outage_has_another_mark_once_anything_about_it_changes() {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let outage = Outage {
            title: "Не приходят коды".to_owned(),
            detail: "Чиним.".to_owned(),
            since: at("2026-11-20T08:00:00Z"),
            until: None,
            words: Vec::new(),
        };
        let others = [
            Outage {
                title: "Не приходят письма".to_owned(),
                ..outage.clone()
            },
            Outage {
                detail: "Почти починили.".to_owned(),
                ..outage.clone()
            },
            Outage {
                until: Some(at("2026-11-20T09:00:00Z")),
                ..outage.clone()
            },
        ];
        for other in others {
            assert_ne!(mark(&outage), mark(&other));
        }
        assert_eq!(mark(&outage), mark(&outage.clone()));
    }
}
