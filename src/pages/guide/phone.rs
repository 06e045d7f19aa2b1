//! Going on with a guide on a phone: the link has the progress behind `#`, which no server sees.

use leptos::prelude::*;

use super::walk::Walk;
use crate::{
    i18n::use_texts,
    ui::{
        copy::CopyWords,
        phone_link::{PhoneWords, phone_link},
    },
};

/// `number` is the step to go on with; 0 is the first page of the guide. Open at once where all steps are shown: a print
/// leads back here.
pub fn phone(walk: Walk, number: Signal<usize>, is_open_at_once: bool) -> AnyView {
    let texts = use_texts().guide();
    // The link changes with every confirmation.
    let link = Signal::derive(move || walk.link(number.get()));
    let said = PhoneWords {
        title: texts.phone,
        detail: texts.phone_detail,
        code: texts.code,
        copy: CopyWords {
            label: texts.copy,
            copied: texts.copied,
            failed: texts.copy_failed,
        },
    };
    phone_link(link, said, is_open_at_once)
}
