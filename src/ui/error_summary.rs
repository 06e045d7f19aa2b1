//! All errors of a form in one place, at its top. Takes the focus when it appears; every entry leads to its field.

use leptos::prelude::*;

use super::field::input_id;
use crate::browser::focus;

/// Id of the summary, for the focus.
pub const ID: &str = "error-summary";

/// An entry: name of the field and its message.
pub type Entry = (String, String);

/// The list of errors. Renders nothing while there is none.
#[component]
pub fn ErrorSummary(
    title: &'static str,
    #[prop(into)] errors: Signal<Vec<Entry>>,
) -> impl IntoView {
    let shown = move || {
        let errors = errors.get();
        (!errors.is_empty()).then(|| {
            let entries = errors
                .into_iter()
                .map(|(name, message)| {
                    let id = input_id(&name);
                    let target = id.clone();
                    let go = move |event: leptos::ev::MouseEvent| {
                        event.prevent_default();
                        focus::by_id(&target);
                    };
                    view! { <li><a href=format!("#{id}") on:click=go>{message}</a></li> }
                })
                .collect_view();
            view! {
                <div class="error-summary" id=ID tabindex="-1" aria-labelledby="error-summary-title">
                    <div role="alert">
                        <h2 id="error-summary-title" class="error-summary__title">{title}</h2>
                        <ul>{entries}</ul>
                    </div>
                </div>
            }
            .into_any()
        })
    };
    shown.into_any()
}
