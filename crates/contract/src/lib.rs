//! The JSON API of Opora as types, shared by the server and the app so that they cannot disagree.
//!
//! Paths, bodies, problems, field rules, upload rules, the request number and the status machine.
//! Nothing here does I/O, reads a clock or knows a framework: it compiles to both targets from one source.
//! Enumerations that travel carry an `Unknown` variant where a newer server may say more than an older app knows.

pub mod about;
pub mod answer;
pub mod contact;
pub mod direction;
pub mod form;
pub mod guide;
pub mod home;
pub mod intake;
pub mod key;
pub mod language;
pub mod number;
pub mod page;
pub mod path;
pub mod portal;
pub mod problem;
pub mod request;
pub mod rule;
pub mod search;
pub mod session;
pub mod slug;
mod spoken;
pub mod staff;
pub mod standing;
pub mod status;
pub mod theme;
pub mod timestamp;
pub mod upload;
pub mod violation;
pub mod vote;
mod wording;
