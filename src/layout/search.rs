//! Search boxes, wherever they stand: in the header, in the static first page, on a page. Each is a plain form in
//! HTML; here they go to the results without a reload and get suggestions.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::suggest::suggest;
use crate::{browser::page, route};

/// Looks after every search box until the owner is gone.
pub fn watch() {
    let navigate = use_navigate();
    page::on_search(move |text| navigate(&route::search(text), Default::default()));
    let owner = Owner::current();
    page::on_search_focus(move |input| {
        let Some(owner) = owner.clone() else { return };
        leptos::task::spawn_local(suggest(input, owner));
    });
}
