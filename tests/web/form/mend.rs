use opora::form::{
    draft::{self, Draft},
    mend::mend,
    outbox::{Waiting, all},
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::outbox::stored;
use crate::{device, sample};

const ASIDE: &str = "Вы начали это обращение и не отправили";

/// A request in the outbox that the server has refused.
async fn refused(key: &str) -> Waiting {
    let mut waiting = sample::waiting(key, vec![sample::draft_file("first")]);
    waiting.refusal = Some("Неверный адрес".to_owned());
    stored(&waiting).await;
    waiting
}

async fn kept_draft() -> Option<Draft> {
    draft::load(&sample::form().name).await.unwrap()
}

/// The draft of another request in the same form.
fn other_draft() -> Draft {
    let mut draft = sample::draft();
    let answer = ("subject".to_owned(), "Другое обращение".to_owned());
    draft.values.extend([answer]);
    draft.files = vec![sample::draft_file("second")];
    draft.saved_at = "2026-11-22T09:30:00.000Z".to_owned();
    draft
}

#[wasm_bindgen_test]
async fn refused_request_is_the_draft_of_its_form_again() {
    device::fresh().await;
    let entry = refused("key-1").await;
    mend(&entry, ASIDE).await.unwrap();
    let draft = kept_draft().await.unwrap();
    assert_eq!((draft.values, draft.files), (entry.fields, entry.files));
    // Sent unchanged, it is the same request.
    assert_eq!(draft.idempotency_key, "key-1");
    assert_eq!(all().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn draft_that_stands_there_goes_aside_and_can_be_opened_in_turn() {
    device::fresh().await;
    let (entry, other) = (refused("key-1").await, other_draft());
    draft::save(&other).await.unwrap();
    mend(&entry, ASIDE).await.unwrap();
    assert_eq!(kept_draft().await.unwrap().values, entry.fields);
    let aside = all().await.unwrap();
    assert_eq!(aside.len(), 1);
    assert_eq!(aside[0].refusal.as_deref(), Some(ASIDE));
    mend(&aside[0], ASIDE).await.unwrap();
    let draft = kept_draft().await.unwrap();
    assert_eq!(draft.idempotency_key, other.idempotency_key);
    assert_eq!((draft.values, draft.files), (other.values, other.files));
    let left = all().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].fields, entry.fields);
}

#[wasm_bindgen_test]
async fn emptied_draft_makes_room() {
    device::fresh().await;
    let entry = refused("key-1").await;
    draft::save(&sample::draft()).await.unwrap();
    mend(&entry, ASIDE).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn request_that_was_opened_but_not_taken_out_stays_as_it_was_mended() {
    device::fresh().await;
    let entry = refused("key-1").await;
    let mut mended = other_draft();
    mended.idempotency_key = "key-1".to_owned();
    draft::save(&mended).await.unwrap();
    mend(&entry, ASIDE).await.unwrap();
    assert_eq!(kept_draft().await, Some(mended));
    assert_eq!(all().await.unwrap(), []);
}
