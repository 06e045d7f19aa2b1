use leptos::prelude::*;
use opora::browser::{
    file::content,
    image::{Picture, is_drawn_faithfully},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{
    picture::{bmp, painted, photo, seen},
    sample,
    stage::Stage,
};

async fn opened(blob: &web_sys::Blob) -> Picture {
    Picture::open(blob)
        .await
        .unwrap_or_else(|error| panic!("{error:?}"))
}

#[wasm_bindgen_test]
async fn picture_of_another_kind_becomes_a_jpg_of_the_same_size() {
    for kind in ["image/webp", "image/png"] {
        let picture = opened(&painted(kind, 60, 40, "halves").await).await;
        assert_eq!((picture.width, picture.height), (60, 40));
        let jpg = picture.jpg_within(1_000_000).await.unwrap().unwrap();
        assert!(
            content(&jpg.blob)
                .await
                .unwrap()
                .starts_with(b"\xff\xd8\xff")
        );
        let left = seen(&jpg.blob, 5, 20).await;
        assert_eq!((left.width, left.height), (60, 40));
        assert!(left.colour[0] > 150 && left.colour[2] < 60, "{left:?}");
    }
    let jpg = opened(&bmp(9, [0, 200, 0])).await;
    let jpg = jpg.jpg_within(1_000_000).await.unwrap().unwrap();
    assert!(seen(&jpg.blob, 4, 4).await.colour[1] > 150);
}

#[wasm_bindgen_test]
async fn photo_that_was_taken_sideways_stands_upright() {
    // 6: the camera was turned, the top is on the right.
    let photo = photo(60, 40, "halves", 6, "").await;
    let picture = opened(&photo).await;
    assert_eq!((picture.width, picture.height), (40, 60));
    let jpg = picture.jpg_within(1_000_000).await.unwrap().unwrap();
    let top = seen(&jpg.blob, 20, 10).await;
    assert_eq!((top.width, top.height), (40, 60));
    assert!(top.colour[0] > 150 && top.colour[2] < 60, "{top:?}");
}

#[wasm_bindgen_test]
async fn what_can_be_seen_through_becomes_white() {
    let picture = opened(&painted("image/png", 8, 8, "clear").await).await;
    let jpg = picture.jpg_within(1_000_000).await.unwrap().unwrap();
    assert_eq!(seen(&jpg.blob, 4, 4).await.colour, [255; 3]);
}

#[wasm_bindgen_test]
async fn jpg_gets_coarser_then_smaller_until_it_fits() {
    let picture = opened(&painted("image/png", 600, 400, "noise").await).await;
    let within = async |bytes: u64| {
        let jpg = picture.jpg_within(bytes).await.unwrap().unwrap();
        let size = opora::browser::file::size(&jpg.blob);
        assert!(size <= bytes);
        (size, jpg.width, jpg.height)
    };
    let (full, width, _) = within(10_000_000).await;
    assert_eq!(width, 600);
    let (_, width, _) = within(full * 9 / 10).await;
    assert_eq!(width, 600, "coarser is enough");
    let (_, width, height) = within(full / 10).await;
    assert!(width < 600 && width * 2 / 3 == height);
    assert!(picture.jpg_within(100).await.unwrap().is_none());
}

#[wasm_bindgen_test]
async fn what_is_no_picture_does_not_open() {
    for bytes in [&b""[..], sample::PROGRAM, sample::PNG, b"\xff\xd8\xff\xe0"] {
        assert!(Picture::open(&sample::blob(bytes)).await.is_err());
    }
}

#[wasm_bindgen_test]
async fn small_copy_takes_the_place_of_the_icon() {
    let stage = Stage::new(|| view! { <span id="place"><i></i></span> });
    let picture = opened(&painted("image/png", 400, 100, "halves").await).await;
    picture.draw_into("place").unwrap();
    assert!(!stage.has("i"));
    assert_eq!(stage.attribute("canvas", "width").as_deref(), Some("192"));
    assert_eq!(stage.attribute("canvas", "height").as_deref(), Some("48"));
    assert!(picture.draw_into("absent").is_err());
}

#[wasm_bindgen_test]
async fn page_out_of_focus_is_told_from_a_sharp_one() {
    for (painting, expected) in [("page", false), ("blurred", true), ("noise", false)] {
        let picture = opened(&painted("image/jpeg", 1_600, 1_200, painting).await).await;
        assert_eq!(picture.is_blurred(), Ok(expected), "{painting}");
    }
    // A screenshot of a letter, small as it is.
    let picture = opened(&painted("image/png", 300, 200, "page").await).await;
    assert_eq!(picture.is_blurred(), Ok(false));
}

#[wasm_bindgen_test]
fn this_browser_writes_what_was_drawn() {
    assert!(is_drawn_faithfully());
}
