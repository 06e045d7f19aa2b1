use std::cell::Cell;

use leptos::prelude::*;
use opora::{
    api::{ApiError, Client},
    browser::{
        database::{Store, get, put},
        setting::{self, Setting},
    },
    form::{
        kept,
        outbox::{Outbox, Sent, Waiting, all, deliver, settle, take},
    },
    i18n::Texts,
};
use opora_contract::{form::NewRequest, language::Language};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::{
    device,
    network::{Answer, Network},
    sample,
    stage::Stage,
    wait::{eventually, settled, until},
};

/// As `Outbox::put` stores it.
pub async fn stored(waiting: &Waiting) {
    let text = serde_json::to_string(waiting).unwrap();
    put(Store::Outbox, &waiting.idempotency_key, &text.into())
        .await
        .unwrap();
}

fn client() -> Client {
    Client::new(Language::Ru)
}

#[wasm_bindgen_test]
async fn request_for_a_dead_server_can_be_sent_later_and_stays_in_the_outbox() {
    device::fresh().await;
    let network = Network::dead();
    let mut waiting = sample::waiting("key-1", Vec::new());
    stored(&waiting).await;
    let error = deliver(&client(), &mut waiting).await.unwrap_err();
    assert_eq!(error, ApiError::Offline);
    assert!(error.is_retryable());
    assert_eq!(network.calls().len(), 1);
    assert_eq!(all().await.unwrap(), [waiting]);
}

#[wasm_bindgen_test]
async fn request_is_sent_again_under_its_key_with_the_same_body() {
    device::fresh().await;
    let answered = Cell::new(false);
    let network = Network::answering(move |_| {
        // The first answer is lost on its way.
        if answered.replace(true) {
            Answer::json(201, &sample::receipt(sample::number(1), 20))
        } else {
            Answer::Nobody
        }
    });
    let mut waiting = sample::waiting("key-1", Vec::new());
    deliver(&client(), &mut waiting).await.unwrap_err();
    let receipt = deliver(&client(), &mut waiting).await.unwrap();
    assert_eq!(receipt.request.number, sample::number(1));
    let calls = network.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0], calls[1]);
    assert_eq!(calls[0].header("idempotency-key"), "key-1");
    let sent: NewRequest = serde_json::from_str(&calls[0].body).unwrap();
    assert_eq!((sent.form, sent.fields), (waiting.form, waiting.fields));
}

#[wasm_bindgen_test]
async fn files_that_the_server_lacks_go_before_the_request() {
    device::fresh().await;
    let network = Network::answering(|call| match call.is_upload() {
        true => Answer::json(201, &sample::attachment("new")),
        false => Answer::json(201, &sample::receipt(sample::number(1), 20)),
    });
    put(Store::Files, "new", &sample::blob(sample::PNG))
        .await
        .unwrap();
    let mut uploaded = sample::draft_file("old");
    uploaded.uploaded = Some(sample::attachment("old"));
    let mut waiting = sample::waiting("key-1", vec![sample::draft_file("new"), uploaded]);
    deliver(&client(), &mut waiting).await.unwrap();
    let calls = network.calls();
    assert_eq!(
        calls
            .iter()
            .map(|call| call.is_upload())
            .collect::<Vec<_>>(),
        [true, false]
    );
    let sent: NewRequest = serde_json::from_str(&calls[1].body).unwrap();
    let claims: Vec<_> = sent
        .attachments
        .iter()
        .map(|claim| (claim.id.as_str(), claim.description.as_str()))
        .collect();
    assert_eq!(
        claims,
        [
            ("stored-new", "Ошибка при вводе"),
            ("stored-old", "Ошибка при вводе")
        ]
    );
}

#[wasm_bindgen_test]
async fn files_that_the_server_has_forgotten_are_uploaded_anew() {
    device::fresh().await;
    let gone = sample::problem(
        422,
        &[("/attachments/0/id", "file_gone", "Файл больше не хранится")],
    );
    let network = Network::answering(move |call| {
        if call.is_upload() {
            Answer::json(201, &sample::attachment("again"))
        } else if call.body.contains("stored-old") {
            Answer::json(422, &gone)
        } else {
            Answer::json(201, &sample::receipt(sample::number(1), 20))
        }
    });
    put(Store::Files, "old", &sample::blob(sample::PNG))
        .await
        .unwrap();
    let mut file = sample::draft_file("old");
    file.uploaded = Some(sample::attachment("old"));
    let mut waiting = sample::waiting("key-1", vec![file]);
    deliver(&client(), &mut waiting).await.unwrap();
    let calls = network.calls();
    assert_eq!(
        calls
            .iter()
            .map(|call| call.is_upload())
            .collect::<Vec<_>>(),
        [false, true, false]
    );
    assert!(calls[2].body.contains("stored-again"));
}

