//! The reference JSON API of Opora: content from files, requests in SQLite or PostgreSQL, and the built app beside it.
//!
//! The program is thin (`main.rs`); tests, the load bench and the demo use this library and its real router.

mod api;
mod attachment;
mod client;
mod clock;
pub mod command;
mod config;
mod content;
mod cross;
pub mod demo;
mod edition;
mod encoding;
mod error;
mod etag;
mod export;
mod extract;
#[cfg(test)]
mod fixture;
mod folder;
mod limit;
mod live;
mod log;
mod mail;
mod metric;
mod miss;
mod portal;
mod prepared;
mod problem;
mod publication;
mod quality;
mod request;
mod router;
mod secret;
mod serve;
mod session;
mod site;
mod state;
mod store;
mod sweep;
mod text;
mod view;
mod word;

pub use self::{
    api::description,
    clock::{Clock, Moment, SystemClock},
    config::{Config, PublicUrl, StaffToken},
    content::{Content, Mistake},
    mail::{Round, deliver, keep_delivering, mailbox},
    portal::Origin,
    publication::Publication,
    router::router,
    secret::Secret,
    serve::serve,
    state::App,
    sweep::sweep,
};
