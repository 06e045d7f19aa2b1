//! A file of the request, to be saved: it comes with the key, so it is no link (spec E20).

use leptos::prelude::*;
use opora_contract::request::SentFile;

use super::case::Case;
use crate::{
    api::use_client,
    browser::{download, live},
    form::kept,
    i18n::use_texts,
    ui::plain::{Rank, block, button, changing, nothing, words},
};

/// The file as an item of a list.
pub fn file(case: Case, file: &SentFile) -> AnyView {
    let texts = use_texts();
    let said = texts.tracker();
    let client = use_client();
    let failed = RwSignal::new(false);
    let own = file.clone();
    let press = move || {
        let (client, own) = (client.clone(), own.clone());
        failed.set(false);
        leptos::task::spawn_local(async move {
            let content = match kept::key(case.number).await {
                Some(key) => client.attachment(&own.id, &key).await.ok(),
                None => None,
            };
            let media_type = own.file_type.media_type();
            let is_saved =
                content.is_some_and(|content| download::bytes(&own.name, media_type, &content));
            if !is_saved {
                live::announce(said.download_failed);
                failed.try_set(true);
            }
        });
    };
    let size = (texts.form().megabytes)(file.bytes);
    let mut inner = vec![
        button(Rank::Quiet, file.name.clone(), press),
        words("span", "papers__state", size),
    ];
    if !file.description.is_empty() {
        inner.push(words("span", "", file.description.clone()));
    }
    inner.push(changing(move || {
        if failed.get() {
            words("span", "field__error", said.download_failed)
        } else {
            nothing()
        }
    }));
    block("li", "papers__row", inner)
}
