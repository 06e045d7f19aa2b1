//! A code for a camera (QR, ISO/IEC 18004) with a text in it, such as an address to open on a phone.

use leptos::{html::Div, prelude::*};
use qrcodegen::{QrCode, QrCodeEcc};

use crate::browser::svg::{self, Drawing};

/// Modules of a code that stay light around it (9.1).
const QUIET: i32 = 4;

/// A drawn code that follows its text. While the text is empty, or too long for a code, what was drawn before stays.
pub fn code(text: Signal<String>, label: &'static str) -> AnyView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let drawn = drawing(&text.read(), label);
        if let (Some(place), Some(drawn)) = (place.get(), drawn) {
            svg::draw(&place, &drawn);
        }
    });
    view! { <div class="code" node_ref=place></div> }.into_any()
}

/// Nothing for an empty text, and for one that is too long.
fn drawing(text: &str, label: &str) -> Option<Drawing> {
    if text.is_empty() {
        return None;
    }
    let code = QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * QUIET;
    let ground = Drawing {
        tag: "rect",
        attributes: vec![
            ("class", "code__ground".to_owned()),
            ("width", side.to_string()),
            ("height", side.to_string()),
        ],
        ..Drawing::default()
    };
    let modules = Drawing {
        tag: "path",
        attributes: vec![("d", dark(&code))],
        ..Drawing::default()
    };
    Some(Drawing {
        tag: "svg",
        attributes: vec![
            ("class", "code__drawing".to_owned()),
            ("viewBox", format!("0 0 {side} {side}")),
            ("role", "img".to_owned()),
            ("aria-label", label.to_owned()),
        ],
        children: vec![ground, modules],
        ..Drawing::default()
    })
}

/// The dark modules as a path: a run of them is one rectangle.
fn dark(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y));
            let run = i32::try_from(run.count()).unwrap_or_default();
            if run > 0 {
                let (left, top) = (x + QUIET, y + QUIET);
                path.push_str(&format!("M{left} {top}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    path
}
