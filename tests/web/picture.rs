//! Pictures as people have them, and files that are dragged, dropped and pasted.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use web_sys::{Blob, EventTarget};

use crate::sample;

#[wasm_bindgen(module = "/tests/web/picture.js")]
extern "C" {
    #[wasm_bindgen(js_name = painted)]
    async fn paint(kind: &str, width: u32, height: u32, painting: &str) -> JsValue;
    #[wasm_bindgen(js_name = seen)]
    async fn look_at(blob: &Blob, x: u32, y: u32) -> JsValue;
    #[wasm_bindgen(js_name = drags)]
    fn dispatch(kind: &str, target: &EventTarget, names: Array, text: &str) -> bool;
}

/// A picture of this media type.
pub async fn painted(kind: &str, width: u32, height: u32, painting: &str) -> Blob {
    paint(kind, width, height, painting).await.unchecked_into()
}

/// What is seen in a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    pub width: u32,
    pub height: u32,
    /// Red, green and blue at the place that was looked at.
    pub colour: [u32; 3],
}

pub async fn seen(blob: &Blob, x: u32, y: u32) -> Seen {
    let found = look_at(blob, x, y).await;
    let part = |at: u32| {
        let value = Reflect::get_u32(&found, at).unwrap().as_f64().unwrap();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "sides and parts of colours"
        )]
        let value = value as u32;
        value
    };
    Seen {
        width: part(0),
        height: part(1),
        colour: [part(2), part(3), part(4)],
    }
}

/// Something happens to files of these names; returns whether the page took it in hand.
pub fn drags(kind: &str, target: &EventTarget, names: &[&str], text: &str) -> bool {
    let names = names.iter().copied().map(JsValue::from_str).collect();
    dispatch(kind, target, names, text)
}

/// A JPG with a segment of EXIF behind its beginning: which side is up, and where it was taken.
pub async fn photo(width: u32, height: u32, painting: &str, orientation: u8, place: &str) -> Blob {
    let blob = painted("image/jpeg", width, height, painting).await;
    let jpg = opora::browser::file::content(&blob).await.unwrap();
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif.extend(place.bytes());
    let mut photo = jpg[..2].to_vec();
    photo.extend([0xff, 0xe1]);
    photo.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    photo.extend(exif);
    photo.extend(&jpg[2..]);
    sample::blob(&photo)
}

/// A BMP of one colour (blue, green, red).
pub fn bmp(side: u32, colour: [u8; 3]) -> Blob {
    let row = side * 3 + (4 - side * 3 % 4) % 4;
    let mut file = b"BM".to_vec();
    file.extend((54 + row * side).to_le_bytes());
    file.extend([0; 4]);
    file.extend(54_u32.to_le_bytes());
    file.extend(40_u32.to_le_bytes());
    file.extend(side.to_le_bytes());
    file.extend(side.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(24_u16.to_le_bytes());
    file.extend([0; 24]);
    for _ in 0..side {
        let from = file.len();
        file.extend(colour.repeat(side.try_into().unwrap()));
        file.resize(from + usize::try_from(row).unwrap(), 0);
    }
    sample::blob(&file)
}
