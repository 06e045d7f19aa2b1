//! What only some visitors have on the first page, as a chunk of its own: known outages, and what is under way on this
//! device.

use std::sync::Arc;

use leptos::prelude::*;
use opora_contract::intake::Outage;

use super::{super::Build, Coming, outage::outages, own};
use crate::{api::Client, i18n::Texts};

/// Reads what this device keeps; what is drawn then stands above everything else.
#[lazy]
pub fn home_part(client: Client, texts: Texts, known: Vec<Outage>) -> Coming {
    Box::pin(async move {
        let found = own::Found::read(&client).await;
        let build: Build = Arc::new(move || {
            let outages = outages(texts, &known);
            vec![outages, own::own(texts, found.clone())].into_any()
        });
        build
    })
}
