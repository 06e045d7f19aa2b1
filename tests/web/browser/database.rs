use std::{cell::Cell, rc::Rc};

use idb::Factory;
use js_sys::Function;
use opora::browser::{
    database::{self, Store, all, delete, get, put},
    file,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, sample, wait::until};

async fn text(store: Store, key: &str) -> Option<String> {
    get(store, key)
        .await
        .unwrap()
        .map(|value| value.as_string().unwrap())
}

#[wasm_bindgen_test]
async fn value_comes_back_until_it_is_deleted() {
    device::fresh().await;
    assert_eq!(text(Store::Drafts, "feedback").await, None);
    put(Store::Drafts, "feedback", &"первый".into())
        .await
        .unwrap();
    put(Store::Drafts, "feedback", &"второй".into())
        .await
        .unwrap();
    assert_eq!(
        text(Store::Drafts, "feedback").await.as_deref(),
        Some("второй")
    );
    delete(Store::Drafts, "feedback").await.unwrap();
    assert_eq!(text(Store::Drafts, "feedback").await, None);
    delete(Store::Drafts, "feedback")
        .await
        .expect("deleting nothing is no error");
}

#[wasm_bindgen_test]
async fn stores_do_not_meet() {
    device::fresh().await;
    put(Store::Drafts, "key", &"черновик".into()).await.unwrap();
    put(Store::Outbox, "key", &"обращение".into())
        .await
        .unwrap();
    delete(Store::Drafts, "key").await.unwrap();
    assert_eq!(
        text(Store::Outbox, "key").await.as_deref(),
        Some("обращение")
    );
    assert_eq!(text(Store::Requests, "key").await, None);
    assert_eq!(text(Store::Files, "key").await, None);
}

#[wasm_bindgen_test]
async fn all_values_come_in_the_order_of_their_keys() {
    device::fresh().await;
    assert!(all(Store::Requests).await.unwrap().is_empty());
    for key in ["b", "c", "a"] {
        put(Store::Requests, key, &key.to_ascii_uppercase().into())
            .await
            .unwrap();
    }
    let values: Vec<_> = all(Store::Requests)
        .await
        .unwrap()
        .iter()
        .filter_map(JsValue::as_string)
        .collect();
    assert_eq!(values, ["A", "B", "C"]);
}

#[wasm_bindgen_test]
async fn file_comes_back_byte_for_byte() {
    device::fresh().await;
    let large = sample::zeros(sample::MAX_BYTES);
    put(Store::Files, "small", &sample::blob(sample::PNG))
        .await
        .unwrap();
    put(Store::Files, "large", &large).await.unwrap();
    let small = get(Store::Files, "small")
        .await
        .unwrap()
        .and_then(file::from_stored)
        .unwrap();
    assert_eq!(file::head(&small, 1_000).await.unwrap(), sample::PNG);
    let large = get(Store::Files, "large")
        .await
        .unwrap()
        .and_then(file::from_stored)
        .unwrap();
    assert_eq!(file::size(&large), sample::MAX_BYTES);
}

#[wasm_bindgen_test]
async fn value_that_cannot_be_kept_is_an_error_and_harms_nothing() {
    device::fresh().await;
    put(Store::Drafts, "feedback", &"черновик".into())
        .await
        .unwrap();
    let code = Function::new_no_args("");
    database::put(Store::Drafts, "feedback", &code)
        .await
        .expect_err("code cannot be stored");
    assert_eq!(
        text(Store::Drafts, "feedback").await.as_deref(),
        Some("черновик")
    );
    put(Store::Drafts, "feedback", &"новый".into())
        .await
        .unwrap();
    assert_eq!(
        text(Store::Drafts, "feedback").await.as_deref(),
        Some("новый")
    );
}

/// A disk that is full: what was taken is taken back when it is to be kept. Returns what empties it.
const FULL_DISK: &str = "
    const { prototype } = IDBTransaction;
    const real = prototype.commit;
    prototype.commit = function () { this.abort(); };
    return () => { prototype.commit = real; };
";

#[wasm_bindgen_test]
async fn value_that_a_full_disk_takes_back_is_an_error() {
    device::fresh().await;
    put(Store::Drafts, "feedback", &"старый".into())
        .await
        .unwrap();
    let restore: Function = Function::new_no_args(FULL_DISK)
        .call0(&JsValue::UNDEFINED)
        .unwrap()
        .unchecked_into();
    let put_in = put(Store::Drafts, "feedback", &"новый".into()).await;
    let deleted = delete(Store::Drafts, "feedback").await;
    restore.call0(&JsValue::UNDEFINED).unwrap();
    put_in.expect_err("the value is not there");
    deleted.expect_err("the value is still there");
    assert_eq!(
        text(Store::Drafts, "feedback").await.as_deref(),
        Some("старый")
    );
}

#[wasm_bindgen_test]
async fn work_that_fails_leaves_no_connection_open() {
    device::fresh().await;
    let code = Function::new_no_args("");
    put(Store::Drafts, "feedback", &code)
        .await
        .expect_err("code cannot be stored");
    // Waits until nobody is connected, as a newer version of the app would.
    let deleting = Factory::new().unwrap().delete("opora").unwrap();
    let is_deleted = Rc::new(Cell::new(false));
    let done = is_deleted.clone();
    wasm_bindgen_futures::spawn_local(async move {
        deleting.await.unwrap();
        done.set(true);
    });
    until("the database is free", || is_deleted.get()).await;
}
