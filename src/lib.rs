//! Opora's app: a client-rendered single page in Leptos. Nothing here runs on a server.
//!
//! Start reading at [`app`] (providers and the route table); `ARCHITECTURE.md` tells the rest.

pub mod api;
pub mod app;
pub mod browser;
pub mod form;
pub mod i18n;
pub mod layout;
pub mod pages;
pub mod route;
pub mod ui;

use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the loader once the module is there: replaces the static shell with the app.
#[wasm_bindgen(start)]
pub fn start() {
    browser::panic::install();
    match browser::page::take_root() {
        Some(root) => mount_to(root, app::App).forget(),
        None => mount_to_body(app::App),
    }
}
