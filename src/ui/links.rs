//! A list of links in one of a few looks: one markup, so that it exists once in the bundle.

use leptos::prelude::*;

use super::icon::icon;

/// How a list of links looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// One under another, a line between them.
    Rows,
    /// Cards side by side.
    Tiles,
    /// Short ones in a run.
    Chips,
    /// Next steps within a card.
    Entries,
}

impl Look {
    const fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Tiles => "tiles",
            Self::Chips => "chips",
            Self::Entries => "entries",
        }
    }
}

/// One link of a list.
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub href: String,
    pub title: String,
    /// A second line, or empty.
    pub detail: String,
    /// Name of an icon, or empty.
    pub icon: String,
}

pub fn links(look: Look, items: Vec<Item>) -> AnyView {
    let rows: Vec<_> = items
        .into_iter()
        .map(|item| {
            let icon = (!item.icon.is_empty()).then(|| icon(&item.icon));
            let detail = (!item.detail.is_empty())
                .then(|| view! { <span class="link__detail">{item.detail}</span> });
            view! {
                <li>
                    <a class="link" href=item.href>
                        {icon}
                        <span class="link__text">{item.title}{detail}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! { <ul class="links" data-look=look.name()>{rows}</ul> }.into_any()
}
