use opora::{
    api::Client,
    browser::{
        database::{Store, put},
        setting::{self, Setting},
    },
    form::{
        copy, foreign,
        kept::{
            KeptRequest, all, archive, ask::ask, find, forget, held, hold, keep, keep_found, key,
            refresh, rekey, seen,
        },
    },
};
use opora_contract::{key::AccessKey, language::Language, status::Status};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Network},
    sample,
};

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

#[wasm_bindgen_test]
async fn what_the_person_put_aside_stays_so_when_the_tracker_refreshes_it() {
    device::fresh().await;
    let mut seen = request(1, 20);
    keep(&seen).await.unwrap();
    let archived = archive(seen.number, true).await.unwrap().unwrap();
    assert!(archived.is_archived);
    seen.status = Status::Approved;
    refresh(&seen).await.unwrap();
    let kept = find(seen.number).await.unwrap().unwrap();
    assert!(kept.is_archived);
    assert_eq!(kept.status, Status::Approved);
    // Sent once more under its key, it is no other request.
    keep(&seen).await.unwrap();
    assert!(find(seen.number).await.unwrap().unwrap().is_archived);
    assert_eq!(archive(sample::number(9), true).await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn request_found_by_its_contact_gets_the_key_and_keeps_the_rest() {
    device::fresh().await;
    let known = request(1, 20);
    keep(&known).await.unwrap();
    let key = AccessKey::from_bytes([9; 16]);
    let found = keep_found(known.number, key.clone()).await.unwrap();
    assert_eq!(found.subject, known.subject);
    let kept = find(known.number).await.unwrap().unwrap();
    assert_eq!((kept.key, kept.sent_at), (key.clone(), known.sent_at));
    let other = keep_found(sample::number(2), key).await.unwrap();
    assert_eq!(other.subject, sample::number(2).to_string());
    assert!(other.sent_at.is_empty() && !other.is_unread());
}

#[wasm_bindgen_test]
async fn other_tabs_hear_of_what_can_be_seen_alone() {
    device::fresh().await;
    setting::write(Setting::Requests, None);
    let mut seen = request(1, 20);
    keep(&seen).await.unwrap();
    assert!(setting::read(Setting::Requests).is_some());
    setting::write(Setting::Requests, None);
    seen.asked_at = "2026-11-22T10:00:00.000Z".to_owned();
    refresh(&seen).await.unwrap();
    assert_eq!(setting::read(Setting::Requests), None);
    seen.status = Status::Closed;
    refresh(&seen).await.unwrap();
    assert!(setting::read(Setting::Requests).is_some());
}

#[wasm_bindgen_test]
async fn what_many_do_to_one_entry_at_once_is_all_there() {
    device::fresh().await;
    let first = request(1, 20);
    keep(&first).await.unwrap();
    let mut second = first.clone();
    second.status = Status::Closed;
    let (archived, refreshed) =
        futures_util::future::join(archive(first.number, true), refresh(&second)).await;
    archived.unwrap();
    refreshed.unwrap();
    let kept = find(first.number).await.unwrap().unwrap();
    assert!(kept.is_archived);
    assert_eq!(kept.status, Status::Closed);
}

#[wasm_bindgen_test]
async fn news_are_asked_for_once_and_leave_what_was_seen() {
    device::fresh().await;
    let known = request(1, 20);
    keep(&known).await.unwrap();
    let mut body = serde_json::to_value(sample::receipt(known.number, 20).request).unwrap();
    body["status"] = "waiting_documents".into();
    body["changed_at"] = "2026-11-21T09:30:00Z".into();
    body["actions"] =
        json!([{ "text": "Снимок экрана" }, { "text": "Справка", "state": "checked" }]);
    let _network = Network::answering(move |_| Answer::json(200, &body));
    let client = Client::new(Language::Ru);
    let kept = ask(&client, known.number).await.unwrap().unwrap();
    assert!(kept.is_unread());
    assert_eq!((kept.actions, kept.required.as_str()), (1, "Снимок экрана"));
    assert_eq!(find(known.number).await.unwrap(), Some(kept.clone()));
    // Opened, it is news no more.
    let mut opened = kept;
    opened.seen_at = opened.changed_at.clone();
    refresh(&opened).await.unwrap();
    assert!(!find(known.number).await.unwrap().unwrap().is_unread());
}

#[wasm_bindgen_test]
async fn what_has_not_changed_is_not_read_again() {
    device::fresh().await;
    let known = KeptRequest {
        tag: "ru\"3\"".to_owned(),
        asked_at: String::new(),
        ..request(1, 20)
    };
    keep(&known).await.unwrap();
    let network = Network::answering(|_| Answer::Says(304, String::new()));
    let client = Client::new(Language::Ru);
    let kept = ask(&client, known.number).await.unwrap().unwrap();
    assert!(!kept.asked_at.is_empty());
    assert!(!kept.differs(&known));
    assert_eq!(network.calls()[0].header("if-none-match"), "\"3\"");
    // The words of the list are of one language: the other reads everything.
    let _other = ask(&Client::new(Language::En), known.number).await;
    assert_eq!(network.calls()[1].header("if-none-match"), "");
}

#[wasm_bindgen_test]
async fn nothing_is_kept_of_what_could_not_be_asked() {
    device::fresh().await;
    let known = request(1, 20);
    keep(&known).await.unwrap();
    let _network = Network::dead();
    let error = ask(&Client::new(Language::Ru), known.number)
        .await
        .unwrap_err();
    assert!(error.is_retryable());
    assert_eq!(find(known.number).await.unwrap(), Some(known.clone()));
    assert_eq!(
        ask(&Client::new(Language::Ru), sample::number(9)).await,
        Ok(None)
    );
}

#[wasm_bindgen_test]
async fn strange_device_shows_news_and_keeps_none() {
    device::fresh().await;
    let known = request(1, 20);
    keep(&known).await.unwrap();
    foreign::set(true);
    let body = sample::receipt(known.number, 21).request;
    let _network = Network::answering(move |_| Answer::json(200, &body));
    let shown = ask(&Client::new(Language::Ru), known.number).await;
    let archived = archive(known.number, true).await;
    foreign::set(false);
    assert_eq!(shown.unwrap().unwrap().sent_at, "2026-11-21T09:30:00Z");
    assert_eq!(archived, Ok(None));
    assert_eq!(find(known.number).await.unwrap(), Some(known));
}

/// What the server says of a request, as a copy keeps it.
fn read(seed: u8) -> String {
    let receipt = sample::receipt(sample::number(seed), 20);
    serde_json::to_string(&receipt.request).unwrap()
}

#[wasm_bindgen_test]
async fn copy_is_kept_of_a_kept_request_alone_and_goes_with_it() {
    device::fresh().await;
    let request = request(1, 20);
    copy::keep(request.number, &read(1)).await.unwrap();
    assert!(copy::find(request.number).await.is_none());
    keep(&request).await.unwrap();
    copy::keep(request.number, &read(1)).await.unwrap();
    let (_, copied) = copy::find(request.number).await.unwrap();
    assert_eq!(copied.number, request.number);
    forget(request.number).await.unwrap();
    assert!(copy::find(request.number).await.is_none());
}

#[wasm_bindgen_test]
async fn copy_that_is_written_while_its_request_is_taken_off_goes_too() {
    device::fresh().await;
    let request = request(1, 20);
    for _ in 0..10 {
        keep(&request).await.unwrap();
        let text = read(1);
        let (written, forgotten) =
            futures_util::future::join(copy::keep(request.number, &text), forget(request.number))
                .await;
        written.unwrap();
        forgotten.unwrap();
        assert!(copy::find(request.number).await.is_none());
    }
}

#[wasm_bindgen_test]
async fn key_that_another_tab_has_changed_opens_the_request_here() {
    device::fresh().await;
    let request = request(1, 20);
    assert_eq!(key(request.number).await, None);
    hold(request.clone());
    assert_eq!(key(request.number).await, Some(request.key.clone()));
    keep(&request).await.unwrap();
    let new = AccessKey::from_bytes([9; 16]);
    rekey(request.number, new.clone()).await.unwrap();
    assert_eq!(key(request.number).await, Some(new.clone()));
    // A strange device wrote nothing down: what it found last is what opens.
    foreign::set(true);
    let strange = key(request.number).await;
    foreign::set(false);
    assert_eq!(strange, Some(request.key.clone()));
    forget(request.number).await.unwrap();
    rekey(request.number, new).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn news_on_a_page_that_nobody_sees_stay_unread_until_it_is_looked_at() {
    device::fresh().await;
    let known = request(1, 20);
    keep(&known).await.unwrap();
    let mut news = request(1, 20);
    news.changed_at = "2026-11-21T09:30:00Z".to_owned();
    news.seen_at = news.changed_at.clone();
    {
        let _hidden = device::Hidden::page();
        refresh(&news).await.unwrap();
    }
    let kept = find(known.number).await.unwrap().unwrap();
    assert!(kept.is_unread() && kept.changed_at == news.changed_at);
    seen(known.number).await.unwrap();
    assert!(!find(known.number).await.unwrap().unwrap().is_unread());
    // An answer that was asked for before the news comes after them.
    refresh(&known).await.unwrap();
    let kept = find(known.number).await.unwrap().unwrap();
    assert_eq!(kept.changed_at, news.changed_at);
    seen(sample::number(9)).await.unwrap();
    assert_eq!(all().await.unwrap().len(), 1);
}
