use opora::{
    browser::{
        database::{Store, get, put},
        format::days_ago,
        setting::{self, Setting},
    },
    form::{
        draft::{Draft, all, discard, discard_files, discard_key, keep_last_moment, load, save},
        foreign,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, sample};

fn filled() -> Draft {
    let subject = "Не приходит\u{a0}код «из СМС» 🙂\n";
    let mut draft = sample::draft_of(&sample::form(), subject, 2);
    draft.title = "Форма обратной связи".to_owned();
    draft.values.insert("consent".to_owned(), "yes".to_owned());
    let mut uploaded = sample::draft_file("second");
    uploaded.uploaded = Some(sample::attachment("screen.png"));
    draft.files = vec![sample::draft_file("first"), uploaded];
    draft
}

/// The draft to go on with where none is asked for.
async fn newest(draft: &Draft) -> Option<Draft> {
    load(&draft.form, None).await.unwrap()
}

/// What kept drafts say, the newest first.
async fn subjects() -> Vec<String> {
    let all = all().await.unwrap().into_iter();
    all.map(|draft| draft.values["subject"].clone()).collect()
}

#[wasm_bindgen_test]
async fn draft_comes_back_as_it_was_with_its_idempotency_key() {
    device::fresh().await;
    let draft = filled();
    save(&draft).await.unwrap();
    assert_eq!(newest(&draft).await, Some(draft));
}

#[wasm_bindgen_test]
async fn the_first_page_need_not_open_the_database_to_know_of_drafts() {
    device::fresh().await;
    assert_eq!(setting::read(Setting::Drafts), None);
    let draft = filled();
    save(&draft).await.unwrap();
    assert!(setting::read(Setting::Drafts).is_some());
    discard(&draft).await.unwrap();
    assert_eq!(setting::read(Setting::Drafts), None);
}

#[wasm_bindgen_test]
async fn form_that_was_never_begun_has_no_draft() {
    device::fresh().await;
    let draft = filled();
    save(&draft).await.unwrap();
    let other = sample::slug("application");
    assert_eq!(load(&other, None).await.unwrap(), None);
    // Nor is that of another form given out for its own.
    let key = Some(draft.idempotency_key.as_str());
    assert_eq!(load(&other, key).await.unwrap(), None);
}

#[wasm_bindgen_test]
async fn draft_that_cannot_be_read_is_as_good_as_none() {
    device::fresh().await;
    let form = sample::form().name;
    for broken in ["", "{", "{\"form\":\"feedback\"}", "[]"] {
        put(Store::Drafts, "key-1", &broken.into()).await.unwrap();
        assert_eq!(load(&form, Some("key-1")).await, Ok(None), "{broken}");
    }
    put(Store::Drafts, "key-1", &sample::blob(b"no text"))
        .await
        .unwrap();
    assert_eq!(load(&form, None).await, Ok(None));
    let draft = filled();
    save(&draft).await.unwrap();
    assert_eq!(all().await.unwrap(), [draft]);
}

#[wasm_bindgen_test]
async fn form_has_as_many_drafts_as_were_begun_the_newest_first() {
    device::fresh().await;
    let form = sample::form();
    for (subject, days) in [("Вчера", 1), ("Неделю назад", 7), ("Сейчас", 0)]
    {
        save(&sample::draft_of(&form, subject, days)).await.unwrap();
    }
    let other = sample::draft_of(&sample::application(), "Другая форма", 2);
    save(&other).await.unwrap();
    assert_eq!(
        subjects().await,
        ["Сейчас", "Вчера", "Другая форма", "Неделю назад"]
    );
    let found = load(&form.name, None).await.unwrap().unwrap();
    assert_eq!(found.values["subject"], "Сейчас");
    assert_eq!(newest(&other).await, Some(other));
}

#[wasm_bindgen_test]
async fn draft_is_kept_once_however_often_it_is_saved() {
    device::fresh().await;
    let mut draft = filled();
    save(&draft).await.unwrap();
    draft.saved_at = days_ago(1);
    save(&draft).await.unwrap();
    assert_eq!(all().await.unwrap(), [draft]);
}

#[wasm_bindgen_test]
async fn draft_that_is_asked_for_comes_and_is_the_newest_from_then_on() {
    device::fresh().await;
    let form = sample::form();
    let (old, new) = (
        sample::draft_of(&form, "Старое", 3),
        sample::draft_of(&form, "Новое", 1),
    );
    save(&old).await.unwrap();
    save(&new).await.unwrap();
    let asked = load(&form.name, Some(&old.idempotency_key)).await.unwrap();
    assert_eq!(asked.unwrap().values, old.values);
    // A reload asks for none: the form must not hold another draft then.
    let found = newest(&new).await.unwrap();
    assert_eq!(found.idempotency_key, old.idempotency_key);
    assert_eq!(subjects().await, ["Старое", "Новое"]);
}

#[wasm_bindgen_test]
async fn draft_that_is_asked_for_and_gone_leaves_the_newest() {
    device::fresh().await;
    let draft = filled();
    save(&draft).await.unwrap();
    let found = load(&draft.form, Some("gone")).await.unwrap();
    assert_eq!(found, Some(draft));
}

#[wasm_bindgen_test]
async fn draft_older_than_thirty_days_goes_with_its_files() {
    device::fresh().await;
    let form = sample::form();
    let mut old = sample::draft_of(&form, "Прошлая зима", 31);
    old.files = vec![sample::draft_file("old")];
    let mut young = sample::draft_of(&form, "Прошлый месяц", 29);
    young.files = vec![sample::draft_file("young")];
    for draft in [&old, &young] {
        save(draft).await.unwrap();
        put(Store::Files, &draft.files[0].id, &sample::blob(sample::PNG))
            .await
            .unwrap();
    }
    assert_eq!(subjects().await, ["Прошлый месяц"]);
    let stored = |store, key: String| async move { get(store, &key).await.unwrap().is_some() };
    assert!(!stored(Store::Drafts, old.idempotency_key).await);
    assert!(!stored(Store::Files, "old".to_owned()).await);
    assert!(stored(Store::Drafts, young.idempotency_key).await);
    assert!(stored(Store::Files, "young".to_owned()).await);
}

#[wasm_bindgen_test]
async fn discarded_draft_is_gone_and_its_files_are_discarded_by_themselves() {
    device::fresh().await;
    let draft = filled();
    let other = sample::draft_of(&sample::form(), "Другое обращение", 1);
    save(&draft).await.unwrap();
    save(&other).await.unwrap();
    for file in &draft.files {
        put(Store::Files, &file.id, &sample::blob(sample::PNG))
            .await
            .unwrap();
    }
    put(Store::Files, "of another form", &sample::blob(sample::PNG))
        .await
        .unwrap();
    discard(&draft).await.unwrap();
    assert_eq!(all().await.unwrap(), [other]);
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
    later.saved_at = days_ago(1);
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
        assert_eq!(newest(&later).await.as_ref(), Some(&later));
    }
    // The database has it, so it need not wait any more.
    assert_eq!(last_moment(), None);
    assert_eq!(all().await.unwrap(), [later]);
}

