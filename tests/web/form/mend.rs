use opora::form::{
    draft::{self, Draft},
    foreign,
    mend::mend,
    outbox::{Waiting, all},
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::outbox::stored;
use crate::{device, sample};

/// A request in the outbox that the server has refused.
async fn refused(key: &str) -> Waiting {
    let mut waiting = sample::waiting(key, vec![sample::draft_file("first")]);
    waiting.refusal = Some("Неверный адрес".to_owned());
    stored(&waiting).await;
    waiting
}

/// The draft that goes by this key.
async fn kept_draft(key: &str) -> Option<Draft> {
    let found = draft::load(&sample::form().name, Some(key)).await.unwrap();
    found.filter(|draft| draft.idempotency_key == key)
}

/// The draft of another request in the same form.
fn other_draft() -> Draft {
    let mut draft = sample::draft_of(&sample::form(), "Другое обращение", 1);
    draft.files = vec![sample::draft_file("second")];
    draft
}

#[wasm_bindgen_test]
async fn refused_request_is_a_draft_of_its_form_again() {
    device::fresh().await;
    let entry = refused("key-1").await;
    mend(&entry).await.unwrap();
    // Sent unchanged, it is the same request.
    let draft = kept_draft("key-1").await.unwrap();
    assert_eq!((draft.values, draft.files), (entry.fields, entry.files));
    assert_eq!(all().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn drafts_that_are_there_stay_beside_it() {
    device::fresh().await;
    let (entry, other) = (refused("key-1").await, other_draft());
    draft::save(&other).await.unwrap();
    mend(&entry).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
    let drafts = draft::all().await.unwrap();
    assert_eq!(drafts.len(), 2);
    // It comes first: it was opened just now.
    assert_eq!(drafts[0].values, entry.fields);
    assert_eq!(drafts[1], other);
}

#[wasm_bindgen_test]
async fn two_refused_requests_are_opened_in_turn() {
    device::fresh().await;
    let (first, second) = (refused("key-1").await, refused("key-2").await);
    mend(&first).await.unwrap();
    let left = all().await.unwrap();
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].idempotency_key, "key-2");
    mend(&second).await.unwrap();
    assert_eq!(all().await.unwrap(), []);
    for entry in [first, second] {
        let draft = kept_draft(&entry.idempotency_key).await.unwrap();
        assert_eq!(draft.values, entry.fields);
    }
}

#[wasm_bindgen_test]
async fn request_that_was_opened_but_not_taken_out_stays_as_it_was_mended() {
    device::fresh().await;
    let entry = refused("key-1").await;
    let mut mended = other_draft();
    mended.idempotency_key = "key-1".to_owned();
    draft::save(&mended).await.unwrap();
    mend(&entry).await.unwrap();
    assert_eq!(draft::all().await.unwrap(), [mended]);
    assert_eq!(all().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn strange_device_leaves_a_refused_request_where_it_is() {
    device::fresh().await;
    let entry = refused("key-1").await;
    foreign::set(true);
    mend(&entry).await.expect_err("there is no draft to open");
    assert_eq!(all().await.unwrap(), [entry]);
    assert_eq!(draft::all().await.unwrap(), []);
}
