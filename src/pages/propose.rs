//! «Предложить тему» (spec A08): the form of the editors, with what is missing brought along.

use leptos::prelude::*;

use crate::{guide::parcel, i18n::Texts, route};

/// `lacking` says what is missing; it is shown in the form, where it can be changed.
pub fn propose(texts: Texts, lacking: String) -> AnyView {
    let own = texts.directions();
    let carry = move |_| parcel::leave(&lacking);
    view! {
        <p class="page__end">
            {own.propose_lead}" "<a class="action" href=route::proposal() on:click=carry>{own.propose}</a>
        </p>
    }
    .into_any()
}
