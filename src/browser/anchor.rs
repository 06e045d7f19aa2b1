//! What has the focus stays in its place on the screen while something above it comes or goes. Browsers see to that by
//! themselves (CSS Scroll Anchoring 1); Safari does not, and a hint would push a field from under the fingers.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::on_cleanup;

use super::{
    document,
    event::listen,
    frame::{called, field, observe},
    window,
};

/// Holds the place of what has the focus until the owner is gone.
pub fn hold() {
    let (Some(window), Some(document)) = (window(), document()) else {
        return;
    };
    if is_native() {
        return;
    }
    // Where it was last seen by the person, in CSS pixels from the top of the screen.
    let place = Rc::new(Cell::new(top()));
    for (target, name) in [(&*window, "scroll"), (&*document, "focusin")] {
        let place = place.clone();
        listen(target, name, move |_| place.set(top()));
    }
    let Some(body) = document.body() else { return };
    let observer = observe("ResizeObserver", &body, None, move || {
        if let (Some(before), Some(now)) = (place.get(), top()) {
            called(&window, "scrollBy", &[&0.into(), &(now - before).into()]);
        }
        place.set(top());
    });
    on_cleanup(move || {
        observer.and_then(|observer| called(&observer, "disconnect", &[]));
    });
}

/// Whether the browser does it.
fn is_native() -> bool {
    let css = window().and_then(|window| field(&window, "CSS"));
    let answer = css.and_then(|css| {
        let declared = ["overflow-anchor".into(), "auto".into()];
        called(&css, "supports", &[&declared[0], &declared[1]])
    });
    answer.is_some_and(|answer| answer.is_truthy())
}

/// Where the element with the focus begins; `None` where nothing has it.
fn top() -> Option<f64> {
    let active = document()?.active_element()?;
    if active.tag_name() == "BODY" {
        return None;
    }
    let rect = called(&active, "getBoundingClientRect", &[])?;
    field(&rect, "top")?.as_f64()
}
