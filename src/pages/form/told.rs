//! What a portal around the frame has to do with a form: what it tells of its page goes along only as far as the person
//! lets it.

use leptos::prelude::*;

use super::Sheet;
use crate::{
    browser::{focus, live},
    embed,
    form::state::told::{PAGE, PORTAL, SERVICE},
    i18n::{Texts, use_texts},
    ui::{
        page::HEADING,
        plain::{Rank, block, button, changing, element, nothing, words},
    },
};

/// Where the focus goes when what had it is gone.
const PLACE: &str = "told";

/// What goes along with the request, each with a way to leave it out; nothing where nothing does.
pub fn told(sheet: Sheet) -> AnyView {
    let texts = use_texts();
    changing(move || {
        let told = sheet.state.context.get();
        let rows: Vec<_> = told
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| row(sheet, texts, name, value))
            .collect();
        if rows.is_empty() {
            return nothing();
        }
        let own = texts.embed();
        let title = [("id", PLACE), ("tabindex", "-1")];
        let inner = vec![
            element("h2", &title, vec![own.context.into_any()]),
            words("p", "", (own.context_lead)(&portal(sheet))),
            block("dl", "review", rows),
        ];
        block("section", "review__told", inner)
    })
}

/// The name of the portal; what it is called on the server where nobody has told its name.
fn portal(sheet: Sheet) -> String {
    let told = sheet.state.told();
    let id = told.and_then(|told| told.portal).map(|id| id.to_string());
    let known = embed::portal().filter(|portal| Some(portal.id.to_string()) == id);
    known.map(|portal| portal.name).or(id).unwrap_or_default()
}

fn row(sheet: Sheet, texts: Texts, name: String, value: String) -> AnyView {
    let own = texts.embed();
    let (label, value) = match name.as_str() {
        PORTAL => (texts.told().portal, portal(sheet)),
        PAGE => (texts.told().page, value),
        SERVICE => (texts.told().service, value),
        // Of a newer app: it goes along, so it is shown.
        _ => ("", value),
    };
    let leave_out = button(Rank::Quiet, own.context_remove, move || {
        sheet.state.leave_out(&name);
        live::announce(&(own.context_removed)(label));
        let is_left = sheet.state.told().is_some();
        focus::by_id_soon(if is_left { PLACE } else { HEADING });
    });
    element(
        "div",
        &[("class", "review__row")],
        vec![
            words("dt", "review__label", label),
            block("dd", "review__value", vec![words("p", "", value)]),
            block("dd", "review__change", vec![leave_out]),
        ],
    )
}
