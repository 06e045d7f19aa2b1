//! Requests kept on this device: number, access key and what the list shows. In IndexedDB, never in `localStorage`.

pub mod account;
pub mod ask;
mod entry;
pub mod export;
pub mod figures;
pub mod list;
mod moment;
pub mod wanted;

use std::cell::RefCell;

use opora_contract::{key::AccessKey, number::RequestNumber};
use wasm_bindgen::JsValue;

pub use self::{entry::KeptRequest, list::fold};
use super::{copy, foreign};
use crate::browser::{
    Refused, connection,
    database::{self, Store},
    format, frame, json,
    setting::{self, Setting},
    timer,
};

/// Keeps a request that the person sees, unless the device is a strange one. What was archived stays so.
pub async fn keep(request: &KeptRequest) -> Result<(), Refused> {
    let seen = request.clone();
    let kept = move |before: Option<KeptRequest>| {
        Some(KeptRequest {
            is_archived: before.is_some_and(|before| before.is_archived),
            ..seen
        })
    };
    change(request.number, Box::new(kept)).await.map(drop)
}

/// [`keep`] for what the list has: what was taken off it meanwhile does not come back, nor does an older state that comes
/// late. On a page that nobody can see it stays unread, until [`seen`].
pub async fn refresh(request: &KeptRequest) -> Result<(), Refused> {
    let news = request.clone();
    let is_visible = connection::is_visible();
    let kept = move |before: Option<KeptRequest>| Some(news.refreshed(before?, is_visible));
    change(request.number, Box::new(kept)).await.map(drop)
}

/// The person looks at all that is kept of a request.
pub async fn seen(number: RequestNumber) -> Result<(), Refused> {
    let kept = |before: Option<KeptRequest>| {
        let before = before?;
        Some(KeptRequest {
            seen_at: before.changed_at.clone(),
            ..before
        })
    };
    change(number, Box::new(kept)).await.map(drop)
}

/// Another key opens the request from now on; what was taken off the device does not come back.
pub async fn rekey(number: RequestNumber, key: AccessKey) -> Result<(), Refused> {
    let kept = move |before: Option<KeptRequest>| Some(KeptRequest { key, ..before? });
    change(number, Box::new(kept)).await.map(drop)
}

/// Keeps what number and contact have opened; what is known of the request already stays.
pub async fn keep_found(number: RequestNumber, key: AccessKey) -> Result<KeptRequest, Refused> {
    let found = KeptRequest::found(number, key);
    let known = find(number).await.ok().flatten();
    let kept = KeptRequest {
        key: found.key.clone(),
        ..known.unwrap_or(found)
    };
    keep(&kept).await?;
    Ok(kept)
}

/// Puts a request into the archive of this device, or takes it back; `None` where it is gone.
pub async fn archive(
    number: RequestNumber,
    is_archived: bool,
) -> Result<Option<KeptRequest>, Refused> {
    let kept = move |before: Option<KeptRequest>| {
        Some(KeptRequest {
            is_archived,
            ..before?
        })
    };
    change(number, Box::new(kept)).await
}

type Change = Box<dyn FnOnce(Option<KeptRequest>) -> Option<KeptRequest>>;

/// Changes an entry in one step and tells other tabs, if there is something to see. Answers with what is kept now. A
/// strange device keeps what it has.
async fn change(number: RequestNumber, change: Change) -> Result<Option<KeptRequest>, Refused> {
    if let Some(before) = account::find(number) {
        let after = change(Some(before.clone()));
        if let Some(after) = &after {
            account::put(after.clone());
            if before.differs(after) {
                tell();
            }
        }
        return Ok(after);
    }
    if foreign::is_on() {
        return Ok(None);
    }
    let outcome = std::rc::Rc::new(RefCell::new((None, false)));
    let told = std::rc::Rc::clone(&outcome);
    let work = move |before: Option<JsValue>| {
        let before = before.and_then(|value| read(&value));
        let after = change(before.clone());
        let text = after
            .as_ref()
            .filter(|after| Some(*after) != before.as_ref());
        let text = text.and_then(|after| serde_json::to_string(after).ok());
        let is_news = match (&before, &after) {
            (Some(before), Some(after)) => before.differs(after),
            (None, after) => after.is_some(),
            (Some(_), None) => false,
        };
        told.replace((after, is_news));
        text.map(|text| JsValue::from_str(&text))
    };
    database::change(Store::Requests, &number.compact(), Box::new(work)).await?;
    let (after, is_news) = outcome.take();
    if is_news {
        tell();
    }
    Ok(after)
}

/// Tells other tabs, and the portal around, that the list is another now.
fn tell() {
    setting::write(Setting::Requests, Some(&format::now()));
    frame::stir();
}

thread_local! {
    /// The request opened last. A device that keeps nothing can still show it until the page is left.
    static HELD: RefCell<Option<KeptRequest>> = const { RefCell::new(None) };
}

/// Nothing is held any more.
pub fn let_go() {
    HELD.take();
}

/// Remembers a request for this page load.
pub fn hold(request: KeptRequest) {
    HELD.set(Some(request));
}

/// What [`hold`] remembers, if it is this number.
pub fn held(number: RequestNumber) -> Option<KeptRequest> {
    HELD.with_borrow(|held| held.clone().filter(|held| held.number == number))
}

/// How long a newer key is looked for while another is at hand, in milliseconds.
const FIND_MILLIS: u64 = 1_000;

/// The key that opens a request on this device. What is kept goes first: another tab may have changed it since this page
/// load held its own. A strange device writes nothing down, so that what it holds is the latest.
pub async fn key(number: RequestNumber) -> Option<AccessKey> {
    let held = held(number).map(|held| held.key);
    if held.is_some() && foreign::is_on() {
        return held;
    }
    // What is held opens it too, where the disk is slow or nothing is kept.
    let kept = match &held {
        Some(_) => timer::within(FIND_MILLIS, find(number)).await,
        None => Some(find(number).await),
    };
    let kept = kept.and_then(Result::ok).flatten();
    kept.map(|kept| kept.key).or(held)
}

pub async fn find(number: RequestNumber) -> Result<Option<KeptRequest>, Refused> {
    if let Some(own) = account::find(number) {
        return Ok(Some(own));
    }
    Ok(database::get(Store::Requests, &number.compact())
        .await?
        .and_then(|value| read(&value)))
}

/// Every kept request, the latest first. Entries that cannot be read are left out.
pub async fn all() -> Result<Vec<KeptRequest>, Refused> {
    let stored = database::all(Store::Requests).await;
    let mut kept = account::all();
    let is_own = |kept: &KeptRequest| account::find(kept.number).is_some();
    match stored {
        Ok(stored) => kept.extend(stored.iter().filter_map(read).filter(|one| !is_own(one))),
        // Where the browser keeps nothing, what is in memory is all there is.
        Err(refused) if kept.is_empty() => return Err(refused),
        Err(_) => {}
    }
    kept.sort_by(|a, b| b.sent_at.cmp(&a.sent_at));
    Ok(kept)
}

/// Takes a request off the device.
pub async fn forget(number: RequestNumber) -> Result<(), Refused> {
    HELD.with_borrow_mut(|held| held.take_if(|held| held.number == number));
    account::remove(number);
    database::delete(Store::Requests, &number.compact()).await?;
    tell();
    // Last: see `copy::keep`.
    copy::forget(number).await
}

fn read(value: &JsValue) -> Option<KeptRequest> {
    json::parse(&value.as_string()?)
}
