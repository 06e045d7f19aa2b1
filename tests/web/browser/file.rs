use js_sys::Function;
use opora::browser::file::{self, from_stored, head, size, taken_from};
use opora_contract::upload::{FileType, SNIFF_BYTES};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Blob, HtmlInputElement};

use crate::{
    sample,
    stage::{Stage, document},
};

#[wasm_bindgen_test]
async fn head_is_at_most_what_was_asked_for() {
    let blob = sample::blob(sample::PNG);
    assert_eq!(head(&blob, 4).await.unwrap(), b"\x89PNG");
    assert_eq!(head(&blob, 1_000).await.unwrap(), sample::PNG);
    assert_eq!(head(&sample::blob(b""), 8).await.unwrap(), b"");
}

#[wasm_bindgen_test]
async fn head_proves_what_a_file_is_whatever_it_is_called() {
    for (bytes, expected) in [
        (sample::PNG, Some(FileType::Png)),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(FileType::Jpg)),
        (b"%PDF-1.7\n", Some(FileType::Pdf)),
        (sample::PROGRAM, None),
        (b"<svg onload=alert(1)>", None),
    ] {
        let head = head(&sample::blob(bytes), SNIFF_BYTES).await.unwrap();
        assert_eq!(FileType::sniff(&head), expected, "{bytes:?}");
    }
}

#[wasm_bindgen_test]
fn size_of_a_large_file_is_exact() {
    assert_eq!(
        size(&sample::zeros(sample::MAX_BYTES + 1)),
        sample::MAX_BYTES + 1
    );
    assert_eq!(size(&sample::blob(b"")), 0);
}

#[wasm_bindgen_test]
fn only_a_blob_is_a_stored_file() {
    assert!(from_stored(sample::blob(b"x").into()).is_some());
    let bytes = js_sys::Uint8Array::from(&b"x"[..]).buffer();
    assert_eq!(from_stored(bytes.into()).map(|blob| size(&blob)), Some(1));
    assert!(from_stored(JsValue::from_str("x")).is_none());
    assert!(from_stored(JsValue::NULL).is_none());
}

#[wasm_bindgen_test]
async fn chosen_files_are_taken_and_the_same_can_be_chosen_again() {
    let stage = Stage::new(|| leptos::view! { <input type="file" multiple/> });
    let input: HtmlInputElement = stage.the("input").unchecked_into();
    let choose = Function::new_with_args(
        "input",
        "const chosen = new DataTransfer();
         chosen.items.add(new File(['снимок'], 'Снимок экрана.png'));
         chosen.items.add(new File([], 'пусто.pdf'));
         input.files = chosen.files;",
    );
    for _ in 0..2 {
        choose.call1(&JsValue::NULL, &input).unwrap();
        let taken = taken_from(&input);
        let named: Vec<_> = taken
            .iter()
            .map(|file| (file.name.as_str(), file.bytes))
            .collect();
        assert_eq!(named, [("Снимок экрана.png", 12), ("пусто.pdf", 0)]);
        assert_eq!(
            head(&taken[0].blob, 100).await.unwrap(),
            "снимок".as_bytes()
        );
        assert_eq!(input.files().unwrap().length(), 0);
    }
    assert!(taken_from(&input).is_empty());
    assert!(document().body().is_some());
}

#[wasm_bindgen_test]
async fn file_that_cannot_be_read_is_an_error() {
    // What a browser gives when the file was moved away after it had been chosen.
    let gone: Blob = Function::new_no_args(
        "const gone = new Blob(['x']);
         gone.slice = () => ({ arrayBuffer: () => Promise.reject(new Error('NotReadableError')) });
         return gone;",
    )
    .call0(&JsValue::NULL)
    .unwrap()
    .unchecked_into();
    file::head(&gone, 8).await.expect_err("the file is gone");
}