#[wasm_bindgen_test]
async fn last_moment_that_is_older_than_the_draft_is_dropped() {
    device::fresh().await;
    let (earlier, later) = earlier_and_later();
    keep_last_moment(&earlier);
    save(&later).await.unwrap();
    assert!(last_moment().is_some());
    assert_eq!(newest(&later).await, Some(later));
    assert_eq!(last_moment(), None);
}

#[wasm_bindgen_test]
async fn last_moment_of_another_draft_goes_to_its_own() {
    device::fresh().await;
    let (earlier, later) = earlier_and_later();
    let other = sample::draft_of(&sample::form(), "Другое обращение", 0);
    save(&earlier).await.unwrap();
    save(&other).await.unwrap();
    keep_last_moment(&later);
    let key = Some(other.idempotency_key.as_str());
    let found = load(&other.form, key).await.unwrap().unwrap();
    assert_eq!(found.values, other.values);
    let kept = get(Store::Drafts, &later.idempotency_key).await.unwrap();
    let kept = kept.and_then(|text| text.as_string()).unwrap();
    assert_eq!(serde_json::from_str::<Draft>(&kept).unwrap(), later);
    assert_eq!(last_moment(), None);
}

#[wasm_bindgen_test]
async fn last_moment_goes_with_the_draft() {
    device::fresh().await;
    let (earlier, later) = earlier_and_later();
    save(&earlier).await.unwrap();
    keep_last_moment(&later);
    discard(&later).await.unwrap();
    assert_eq!(newest(&later).await, None);
}

#[wasm_bindgen_test]
async fn last_moment_stays_when_another_draft_goes() {
    device::fresh().await;
    let (_, later) = earlier_and_later();
    let other = sample::draft_of(&sample::form(), "Другое обращение", 0);
    save(&other).await.unwrap();
    keep_last_moment(&later);
    discard_key(&other.form, &other.idempotency_key)
        .await
        .unwrap();
    assert_eq!(newest(&later).await, Some(later));
}

#[wasm_bindgen_test]
async fn strange_device_keeps_no_draft_and_says_so() {
    device::fresh().await;
    foreign::set(true);
    let draft = filled();
    save(&draft).await.expect_err("it must not be let go of");
    assert_eq!(all().await.unwrap(), []);
    foreign::set(false);
    save(&draft).await.unwrap();
    assert_eq!(all().await.unwrap(), [draft]);
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
