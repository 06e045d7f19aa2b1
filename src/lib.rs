//! Opora's app: a client-rendered single page in Leptos. Nothing here runs on a server.
//!
//! Start reading at [`app`] (providers and the route table); `ARCHITECTURE.md` tells the rest.

pub mod api;
#[cfg(not(feature = "components"))]
pub mod app;
pub mod browser;
pub mod embed;
pub mod form;
pub mod guide;
pub mod i18n;
pub mod layout;
#[cfg(not(feature = "components"))]
pub mod pages;
pub mod route;
pub mod search;
pub mod ui;
pub mod vote;

/// Called by the loader once the module is there: the app takes the place of the static first page.
#[cfg(not(feature = "components"))]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    browser::panic::install();
    // `index.html` has the landmark; without it there is no page to speak of.
    if let Some(main) = browser::page::main() {
        leptos::prelude::mount_to(main, app::App).forget();
    }
}
