use leptos::prelude::*;
use opora::{
    api::Client,
    browser::{
        frame,
        look::{self, Look},
    },
    embed::{self, theme},
    form::{
        draft, foreign,
        kept::{self, KeptRequest, account},
        outbox,
        state::told::{PAGE, PORTAL},
        stock,
        submit::{Outcome, submit},
        taken,
    },
};
use opora_contract::{
    form::NewRequest,
    language::Language,
    portal::Context,
    session::Session,
    slug::Slug,
    theme::{Colour, Theme},
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use super::around;
use crate::{
    device,
    form::{
        state::opened_of,
        submit::{ANSWERS, answered},
    },
    network::{Answer, Network},
    sample,
    stage::{Stage, document},
    wait::{eventually, settled, until},
};

fn session(key: &str, value: &serde_json::Value) -> Session {
    session_of("anna", key, value)
}

/// A session of somebody.
pub fn session_of(owner: &str, key: &str, profile: &serde_json::Value) -> Session {
    serde_json::from_value(json!({
        "session": key, "expires": "2030-01-01T00:00:00Z", "profile": profile, "owner": owner,
    }))
    .unwrap()
}

fn city(page: &str) -> Context {
    Context {
        portal: Slug::parse("city"),
        page: page.to_owned(),
        service: String::new(),
    }
}

#[wasm_bindgen_test]
async fn only_what_the_portal_may_tell_goes_along_and_stays_with_the_draft() {
    device::fresh().await;
    around(
        &json!({ "context": ["page"] }),
        "Запись к врачу",
        "Поликлиника",
    );
    let (page, form) = opened_of(sample::form(), sample::draft());
    page.owner().with(|| form.listen_to_portal());
    assert_eq!(form.told(), Some(city("Запись к врачу")));
    // The visitor goes on in the page around: the form goes with them.
    around(&json!({ "context": ["page"] }), "Оплата", "");
    assert_eq!(form.told(), Some(city("Оплата")));
    form.set_value("subject", "Не приходит код".to_owned());
    let kept = eventually("the draft is kept", async || {
        draft::load(&sample::form().name, None).await.unwrap()
    })
    .await;
    assert_eq!(kept.context, Some(city("Оплата")));
    drop(page);
    // Opened elsewhere, it tells where it was begun.
    around(&json!({ "context": ["page"] }), "Главная", "");
    let (page, form) = opened_of(sample::form(), kept);
    page.owner().with(|| form.listen_to_portal());
    assert_eq!(form.told(), Some(city("Оплата")));
}

#[wasm_bindgen_test]
async fn what_was_left_out_does_not_come_back() {
    device::fresh().await;
    around(&json!({ "context": ["page"] }), "Запись к врачу", "");
    let (page, form) = opened_of(sample::form(), sample::draft());
    page.owner().with(|| form.listen_to_portal());
    form.leave_out(PAGE);
    assert_eq!(form.told(), Some(city("")));
    around(&json!({ "context": ["page"] }), "Оплата", "");
    assert_eq!(form.told(), Some(city("")));
    form.leave_out(PORTAL);
    assert_eq!(form.told(), None);
    let draft = form.draft();
    form.stop_saving();
    let (page, form) = opened_of(sample::form(), draft);
    page.owner().with(|| form.listen_to_portal());
    assert_eq!(form.told(), None);
}

#[wasm_bindgen_test]
async fn contacts_of_the_portal_stand_in_the_form_and_can_be_changed() {
    device::fresh().await;
    let known = json!({ "email": "ivan@example.ru", "phone": "+79161234567" });
    around(&json!({ "prefill": ["email"] }), "", "");
    embed::set_session(Some(session("first", &known)));
    let (page, form) = opened_of(sample::form(), sample::draft());
    page.owner().with(|| form.listen_to_portal());
    assert_eq!(form.value("email"), "ivan@example.ru");
    // The portal may not fill in phones.
    assert_eq!(form.value("phone"), "");
    assert_eq!(form.from_portal.get_untracked().len(), 1);
    form.set_value("email", String::new());
    embed::set_session(Some(session("first", &known)));
    assert_eq!(form.value("email"), "");
    form.stop_saving();
    embed::set_session(None);
}

#[wasm_bindgen_test]
async fn request_of_a_session_that_is_over_becomes_theirs_in_the_next() {
    device::fresh().await;
    around(&json!({ "context": ["page"] }), "Запись к врачу", "");
    embed::set_session(Some(session("first", &json!({}))));
    let network = Network::answering(|call| {
        let mut receipt = sample::receipt(sample::number(1), 20);
        receipt.linked = call.header("authorization") == "Bearer second";
        Answer::json(201, &receipt)
    });
    let filled = answered(sample::form(), &ANSWERS);
    filled.page.owner().with(|| filled.form.listen_to_portal());
    let outcome = submit(filled.form, Client::new(Language::Ru), filled.outbox).await;
    assert!(matches!(outcome, Outcome::Sent(_)));
    // The portal is asked who it is, and says so.
    until("the session is given up", || embed::session().is_none()).await;
    embed::set_session(Some(session("second", &json!({}))));
    until("it is sent once more", || network.calls().len() == 2).await;
    let calls = network.calls();
    assert_eq!(calls[0].header("authorization"), "Bearer first");
    assert_eq!(calls[0].body, calls[1].body);
    let key = |at: usize| calls[at].header("idempotency-key").to_owned();
    assert_eq!(key(0), key(1));
    until("it is of the account", || {
        account::find(sample::number(1)).is_some()
    })
    .await;
    account::clear();
    let sent: NewRequest = serde_json::from_str(&calls[1].body).unwrap();
    assert_eq!(sent.context, Some(city("Запись к врачу")));
    embed::set_session(None);
}

#[wasm_bindgen_test]
async fn who_signs_out_while_a_request_is_sent_finds_nothing_of_it_here() {
    for status in [201, 503] {
        device::fresh().await;
        around(&json!({}), "", "");
        embed::set_session(Some(session("first", &json!({}))));
        let _network = Network::answering(move |_| {
            embed::depart();
            let mut receipt = sample::receipt(sample::number(1), 20);
            receipt.linked = true;
            Answer::json(status, &receipt)
        });
        let filled = answered(sample::form(), &ANSWERS);
        let outcome = submit(filled.form, Client::new(Language::Ru), filled.outbox).await;
        assert!(matches!(outcome, Outcome::Failed(None)), "{status}");
        filled.form.stop_saving();
        assert_eq!(kept::all().await.unwrap(), [], "{status}");
        assert_eq!(outbox::all().await.unwrap(), [], "{status}");
    }
}

/// A server that refuses a request for this as long as it names a portal: it is sent once more, without one.
async fn is_sent_without_its_portal(pointer: &'static str, reason: &'static str) {
    device::fresh().await;
    around(&json!({ "context": ["page"] }), "Запись к врачу", "");
    let network = Network::answering(move |call| {
        if call.body.contains("context") {
            let errors = [(pointer, "not_an_option", reason)];
            return Answer::json(422, &sample::problem(422, &errors));
        }
        Answer::json(201, &sample::receipt(sample::number(1), 20))
    });
    let filled = answered(sample::form(), &ANSWERS);
    filled.page.owner().with(|| filled.form.listen_to_portal());
    let outcome = submit(filled.form, Client::new(Language::Ru), filled.outbox).await;
    assert!(matches!(outcome, Outcome::Sent(_)));
    assert_eq!(network.calls().len(), 2);
}

#[wasm_bindgen_test]
async fn what_a_portal_may_not_tell_any_more_keeps_no_request_back() {
    is_sent_without_its_portal("/context/portal", "Такого портала нет").await;
}

#[wasm_bindgen_test]
async fn form_that_the_portal_does_not_take_goes_unless_somebody_has_begun_it() {
    let name = sample::form().name;
    let excluding = json!({ "forms": ["elsewhere"] });
    around(&json!({}), "", "");
    let (_untouched, is_taken) = Stage::owning({
        let name = name.clone();
        move || taken::is_taken(name)
    });
    assert!(is_taken.get_untracked());
    around(&excluding, "", "");
    assert!(!is_taken.get_untracked());
    // Whoever comes later does not get it either.
    let (_late, is_late) = Stage::owning({
        let name = name.clone();
        move || taken::is_taken(name)
    });
    assert!(!is_late.get_untracked());
    around(&json!({}), "", "");
    assert!(is_taken.get_untracked() && is_late.get_untracked());
    let (page, is_begun) = Stage::owning(move || taken::is_taken(name));
    let typed = web_sys::Event::new("input").unwrap();
    leptos::prelude::window().dispatch_event(&typed).unwrap();
    around(&excluding, "", "");
    assert!(is_begun.get_untracked());
    drop(page);
    around(&json!({}), "", "");
}

#[wasm_bindgen_test]
async fn form_that_was_begun_before_the_portal_was_known_is_sent_without_it() {
    is_sent_without_its_portal("/form", "Портал такую форму не принимает").await;
}

fn own(seed: u8) -> opora_contract::session::OwnRequest {
    let receipt = sample::receipt(sample::number(seed), 20);
    serde_json::from_value(json!({ "key": receipt.key, "request": receipt.request })).unwrap()
}

#[wasm_bindgen_test]
async fn requests_of_an_account_are_listed_and_never_on_the_device() {
    device::fresh().await;
    let here = KeptRequest::of(
        &sample::receipt(sample::number(2), 21).request,
        sample::key(),
    );
    kept::keep(&here).await.unwrap();
    account::fill(vec![own(1)]);
    let numbers = |all: Vec<KeptRequest>| all.iter().map(|kept| kept.number).collect::<Vec<_>>();
    let listed = numbers(kept::all().await.unwrap());
    assert_eq!(listed, [sample::number(2), sample::number(1)]);
    // It is opened, seen and asked about like any other.
    assert!(kept::key(sample::number(1)).await.is_some());
    kept::seen(sample::number(1)).await.unwrap();
    let held = device::holds().await.join("\n");
    assert!(
        !held.contains(&format!("requests: {{\"number\":\"{}", sample::number(1))),
        "{held}"
    );
    account::clear();
    assert_eq!(numbers(kept::all().await.unwrap()), [sample::number(2)]);
}

#[wasm_bindgen_test]
async fn signing_out_leaves_nothing_but_how_pages_look() {
    device::fresh().await;
    look::choose(Look::Contrast, "high");
    let (page, form) = opened_of(sample::form(), sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    eventually("the draft is kept", async || {
        draft::load(&sample::form().name, None).await.unwrap()
    })
    .await;
    foreign::set(true);
    stock::clear_personal(None).await.unwrap();
    foreign::set(true);
    drop(page);
    settled().await;
    foreign::set(false);
    assert_eq!(device::holds().await, ["opora.contrast: high"]);
    look::choose(Look::Contrast, "");
}

#[wasm_bindgen_test]
fn colours_of_a_portal_are_put_on_and_taken_off() {
    let theme = Theme {
        accent: Colour::parse("#0b5cad"),
        ..Theme::default()
    };
    let root = document().document_element().unwrap();
    frame::dress(&theme::properties(&theme).unwrap());
    assert!(root.has_attribute("data-host-theme"));
    let style = root.get_attribute("style").unwrap();
    assert!(style.contains("--host-accent: #0b5cad"), "{style}");
    frame::dress(&[]);
    assert!(!root.has_attribute("data-host-theme"));
    root.remove_attribute("style").unwrap();
}
