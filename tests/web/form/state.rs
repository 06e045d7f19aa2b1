use leptos::prelude::*;
use opora::form::{
    draft::{self, Draft},
    state::{FormState, Saving},
};
use opora_contract::{language::Language, violation::Violation};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    device, sample,
    stage::Stage,
    wait::{eventually, settled, sleep_millis, until},
};

fn opened(draft: Draft) -> (Stage, FormState) {
    Stage::owning(move || FormState::new(sample::form(), Language::Ru, &draft, Vec::new()))
}

async fn kept() -> Option<Draft> {
    draft::load(&sample::form().name).await.unwrap()
}

/// Waits until the device holds this answer.
async fn kept_answer(name: &str, expected: &str) -> Draft {
    eventually("the answer is kept", async || {
        kept().await.filter(|draft| {
            draft
                .values
                .get(name)
                .is_some_and(|value| value == expected)
        })
    })
    .await
}

fn message(violation: &Violation) -> Option<String> {
    Some(violation.message(Language::Ru))
}

#[wasm_bindgen_test]
async fn what_is_typed_is_kept_without_asking() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    assert_eq!(form.saving.get_untracked(), Saving::Nothing);
    form.set_value("subject", "Н".to_owned());
    let draft = kept_answer("subject", "Н").await;
    assert_eq!(draft.idempotency_key, form.idempotency_key.get_value());
    until("the form says so", || {
        matches!(form.saving.get_untracked(), Saving::Saved(_))
    })
    .await;
}

#[wasm_bindgen_test]
async fn last_letter_of_fast_typing_is_kept_too() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let text = "Не приходит код подтверждения";
    for (end, letter) in text.char_indices() {
        form.set_value("subject", text[..end + letter.len_utf8()].to_owned());
        if end % 7 == 0 {
            settled().await;
        }
    }
    kept_answer("subject", text).await;
}

#[wasm_bindgen_test]
async fn form_that_is_opened_again_holds_what_was_typed() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    form.set_value("consent", "yes".to_owned());
    let kept = kept_answer("consent", "yes").await;
    let key = form.idempotency_key.get_value();
    drop(page);
    let (_page, form) = opened(kept);
    assert_eq!(form.value("subject"), "Не приходит код");
    assert_eq!(form.value("consent"), "yes");
    assert_eq!(form.idempotency_key.get_value(), key);
    assert!(matches!(form.saving.get_untracked(), Saving::Saved(_)));
}

#[wasm_bindgen_test]
async fn mistake_is_shown_on_leaving_not_while_typing() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("email", "ivan@".to_owned());
    assert_eq!(form.error("email"), None);
    form.leave("email");
    assert_eq!(form.error("email"), message(&Violation::Email));
    assert!(form.summary.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn shown_mistake_goes_as_soon_as_it_is_mended() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("email", "ivan@".to_owned());
    form.leave("email");
    form.set_value("email", "ivan@example".to_owned());
    assert_eq!(form.error("email"), message(&Violation::Email));
    form.set_value("email", "ivan@example.ru".to_owned());
    assert_eq!(form.error("email"), None);
}

#[wasm_bindgen_test]
async fn field_that_is_passed_by_is_no_mistake_yet() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.leave("subject");
    assert_eq!(form.error("subject"), None);
    form.set_value("subject", "Код".to_owned());
    form.set_value("subject", String::new());
    form.leave("subject");
    assert_eq!(form.error("subject"), None);
}

#[wasm_bindgen_test]
async fn sending_shows_every_mistake_in_the_order_of_the_fields() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let mistakes = form
        .form
        .with_value(|form| form.check(&[].into(), 0))
        .unwrap_err();
    form.show_mistakes(&mistakes);
    let summary = form.summary.get_untracked();
    let fields: Vec<_> = summary.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["subject", "description", "email", "consent"]);
    for (mistake, (field, line)) in mistakes.iter().zip(&summary) {
        assert_eq!(form.error(field), message(&mistake.violation));
        // Messages of several fields meet in the summary: each is said with its label.
        assert!(line.starts_with(field.as_str()), "{line}");
    }
}

