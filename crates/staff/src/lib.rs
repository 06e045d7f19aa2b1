//! The page of employees: the queue of requests, and what is done with one. A program of its own, so that citizens never
//! download it; components, texts and the door to the browser are the app's.
//!
//! Start reading at [`app`]. What an employee types ([`draft`]) and the token stay in the tab
//! ([`session`]).

pub mod address;
pub mod api;
pub mod app;
pub mod control;
pub mod draft;
pub mod queue;
pub mod request;
pub mod session;
pub mod sign_in;
pub mod words;

/// Called by the loader once the module is there.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    opora::browser::panic::install();
    // `staff.html` has the landmark; without it there is no page to speak of.
    if let Some(main) = opora::browser::page::main() {
        opora::browser::page::remove_shell();
        leptos::prelude::mount_to(main, app::App).forget();
    }
}
