//! Ways to reach us: by telephone and in person, or in writing.

mod contacts;
mod new_request;

use std::sync::Arc;

use leptos::prelude::*;

use super::Build;

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Contacts,
    /// Choosing what to write about.
    NewRequest,
}

/// A chunk of its own, loaded when one of these pages is first visited: both are small, and each chunk has its price in
/// the first load.
#[lazy]
pub fn reach_page(way: Way) -> Build {
    Arc::new(match way {
        Way::Contacts => contacts::page,
        Way::NewRequest => new_request::page,
    })
}
