//! Whether the portal around takes a form.

use leptos::prelude::*;
use opora_contract::slug::Slug;

use crate::{browser::frame, embed};

/// Changes when the portal becomes known, as long as nobody has begun to fill the form in: what is typed is not taken out of
/// somebody's hands. It is sent all the same, see `outbox::deliver`.
pub fn is_taken(form: Slug) -> Memo<bool> {
    let is_taken = RwSignal::new(embed::takes(&form));
    let is_begun = StoredValue::new(false);
    let typing = window_event_listener_untyped("input", move |_| {
        is_begun.try_set_value(true);
    });
    on_cleanup(move || typing.remove());
    frame::on_change(move || {
        if is_begun.try_get_value() == Some(false) {
            is_taken.try_set(embed::takes(&form));
        }
    });
    Memo::new(move |_| is_taken.get())
}
