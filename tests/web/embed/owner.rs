//! Somebody else is signed in at the same device, and nobody has signed out.

use opora::{
    api::Client,
    browser::{
        database::{self, Store, put},
        setting::{self, Setting},
    },
    embed,
    form::{
        draft,
        kept::{self, KeptRequest, account},
        outbox::{self, Waiting, deliver, settle},
        stock::{Kind, clear_for_another, survey},
    },
};
use opora_contract::{language::Language, session::OwnerCode};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::form::session_of;
use crate::{
    device,
    form::outbox::stored,
    network::{Answer, Network},
    sample,
    stage::Stage,
    wait::{settled, until},
};

pub fn owner(name: &str) -> OwnerCode {
    OwnerCode::new(name.to_owned())
}

pub fn waiting_of(name: &str) -> Waiting {
    Waiting {
        owner: Some(owner(name)),
        ..sample::waiting(name, Vec::new())
    }
}

/// A device where somebody is signed in, or nobody.
pub async fn device_of(name: Option<&str>) {
    device::fresh().await;
    // As in a page, where work goes on by itself.
    drop(Stage::owning(|| ()));
    embed::depart();
    kept::let_go();
    if let Some(name) = name {
        embed::set_owner(Some(owner(name)));
        embed::set_session(Some(session_of(name, name, &json!({}))));
    }
}

fn client() -> Client {
    Client::new(Language::Ru)
}

/// A server that links what comes in a session.
fn linking() -> Network {
    Network::answering(|call| {
        let mut receipt = sample::receipt(sample::number(1), 20);
        receipt.linked = call.header("authorization").starts_with("Bearer");
        Answer::json(201, &receipt)
    })
}

#[wasm_bindgen_test]
async fn request_of_another_goes_as_nobodys_and_leaves_nothing_here() {
    device_of(Some("boris")).await;
    let network = linking();
    let mut waiting = waiting_of("anna");
    stored(&waiting).await;
    assert!(!waiting.is_shown());
    let receipt = deliver(&client(), &mut waiting).await.unwrap();
    settle(&waiting, &receipt).await;
    settled().await;
    assert_eq!(network.calls().len(), 1);
    assert_eq!(network.calls()[0].header("authorization"), "");
    assert_eq!(outbox::all().await.unwrap(), []);
    assert_eq!(kept::all().await.unwrap(), []);
    assert!(kept::held(receipt.request.number).is_none());
    assert!(account::find(receipt.request.number).is_none());
    embed::depart();
}

#[wasm_bindgen_test]
async fn request_that_was_sent_before_anybody_was_named_never_becomes_anothers() {
    device_of(None).await;
    let network = linking();
    let mut waiting = waiting_of("anna");
    deliver(&client(), &mut waiting).await.unwrap();
    embed::set_session(Some(session_of("boris", "boris", &json!({}))));
    settled().await;
    assert_eq!(network.calls().len(), 1, "it was sent for somebody else");
    // Its author has not gone for good.
    embed::set_session(Some(session_of("anna", "anna", &json!({}))));
    until("it is sent once more", || network.calls().len() == 2).await;
    assert_eq!(network.calls()[1].header("authorization"), "Bearer anna");
    until("it is theirs", || {
        account::find(sample::number(1)).is_some()
    })
    .await;
    account::clear();
    embed::depart();
}

#[wasm_bindgen_test]
async fn another_person_is_told_from_the_same_one_also_on_the_next_page() {
    device_of(Some("anna")).await;
    assert_eq!(embed::another(&owner("anna")), None);
    assert_eq!(embed::another(&owner("boris")), Some(owner("anna")));
    // The session of half an hour is over: it is the same person.
    embed::set_session(None);
    assert_eq!(embed::another(&owner("boris")), Some(owner("anna")));
    embed::depart();
    assert_eq!(embed::another(&owner("boris")), None);
    setting::write(Setting::Owner, Some("anna"));
    assert_eq!(embed::another(&owner("boris")), Some(owner("anna")));
    assert_eq!(embed::another(&owner("anna")), None);
    assert!(!waiting_of("boris").is_shown());
}

#[wasm_bindgen_test]
async fn who_comes_in_the_place_of_another_sees_nothing_of_theirs_and_loses_nothing_of_it() {
    device_of(Some("anna")).await;
    let draft = sample::draft_of(&sample::form(), "Черновик Анны", 1);
    draft::save(&draft).await.unwrap();
    let receipt = sample::receipt(sample::number(2), 20);
    kept::keep(&KeptRequest::of(&receipt.request, receipt.key))
        .await
        .unwrap();
    // One that she wrote before she signed in.
    let waiting = sample::waiting("key-1", vec![sample::draft_file("of-outbox")]);
    stored(&waiting).await;
    setting::write(Setting::Outbox, Some("1"));
    setting::write(Setting::RecentSearches, Some("[\"секрет\"]"));
    for name in ["of-outbox", "of-draft"] {
        put(Store::Files, name, &sample::zeros(2_000))
            .await
            .unwrap();
    }
    embed::depart();
    clear_for_another(&owner("anna")).await.unwrap();
    embed::set_owner(Some(owner("boris")));
    assert_eq!(outbox::shown().await.unwrap(), []);
    let kinds = survey().await;
    let outbox = kinds.iter().find(|stock| stock.kind == Kind::Outbox);
    assert_eq!(outbox.unwrap().count, 0);
    assert_eq!(database::keys(Store::Files).await.unwrap(), ["of-outbox"]);
    let held = device::holds().await;
    assert_eq!(held.len(), 3, "{held:?}");
    let all = outbox::all().await.unwrap();
    assert_eq!(all[0].owner, Some(owner("anna")));
    assert!(setting::read(Setting::Outbox).is_some());
    // She comes back before it could leave.
    embed::set_owner(Some(owner("anna")));
    assert_eq!(outbox::shown().await.unwrap(), all);
    embed::depart();
}
