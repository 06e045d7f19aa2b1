//! `index.html` with the words of one page in place of the first page: title, lead and, for an answer, all of it.
//!
//! In the boxes that the app draws (`src/pages/{question,guide,form}.rs`, `src/pages/faq/topic.rs`), so that nothing moves
//! when it comes; `boot.js` takes them away once the app's own heading is there.

mod markup;
mod word;

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use opora_contract::{language::Language, page::Page};

use self::{
    markup::{Leaf, escaped, leaf},
    word::words,
};
use super::asset::Asset;
use crate::content::Content;

/// What an address asks a page to show in place of what it shows at first.
const OTHERWISE: [&str; 3] = ["step", "edit", "review"];

/// A path and the language that was asked for.
type Key = (String, Option<Language>);

/// Pages by path and language, each made when somebody first opens it. As many as there is
/// content: an address that no page has never comes here.
#[derive(Default)]
pub struct Pages(RwLock<HashMap<Key, Arc<Asset>>>);

impl Pages {
    /// The page with its own words; `None` where the words are the app's alone.
    pub fn find(
        &self,
        index: &str,
        page: &Page,
        query: &str,
        content: &Content,
    ) -> Option<Arc<Asset>> {
        if names(query).any(|(name, _)| OTHERWISE.contains(&name)) {
            return None;
        }
        let asked = names(query).find(|(name, _)| *name == "lang");
        let language = asked.and_then(|(_, tags)| Language::parse(tags));
        let key = (page.path(), language);
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = known.get(&key) {
            return Some(made.clone());
        }
        drop(known);
        let html = written(index, page, language, content)?;
        let made = Arc::new(Asset::page(html));
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, made.clone());
        Some(made)
    }
}

/// Names and values of a query.
fn names(query: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = query.split('&');
    pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

/// In the language asked for; else in every one, of which style/utilities.css shows the one that `boot.js` finds out.
fn written(index: &str, page: &Page, asked: Option<Language>, content: &Content) -> Option<String> {
    let languages = asked.map_or(Language::ALL.to_vec(), |language| vec![language]);
    let leaves: Option<Vec<Leaf>> = languages
        .iter()
        .map(|language| leaf(page, content.edition(*language)))
        .collect();
    let leaves = leaves?;
    let first = leaves.first()?;
    let title = format!("{} — {}", first.title, words(first.language).site);
    let bodies: String = leaves.iter().map(|leaf| leaf.body.as_str()).collect();
    let body = format!("<div id=\"first\" class=\"first\">{bodies}</div>");
    let html = between(index, "<html", ">", |old| format!("{old} data-first"))?;
    let html = between(&html, "<title>", "</title>", |_| escaped(&title))?;
    let html = between(&html, "name=\"description\" content=\"", "\"", |_| {
        escaped(&first.lead)
    })?;
    // Its boxes are in the second style sheet: it is no longer one for later.
    let html = between(&html, "id=\"later\"", ">", |_| String::new())?;
    let (head, rest) = html.split_once("<div id=\"shell\">")?;
    let (_, tail) = rest.split_once("</main>")?;
    Some(format!("{head}{body}</main>{tail}"))
}

/// Puts other words between two marks; `None` when they are not there.
fn between(
    html: &str,
    before: &str,
    after: &str,
    words: impl FnOnce(&str) -> String,
) -> Option<String> {
    let (head, rest) = html.split_once(before)?;
    let (old, tail) = rest.split_once(after)?;
    Some(format!("{head}{before}{}{after}{tail}", words(old)))
}
