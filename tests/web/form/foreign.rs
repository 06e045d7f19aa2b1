//! A device at which somebody else will sit next.

use leptos::prelude::*;
use opora::{
    api::Client,
    browser::database::{Store, get},
    form::{
        attachment::Desk,
        draft, foreign, kept,
        state::{FormState, Saving, Upload},
        submit::Outcome,
    },
};
use opora_contract::{form::NewRequest, language::Language};
use wasm_bindgen_test::wasm_bindgen_test;

use super::submit::{ANSWERS, Filled, answered};
use crate::{
    device,
    network::{Answer, Network},
    sample,
    stage::Stage,
    wait::{eventually, settled, sleep_millis, until},
};

/// A form with every answer and its draft on the device.
async fn kept_form() -> Filled {
    let filled = answered(sample::form(), &ANSWERS);
    eventually("the draft is kept", async || {
        let drafts = draft::all().await.unwrap();
        let is_whole = drafts.first()?.values.contains_key("consent");
        is_whole.then_some(())
    })
    .await;
    filled
}

/// A form with every answer on a device that keeps nothing.
async fn strange_form() -> Filled {
    foreign::set(true);
    answered(sample::form(), &ANSWERS)
}

/// The device holds nothing but that it is a strange one, and nothing is on its way.
async fn holds_nothing() {
    eventually("the device has forgotten", async || {
        (device::holds().await == ["opora.foreign: 1"]).then_some(())
    })
    .await;
    sleep_millis(50).await;
    assert_eq!(device::holds().await, ["opora.foreign: 1"]);
}

async fn choose(form: FormState) {
    let file = sample::file("снимок.png", sample::blob(sample::PNG));
    let field = form.file_field().unwrap();
    let desk = Desk::open(form, Client::new(Language::Ru), &field).unwrap();
    desk.add(vec![file]).await;
}

/// The id of the only file, and how its upload goes.
fn only_file(form: FormState) -> (String, Upload) {
    let files = form.files.get_untracked();
    assert_eq!(files.len(), 1);
    (files[0].id.clone(), files[0].upload.get_untracked())
}

/// A network that takes files and requests.
fn accepting() -> Network {
    Network::answering(|call| match call.is_upload() {
        true => Answer::json(201, &sample::attachment("снимок.png")),
        false => Answer::json(201, &sample::receipt(sample::number(1), 20)),
    })
}

#[wasm_bindgen_test]
async fn device_is_strange_for_one_tab_until_it_is_said_to_be_ones_own() {
    device::fresh().await;
    assert!(!foreign::is_on());
    foreign::set(true);
    assert!(foreign::is_on());
    foreign::set(false);
    assert!(!foreign::is_on());
    let held = device::holds().await;
    assert!(
        !held.iter().any(|line| line.contains("foreign")),
        "{held:?}"
    );
}

#[wasm_bindgen_test]
async fn nothing_typed_on_a_strange_device_is_kept() {
    device::fresh().await;
    let Filled { page, form, .. } = strange_form().await;
    assert_eq!(form.saving.get_untracked(), Saving::Off);
    form.leave("email");
    form.begin_anew(false);
    assert_eq!(form.saving.get_untracked(), Saving::Off);
    form.set_value("subject", "Второе".to_owned());
    settled().await;
    // A page that is left has no last moment either.
    drop(page);
    holds_nothing().await;
}

