//! Going on with a guide on a phone: a code for its camera and a link, both with the progress behind `#`, which no
//! server sees.

use leptos::{html::Div, prelude::*};
use qrcodegen::{QrCode, QrCodeEcc};

use super::walk::Walk;
use crate::{
    browser::{
        live, page,
        svg::{self, Drawing},
    },
    i18n::use_texts,
    ui::plain::{Rank, block, button, changing, disclosure, words},
};

/// Modules of a code that stay light around it (ISO/IEC 18004, 9.1).
const QUIET: i32 = 4;

/// `number` is the step to go on with; 0 is the first page of the guide. Open at once where all steps are shown: a print
/// leads back here.
pub fn phone(walk: Walk, number: Signal<usize>, is_open_at_once: bool) -> AnyView {
    let texts = use_texts().guide();
    // The link changes with every confirmation.
    let link = Signal::derive(move || walk.link(number.get()));
    // Made when it is wanted: most never open it.
    let is_open = RwSignal::new(is_open_at_once);
    let place = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let drawn = is_open
            .get()
            .then(|| code(&link.get(), texts.code))
            .flatten();
        if let (Some(place), Some(drawn)) = (place.get(), drawn) {
            svg::draw(&place, &drawn);
        }
    });
    let said = RwSignal::new(String::new());
    let copy = move || {
        leptos::task::spawn_local(async move {
            let is_copied = page::copy(&link.get_untracked()).await;
            let outcome = if is_copied {
                texts.copied
            } else {
                texts.copy_failed
            };
            live::announce(outcome);
            said.try_set(outcome.to_owned());
        });
    };
    let inner = vec![
        words("p", "", texts.phone_detail),
        view! { <div node_ref=place></div> }.into_any(),
        changing(move || words("p", "phone-link__address", link.get())),
        button(Rank::Secondary, texts.copy, copy),
        changing(move || words("p", "", said.get())),
    ];
    disclosure(
        "disclosure phone-link",
        texts.phone.to_owned(),
        is_open_at_once,
        Callback::new(move |now| is_open.set(now)),
        block("div", "", inner),
    )
}

/// Nothing when the link is too long for a code.
fn code(link: &str, label: &'static str) -> Option<Drawing> {
    let code = QrCode::encode_text(link, QrCodeEcc::Low).ok()?;
    let side = code.size() + 2 * QUIET;
    let ground = Drawing {
        tag: "rect",
        attributes: vec![
            ("class", "phone-link__ground".to_owned()),
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
            ("class", "phone-link__code".to_owned()),
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
