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
use opora_contract::{
    form::{Form, NewRequest},
    language::Language,
};
use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device,
    network::{Answer, Network},
    sample,
    stage::Stage,
    wait::{eventually, until},
};

/// A form that can be sent.
pub struct Filled {
    pub page: Stage,
    pub form: FormState,
    pub outbox: Outbox,
    /// Outlives its pages.
    _app: Stage,
}

/// What [`sample::form`] needs to be sent.
pub const ANSWERS: [(&str, &str); 4] = [
    ("subject", "Не приходит код"),
    ("description", "Жду десять минут, код не приходит."),
    ("email", " ivan@example.ru "),
    ("consent", "yes"),
];

/// A form with these answers.
pub fn answered(known: Form, answers: &[(&str, &str)]) -> Filled {
    let (app, outbox) =
        Stage::owning(|| Outbox::start(Client::new(Language::Ru), Texts::default()));
    let draft = sample::draft();
    let (page, form) =
        Stage::owning(move || FormState::new(known, Language::Ru, &draft, Vec::new()));
    for (name, value) in answers {
        form.set_value(name, (*value).to_owned());
    }
    Filled {
        page,
        form,
        outbox,
        _app: app,
    }
}

/// A form whose draft is on the device.
async fn filled() -> Filled {
    let filled = answered(sample::form(), &ANSWERS);
    eventually("the draft is kept", async || {
        kept_draft()
            .await
            .filter(|draft| draft.values.contains_key("consent"))
    })
    .await;
    filled
}

async fn kept_draft() -> Option<draft::Draft> {
    draft::load(&sample::form().name, None).await.unwrap()
}

impl Filled {
    pub async fn press(&self) -> Outcome {
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
async fn answer_that_nobody_understands_keeps_the_request_and_its_key() {
    device::fresh().await;
    let _network = Network::answering(|_| Answer::Says(201, "<html>".to_owned()));
    let filled = filled().await;
    let key = filled.form.idempotency_key.get_value();
    assert!(matches!(filled.press().await, Outcome::Queued(queued) if queued == key));
    let waiting = outbox::all().await.unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].idempotency_key, key);
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

#[wasm_bindgen_test]
async fn answer_to_a_question_that_is_not_asked_any_more_is_not_sent() {
    device::fresh().await;
    let network =
        Network::answering(|_| Answer::json(201, &sample::receipt(sample::number(1), 20)));
    let filled = answered(
        sample::application(),
        &[
            ("reason", "other"),
            ("other", "Порвалась"),
            ("reason", "lost"),
            ("identity", "snils"),
            ("snils", "11223344595"),
            ("identity", "inn"),
            ("inn", "500100732259"),
            ("document", "Паспорт"),
            ("document-2", ""),
            ("document-3", "Справка"),
        ],
    );
    assert!(matches!(filled.press().await, Outcome::Sent(_)));
    let sent: NewRequest = serde_json::from_str(&network.calls()[0].body).unwrap();
    let sent: Vec<_> = sent
        .fields
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        sent,
        [
            ("document", "Паспорт"),
            ("document-3", "Справка"),
            ("identity", "inn"),
            ("inn", "500100732259"),
            ("reason", "lost"),
        ]
    );
}

#[wasm_bindgen_test]
async fn other_drafts_of_a_form_stay_when_one_is_sent() {
    device::fresh().await;
    let _network =
        Network::answering(|_| Answer::json(201, &sample::receipt(sample::number(1), 20)));
    let other = sample::draft_of(&sample::form(), "Другое обращение", 1);
    draft::save(&other).await.unwrap();
    let filled = filled().await;
    assert!(matches!(filled.press().await, Outcome::Sent(_)));
    assert_eq!(draft::all().await.unwrap(), [other]);
}

#[wasm_bindgen_test]
async fn request_that_needs_another_key_leaves_no_draft_under_the_first() {
    device::fresh().await;
    let taken = json!({ "status": 422, "code": "key_reused", "title": "Ключ занят" });
    let keys = Rc::new(Cell::new(0));
    let count = keys.clone();
    let network = Network::answering(move |_| {
        count.set(count.get() + 1);
        if count.get() == 1 {
            Answer::json(422, &taken)
        } else {
            Answer::json(201, &sample::receipt(sample::number(1), 20))
        }
    });
    let filled = filled().await;
    assert!(matches!(filled.press().await, Outcome::Sent(_)));
    let calls = network.calls();
    let [first, second] = [0, 1].map(|at: usize| calls[at].header("idempotency-key"));
    assert_eq!(keys.get(), 2);
    assert_ne!(first, second);
    assert_eq!(draft::all().await.unwrap(), []);
}
