use opora::browser::setting::{Setting, read, write};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::device;

#[wasm_bindgen_test]
async fn setting_is_kept_until_it_is_taken_back() {
    device::fresh().await;
    assert_eq!(read(Setting::Outbox), None);
    write(Setting::Outbox, Some("1"));
    assert_eq!(read(Setting::Outbox).as_deref(), Some("1"));
    write(Setting::Outbox, None);
    assert_eq!(read(Setting::Outbox), None);
}
