//! What the search of one language finds: entries, the index over them, and both as files for searching on a device.

use std::collections::BTreeMap;

use opora_contract::{
    language::Language,
    page::Page,
    search::{ENTRIES_PER_BLOCK, Entries, Entry, EntryKind, HITS_MAX, Hit, Run, SearchResults},
};
use opora_search::{Builder, Document, Files, Index, name};

use crate::{
    content::{Content, Edition, Placed, plain_text},
    prepared::Prepared,
};

/// The search of one language.
pub struct Finder {
    index: Index,
    /// In the order of the index.
    finds: Vec<Find>,
    root: Prepared,
    /// By name.
    shards: BTreeMap<String, Prepared>,
    blocks: Vec<Prepared>,
}

/// A thing that can be found, and the text that snippets are cut from.
struct Find {
    entry: Entry,
    text: String,
}

impl Finder {
    #[must_use]
    pub fn new(content: &Content, language: Language) -> Self {
        let edition = content.edition(language);
        let (mut builder, mut finds) = (Builder::new(), Vec::new());
        // A Russian answer is asked for in English words, and the other way round.
        for group in content.editions.iter().flat_map(|one| &one.synonyms) {
            builder.synonyms(group.iter().map(String::as_str));
        }
        let things = answers(edition).chain(guides(edition));
        for (find, aliases) in things.chain(forms(edition)).chain(pages(edition)) {
            builder.add(&Document {
                title: &find.entry.title,
                aliases: &aliases,
                body: &find.text,
            });
            finds.push(find);
        }
        let Files { root, shards } = builder.finish();
        let blocks = finds.chunks(ENTRIES_PER_BLOCK as usize).map(|block| {
            Prepared::json(&Entries {
                index: name(&root),
                entries: block.iter().map(|find| find.entry.clone()).collect(),
            })
        });
        Self {
            blocks: blocks.collect(),
            index: open(&root, &shards),
            finds,
            root: Prepared::binary(root),
            shards: shards
                .into_iter()
                .map(|shard| (name(&shard), Prepared::binary(shard).immutable()))
                .collect(),
        }
    }

    /// What matches, best first. No query fails: an empty one finds nothing.
    #[must_use]
    pub fn search(&self, query: String) -> SearchResults {
        let found = self.index.search(&query, HITS_MAX);
        let finds = found.hits.iter();
        let finds = finds.filter_map(|hit| self.finds.get(hit.document as usize));
        let texts = finds.clone();
        let texts = texts.flat_map(|find| [find.entry.title.as_str(), find.text.as_str()]);
        let understood = found.understood(&texts.collect::<Vec<_>>());
        let hits = finds.map(|Find { entry, text }| Hit {
            kind: entry.kind,
            path: entry.path.clone(),
            place: entry.place.clone(),
            title: runs(found.marker.whole(&entry.title)),
            snippet: runs(found.marker.snippet(text)),
        });
        SearchResults {
            hits: hits.collect(),
            understood,
            query,
        }
    }

    /// The root of the index.
    #[must_use]
    pub fn root(&self) -> &Prepared {
        &self.root
    }

    #[must_use]
    pub fn shard(&self, name: &str) -> Option<&Prepared> {
        self.shards.get(name)
    }

    /// Entries for results, [`ENTRIES_PER_BLOCK`] at a time.
    #[must_use]
    pub fn entries(&self, block: usize) -> Option<&Prepared> {
        self.blocks.get(block)
    }

    /// Everything that a device needs to search by itself, under names that tell the contents apart.
    pub fn files(&self) -> impl Iterator<Item = (String, &Prepared)> {
        let index = name(self.root.plain());
        let blocks = self.blocks.iter().enumerate();
        let blocks =
            blocks.map(|(at, block)| (format!("entries-{at}-{}.json", block.name()), block));
        let shards = self.shards.iter();
        let shards = shards.map(|(name, shard)| (format!("shard-{name}.bin"), shard));
        std::iter::once((format!("root-{index}.bin"), &self.root))
            .chain(shards)
            .chain(blocks)
    }
}

#[expect(
    clippy::expect_used,
    reason = "the same process has just made these files"
)]
fn open(root: &[u8], shards: &[Vec<u8>]) -> Index {
    let mut index = Index::open(root).expect("a sound root");
    for (number, shard) in shards.iter().enumerate() {
        let added = index.add_shard(number, shard.clone());
        added.expect("a sound shard");
    }
    index
}

fn answers(edition: &Edition) -> impl Iterator<Item = (Find, Vec<String>)> {
    edition.topics.iter().flat_map(|topic| {
        topic.answers.iter().map(|article| {
            let page = Page::Question(article.topic.clone(), article.slug.clone());
            let entry = Entry {
                kind: EntryKind::Answer,
                path: page.path(),
                title: article.title.clone(),
                place: topic.title.clone(),
                summary: article.summary.clone(),
            };
            let text = format!("{}\n{}", article.summary, plain_text(&article.blocks));
            (Find { entry, text }, words(&article.aliases))
        })
    })
}

fn guides(edition: &Edition) -> impl Iterator<Item = (Find, Vec<String>)> {
    edition.guides.iter().map(|guide| {
        let topics = edition.topics.iter();
        let mut topics = topics.filter(|topic| topic.slug.as_str() == guide.topic.value);
        let entry = Entry {
            kind: EntryKind::Guide,
            path: Page::Guide(guide.name.clone()).path(),
            title: guide.title.clone(),
            place: topics
                .next()
                .map(|topic| topic.title.clone())
                .unwrap_or_default(),
            summary: guide.summary.clone(),
        };
        let mut text = format!("{}\n{}", guide.summary, plain_text(&guide.intro));
        for step in &guide.steps {
            text = format!(
                "{text}\n{}\n{}",
                step.value.title,
                plain_text(&step.value.blocks)
            );
        }
        (Find { entry, text }, words(&guide.aliases))
    })
}

fn forms(edition: &Edition) -> impl Iterator<Item = (Find, Vec<String>)> {
    edition.forms.iter().map(|form| {
        let entry = Entry {
            kind: EntryKind::Form,
            path: Page::Form(form.name.clone()).path(),
            title: form.title.clone(),
            place: String::new(),
            summary: form.lead.clone(),
        };
        let aliases = edition.form_aliases.get(&form.name);
        let aliases = aliases.map(|aliases| words(aliases)).unwrap_or_default();
        (Find::plain(entry), aliases)
    })
}

fn pages(edition: &Edition) -> impl Iterator<Item = (Find, Vec<String>)> {
    edition.pages.iter().map(|page| {
        let entry = Entry {
            kind: page.kind,
            path: page.path.value.clone(),
            title: page.title.clone(),
            place: String::new(),
            summary: page.summary.clone(),
        };
        (Find::plain(entry), words(&page.aliases))
    })
}

impl Find {
    /// A thing whose summary is all its text.
    fn plain(entry: Entry) -> Self {
        let text = entry.summary.clone();
        Self { entry, text }
    }
}

fn words(aliases: &[Placed<String>]) -> Vec<String> {
    aliases.iter().map(|alias| alias.value.clone()).collect()
}

fn runs(runs: Vec<opora_search::Run>) -> Vec<Run> {
    let runs = runs.into_iter().map(|run| Run {
        text: run.text,
        hit: run.hit,
    });
    runs.collect()
}
