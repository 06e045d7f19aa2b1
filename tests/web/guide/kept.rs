use opora::{
    browser::setting::{Setting, read, write},
    guide::{kept, parcel},
};
use opora_contract::guide::Progress;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{device, sample::slug};

#[wasm_bindgen_test]
async fn each_guide_keeps_its_own_place() {
    device::fresh().await;
    let (login, reset) = (slug("login"), slug("password-reset"));
    assert!(kept::read(&login).is_empty());
    assert!(kept::keep(&login, &Progress::parse("v1;cookies")));
    assert!(kept::keep(
        &reset,
        &Progress::parse("v2;forgot;contact=phone")
    ));
    assert_eq!(kept::read(&login).to_string(), "v1;cookies");
    assert_eq!(kept::read(&reset).to_string(), "v2;contact=phone;forgot");
    assert_eq!(kept::begun(), [reset.clone(), login.clone()]);

    assert!(kept::keep(&reset, &Progress::default()));
    assert_eq!(kept::begun(), [login]);
}

#[wasm_bindgen_test]
async fn what_the_device_refuses_is_good_until_the_page_closes() {
    device::fresh().await;
    let login = slug("login");
    let storage = leptos::prelude::window().local_storage().unwrap().unwrap();
    // Until not a letter more fits.
    let mut count = 0;
    for power in (0..=20).rev() {
        let text = "a".repeat(1 << power);
        while storage.set_item(&format!("filler-{count}"), &text).is_ok() {
            count += 1;
        }
    }
    assert!(!kept::keep(&login, &Progress::parse("v1;cookies")));
    assert!(kept::is_refused(&login));
    assert_eq!(kept::read(&login).to_string(), "v1;cookies");
    storage.clear().unwrap();
    assert!(kept::keep(&login, &Progress::parse("v1;cookies;browser")));
    assert!(!kept::is_refused(&login));
}

#[wasm_bindgen_test]
async fn what_others_have_written_there_breaks_nothing() {
    device::fresh().await;
    let login = slug("login");
    write(
        Setting::Guides,
        Some("\n<b> x\nlogin v1;open;<img>;=;\nlogin\n; ;;\nЖ v1;a"),
    );
    assert_eq!(kept::read(&login).to_string(), "v1;open");
    write(Setting::Guides, Some(&"a".repeat(200_000)));
    assert!(kept::read(&login).is_empty());
    assert!(kept::keep(&login, &Progress::parse("v1;open")));
    assert_eq!(read(Setting::Guides).as_deref(), Some("login v1;open"));
}

#[wasm_bindgen_test]
async fn a_parcel_is_taken_once() {
    device::fresh().await;
    assert_eq!(parcel::take(), None);
    parcel::leave("забытое");
    parcel::leave("");
    assert_eq!(parcel::take(), None);
    parcel::leave("Инструкция «Вход»");
    assert_eq!(parcel::take().as_deref(), Some("Инструкция «Вход»"));
    assert_eq!(parcel::take(), None);
}
