//! What is wanted of the list now and then, as a chunk of its own: figures, files, a draft of another device.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    super::{Build, later},
    figures::figures,
    files::files,
    import::import,
    shelf::Shelf,
};

/// One of the parts.
#[derive(Clone, Copy)]
pub enum Part {
    Figures,
    Files,
    Import,
}

/// Draws a part once its code is there.
pub fn part(shelf: Shelf, part: Part) -> AnyView {
    later(requests_parts(shelf, part))
}

#[lazy]
fn requests_parts(shelf: Shelf, part: Part) -> Build {
    Arc::new(move || match part {
        Part::Figures => figures(shelf),
        Part::Files => files(shelf),
        Part::Import => import(),
    })
}