#[wasm_bindgen_test]
async fn device_that_is_said_to_be_strange_forgets_and_the_form_goes_on() {
    device::fresh().await;
    let _network = accepting();
    let Filled { page, form, .. } = kept_form().await;
    choose(form).await;
    until("the upload is done", || {
        matches!(only_file(form).1, Upload::Done(_))
    })
    .await;
    eventually("the draft has the file", async || {
        let drafts = draft::all().await.unwrap();
        (drafts[0].files.len() == 1).then_some(())
    })
    .await;
    foreign::set(true);
    form.keep_or_not();
    assert_eq!(form.saving.get_untracked(), Saving::Off);
    holds_nothing().await;
    assert_eq!(form.value("subject"), "Не приходит код");
    let (id, _) = only_file(form);
    form.set_value("subject", "И дальше".to_owned());
    drop(page);
    holds_nothing().await;
    assert!(get(Store::Files, &id).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn what_waits_to_be_written_when_a_device_becomes_strange_is_not_written() {
    device::fresh().await;
    let (_page, form) = {
        let draft = sample::draft();
        Stage::owning(move || FormState::new(sample::form(), Language::Ru, &draft, Vec::new()))
    };
    form.set_value("subject", "Перв".to_owned());
    // Its write has begun.
    leptos::task::tick().await;
    form.set_value("subject", "Первое".to_owned());
    foreign::set(true);
    form.keep_or_not();
    form.set_value("subject", "Первое слово".to_owned());
    holds_nothing().await;
}

#[wasm_bindgen_test]
async fn form_on_a_strange_device_offers_no_draft_any_more() {
    device::fresh().await;
    let draft = sample::draft_of(&sample::form(), "Не приходит код", 0);
    draft::save(&draft).await.unwrap();
    let (_page, form) =
        Stage::owning(move || FormState::new(sample::form(), Language::Ru, &draft, Vec::new()));
    assert!(form.is_restored.get_untracked());
    foreign::set(true);
    form.keep_or_not();
    // It could neither be deleted nor left aside.
    assert!(!form.is_restored.get_untracked());
    holds_nothing().await;
}

#[wasm_bindgen_test]
async fn device_that_is_ones_own_after_all_keeps_everything_again() {
    device::fresh().await;
    let _network = accepting();
    let Filled {
        page: _page, form, ..
    } = strange_form().await;
    choose(form).await;
    let (id, _) = only_file(form);
    holds_nothing().await;
    foreign::set(false);
    form.keep_or_not();
    let draft = eventually("the draft is kept", async || {
        draft::all().await.unwrap().into_iter().next()
    })
    .await;
    assert_eq!(draft.values["subject"], "Не приходит код");
    assert_eq!(draft.files[0].id, id);
    eventually("the file is kept", async || {
        get(Store::Files, &id).await.unwrap()
    })
    .await;
    until("the form says so", || {
        matches!(form.saving.get_untracked(), Saving::Saved(_))
    })
    .await;
}

#[wasm_bindgen_test]
async fn request_sent_from_a_strange_device_leaves_nothing_on_it() {
    device::fresh().await;
    let network = accepting();
    let filled = strange_form().await;
    choose(filled.form).await;
    let Outcome::Sent(receipt) = filled.press().await else {
        panic!("it was not sent")
    };
    let calls = network.calls();
    let sent = calls.iter().filter(|call| !call.is_upload());
    assert_eq!(sent.count(), 1);
    // The page of the receipt shows it all the same.
    let number = receipt.request.number;
    assert!(kept::held(number).is_some());
    assert!(kept::find(number).await.unwrap().is_none());
    drop(filled);
    holds_nothing().await;
}

#[wasm_bindgen_test]
async fn request_that_cannot_leave_a_strange_device_stays_in_its_form() {
    device::fresh().await;
    let dead = Network::dead();
    let filled = strange_form().await;
    assert!(matches!(filled.press().await, Outcome::Failed(None)));
    holds_nothing().await;
    assert_eq!(filled.outbox.waiting.get_untracked(), 0);
    assert_eq!(filled.form.value("subject"), "Не приходит код");
    let key = filled.form.idempotency_key.get_value();
    drop(dead);
    let alive = accepting();
    assert!(matches!(filled.press().await, Outcome::Sent(_)));
    assert_eq!(alive.calls()[0].header("idempotency-key"), key);
    holds_nothing().await;
}

#[wasm_bindgen_test]
async fn file_that_a_strange_device_does_not_keep_goes_with_the_request() {
    device::fresh().await;
    let dead = Network::dead();
    let filled = strange_form().await;
    choose(filled.form).await;
    until("the upload waits", || {
        only_file(filled.form).1 == Upload::Waiting
    })
    .await;
    holds_nothing().await;
    assert!(matches!(filled.press().await, Outcome::Failed(None)));
    drop(dead);
    let alive = accepting();
    assert!(matches!(filled.press().await, Outcome::Sent(_)));
    let calls = alive.calls();
    assert_eq!(calls.len(), 2);
    assert!(calls[0].is_upload());
    let sent: NewRequest = serde_json::from_str(&calls[1].body).unwrap();
    assert_eq!(sent.attachments.len(), 1);
    holds_nothing().await;
}

#[wasm_bindgen_test]
async fn file_that_the_server_refuses_at_the_last_moment_stops_the_request() {
    device::fresh().await;
    let dead = Network::dead();
    let filled = strange_form().await;
    choose(filled.form).await;
    until("the upload waits", || {
        only_file(filled.form).1 == Upload::Waiting
    })
    .await;
    drop(dead);
    let refusal = sample::problem(422, &[("", "file_type", "Такой файл нельзя приложить")]);
    let network = Network::answering(move |_| Answer::json(422, &refusal));
    assert!(matches!(filled.press().await, Outcome::Invalid));
    let error = filled.form.error("files").unwrap_or_default();
    assert!(error.contains("Такой файл нельзя приложить"), "{error}");
    assert!(network.calls().iter().all(|call| call.is_upload()));
}
