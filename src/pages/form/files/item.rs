//! What the lines of the list have in common: one markup for all, so that it exists once in the bundle.

use leptos::prelude::*;

use crate::{
    browser::{event, focus},
    i18n::use_texts,
    ui::{
        icon::icon,
        plain::{block, element, words},
    },
};

/// Id of the line of a file, which takes the focus when the one before it goes.
pub fn item_id(id: &str) -> String {
    format!("file-{id}")
}

/// Id of the place of a small picture.
pub fn preview_id(id: &str) -> String {
    format!("preview-{id}")
}

/// A line of the list.
pub fn item(id: &str, stage: Signal<String>, parts: Vec<AnyView>) -> AnyView {
    view! {
        <li class="file" id=item_id(id) tabindex="-1" aria-labelledby=format!("name-{id}") data-stage=move || stage.get()>
            {parts}
        </li>
    }
    .into_any()
}

/// A small picture, or an icon in its place, beside name and size.
pub fn head(id: &str, symbol: &str, name: &str, bytes: u64) -> AnyView {
    let place = preview_id(id);
    let size = (use_texts().form().megabytes)(bytes);
    let name_id = format!("name-{id}");
    block(
        "div",
        "file__head",
        vec![
            element(
                "span",
                &[
                    ("class", "file__preview"),
                    ("id", &place),
                    ("aria-hidden", "true"),
                ],
                vec![icon(symbol)],
            ),
            element(
                "span",
                &[("class", "file__name"), ("id", &name_id)],
                vec![name.to_owned().into_any()],
            ),
            words("span", "file__size", size),
        ],
    )
}

/// A button of one line.
pub struct Press {
    pub id: String,
    /// How it stands out, as in `button.css`.
    pub rank: &'static str,
    pub label: Signal<String>,
    /// Of the file: whoever listens hears it behind the label.
    pub name: String,
    pub is_shown: Signal<bool>,
    pub act: Callback<()>,
}

/// The second press of a double click is none, as of every button.
pub fn press(button: Press) -> AnyView {
    let Press {
        id,
        rank,
        label,
        name,
        is_shown,
        act,
    } = button;
    let handle = move |event: leptos::ev::MouseEvent| {
        if event::presses(&event) <= 1.0 {
            act.run(());
        }
    };
    view! {
        <button type="button" id=id class="button" data-rank=rank hidden=move || !is_shown.get() on:click=handle>
            {move || label.get()}<span class="visually-hidden">" "{name}</span>
        </button>
    }
    .into_any()
}

/// Leads the focus to the line of the file with this id, or to the picker.
pub fn lead_to(id: Option<String>, back: &str) {
    focus::by_id_soon(id.map_or_else(|| back.to_owned(), |id| item_id(&id)));
}
