//! Properties of the contract that hold for whatever comes, and pictures with everything in them that people do not mean
//! to send.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has to stop, helpers included"
)]

mod form;
mod rule;
mod sample;
mod strip;

/// Cases as many as `PROPTEST_CASES` says; one that fails is printed, and becomes a test of its own.
fn config() -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        failure_persistence: None,
        ..Default::default()
    }
}
