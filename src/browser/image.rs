//! Pictures, opened and written by the browser itself: which kinds it can open is its own affair.
//!
//! Everything is reached by name: a feature of `web_sys` for what few people need would be imports of the first load.

mod sharpness;

use js_sys::{Array, Function, JSON, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use super::{Refused, document, page, window};

/// Most pixels of a canvas: what the least of the browsers (Safari on a phone) draws; beyond it stays blank.
const CANVAS_PIXELS: u64 = 16_777_216;
/// Shares of the full size, in percent of a side, from the best on.
const SCALES: [u32; 9] = [100, 85, 70, 60, 50, 40, 30, 20, 10];
/// What to ask for, from the best on. A text stays readable with each.
const QUALITIES: [&str; 3] = [
    r#"{"type":"image/jpeg","quality":0.9}"#,
    r#"{"type":"image/jpeg","quality":0.8}"#,
    r#"{"type":"image/jpeg","quality":0.65}"#,
];
/// Longest side of a thumbnail, in pixels: sharp on a dense screen, too.
const THUMBNAIL: u32 = 192;
/// Longest side at which a page of text can just be read, in pixels, and the side of its middle.
const READABLE: u32 = 1_600;
const MIDDLE: u32 = 512;

/// A picture that the browser has opened, the right side up. Gives its memory back at once when it goes.
pub struct Picture {
    bitmap: JsValue,
    pub width: u32,
    pub height: u32,
}

/// A picture written as JPG.
#[derive(Clone, Debug)]
pub struct Jpg {
    pub blob: Blob,
    pub width: u32,
    pub height: u32,
}

impl Picture {
    /// Opens a picture of any kind that this browser knows. Takes 4 bytes a pixel: look at its size before.
    pub async fn open(blob: &Blob) -> Result<Self, Refused> {
        let window = window().ok_or_else(|| refused("no window"))?;
        let upright = JSON::parse(r#"{"imageOrientation":"from-image"}"#)?;
        let open = |arguments: &Array| call(&window, "createImageBitmap", arguments);
        let bitmap = match settled(open(&Array::of2(blob, &upright))?).await {
            Ok(bitmap) => bitmap,
            // An older browser does not know the option; it turns pictures by itself.
            Err(_) => settled(open(&Array::of1(blob))?).await?,
        };
        Ok(Self {
            width: side(&bitmap, "width")?,
            height: side(&bitmap, "height")?,
            bitmap,
        })
    }

    /// The picture as a JPG of at most so many bytes: less fine first, then smaller. What could be seen through becomes
    /// white. `None` when nothing helps.
    pub async fn jpg_within(&self, bytes: u64) -> Result<Option<Jpg>, Refused> {
        for scale in SCALES {
            let (width, height) = self.scaled(scale);
            if u64::from(width) * u64::from(height) > CANVAS_PIXELS {
                continue;
            }
            let canvas = Canvas::hidden(width, height)?;
            canvas.draw(self)?;
            for quality in QUALITIES {
                let blob = canvas.written(quality).await?;
                let size = super::file::size(&blob);
                if size <= bytes {
                    return Ok(Some(Jpg {
                        blob,
                        width,
                        height,
                    }));
                }
                if size > bytes.saturating_mul(3) {
                    // Far from it: only a smaller one helps.
                    break;
                }
            }
        }
        Ok(None)
    }

    /// Sides at so many percent.
    fn scaled(&self, percent: u32) -> (u32, u32) {
        let side = |side: u32| (side.saturating_mul(percent) / 100).max(1);
        (side(self.width), side(self.height))
    }

    /// Sides of which the longest is at most so many pixels.
    fn fitted(&self, most: u32) -> (u32, u32) {
        let longest = u64::from(self.width.max(self.height).max(most));
        let side = |side: u32| {
            let fitted = u64::from(side) * u64::from(most) / longest;
            u32::try_from(fitted).unwrap_or(most).max(1)
        };
        (side(self.width), side(self.height))
    }

    /// Draws a small copy into the element with this id, in place of what it holds.
    pub fn draw_into(&self, place: &str) -> Result<(), Refused> {
        let place = page::element(place).ok_or_else(|| refused("the place is gone"))?;
        let (width, height) = self.fitted(THUMBNAIL);
        let canvas = Canvas::element(width, height)?;
        canvas.draw(self)?;
        let canvas: &web_sys::Element = canvas.0.unchecked_ref();
        place.replace_children_with_node_1(canvas);
        Ok(())
    }

    /// Whether nothing in the middle of the picture has an edge, see [`sharpness`].
    pub fn is_blurred(&self) -> Result<bool, Refused> {
        let (width, height) = self.fitted(READABLE);
        let canvas = Canvas::hidden(width, height)?;
        canvas.draw(self)?;
        let across = width.min(MIDDLE);
        let down = height.min(MIDDLE);
        let corner = [(width - across) / 2, (height - down) / 2];
        let pixels = canvas.pixels([corner[0], corner[1], across, down])?;
        Ok(sharpness::is_blurred(&pixels, across))
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        let _closed = call(&self.bitmap, "close", &Array::new());
    }
}

/// Whether the browser writes pictures as they were drawn. One that hides what device it runs on may write noise.
pub fn is_drawn_faithfully() -> bool {
    const COLOUR: [u8; 3] = [0x20, 0x70, 0xc0];
    let read = || -> Result<Vec<u8>, Refused> {
        let canvas = Canvas::hidden(1, 1)?;
        canvas.fill("#2070c0")?;
        canvas.pixels([0, 0, 1, 1])
    };
    // Some browsers change the last bits alone, which nobody sees.
    read().is_ok_and(|found| {
        let mut pairs = found.iter().zip(COLOUR);
        pairs.all(|(is, was)| is.abs_diff(was) <= 4)
    })
}

/// A canvas, of the page or of none.
struct Canvas(JsValue);

impl Canvas {
    /// One that nobody sees.
    fn hidden(width: u32, height: u32) -> Result<Self, Refused> {
        let window = window().ok_or_else(|| refused("no window"))?;
        match named(&window, "OffscreenCanvas") {
            Ok(class) => {
                let sides = Array::of2(&width.into(), &height.into());
                Ok(Self(Reflect::construct(&class, &sides)?))
            }
            Err(_) => Self::element(width, height),
        }
    }

    fn element(width: u32, height: u32) -> Result<Self, Refused> {
        let document = document().ok_or_else(|| refused("no document"))?;
        let canvas = document.create_element("canvas")?;
        Reflect::set(&canvas, &"width".into(), &width.into())?;
        Reflect::set(&canvas, &"height".into(), &height.into())?;
        Ok(Self(canvas.into()))
    }

    fn context(&self) -> Result<JsValue, Refused> {
        let context = call(&self.0, "getContext", &Array::of1(&"2d".into()))?;
        // A canvas beyond the memory has none.
        if context.is_null() {
            return Err(refused("nothing to draw with"));
        }
        Ok(context)
    }

    /// All of it, as functions of its context take an area.
    fn area(&self) -> Result<Array, Refused> {
        Ok(area([
            0,
            0,
            side(&self.0, "width")?,
            side(&self.0, "height")?,
        ]))
    }

    /// Fills the canvas with a colour.
    fn fill(&self, colour: &str) -> Result<(), Refused> {
        let context = self.context()?;
        Reflect::set(&context, &"fillStyle".into(), &colour.into())?;
        call(&context, "fillRect", &self.area()?)?;
        Ok(())
    }

    /// Fills the canvas with a picture, on white.
    fn draw(&self, picture: &Picture) -> Result<(), Refused> {
        self.fill("#fff")?;
        let context = self.context()?;
        Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into())?;
        let area = self.area()?;
        area.unshift(&picture.bitmap);
        call(&context, "drawImage", &area)?;
        Ok(())
    }

    /// What is drawn within an area: four bytes a pixel.
    fn pixels(&self, within: [u32; 4]) -> Result<Vec<u8>, Refused> {
        let pixels = call(&self.context()?, "getImageData", &area(within))?;
        let pixels = Reflect::get(&pixels, &"data".into())?;
        Ok(Uint8Array::new(&pixels).to_vec())
    }

    /// What is drawn, written as these options say.
    async fn written(&self, options: &str) -> Result<Blob, Refused> {
        let options = JSON::parse(options)?;
        let written = if named(&self.0, "convertToBlob").is_ok() {
            settled(call(&self.0, "convertToBlob", &Array::of1(&options))?).await?
        } else {
            let part = |name: &str| Reflect::get(&options, &name.into());
            let (kind, quality) = (part("type")?, part("quality")?);
            let promise = Promise::new(&mut |resolve, reject| {
                let arguments = Array::of3(&resolve, &kind, &quality);
                if let Err(error) = call(&self.0, "toBlob", &arguments) {
                    let _rejected = reject.call1(&JsValue::UNDEFINED, &error);
                }
            });
            JsFuture::from(promise).await?
        };
        // Nothing, when the picture could not be written.
        written
            .dyn_into()
            .map_err(|_| refused("nothing was written"))
    }
}

/// Left, top, width and height.
fn area(parts: [u32; 4]) -> Array {
    parts.into_iter().map(JsValue::from).collect()
}

/// A function or a class of an object, by its name.
pub(super) fn named(owner: &JsValue, name: &str) -> Result<Function, Refused> {
    let found = Reflect::get(owner, &name.into())?;
    if found.is_function() {
        Ok(found.unchecked_into())
    } else {
        Err(refused(name))
    }
}

fn call(owner: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(owner, &name.into())?.unchecked_into();
    Reflect::apply(&function, owner, arguments)
}

async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.unchecked_into::<Promise>()).await
}

fn side(owner: &JsValue, name: &str) -> Result<u32, Refused> {
    let side = Reflect::get(owner, &name.into())?.as_f64();
    // A whole number below 2^32.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "see above"
    )]
    let side = side.unwrap_or_default() as u32;
    if side == 0 {
        return Err(refused("a picture of no size"));
    }
    Ok(side)
}

fn refused(reason: &str) -> Refused {
    Refused(reason.to_owned())
}
