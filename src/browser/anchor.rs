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
    let place = Rc::new(Cell::new(height()));
    let focused = place.clone();
    listen(&document, "focusin", move |_| focused.set(height()));
    let Some(body) = document.body() else { return };
    let observer = observe("ResizeObserver", &body, None, move || {
        let now = height();
        if let (Some(before), Some(now)) = (place.replace(now), now) {
            called(&window, "scrollBy", &[&0.into(), &(now - before).into()]);
        }
    });
    on_cleanup(move || {
        observer.and_then(|observer| called(&observer, "disconnect", &[]));
    });
}

/// Whether the browser does it.
fn is_native() -> bool {
    let css = window().and_then(|window| field(&window, "CSS"));
    let answer = css.and_then(|css| {
        called(
            &css,
            "supports",
            &[&"overflow-anchor".into(), &"auto".into()],
        )
    });
    answer.is_some_and(|answer| answer.is_truthy())
}

/// How much of the page stands above the element with the focus, in CSS pixels, wherever it is scrolled to; `None` where
/// nothing has the focus.
fn height() -> Option<f64> {
    let active = document()?.active_element()?;
    if active.tag_name() == "BODY" {
        return None;
    }
    let rect = called(&active, "getBoundingClientRect", &[])?;
    let scrolled = field(window()?.as_ref(), "scrollY")?.as_f64()?;
    Some(field(&rect, "top")?.as_f64()? + scrolled)
}