#[wasm_bindgen_test]
async fn file_that_the_device_has_lost_stops_the_request() {
    device::fresh().await;
    let network = Network::dead();
    let mut waiting = sample::waiting("key-1", vec![sample::draft_file("lost")]);
    let error = deliver(&client(), &mut waiting).await.unwrap_err();
    assert!(!error.is_retryable());
    assert_eq!(network.calls(), []);
}

#[wasm_bindgen_test]
async fn answers_that_may_change_are_worth_another_try_and_refusals_are_not() {
    device::fresh().await;
    for (status, retryable) in [
        (409, true),
        (429, true),
        (500, true),
        (503, true),
        (400, false),
        (422, false),
    ] {
        let _network =
            Network::answering(move |_| Answer::json(status, &sample::problem(status, &[])));
        let error = deliver(&client(), &mut sample::waiting("key-1", Vec::new()))
            .await
            .unwrap_err();
        assert_eq!(error.is_retryable(), retryable, "{status}");
    }
}

#[wasm_bindgen_test]
async fn answer_that_is_no_receipt_is_no_answer_and_the_request_goes_again() {
    device::fresh().await;
    for body in ["", "<html>", "{}"] {
        let _network = Network::answering(move |_| Answer::Says(201, body.to_owned()));
        let error = deliver(&client(), &mut sample::waiting("key-1", Vec::new()))
            .await
            .unwrap_err();
        assert!(error.is_retryable(), "{body}: {error:?}");
    }
}

#[wasm_bindgen_test]
async fn request_that_has_arrived_leaves_only_its_number_and_key() {
    device::fresh().await;
    let waiting = sample::waiting("key-1", vec![sample::draft_file("first")]);
    stored(&waiting).await;
    stored(&sample::waiting("key-2", Vec::new())).await;
    put(Store::Files, "first", &sample::blob(sample::PNG))
        .await
        .unwrap();
    settle(&waiting, &sample::receipt(sample::number(1), 20)).await;
    let left: Vec<_> = all()
        .await
        .unwrap()
        .into_iter()
        .map(|waiting| waiting.idempotency_key)
        .collect();
    assert_eq!(left, ["key-2"]);
    assert!(get(Store::Files, "first").await.unwrap().is_none());
    let kept = kept::find(sample::number(1)).await.unwrap().unwrap();
    assert_eq!(kept.key, sample::key());
}

