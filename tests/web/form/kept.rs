use opora::{
    browser::database::{Store, put},
    form::kept::{KeptRequest, all, find, forget, held, hold, keep, refresh},
};
use opora_contract::status::Status;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, sample};

/// A request sent on this day of November.
fn request(seed: u8, day: u8) -> KeptRequest {
    let receipt = sample::receipt(sample::number(seed), day);
    KeptRequest::of(&receipt.request, receipt.key)
}

#[wasm_bindgen_test]
async fn request_is_found_by_its_number_until_it_is_forgotten() {
    device::fresh().await;
    let (first, second) = (request(1, 20), request(2, 21));
    keep(&first).await.unwrap();
    keep(&second).await.unwrap();
    assert_eq!(find(first.number).await.unwrap(), Some(first.clone()));
    forget(first.number).await.unwrap();
    assert_eq!(find(first.number).await.unwrap(), None);
    assert_eq!(find(second.number).await.unwrap(), Some(second));
}

#[wasm_bindgen_test]
async fn request_is_kept_once_as_last_seen() {
    device::fresh().await;
    let mut seen = request(1, 20);
    keep(&seen).await.unwrap();
    seen.status = Status::Approved;
    keep(&seen).await.unwrap();
    assert_eq!(all().await.unwrap(), [seen]);
}

#[wasm_bindgen_test]
async fn latest_request_stands_first_and_what_cannot_be_read_is_left_out() {
    device::fresh().await;
    for request in [request(1, 20), request(2, 22), request(3, 21)] {
        keep(&request).await.unwrap();
    }
    put(Store::Requests, "broken", &"{".into()).await.unwrap();
    let days: Vec<_> = all()
        .await
        .unwrap()
        .into_iter()
        .map(|request| request.sent_at)
        .collect();
    assert_eq!(
        days,
        [
            "2026-11-22T09:30:00Z",
            "2026-11-21T09:30:00Z",
            "2026-11-20T09:30:00Z"
        ]
    );
}

/// Keys open requests: `localStorage` is not the place for them.
#[wasm_bindgen_test]
async fn key_of_a_request_is_not_in_local_storage() {
    device::fresh().await;
    let request = request(1, 20);
    keep(&request).await.unwrap();
    let storage = leptos::prelude::window().local_storage().unwrap().unwrap();
    for at in 0..storage.length().unwrap() {
        let name = storage.key(at).unwrap().unwrap();
        let value = storage.get_item(&name).unwrap().unwrap();
        assert!(!value.contains(request.key.reveal()), "{name}");
    }
}

#[wasm_bindgen_test]
fn request_just_sent_is_held_for_a_device_that_keeps_nothing() {
    let (sent, other) = (request(1, 20), request(2, 21));
    hold(sent.clone());
    assert_eq!(held(sent.number), Some(sent.clone()));
    assert_eq!(held(other.number), None);
    hold(other.clone());
    assert_eq!(held(sent.number), None);
    assert_eq!(held(other.number), Some(other));
}

#[wasm_bindgen_test]
async fn request_taken_off_the_device_stays_off_it() {
    device::fresh().await;
    let (mut seen, other) = (request(1, 20), request(2, 21));
    keep(&seen).await.unwrap();
    hold(other.clone());
    forget(seen.number).await.unwrap();
    assert_eq!(held(other.number), Some(other));
    keep(&seen).await.unwrap();
    hold(seen.clone());
    seen.status = Status::Approved;
    refresh(&seen).await.unwrap();
    assert_eq!(all().await.unwrap(), [seen.clone()]);
    forget(seen.number).await.unwrap();
    assert_eq!(held(seen.number), None);
    // The page that shows it still asks for news.
    refresh(&seen).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
}
