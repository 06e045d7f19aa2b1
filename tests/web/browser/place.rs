use opora::{
    browser::{
        database::{self, Store, put},
        look::{self, Look},
        place, session,
        setting::{Setting, read, write},
    },
    form::stock::{clear_all, clear_personal},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, stage::document, wait::eventually};

const CITY: &str = "@https://city.example.ru";
const SCHOOL: &str = "@https://school.example.ru";

/// The frame of another portal, as `frame.js` notes it; Opora's own page again when dropped.
struct Framed;

impl Framed {
    fn at(place: &str) -> Self {
        let root = document().document_element().unwrap();
        root.set_attribute("data-place", place).unwrap();
        root.set_attribute("data-embed", "").unwrap();
        Self
    }
}

impl Drop for Framed {
    fn drop(&mut self) {
        let root = document().document_element().unwrap();
        root.remove_attribute("data-place").unwrap();
        root.remove_attribute("data-embed").unwrap();
    }
}

/// Something in every storage.
async fn keeps(words: &str) {
    write(Setting::RecentSearches, Some(words));
    session::keep("opora.draft.feedback", words);
    put(Store::Drafts, "key", &words.into()).await.unwrap();
}

async fn finds() -> Vec<String> {
    let drafts = database::all(Store::Drafts).await.unwrap();
    let drafts = drafts.iter().map(|draft| draft.as_string().unwrap());
    let named = [
        read(Setting::RecentSearches),
        session::read("opora.draft.feedback"),
    ];
    named.into_iter().flatten().chain(drafts).collect()
}

#[wasm_bindgen_test]
async fn what_a_frame_keeps_is_its_portals_alone() {
    device::fresh().await;
    keeps("own").await;
    let framed = Framed::at(CITY);
    assert_eq!(finds().await, Vec::<String>::new());
    keeps("city").await;
    drop(framed);
    let framed = Framed::at(SCHOOL);
    assert_eq!(finds().await, Vec::<String>::new());
    keeps("school").await;
    // Who signs out there is gone from there.
    clear_personal(None).await.unwrap();
    assert_eq!(finds().await, Vec::<String>::new());
    clear_all().await.unwrap();
    drop(framed);
    let framed = Framed::at(CITY);
    assert_eq!(finds().await, ["city"; 3]);
    drop(framed);
    assert_eq!(finds().await, ["own"; 3]);
    clear_all().await.unwrap();
}

#[wasm_bindgen_test]
async fn pages_look_alike_everywhere() {
    device::fresh().await;
    look::choose(Look::Contrast, "high");
    let framed = Framed::at(CITY);
    look::choose(Look::Text, "150");
    clear_personal(None).await.unwrap();
    drop(framed);
    let held = device::holds().await;
    assert_eq!(held.len(), 2, "{held:?}");
    for look in Look::ALL {
        look::choose(look, "");
    }
}

#[wasm_bindgen_test]
async fn who_clears_the_device_on_the_own_site_clears_the_frames_of_its_portals() {
    device::fresh().await;
    for place in [CITY, SCHOOL, "@"] {
        let _framed = Framed::at(place);
        keeps("theirs").await;
    }
    clear_personal(None).await.unwrap();
    let city = Framed::at(CITY);
    assert_eq!(finds().await, ["theirs"; 3]);
    drop(city);
    clear_all().await.unwrap();
    assert_eq!(device::holds().await, Vec::<String>::new());
    for place in [CITY, SCHOOL, "@"] {
        let _framed = Framed::at(place);
        eventually("it is gone", async || {
            finds().await.is_empty().then_some(())
        })
        .await;
    }
    clear_all().await.unwrap();
}

#[wasm_bindgen_test]
fn names_outside_of_frames_are_what_they_were() {
    assert_eq!(place::named("opora"), "opora");
    let _framed = Framed::at(CITY);
    assert_eq!(place::named("opora"), "opora@https://city.example.ru");
}
