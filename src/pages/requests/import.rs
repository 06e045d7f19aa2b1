//! A draft that was begun on another device and comes as a file.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::{
    browser::{file, live},
    form::transfer,
    i18n::use_texts,
    route,
    ui::field::{field_error, input_id},
};

/// Name of the field that takes the file.
const IMPORT: &str = "import";

pub fn import() -> AnyView {
    let own = use_texts().requests();
    let navigate = use_navigate();
    let error = RwSignal::new(None::<String>);
    let choose = move |event: leptos::ev::Event| {
        let chosen = file::taken_from(&event_target(&event)).into_iter().next();
        let (Some(chosen), navigate) = (chosen, navigate.clone()) else {
            return;
        };
        leptos::task::spawn_local(async move {
            match transfer::import(&chosen).await {
                Ok(draft) => {
                    let address = route::draft(&draft.form, &draft.idempotency_key);
                    navigate(&address, Default::default());
                }
                Err(_) => {
                    error.try_set(Some((own.import_failed)(&chosen.name)));
                    live::announce(&(own.import_failed)(&chosen.name));
                }
            }
        });
    };
    let id = input_id(IMPORT);
    view! {
        <div class="field">
            {field_error(IMPORT, error.into())}
            <input id=id.clone() class="visually-hidden" type="file" accept=".json,application/json" aria-describedby="import-hint" on:change=choose/>
            <label class="button" data-rank="quiet" for=id>{own.import}</label>
            <p class="field__hint" id="import-hint">{own.import_hint}</p>
        </div>
    }
    .into_any()
}
