//! Searching on the device: the index of the language, its entries, what was searched before.
//!
//! The engine is a chunk of its own, loaded with its index when a search is likely; pages and the suggestions of a
//! search box hold nothing of it but [`Search`].

pub mod recent;

use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc};

use futures_util::{FutureExt, future::Shared};
use leptos::prelude::*;
use opora_contract::{
    language::Language,
    search::{ENTRIES_PER_BLOCK, Entries, Entry, Hit, Run, SearchResults},
};
use opora_search::{Found, Index};

use crate::api::{self, ApiError, Client};

/// How often a search is tried again with more of the index: parts of a word lead to parts of the index.
const ROUNDS: usize = 3;

/// How many parts of the index one search may fetch.
const SHARDS_MOST: usize = 6;

/// Searches the index of a language: a query and how many entries are wanted at most.
pub type Search = Rc<dyn Fn(String, usize) -> Pin<Box<dyn Future<Output = SearchResults>>>>;

/// A search on its way, shared by all who wait for it: every letter typed meanwhile is one.
type Loading = Shared<Pin<Box<dyn Future<Output = Option<Search>>>>>;

thread_local! {
    /// The search in the language in use. Another language has another.
    static SEARCH: RefCell<Option<(Language, Loading)>> = const { RefCell::new(None) };
}

/// The search, if it has been loaded.
pub fn loaded(client: &Client) -> Option<Search> {
    SEARCH.with_borrow(|kept| {
        let (language, loading) = kept.as_ref()?;
        (*language == client.language()).then(|| loading.peek()?.clone())?
    })
}

/// The search, loaded when it is not there yet; `None` when it can't be had now.
pub async fn load(client: &Client) -> Option<Search> {
    let loading = SEARCH.with_borrow_mut(|kept| match kept {
        Some((language, loading)) if *language == client.language() => loading.clone(),
        _ => {
            let engine: Pin<Box<dyn Future<Output = _>>> = Box::pin(engine(client.clone()));
            let loading = engine.shared();
            *kept = Some((client.language(), loading.clone()));
            loading
        }
    });
    let search = loading.await;
    if search.is_none() {
        // The next one tries again.
        SEARCH.set(None);
    }
    search
}

/// A chunk of its own: the engine with the index of the client's language.
#[cfg_attr(not(feature = "components"), lazy)]
pub async fn engine(client: Client) -> Option<Search> {
    let engine = Rc::new(Engine::load(client).await.ok()?);
    let search: Search = Rc::new(move |query, limit| {
        let engine = Rc::clone(&engine);
        Box::pin(async move { engine.find(&query, limit).await })
    });
    Some(search)
}

/// An opened index with the entries that came so far.
struct Engine {
    client: Client,
    name: String,
    index: RefCell<Index>,
    /// Entries by block, in the order in which they came: few, and a map costs 2 KB of the chunk.
    blocks: RefCell<Vec<(u32, Vec<Entry>)>>,
}

impl Engine {
    async fn load(client: Client) -> Result<Self, ApiError> {
        let bytes = client.search_index().await?;
        let index = Index::open(&bytes).map_err(|error| ApiError::Malformed(error.to_string()))?;
        let engine = Self {
            client,
            name: opora_search::name(&bytes),
            index: RefCell::new(index),
            blocks: RefCell::default(),
        };
        // The first entries are nearly always among the found: fetched before they are asked for.
        engine.fetch_block(0).await?;
        Ok(engine)
    }

    /// The best entries for a query. Parts of the index that are missing are fetched; without a connection what is
    /// there is searched.
    async fn find(&self, query: &str, limit: usize) -> SearchResults {
        let mut found = self.index.borrow().search(query, limit);
        for _ in 0..ROUNDS {
            if found.missing.is_empty() || !self.fetch_shards(&found.missing).await {
                break;
            }
            found = self.index.borrow().search(query, limit);
        }
        for hit in &found.hits {
            let block = hit.document / ENTRIES_PER_BLOCK;
            if !self.has_block(block) && self.fetch_block(block).await.is_err() {
                break;
            }
        }
        self.results(query, &found)
    }

    async fn fetch_shards(&self, missing: &[usize]) -> bool {
        let mut has_come = false;
        for shard in missing.iter().take(SHARDS_MOST) {
            let Some(name) = self.index.borrow().shard_name(*shard) else {
                continue;
            };
            if let Ok(bytes) = self.client.search_shard(&name).await {
                has_come |= self.index.borrow_mut().add_shard(*shard, bytes).is_ok();
            }
        }
        has_come
    }

    fn has_block(&self, number: u32) -> bool {
        self.blocks
            .borrow()
            .iter()
            .any(|(block, _)| *block == number)
    }

    async fn fetch_block(&self, block: u32) -> Result<(), ApiError> {
        let entries: Entries = api::parse(&self.client.search_entries(block).await?)?;
        if entries.index != self.name {
            // The content has changed in between: the index is of yesterday.
            SEARCH.set(None);
            return Err(ApiError::Malformed("entries of another index".to_owned()));
        }
        self.blocks.borrow_mut().push((block, entries.entries));
        Ok(())
    }

    fn results(&self, query: &str, found: &Found) -> SearchResults {
        let blocks = self.blocks.borrow();
        let mut entries: Vec<&Entry> = Vec::new();
        let mut texts: Vec<&str> = Vec::new();
        for hit in &found.hits {
            let number = hit.document / ENTRIES_PER_BLOCK;
            let at = (hit.document % ENTRIES_PER_BLOCK) as usize;
            let block = blocks.iter().find(|(block, _)| *block == number);
            if let Some(entry) = block.and_then(|(_, entries)| entries.get(at)) {
                entries.push(entry);
                texts.push(&entry.title);
                texts.push(&entry.summary);
            }
        }
        let hits = entries.into_iter().map(|entry| Hit {
            kind: entry.kind,
            path: entry.path.clone(),
            place: entry.place.clone(),
            title: runs(found.marker.whole(&entry.title)),
            snippet: runs(found.marker.snippet(&entry.summary)),
        });
        SearchResults {
            query: query.to_owned(),
            understood: found.understood(&texts),
            hits: hits.collect(),
        }
    }
}

/// Text with what was found marked.
pub fn marked(runs: Vec<Run>) -> Vec<AnyView> {
    let run = |run: Run| match run.hit {
        true => view! { <mark>{run.text}</mark> }.into_any(),
        false => run.text.into_any(),
    };
    runs.into_iter().map(run).collect()
}

fn runs(runs: Vec<opora_search::Run>) -> Vec<Run> {
    runs.into_iter()
        .map(|run| Run {
            text: run.text,
            hit: run.hit,
        })
        .collect()
}
