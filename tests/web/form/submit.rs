use std::{cell::Cell, rc::Rc};

use leptos::prelude::*;
use opora::{
    api::Client,
    form::{
        draft, kept,
        outbox::{self, Outbox},
        state::FormState,
        submit::{Outcome, submit},
    },
    i18n::Texts,
};
use opora_contract::{form::NewRequest, language::Language};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Network},
    sample,
    stage::Stage,
    wait::{eventually, until},
};

/// A form that can be sent, with its draft on the device.
struct Filled {
    page: Stage,
    form: FormState,
    outbox: Outbox,
    /// Outlives its pages.
    _app: Stage,
}

async fn filled() -> Filled {
    let (app, outbox) =
        Stage::owning(|| Outbox::start(Client::new(Language::Ru), Texts::default()));
    let draft = sample::draft();
    let (page, form) =
        Stage::owning(move || FormState::new(sample::form(), Language::Ru, &draft, Vec::new()));
    for (name, value) in [
        ("subject", "Не приходит код"),
        ("description", "Жду десять минут, код не приходит."),
        ("email", " ivan@example.ru "),
        ("consent", "yes"),
    ] {
        form.set_value(name, value.to_owned());
    }
    eventually("the draft is kept", async || {
        kept_draft()
            .await
            .filter(|draft| draft.values.contains_key("consent"))
    })
    .await;
    Filled {
        page,
        form,
        outbox,
        _app: app,
    }
}

async fn kept_draft() -> Option<draft::Draft> {
    draft::load(&sample::form().name).await.unwrap()
}

impl Filled {
    async fn press(&self) -> Outcome {
        submit(self.form, Client::new(Language::Ru), self.outbox).await
    }
}

#[wasm_bindgen_test]
async fn sent_form_leaves_its_number_and_no_draft() {
    device::fresh().await;
    let network =
        Network::answering(|_| Answer::json(201, &sample::receipt(sample::number(1), 20)));
    let filled = filled().await;
    let key = filled.form.idempotency_key.get_value();
    let Outcome::Sent(receipt) = filled.press().await else {
        panic!("it was not sent")
    };
    assert_eq!(receipt.request.number, sample::number(1));
    let calls = network.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].header("idempotency-key"), key);
    let sent: NewRequest = serde_json::from_str(&calls[0].body).unwrap();
    assert_eq!(sent.fields["email"], "ivan@example.ru");
    assert_eq!(kept_draft().await, None);
    assert!(kept::find(sample::number(1)).await.unwrap().is_some());
    assert!(outbox::all().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn form_that_cannot_be_sent_now_goes_to_the_outbox_with_its_key() {
    device::fresh().await;
    let _network = Network::dead();
    let filled = filled().await;
    let key = filled.form.idempotency_key.get_value();
    assert!(matches!(filled.press().await, Outcome::Queued(queued) if queued == key));
    let waiting = outbox::all().await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].idempotency_key, key);
    assert_eq!(waiting[0].fields["subject"], "Не приходит код");
    assert_eq!(kept_draft().await, None);
}

#[wasm_bindgen_test]
async fn form_with_mistakes_sends_nothing_and_keeps_everything() {
    device::fresh().await;
    let network = Network::dead();
    let filled = filled().await;
    filled.form.set_value("email", "ivan@".to_owned());
    assert!(matches!(filled.press().await, Outcome::Invalid));
    let fields: Vec<_> = filled
        .form
        .summary
        .get_untracked()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["email"]);
    assert_eq!(network.calls(), []);
    assert!(kept_draft().await.is_some());
}

#[wasm_bindgen_test]
async fn refusal_at_a_field_is_shown_there_and_keeps_everything() {
    device::fresh().await;
    let refusal = sample::problem(422, &[("/fields/email", "email", "Неверный адрес")]);
    let _network = Network::answering(move |_| Answer::json(422, &refusal));
    let filled = filled().await;
    assert!(matches!(filled.press().await, Outcome::Invalid));
    assert_eq!(
        filled.form.error("email").as_deref(),
        Some("Неверный адрес")
    );
    assert!(kept_draft().await.is_some());
    assert!(outbox::all().await.unwrap().is_empty());
}

#[wasm_bindgen_test]
async fn refusal_of_the_whole_form_is_told_in_the_words_of_the_server() {
    device::fresh().await;
    let refusal = sample::problem(422, &[("/form", "shape", "Нет такой формы")]);
    let _network = Network::answering(move |_| Answer::json(422, &refusal));
    let filled = filled().await;
    let Outcome::Failed(Some(problem)) = filled.press().await else {
        panic!("it did not fail")
    };
    assert_eq!(problem.title, "Проверьте поля");
    assert!(kept_draft().await.is_some());
}

#[wasm_bindgen_test]
async fn answer_that_nobody_understands_keeps_the_draft_and_its_key() {
    device::fresh().await;
    let _network = Network::answering(|_| Answer::Says(201, "<html>".to_owned()));
    let filled = filled().await;
    let key = filled.form.idempotency_key.get_value();
    assert!(matches!(filled.press().await, Outcome::Failed(None)));
    assert_eq!(
        kept_draft().await.map(|draft| draft.idempotency_key),
        Some(key)
    );
}

#[wasm_bindgen_test]
async fn page_left_while_the_form_is_sent_harms_nothing() {
    device::fresh().await;
    let _network =
        Network::answering(|_| Answer::json(201, &sample::receipt(sample::number(1), 20)));
    let Filled {
        page,
        form,
        outbox,
        _app,
    } = filled().await;
    let done = Rc::new(Cell::new(false));
    let end = done.clone();
    wasm_bindgen_futures::spawn_local(async move {
        submit(form, Client::new(Language::Ru), outbox).await;
        end.set(true);
    });
    leptos::task::tick().await;
    drop(page);
    until("the work has ended without a panic", || done.get()).await;
    assert!(kept::find(sample::number(1)).await.unwrap().is_some());
    assert_eq!(kept_draft().await, None);
}

#[wasm_bindgen_test]
async fn page_left_before_the_code_that_sends_is_there_sends_nothing_and_keeps_the_draft() {
    device::fresh().await;
    let network = Network::dead();
    let Filled {
        page,
        form,
        outbox,
        _app,
    } = filled().await;
    drop(page);
    let outcome = submit(form, Client::new(Language::Ru), outbox).await;
    assert!(matches!(outcome, Outcome::Failed(None)));
    assert_eq!(network.calls(), []);
    assert!(kept_draft().await.is_some());
}
