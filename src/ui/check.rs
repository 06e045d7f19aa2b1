//! A box or a round to tick, with its label and hint.

use leptos::prelude::*;

/// What a tick says.
pub struct Tick {
    pub id: String,
    pub label: String,
    /// May be empty.
    pub hint: String,
}

/// `group` makes it a round: one of those of the same group.
pub fn tick(
    tick: Tick,
    group: Option<&'static str>,
    is_on: Signal<bool>,
    change: Callback<bool>,
) -> AnyView {
    let Tick { id, label, hint } = tick;
    let kind = if group.is_some() { "radio" } else { "checkbox" };
    let hint =
        (!hint.is_empty()).then(|| view! { <span class="check__hint">{hint}</span> }.into_any());
    view! {
        <div class="check">
            <input
                id=id.clone()
                class="check__box"
                type=kind
                name=group
                prop:checked=move || is_on.get()
                on:change=move |event| change.run(event_target_checked(&event))
            />
            <label class="check__label" for=id>{label}{hint}</label>
        </div>
    }
    .into_any()
}
