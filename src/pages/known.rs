//! What is known not to work, as the page before the forms and the subject of a form show it.

use leptos::prelude::*;
use opora_contract::intake::Outage;

use crate::{
    browser::format::{self, Style},
    i18n::Texts,
    ui::{
        icon::icon,
        plain::{block, element, words},
    },
};

/// A message that stands out without interrupting; `lines` begin with its title.
pub fn notice(tone: &'static str, sign: &str, lines: Vec<AnyView>) -> AnyView {
    let inner = vec![icon(sign), block("div", "notice__text", lines)];
    element("div", &[("class", "notice"), ("data-tone", tone)], inner)
}

/// An outage in lines: that it is known, what it is, since when and until when. `title` is the element of what it is.
pub fn outage(texts: Texts, title: &'static str, outage: &Outage) -> Vec<AnyView> {
    let said = texts.intake();
    let moment = |moment: &str| format::date(moment, texts.language.tag(), Style::MoscowMoment);
    // What should work by now and does not has no time any more.
    let now = format::now();
    let until = outage.until.as_ref().map(|until| until.as_str());
    let until = until.filter(|until| *until > now.as_str()).map(moment);
    let mut lines = vec![
        words("p", "known__label", said.known),
        words(title, "notice__title", outage.title.clone()),
    ];
    if !outage.detail.is_empty() {
        lines.push(words("p", "", outage.detail.clone()));
    }
    let lasts = (said.lasts)(&moment(outage.since.as_str()), until.as_deref());
    lines.push(words("p", "", lasts));
    lines.push(words("p", "", said.known_note));
    lines
}
