//! Components in a real browser: what they draw, say and do with the keyboard focus; what the
//! device keeps; what leaves it. The modules mirror `src`.
//!
//! They are linked without the splitter, so the app comes without what is split: its feature
//! `components` leaves out the pages and the route table.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where it breaks; clippy's own allowance does not know `wasm_bindgen_test`"
)]

mod api;
mod browser;
mod device;
mod embed;
mod form;
mod guide;
mod hours;
mod keeping;
mod layout;
mod network;
mod picture;
mod ranking;
mod sample;
mod shell;
mod stage;
mod told;
mod ui;
mod vote;
mod wait;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
