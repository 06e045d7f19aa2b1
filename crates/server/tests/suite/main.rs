//! The server's tests: the real router over a database of its own for each test. SQLite by default; with
//! `OPORA_TEST_POSTGRES` naming a server, the same tests over PostgreSQL.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets the unexpected has to stop, helpers included"
)]

mod about;
mod app;
mod attachment;
mod callback;
mod chance;
mod contact_content;
mod content;
mod context;
mod coverage_content;
mod cross;
mod crowd;
mod demo;
mod direction;
mod disorder;
mod dispute;
mod document;
mod edit;
mod export;
mod fixture;
mod form_content;
mod frame;
mod guess;
mod guide;
mod guide_content;
mod header;
mod hostile;
mod idempotency;
mod intake;
mod intake_content;
mod kill;
mod label;
mod language;
mod life;
mod limit;
mod live;
mod log;
mod lookup;
mod mail;
mod message;
mod miss;
mod monitor;
mod openapi;
mod portal;
mod portal_file;
mod postgres;
mod program;
mod property;
mod publication;
mod quality;
mod rating;
mod reminder;
mod request;
mod resolution;
mod retention;
mod rotation;
mod route;
mod routing_content;
mod search;
mod session;
mod sink;
mod site;
mod staff;
mod staff_request;
mod sweep;
mod term;
mod upkeep;
mod value;
mod view;
mod vote;
mod withdrawal;
