//! Rows of the database. Enumerations are stored by their words on the wire ([`crate::word`]), moments as whole seconds.

pub mod attachment;
pub mod callback_place;
pub mod event;
pub mod idempotency;
pub mod mail;
pub mod message;
pub mod portal_token;
pub mod quality_day;
pub mod rating;
pub mod request;
pub mod search_miss;
pub mod session;
pub mod view;
pub mod vote;
