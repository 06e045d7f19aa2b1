//! Extractors: what handlers take from a call, refused in one way wherever it is wrong.

mod bearer;
mod body;
mod header;
mod language;
mod parameter;

pub use self::{
    bearer::{Bearer, Staff, token},
    body::{Json, announced, refuse_encoded},
    header::{IdempotencyKey, disposition, file_name},
    language::Tongue,
    parameter::{Path, Query},
};
