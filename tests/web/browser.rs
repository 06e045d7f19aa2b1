//! The door to the browser, against the real one.

mod connection;
mod database;
mod deadline;
mod event;
mod file;
mod focus;
mod format;
mod image;
mod json;
mod live;
mod lock;
mod look;
mod page;
mod place;
mod random;
mod setting;
mod share;
mod transfer;
mod upload;