#[wasm_bindgen_test]
async fn entry_that_cannot_be_read_is_passed_by_not_deleted() {
    device::fresh().await;
    put(Store::Outbox, "newer", &"{\"version\":2}".into())
        .await
        .unwrap();
    let waiting = sample::waiting("key-1", Vec::new());
    stored(&waiting).await;
    assert_eq!(all().await.unwrap(), [waiting]);
    assert!(get(Store::Outbox, "newer").await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn request_taken_out_to_be_mended_waits_no_more() {
    device::fresh().await;
    let mut waiting = sample::waiting("key-1", Vec::new());
    waiting.refusal = Some("Неверный адрес".to_owned());
    stored(&waiting).await;
    assert_eq!(all().await.unwrap(), [waiting.clone()]);
    take(&waiting).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
}

/// A tab with the place of the banner.
fn tab() -> (Stage, Outbox) {
    let start = || Outbox::start(client(), Texts::default());
    Stage::with(move || (start(), view! { <div id="outbox"></div> }))
}

/// A network that makes every request.
fn alive() -> Network {
    Network::answering(|_| Answer::json(201, &sample::receipt(sample::number(1), 20)))
}

fn line_comes_back() {
    let event = Event::new("online").unwrap();
    window().dispatch_event(&event).unwrap();
}

async fn outbox_is_empty() {
    eventually("the outbox is empty", async || {
        let is_empty = all().await.unwrap().is_empty();
        (is_empty && setting::read(Setting::Outbox).is_none()).then_some(())
    })
    .await;
}

/// What the service worker leaves of a request that it has sent.
async fn was_sent(answer: &str) {
    let waiting = Waiting {
        answer: Some(answer.to_owned()),
        ..sample::waiting("key-1", Vec::new())
    };
    stored(&waiting).await;
    setting::write(Setting::Outbox, Some("1"));
}

#[wasm_bindgen_test]
async fn what_the_service_worker_has_sent_is_kept_and_told_without_a_line() {
    device::fresh().await;
    let dead = Network::dead();
    let number = sample::number(1);
    was_sent(&serde_json::to_string(&sample::receipt(number, 20)).unwrap()).await;
    let (tab, _outbox) = tab();
    outbox_is_empty().await;
    until("the banner shows the number", || {
        tab.has(".banner[data-tone=positive]")
    })
    .await;
    assert!(tab.text(".banner").contains(&number.to_string()));
    assert!(kept::find(number).await.unwrap().is_some());
    assert!(dead.calls().is_empty());
}

#[wasm_bindgen_test]
async fn an_answer_that_nobody_understands_comes_again_under_its_key() {
    device::fresh().await;
    let alive = alive();
    was_sent("{}").await;
    let (_tab, _outbox) = tab();
    outbox_is_empty().await;
    assert_eq!(alive.calls()[0].header("idempotency-key"), "key-1");
    assert!(kept::find(sample::number(1)).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn request_waits_for_the_line_and_leaves_by_itself_once() {
    device::fresh().await;
    let dead = Network::dead();
    let (tab, outbox) = tab();
    let waiting = sample::waiting("key-1", Vec::new());
    outbox.put(&waiting).await.unwrap();
    assert_eq!(outbox.waiting.get_untracked(), 1);
    until("the banner says so", || {
        tab.has(".banner[data-tone=attention]")
    })
    .await;
    assert!(
        tab.text(".banner").contains("Ждёт отправки: 1"),
        "{}",
        tab.text(".banner")
    );
    until("the first try has failed", || !dead.calls().is_empty()).await;
    assert_eq!(all().await.unwrap(), [waiting]);
    drop(dead);
    let alive = alive();
    line_comes_back();
    line_comes_back();
    outbox_is_empty().await;
    until("the banner shows the number", || {
        tab.has(".banner[data-tone=positive]")
    })
    .await;
    let number = sample::number(1);
    assert!(
        tab.text(".banner").contains(&number.to_string()),
        "{}",
        tab.text(".banner")
    );
    let sent = Sent {
        idempotency_key: "key-1".to_owned(),
        number,
    };
    assert_eq!(outbox.sent.get_untracked(), Some(sent));
    assert_eq!(outbox.waiting.get_untracked(), 0);
    assert_eq!(alive.calls().len(), 1);
    assert!(kept::find(number).await.unwrap().is_some());
}

#[wasm_bindgen_test]
async fn request_of_the_last_visit_leaves_at_the_start_of_this_one() {
    device::fresh().await;
    stored(&sample::waiting("key-1", Vec::new())).await;
    setting::write(Setting::Outbox, Some("1"));
    let alive = alive();
    let (_tab, outbox) = tab();
    outbox_is_empty().await;
    until("its number is told", || {
        outbox.sent.get_untracked().is_some()
    })
    .await;
    assert_eq!(alive.calls().len(), 1);
}

#[wasm_bindgen_test]
async fn two_tabs_send_a_request_once() {
    device::fresh().await;
    stored(&sample::waiting("key-1", Vec::new())).await;
    setting::write(Setting::Outbox, Some("1"));
    let alive = alive();
    let (_tabs, _outboxes) =
        Stage::owning(|| [(); 2].map(|()| Outbox::start(client(), Texts::default())));
    line_comes_back();
    outbox_is_empty().await;
    settled().await;
    assert_eq!(alive.calls().len(), 1);
}

#[wasm_bindgen_test]
async fn request_that_the_server_refuses_waits_for_its_author_not_for_the_line() {
    device::fresh().await;
    let refusal = sample::problem(422, &[("/fields/email", "email", "Неверный адрес")]);
    let network = Network::answering(move |call| match call.header("idempotency-key") {
        "key-1" => Answer::json(422, &refusal),
        _ => Answer::json(201, &sample::receipt(sample::number(1), 20)),
    });
    stored(&sample::waiting("key-1", Vec::new())).await;
    stored(&sample::waiting("key-2", Vec::new())).await;
    setting::write(Setting::Outbox, Some("1"));
    let (tab, outbox) = tab();
    let refused = eventually("the other request has left", async || {
        let left = all().await.unwrap();
        (left.len() == 1 && left[0].refusal.is_some()).then(|| left[0].clone())
    })
    .await;
    assert_eq!(refused.idempotency_key, "key-1");
    assert_eq!(refused.refusal.as_deref(), Some("Неверный адрес"));
    until("the other is told", || {
        outbox.sent.get_untracked().is_some()
    })
    .await;
    until("both are counted", || {
        outbox.refused.get_untracked() == 1 && outbox.waiting.get_untracked() == 0
    })
    .await;
    let said = eventually("the banner says so", async || {
        let lines = tab.all(".banner a");
        let line = lines
            .iter()
            .find(|line| line.get_attribute("href").as_deref() == Some("/requests"))?;
        line.text_content()
    })
    .await;
    assert!(said.starts_with("Не отправлено: 1"), "{said}");
    let calls = network.calls().len();
    line_comes_back();
    settled().await;
    assert_eq!(network.calls().len(), calls);
    // The list of requests still has something to say.
    assert!(setting::read(Setting::Outbox).is_some());
}

#[wasm_bindgen_test]
async fn first_visit_opens_no_database_and_shows_no_banner() {
    device::fresh().await;
    let network = Network::dead();
    let (tab, _outbox) = tab();
    line_comes_back();
    settled().await;
    assert_eq!(network.calls(), []);
    assert!(!tab.has(".banner"));
}

#[wasm_bindgen_test]
async fn request_refused_in_the_last_visit_is_told_in_this_one() {
    device::fresh().await;
    let mut waiting = sample::waiting("key-1", Vec::new());
    waiting.refusal = Some("Неверный адрес".to_owned());
    stored(&waiting).await;
    setting::write(Setting::Outbox, Some("1"));
    let network = Network::dead();
    let (tab, _outbox) = tab();
    until("the banner says so", || tab.has(".banner")).await;
    assert!(
        tab.text(".banner").starts_with("Не отправлено: 1"),
        "{}",
        tab.text(".banner")
    );
    assert_eq!(network.calls(), []);
}

#[wasm_bindgen_test]
async fn request_that_came_in_while_others_were_sent_is_counted_and_leaves_too() {
    device::fresh().await;
    stored(&sample::waiting("key-1", Vec::new())).await;
    setting::write(Setting::Outbox, Some("1"));
    let network = Network::answering(|call| {
        if call.header("idempotency-key") != "key-1" {
            return Answer::Nobody;
        }
        // Another tab puts one in meanwhile.
        wasm_bindgen_futures::spawn_local(async {
            stored(&sample::waiting("key-2", Vec::new())).await;
        });
        Answer::json(201, &sample::receipt(sample::number(1), 20))
    });
    let (_tab, outbox) = tab();
    until("the second is counted", || {
        outbox.sent.get_untracked().is_some() && outbox.waiting.get_untracked() == 1
    })
    .await;
    drop(network);
    let _alive = alive();
    line_comes_back();
    outbox_is_empty().await;
}

#[wasm_bindgen_test]
async fn request_whose_answer_is_lost_is_sent_again_with_the_files_it_had() {
    device::fresh().await;
    let uploads = Cell::new(0);
    let network = Network::answering(move |call| {
        if call.is_upload() {
            uploads.set(uploads.get() + 1);
            let name = format!("upload-{}", uploads.get());
            Answer::json(201, &sample::attachment(&name))
        } else {
            Answer::Nobody
        }
    });
    put(Store::Files, "new", &sample::blob(sample::PNG))
        .await
        .unwrap();
    stored(&sample::waiting("key-1", vec![sample::draft_file("new")])).await;
    setting::write(Setting::Outbox, Some("1"));
    let (_tab, _outbox) = tab();
    let sent = || {
        let calls = network.calls().into_iter();
        let sent: Vec<_> = calls.filter(|call| !call.is_upload()).collect();
        sent
    };
    until("the answer is lost", || sent().len() == 1).await;
    // The tab may be closed at this moment: the next visit reads what is stored.
    eventually("the upload is stored", async || {
        let stored = all().await.unwrap();
        stored[0].files[0].uploaded.is_some().then_some(())
    })
    .await;
    line_comes_back();
    until("it is sent again", || sent().len() == 2).await;
    assert_eq!(sent()[0], sent()[1]);
}
