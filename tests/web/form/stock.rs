use opora::{
    browser::{
        database::{self, Store, put},
        setting::{self, Setting},
    },
    form::{
        copy, draft,
        kept::{self, KeptRequest},
        stock::{Kind, clear, clear_all, survey},
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::outbox;
use crate::{device, sample};

async fn count(kind: Kind) -> usize {
    let all = survey().await;
    let found = all.iter().find(|stock| stock.kind == kind).unwrap();
    assert_eq!(found.count == 0, found.bytes == 0, "{found:?}");
    found.count
}

/// Something of every kind that a test can keep.
async fn fill() {
    device::fresh().await;
    let mut own = sample::draft_of(&sample::form(), "Черновик", 1);
    own.files = vec![sample::draft_file("of-draft")];
    draft::save(&own).await.unwrap();
    let waiting = sample::waiting("key-1", vec![sample::draft_file("of-outbox")]);
    outbox::stored(&waiting).await;
    for name in ["of-draft", "of-outbox", "of-nobody"] {
        put(Store::Files, name, &sample::zeros(2_000))
            .await
            .unwrap();
    }
    let receipt = sample::receipt(sample::number(1), 20);
    let request = KeptRequest::of(&receipt.request, receipt.key);
    kept::keep(&request).await.unwrap();
    copy::keep(
        request.number,
        &serde_json::to_string(&receipt.request).unwrap(),
    )
    .await
    .unwrap();
    setting::write(Setting::RecentSearches, Some("[\"пароль\",\"статус\"]"));
    setting::write(Setting::Guides, Some("login first"));
    setting::write(Setting::Still, Some("1"));
}

#[wasm_bindgen_test]
async fn everything_that_is_kept_is_counted_and_weighed() {
    fill().await;
    for (kind, expected) in [
        (Kind::Outbox, 1),
        (Kind::Drafts, 1),
        (Kind::Files, 3),
        (Kind::Requests, 1),
        (Kind::Copies, 1),
        (Kind::Searches, 2),
        (Kind::Guides, 1),
        (Kind::Settings, 1),
    ] {
        assert_eq!(count(kind).await, expected, "{kind:?}");
    }
    let all = survey().await;
    let files = all.iter().find(|stock| stock.kind == Kind::Files).unwrap();
    assert_eq!(files.bytes, 6_000);
}

#[wasm_bindgen_test]
async fn each_kind_goes_alone() {
    for kind in Kind::ALL {
        fill().await;
        let before = survey().await;
        clear(kind).await.unwrap();
        let after = survey().await;
        for (before, after) in before.iter().zip(&after) {
            let is_own = before.kind == kind;
            // Files of a draft or of an unsent request go with it, and the copy with its request.
            let goes_along = match kind {
                Kind::Outbox | Kind::Drafts => before.kind == Kind::Files,
                Kind::Requests => before.kind == Kind::Copies,
                _ => false,
            };
            if is_own && kind != Kind::Files {
                assert_eq!(after.count, 0, "{kind:?}");
            } else if !is_own && !goes_along {
                assert_eq!(after.count, before.count, "{kind:?}: {:?}", before.kind);
            }
        }
    }
}

#[wasm_bindgen_test]
async fn files_of_an_unsent_request_stay_with_it_and_a_draft_forgets_its_own() {
    fill().await;
    clear(Kind::Files).await.unwrap();
    assert_eq!(database::keys(Store::Files).await.unwrap(), ["of-outbox"]);
    let drafts = draft::all().await.unwrap();
    assert!(drafts[0].files.is_empty());
}

#[wasm_bindgen_test]
async fn nothing_is_left_when_everything_goes() {
    fill().await;
    let storage = leptos::prelude::window()
        .session_storage()
        .unwrap()
        .unwrap();
    storage.set_item("opora.draft.feedback", "{}").unwrap();
    clear_all().await.unwrap();
    assert_eq!(device::holds().await, Vec::<String>::new());
    assert!(survey().await.iter().all(|stock| stock.count == 0));
}
