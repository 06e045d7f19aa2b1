//! Requests as they were read last, for times without a line: whole, by number, beside the small entries of the list.

use opora_contract::{number::RequestNumber, request::Request};
use wasm_bindgen::JsValue;

use super::{foreign, kept};
use crate::browser::{
    Refused,
    database::{self, Store},
    format, json,
};

/// Keeps what was read, JSON as it came, for a request that is kept here; nothing on a strange device, nor of somebody whom a
/// portal has signed in.
///
/// Whether it is kept is asked after the copy is written: another tab that takes the request off the device takes the copy
/// last, so either it finds this one or this one finds the request gone. Asked before, it could be gone by the writing.
pub async fn keep(number: RequestNumber, text: &str) -> Result<(), Refused> {
    if foreign::is_on() || kept::account::find(number).is_some() {
        return Ok(());
    }
    let copy = format!("{}\n{text}", format::now());
    database::put(Store::Copies, &number.compact(), &JsValue::from_str(&copy)).await?;
    if kept::find(number).await?.is_none() {
        forget(number).await?;
    }
    Ok(())
}

/// What was read last, and when: RFC 3339 by the clock of the device.
pub async fn find(number: RequestNumber) -> Option<(String, Request)> {
    let value = database::get(Store::Copies, &number.compact()).await;
    let copy = value.ok()??.as_string()?;
    let (at, text) = copy.split_once('\n')?;
    Some((at.to_owned(), json::parse(text)?))
}

/// Takes a request off the device.
pub async fn forget(number: RequestNumber) -> Result<(), Refused> {
    database::delete(Store::Copies, &number.compact()).await
}
