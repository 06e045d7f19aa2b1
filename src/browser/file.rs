//! Files that a person chose.

use js_sys::{Array, ArrayBuffer, JSON, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FileList, HtmlInputElement};

use super::{Refused, image::named};

/// A chosen file or what is kept of it.
#[derive(Clone, Debug)]
pub struct LocalFile {
    pub name: String,
    pub bytes: u64,
    pub blob: Blob,
}

/// The files of an input; the input is emptied, so that the same file can be chosen again. One that is not for files is
/// left alone.
pub fn taken_from(input: &HtmlInputElement) -> Vec<LocalFile> {
    let Some(list) = input.files() else {
        return Vec::new();
    };
    let files = from_list(&list);
    input.set_value("");
    files
}

/// The files of a list, as an input, a drop or the clipboard gives it.
pub fn from_list(list: &FileList) -> Vec<LocalFile> {
    (0..list.length())
        .filter_map(|at| list.get(at))
        .map(|file| LocalFile {
            name: file.name(),
            bytes: size(&file),
            blob: file.into(),
        })
        .collect()
}

/// Size in bytes.
pub fn size(blob: &Blob) -> u64 {
    // Sizes are whole and far below 2^53.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "see above"
    )]
    let bytes = blob.size() as u64;
    bytes
}

/// The first bytes, at most `count`; fails when the file is gone from the device.
pub async fn head(blob: &Blob, count: u32) -> Result<Vec<u8>, Refused> {
    let start = blob.slice_with_f64_and_f64(0.0, count.into())?;
    let buffer = JsFuture::from(start.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// All of it; fails when the file is gone from the device.
pub async fn content(blob: &Blob) -> Result<Vec<u8>, Refused> {
    head(blob, u32::MAX).await
}

/// All of it, as the browser's own bytes: an `ArrayBuffer`.
pub async fn bytes(blob: &Blob) -> Result<JsValue, Refused> {
    Ok(JsFuture::from(blob.array_buffer()).await?)
}

/// A file of these bytes.
pub fn of_bytes(bytes: &[u8], media_type: &str) -> Result<Blob, Refused> {
    of_part(&Uint8Array::from(bytes), media_type)
}

/// Made by name, as in [`super::image`].
fn of_part(part: &JsValue, media_type: &str) -> Result<Blob, Refused> {
    let window = super::window().ok_or_else(|| Refused("no window".to_owned()))?;
    let options = JSON::parse(&format!("{{\"type\":\"{media_type}\"}}"))?;
    let parts = Array::of1(part);
    let made = Reflect::construct(&named(&window, "Blob")?, &Array::of2(&parts, &options))?;
    Ok(made.unchecked_into())
}

/// A stored value as a blob: it is one, or its [`bytes`].
pub fn from_stored(value: JsValue) -> Option<Blob> {
    match value.dyn_into() {
        Ok(blob) => Some(blob),
        Err(value) => of_part(value.dyn_ref::<ArrayBuffer>()?, "").ok(),
    }
}
