//! The way back up.

use leptos::prelude::*;

/// Links from the start page down to the parent of this page.
#[component]
pub fn Breadcrumb(
    /// Accessible name of the list.
    label: &'static str,
    /// Address and title of each page above, the highest first.
    trail: Vec<(String, String)>,
) -> impl IntoView {
    let links = trail
        .into_iter()
        .map(|(href, title)| view! { <li><a href=href>{title}</a></li> })
        .collect_view();
    view! { <nav class="breadcrumb" aria-label=label><ol>{links}</ol></nav> }.into_any()
}