#[wasm_bindgen_test]
async fn refusal_of_the_server_stands_at_its_field_in_its_words() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let problem = sample::problem(
        422,
        &[
            ("/fields/email", "email", "Неверный адрес"),
            ("/attachments/0/id", "file_gone", "Файл больше не хранится"),
            ("/fields/hologram", "unknown_field", "Нет такого поля"),
        ],
    );
    assert!(form.show_problem(&problem));
    assert_eq!(form.error("email").as_deref(), Some("Неверный адрес"));
    assert_eq!(
        form.error("files").as_deref(),
        Some("Файл больше не хранится")
    );
    let fields: Vec<_> = form
        .summary
        .get_untracked()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(fields, ["email", "files"]);
}

#[wasm_bindgen_test]
async fn refusal_that_belongs_to_no_field_is_left_to_the_page() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    let problem = sample::problem(422, &[("/form", "shape", "Нет такой формы")]);
    assert!(!form.show_problem(&problem));
    assert!(form.summary.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn form_begun_anew_is_empty_and_sends_a_request_of_its_own() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("email", "ivan@".to_owned());
    form.leave("email");
    let key = form.idempotency_key.get_value();
    form.begin_anew();
    assert_eq!(form.value("email"), "");
    assert_eq!(form.error("email"), None);
    assert_eq!(form.saving.get_untracked(), Saving::Nothing);
    assert_ne!(form.idempotency_key.get_value(), key);
    form.set_value("subject", "Другое".to_owned());
    let draft = kept_answer("subject", "Другое").await;
    assert_ne!(draft.idempotency_key, key);
    assert!(!draft.values.contains_key("email"));
}

#[wasm_bindgen_test]
async fn sent_draft_stays_gone_though_a_write_was_on_its_way() {
    device::fresh().await;
    let (_page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    settled().await;
    form.set_value("subject", "Не приходит код подтверждения".to_owned());
    form.stop_saving();
    draft::discard(&sample::form().name).await.unwrap();
    eventually("the write has ended", async || {
        kept().await.is_none().then_some(())
    })
    .await;
    form.set_value("subject", "Вернись".to_owned());
    settled().await;
    sleep_millis(50).await;
    assert_eq!(kept().await, None);
}

#[wasm_bindgen_test]
async fn page_left_right_after_typing_loses_nothing() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    drop(page);
    kept_answer("subject", "Не приходит код").await;
}

#[wasm_bindgen_test]
async fn page_left_while_a_write_runs_keeps_the_draft() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    // The write has begun and cannot have ended: the database answers in later tasks.
    leptos::task::tick().await;
    drop(page);
    kept_answer("subject", "Не приходит код").await;
    sleep_millis(100).await;
    assert!(kept().await.is_some(), "the draft was discarded");
}

#[wasm_bindgen_test]
async fn page_left_while_a_write_runs_keeps_the_last_letter_too() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит ко".to_owned());
    leptos::task::tick().await;
    form.set_value("subject", "Не приходит код".to_owned());
    drop(page);
    kept_answer("subject", "Не приходит код").await;
}

#[wasm_bindgen_test]
async fn page_made_anew_in_another_language_holds_the_last_letter() {
    device::fresh().await;
    let (page, form) = opened(sample::draft());
    form.set_value("subject", "Не приходит код".to_owned());
    // Nothing is written yet: the database answers in later tasks.
    drop(page);
    let kept = kept().await.unwrap();
    assert_eq!(kept.values["subject"], "Не приходит код");
}

#[wasm_bindgen_test]
async fn draft_older_than_its_form_holds_only_what_the_form_asks_for() {
    device::fresh().await;
    let mut draft = sample::draft();
    for name in ["subject", "hologram"] {
        draft.values.insert(name.to_owned(), "Ответ".to_owned());
    }
    draft.saved_at = "2026-11-22T09:30:00.000Z".to_owned();
    let (_page, form) = opened(draft.clone());
    assert_eq!(form.value("subject"), "Ответ");
    assert_eq!(form.value("hologram"), "");
    assert!(form.is_restored.get_untracked());
    let mistakes = form
        .form
        .with_value(|known| known.check(&form.values.get_untracked(), 0))
        .unwrap_err();
    let fields: Vec<_> = mistakes.iter().map(|found| found.field.as_str()).collect();
    assert!(!fields.contains(&"hologram"), "{fields:?}");
    draft.values.remove("subject");
    let (_page, form) = opened(draft);
    assert!(!form.is_restored.get_untracked(), "nothing came back");
}
