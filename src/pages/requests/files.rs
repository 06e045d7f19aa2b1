//! The list as a file.

use leptos::prelude::*;

use super::shelf::Shelf;
use crate::{
    browser::{download, format, live},
    form::{
        foreign,
        kept::{
            export::{self, Words},
            wanted::View,
        },
    },
    ui::plain::{Rank, block, button, changing, disclosure, nothing, words},
};

/// The ways to take the list along; nothing on a strange device, where the file would stay behind.
pub fn files(shelf: Shelf) -> AnyView {
    changing(move || {
        if shelf.is_empty.get() || foreign::is_on() || shelf.view() == View::Figures {
            return nothing();
        }
        let own = shelf.texts.requests();
        let ways = vec![
            button(Rank::Secondary, own.csv, move || csv(shelf)),
            button(Rank::Secondary, own.json, move || json(shelf)),
        ];
        let inner = vec![
            words("p", "", own.files_detail),
            block("div", "row__ways", ways),
        ];
        let inner = block("div", "requests__files", inner);
        disclosure(
            "disclosure",
            own.files.to_owned(),
            false,
            Callback::new(|_| ()),
            inner,
        )
    })
}

fn csv(shelf: Shelf) {
    let own = shelf.texts.requests();
    let said = Words {
        language: shelf.texts.language,
        columns: own.columns,
        kind: own.kind_name,
        yes: own.yes,
        no: own.no,
    };
    let table = shelf.with(|list| export::csv(list.all(), &said));
    offer(shelf, "csv", "text/csv", &table.unwrap_or_default());
}

fn json(shelf: Shelf) {
    let language = shelf.texts.language;
    let text = shelf.with(|list| export::json(list.all(), language));
    offer(shelf, "json", "application/json", &text.unwrap_or_default());
}

fn offer(shelf: Shelf, ending: &str, media_type: &str, text: &str) {
    let now = format::now();
    let day = now.get(..10).unwrap_or_default();
    let name = format!("opora-{day}.{ending}");
    if !download::long_text(&name, media_type, text) {
        live::announce(shelf.texts.requests().file_failed);
    }
}
