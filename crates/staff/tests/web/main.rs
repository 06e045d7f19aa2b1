//! The staff page in a real browser, over an API in the test's hands.

#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where it breaks; clippy's own allowance does not know `wasm_bindgen_test`"
)]

mod api;
mod queue;
mod request;
mod sample;
mod sign_in;

/// The app's own: a piece of page, and waiting by looking.
#[path = "../../../../tests/web/stage.rs"]
#[expect(dead_code, reason = "the app's tests use the rest")]
mod stage;
#[path = "../../../../tests/web/wait.rs"]
#[expect(dead_code, reason = "the app's tests use the rest")]
mod wait;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
