//! Going on with this page on a phone: a code for its camera, and the same link to copy.

use leptos::prelude::*;

use super::{
    code::code,
    copy::{CopyWords, copy},
    plain::{block, changing, disclosure, words},
};

/// What is said around the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhoneWords {
    pub title: &'static str,
    pub detail: &'static str,
    /// What the code is, for those who do not see it.
    pub code: &'static str,
    pub copy: CopyWords,
}

/// Opens and closes; the code follows the link.
pub fn phone_link(link: Signal<String>, said: PhoneWords, is_open_at_once: bool) -> AnyView {
    // Drawn when it is wanted: most never open it.
    let is_open = RwSignal::new(is_open_at_once);
    let wanted = Signal::derive(move || {
        if is_open.get() {
            link.get()
        } else {
            String::new()
        }
    });
    let inner = vec![
        words("p", "", said.detail),
        code(wanted, said.code),
        changing(move || words("p", "phone-link__address", link.get())),
        copy(link, said.copy),
    ];
    disclosure(
        "disclosure phone-link",
        said.title.to_owned(),
        is_open_at_once,
        Callback::new(move |now| is_open.set(now)),
        block("div", "", inner),
    )
}
