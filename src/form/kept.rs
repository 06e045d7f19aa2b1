//! Requests kept on this device: number, access key and what the list shows. In IndexedDB, never in `localStorage`.

use std::cell::RefCell;

use opora_contract::{
    form::Kind, key::AccessKey, number::RequestNumber, request::Request, status::Status,
};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::{copy, foreign};
use crate::browser::{
    Refused,
    database::{self, Store},
    json,
};

/// A request that this device can open without asking for a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRequest {
    pub number: RequestNumber,
    pub key: AccessKey,
    pub subject: String,
    pub kind: Kind,
    /// As last seen here.
    pub status: Status,
    /// RFC 3339; empty for a request that was found but not yet opened.
    pub sent_at: String,
}

impl KeptRequest {
    /// A request that can be opened, but was not yet.
    pub fn found(number: RequestNumber, key: AccessKey) -> Self {
        Self {
            number,
            key,
            subject: number.to_string(),
            kind: Kind::Unknown,
            status: Status::Unknown,
            sent_at: String::new(),
        }
    }

    /// What to keep of `request`.
    pub fn of(request: &Request, key: AccessKey) -> Self {
        Self {
            number: request.number,
            key,
            subject: request.subject.clone(),
            kind: request.kind,
            status: request.status,
            sent_at: request.sent_at.as_str().to_owned(),
        }
    }
}

/// Keeps a request, unless the device is a strange one.
pub async fn keep(request: &KeptRequest) -> Result<(), Refused> {
    if foreign::is_on() {
        return Ok(());
    }
    let text = serde_json::to_string(request).map_err(|error| Refused(error.to_string()))?;
    database::put(
        Store::Requests,
        &request.number.compact(),
        &JsValue::from_str(&text),
    )
    .await
}

/// [`keep`] for what the list has: what was taken off it meanwhile does not come back.
pub async fn refresh(request: &KeptRequest) -> Result<(), Refused> {
    match find(request.number).await? {
        Some(_) => keep(request).await,
        None => Ok(()),
    }
}

thread_local! {
    /// The request opened last. A device that keeps nothing can still show it until the page is left.
    static HELD: RefCell<Option<KeptRequest>> = const { RefCell::new(None) };
}

/// Remembers a request for this page load.
pub fn hold(request: KeptRequest) {
    HELD.set(Some(request));
}

/// What [`hold`] remembers, if it is this number.
pub fn held(number: RequestNumber) -> Option<KeptRequest> {
    HELD.with_borrow(|held| held.clone().filter(|held| held.number == number))
}

pub async fn find(number: RequestNumber) -> Result<Option<KeptRequest>, Refused> {
    Ok(database::get(Store::Requests, &number.compact())
        .await?
        .and_then(|value| read(&value)))
}

/// Every kept request, the latest first. Entries that cannot be read are left out.
pub async fn all() -> Result<Vec<KeptRequest>, Refused> {
    let mut kept: Vec<_> = database::all(Store::Requests)
        .await?
        .iter()
        .filter_map(read)
        .collect();
    kept.sort_by(|a, b| b.sent_at.cmp(&a.sent_at));
    Ok(kept)
}

/// Takes a request off the device.
pub async fn forget(number: RequestNumber) -> Result<(), Refused> {
    HELD.with_borrow_mut(|held| held.take_if(|held| held.number == number));
    copy::forget(number).await?;
    database::delete(Store::Requests, &number.compact()).await
}

fn read(value: &JsValue) -> Option<KeptRequest> {
    json::parse(&value.as_string()?)
}
