//! The heading of a page, and what must happen when one arrives: title, focus, announcement.
//!
//! The router does none of it. One owner, so that no page can forget.

use leptos::prelude::*;

use crate::browser::{focus, live, page};

/// Id of the one `<h1>`: where the focus goes when what had it is gone.
pub const HEADING: &str = "page-title";

/// Whether a page has been shown already. The first one must not take the focus from the address bar or the skip link.
#[derive(Clone, Copy, Default)]
pub struct Visit {
    arrived: StoredValue<bool>,
}

impl Visit {
    pub fn new() -> Self {
        Self::default()
    }

    /// The next heading is not a navigation: the focus stays where it is.
    pub fn stay(self) {
        self.arrived.set_value(false);
    }
}

/// A page's heading. When `title` becomes another, the document is renamed, the heading takes the focus and is announced.
#[component]
pub fn Heading(
    /// The heading, and the first part of the document's title.
    #[prop(into)]
    title: Signal<String>,
    /// Name of the site: the last part of the document's title.
    site: &'static str,
    /// Stands before the document's title while something is wrong: «Ошибка: ».
    #[prop(optional, into)]
    prefix: Signal<String>,
) -> impl IntoView {
    let visit = use_context::<Visit>().unwrap_or_default();
    Effect::new(move |_| page::set_title(&format!("{}{} — {site}", prefix.get(), title.get())));
    Effect::new(move |before: Option<String>| {
        let title = title.get();
        if visit.arrived.get_value() && before.as_ref() != Some(&title) {
            if !page::has_returned() {
                // Soon: what stands under the heading is not there yet, and the browser would lay out the page twice.
                focus::by_id_soon(HEADING);
            }
            live::announce(&title);
        }
        visit.arrived.set_value(true);
        title
    });
    view! { <h1 id=HEADING class="heading" tabindex="-1">{move || title.get()}</h1> }
}
