use opora::{
    browser::database::{Store, get, put},
    form::draft::{Draft, discard, discard_files, keep_last_moment, load, save},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, sample};

fn filled() -> Draft {
    let mut draft = sample::draft();
    draft.values.insert(
        "subject".to_owned(),
        "Не приходит\u{a0}код «из СМС» 🙂\n".to_owned(),
    );
    draft.values.insert("consent".to_owned(), "yes".to_owned());
    let mut uploaded = sample::draft_file("second");
    uploaded.uploaded = Some(sample::attachment("screen.png"));
    draft.files = vec![sample::draft_file("first"), uploaded];
    draft.saved_at = "2026-11-22T09:30:00.000Z".to_owned();
    draft
}

#[wasm_bindgen_test]
async fn draft_comes_back_as_it_was_with_its_idempotency_key() {
    device::fresh().await;
    let draft = filled();
    save(&draft).await.unwrap();
    assert_eq!(load(&draft.form).await.unwrap(), Some(draft));
}

#[wasm_bindgen_test]
async fn form_that_was_never_begun_has_no_draft() {
    device::fresh().await;
    save(&filled()).await.unwrap();
    assert_eq!(load(&sample::slug("application")).await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn draft_that_cannot_be_read_is_as_good_as_none() {
    device::fresh().await;
    let form = sample::form().name;
    for broken in ["", "{", "{\"form\":\"feedback\"}", "[]"] {
        put(Store::Drafts, form.as_str(), &broken.into())
            .await
            .unwrap();
        assert_eq!(load(&form).await, Ok(None), "{broken}");
    }
    put(Store::Drafts, form.as_str(), &sample::blob(b"no text"))
        .await
        .unwrap();
    assert_eq!(load(&form).await, Ok(None));
}

#[wasm_bindgen_test]
async fn discarded_draft_is_gone_and_its_files_are_discarded_by_themselves() {
    device::fresh().await;
    let draft = filled();
    save(&draft).await.unwrap();
    for file in &draft.files {
        put(Store::Files, &file.id, &sample::blob(sample::PNG))
            .await
            .unwrap();
    }
    put(Store::Files, "of another form", &sample::blob(sample::PNG))
        .await
        .unwrap();
    discard(&draft.form).await.unwrap();
    assert_eq!(load(&draft.form).await.unwrap(), None);
    assert!(get(Store::Files, "first").await.unwrap().is_some());
    discard_files(&draft.files).await.unwrap();
    assert!(get(Store::Files, "first").await.unwrap().is_none());
    assert!(get(Store::Files, "second").await.unwrap().is_none());
    assert!(
        get(Store::Files, "of another form")
            .await
            .unwrap()
            .is_some()
    );
}

/// A draft, and the same a moment later with another subject.
fn earlier_and_later() -> (Draft, Draft) {
    let (earlier, mut later) = (filled(), filled());
    later.idempotency_key.clone_from(&earlier.idempotency_key);
    let subject = ("subject".to_owned(), "Последнее слово".to_owned());
    later.values.extend([subject]);
    later.saved_at = "2026-11-22T09:30:01.000Z".to_owned();
    (earlier, later)
}

/// Where a last moment waits, see `src/form/draft.rs`.
fn last_moment() -> Option<String> {
    let storage = leptos::prelude::window().session_storage();
    storage
        .unwrap()
        .unwrap()
        .get_item("opora.draft.feedback")
        .unwrap()
}

#[wasm_bindgen_test]
async fn last_moment_outlives_more_than_one_reload() {
    device::fresh().await;
    let (earlier, later) = earlier_and_later();
    save(&earlier).await.unwrap();
    keep_last_moment(&later);
    for _ in 0..2 {
        assert_eq!(load(&later.form).await.unwrap().as_ref(), Some(&later));
    }
    // The database has it, so it need not wait any more.
    assert_eq!(last_moment(), None);
}

#[wasm_bindgen_test]
async fn last_moment_that_is_older_than_the_draft_is_dropped() {
    device::fresh().await;
    let (earlier, later) = earlier_and_later();
    keep_last_moment(&earlier);
    save(&later).await.unwrap();
    assert!(last_moment().is_some());
    assert_eq!(load(&later.form).await.unwrap(), Some(later));
    assert_eq!(last_moment(), None);
}

#[wasm_bindgen_test]
async fn last_moment_goes_with_the_draft() {
    device::fresh().await;
    let (earlier, later) = earlier_and_later();
    save(&earlier).await.unwrap();
    keep_last_moment(&later);
    discard(&later.form).await.unwrap();
    assert_eq!(load(&later.form).await.unwrap(), None);
}

#[wasm_bindgen_test]
fn draft_of_nothing_but_emptied_answers_is_empty() {
    let mut draft = sample::draft();
    assert!(draft.is_empty());
    draft.values.insert("subject".to_owned(), String::new());
    assert!(draft.is_empty());
    draft.files.push(sample::draft_file("first"));
    assert!(!draft.is_empty());
}

#[wasm_bindgen_test]
fn every_draft_has_an_idempotency_key_of_its_own() {
    assert_ne!(
        sample::draft().idempotency_key,
        sample::draft().idempotency_key
    );
}
