//! What the browser keeps for this site beside the database: named values, and copies of pages. How much it is, and away
//! with it.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    look,
    place::{self, MARK},
    session, setting, window,
};

/// What all our names begin with.
const OURS: &str = "opora.";
/// The same of databases of frames in other portals.
const FRAMES: &str = "opora@";

/// Our names in `localStorage`, each with the bytes of its value and of itself: those of this place, and how pages look.
pub fn names() -> Vec<(String, u64)> {
    let mut all = setting::storage().map_or_else(Vec::new, |storage| named(&storage));
    all.retain(|(name, _)| place::is_here(name) || look::is_of(name));
    all
}

fn named(storage: &web_sys::Storage) -> Vec<(String, u64)> {
    let names = Object::keys(storage.unchecked_ref::<Object>());
    let names = names.iter().filter_map(|name| name.as_string());
    let ours = names.filter(|name| name.starts_with(OURS));
    let weighed = |name: String| {
        let value = storage.get_item(&name).ok().flatten().unwrap_or_default();
        let bytes = name.len() + value.len();
        (name, bytes as u64)
    };
    ours.map(weighed).collect()
}

/// Takes a name out of `localStorage`.
pub fn forget(name: &str) {
    setting::put(name, None);
}

/// Takes all that this tab keeps of this place out of `sessionStorage`.
pub fn forget_tab() {
    remove(session::storage(), place::is_here);
}

/// Takes out of both storages what frames in other portals of this site keep.
pub fn forget_others() {
    for storage in [setting::storage(), session::storage()] {
        remove(storage, |name| name.contains(MARK));
    }
}

fn remove(storage: Option<web_sys::Storage>, is_gone: fn(&str) -> bool) {
    let Some(storage) = storage else { return };
    let mut names = named(&storage);
    names.retain(|(name, _)| is_gone(name));
    for (name, _) in names {
        let _removed = storage.remove_item(&name);
    }
}

/// The databases of frames in other portals of this site.
pub(super) async fn databases() -> Vec<String> {
    let factory =
        window().and_then(|window| Reflect::get(&JsValue::from(window), &"indexedDB".into()).ok());
    let all = match factory {
        Some(factory) => call(&factory, "databases", &[]).await,
        None => None,
    };
    let all = all.map_or_else(Vec::new, |all| Array::from(&all).to_vec());
    let names = all.iter().filter_map(|one| {
        let name = Reflect::get(one, &"name".into()).ok()?;
        name.as_string()
    });
    names.filter(|name| name.starts_with(FRAMES)).collect()
}

/// How many answers the caches of this site hold.
pub async fn cached() -> usize {
    let mut count = 0;
    for name in caches().await {
        let Some(cache) = of_caches("open", &[&name]).await else {
            continue;
        };
        let kept = call(&cache, "keys", &[]).await;
        count += kept.map_or(0, |kept| Array::from(&kept).length() as usize);
    }
    count
}

/// Empties every cache of this site.
pub async fn forget_cached() {
    for name in caches().await {
        let _deleted = of_caches("delete", &[&name]).await;
    }
}

async fn caches() -> Vec<JsValue> {
    let names = of_caches("keys", &[]).await;
    names.map_or_else(Vec::new, |names| Array::from(&names).to_vec())
}

/// Absent without TLS.
async fn of_caches(method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let caches = Reflect::get(&JsValue::from(window()?), &"caches".into()).ok()?;
    call(&caches, method, arguments).await
}

/// Calls a method by name, as everything that is needed rarely, and waits for it.
async fn call(object: &JsValue, method: &str, arguments: &[&JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    let list = Array::new();
    for argument in arguments {
        list.push(argument);
    }
    let promise: Promise = function.apply(object, &list).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
