//! Requests as they were read last, for times without a line: whole, by number, beside the small entries of the list.

use opora_contract::{number::RequestNumber, request::Request};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::foreign;
use crate::browser::{
    Refused,
    database::{self, Store},
    format, json,
};

/// A request and when it was read, RFC 3339 by the clock of the device.
#[derive(Serialize, Deserialize)]
pub struct Copy {
    pub at: String,
    pub request: Request,
}

/// Keeps what was read, unless the device is a strange one.
pub async fn keep(request: Request) -> Result<(), Refused> {
    if foreign::is_on() {
        return Ok(());
    }
    let number = request.number.compact();
    let copy = Copy {
        at: format::now(),
        request,
    };
    let text = serde_json::to_string(&copy).map_err(|error| Refused(error.to_string()))?;
    database::put(Store::Copies, &number, &JsValue::from_str(&text)).await
}

/// What was read last.
pub async fn find(number: RequestNumber) -> Option<Copy> {
    let value = database::get(Store::Copies, &number.compact()).await;
    json::parse(&value.ok()??.as_string()?)
}

/// Takes a request off the device.
pub async fn forget(number: RequestNumber) -> Result<(), Refused> {
    database::delete(Store::Copies, &number.compact()).await
}
