//! Building an index: text in, files out. Runs natively; a browser only reads.

use std::collections::{BTreeMap, HashMap};

use crate::alphabet::encode;
use crate::bytes::{put, put_slice};
use crate::counts::Counts;
use crate::fold::tokens;
use crate::frame;
use crate::index::body_code;
use crate::shard::{NOWHERE, Posting, Shard};
use crate::stem::stem;

/// How large a shard may be, in bytes before compression. Larger is fewer requests and more to
/// download for the first letter.
const SHARD_BYTES: usize = 64 * 1024;

/// How large a vocabulary may be that travels with the root, in bytes before compression: one
/// request then brings everything.
const INLINE_BYTES: usize = 256 * 1024;

/// A document as it is searched; plain text, markup is not interpreted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Document<'text> {
    /// What the document is called; weighs most.
    pub title: &'text str,
    /// Other ways people ask for it; searched, never shown.
    pub aliases: &'text [String],
    /// The text.
    pub body: &'text str,
}

/// The files of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    /// Always needed, see [`crate::Index::open`].
    pub root: Vec<u8>,
    /// Fetched by need, see [`crate::Found::missing`]. None when the root holds all.
    pub shards: Vec<Vec<u8>>,
}

/// Collects documents into an index.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    /// The number of each spelling's stem.
    spellings: HashMap<String, usize>,
    stems: BTreeMap<Vec<u8>, usize>,
    postings: Vec<Vec<Posting>>,
    title_lengths: Vec<u32>,
    body_lengths: Vec<u32>,
    synonyms: Vec<Vec<Vec<u8>>>,
}

impl Builder {
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Words and phrases that mean the same. Groups that can lead to none of the documents are
    /// left out.
    pub fn synonyms<'text>(&mut self, group: impl IntoIterator<Item = &'text str>) {
        let phrases = group.into_iter().map(|phrase| {
            let stems = tokens(phrase)
                .into_iter()
                .map(|token| encode(&stem(&token.folded)));
            stems.collect::<Vec<_>>().join(&b' ')
        });
        let mut phrases: Vec<_> = phrases.filter(|phrase| !phrase.is_empty()).collect();
        phrases.dedup();
        self.synonyms.push(phrases);
    }

    /// Adds a document; [`crate::Hit::document`] is the position in the order of adding.
    pub fn add(&mut self, document: &Document) {
        let number = self.title_lengths.len() as u32;
        let mut counts = BTreeMap::<usize, ([u32; 3], u8)>::new();
        let mut lengths = [0_u32; 3];
        let aliases = document.aliases.join("\n");
        for (field, text) in [document.title, &aliases, document.body]
            .into_iter()
            .enumerate()
        {
            for (place, token) in tokens(text).into_iter().enumerate() {
                let stem = self.stem_number(token.folded);
                let place = if field == 0 {
                    place.min(254) as u8
                } else {
                    NOWHERE
                };
                let (counts, _) = counts.entry(stem).or_insert(([0; 3], place));
                if let Some(count) = counts.get_mut(field) {
                    *count += 1;
                }
                if let Some(length) = lengths.get_mut(field) {
                    *length += 1;
                }
            }
        }
        for (stem, ([title, aliases, body], place)) in counts {
            if let Some(postings) = self.postings.get_mut(stem) {
                postings.push(Posting {
                    document: number,
                    counts: Counts::new(title, aliases, body),
                    place,
                });
            }
        }
        let [title, _, body] = lengths;
        self.title_lengths.push(title);
        self.body_lengths.push(body);
    }

    fn stem_number(&mut self, folded: String) -> usize {
        if let Some(number) = self.spellings.get(&folded) {
            return *number;
        }
        let next = self.stems.len();
        let number = *self.stems.entry(encode(&stem(&folded))).or_insert(next);
        if number == self.postings.len() {
            self.postings.push(Vec::new());
        }
        self.spellings.insert(folded, number);
        number
    }

    /// Writes the files. The same documents in the same order give the same bytes.
    #[must_use]
    pub fn finish(mut self) -> Files {
        let has = |phrase: &Vec<u8>| {
            let mut stems = phrase.split(|byte| *byte == b' ');
            stems.all(|stem| self.stems.contains_key(stem))
        };
        let synonyms: Vec<_> = self
            .synonyms
            .iter()
            .filter(|group| group.len() > 1 && group.iter().any(has))
            .cloned()
            .collect();
        let stems: Vec<(Vec<u8>, Vec<Posting>)> = std::mem::take(&mut self.stems)
            .into_iter()
            .map(|(stem, number)| {
                let postings = self.postings.get_mut(number).map(std::mem::take);
                (stem, postings.unwrap_or_default())
            })
            .collect();
        let mut shards = vec![Shard::write(&stems)];
        let mut firsts = vec![
            stems
                .first()
                .map(|(stem, _)| stem.clone())
                .unwrap_or_default(),
        ];
        let is_inline = shards.iter().map(Vec::len).sum::<usize>() <= INLINE_BYTES;
        if !is_inline {
            (firsts, shards) = split(&stems);
        }
        let mut root = frame::begin(frame::ROOT);
        put(&mut root, self.title_lengths.len() as u32);
        put(&mut root, average(&self.title_lengths));
        put(&mut root, average(&self.body_lengths));
        root.extend(
            self.title_lengths
                .iter()
                .map(|length| (*length).min(255) as u8),
        );
        root.extend(self.body_lengths.iter().map(|length| body_code(*length)));
        put(&mut root, synonyms.len() as u32);
        for group in synonyms {
            put(&mut root, group.len() as u32);
            group.iter().for_each(|phrase| put_slice(&mut root, phrase));
        }
        put(&mut root, if is_inline { 0 } else { shards.len() as u32 });
        if is_inline {
            root.extend(shards.drain(..).flatten());
        } else {
            for (first, shard) in firsts.iter().zip(&shards) {
                put_slice(&mut root, first);
                root.extend_from_slice(&frame::sum(shard).to_le_bytes());
            }
        }
        Files {
            root: frame::seal(root),
            shards,
        }
    }
}

/// Shards of about the wanted size, and the first stem of each.
fn split(stems: &[(Vec<u8>, Vec<Posting>)]) -> (Vec<Vec<u8>>, Vec<Vec<u8>>) {
    let (mut firsts, mut shards, mut rest) = (Vec::new(), Vec::new(), stems);
    while let Some((first, _)) = rest.first() {
        let mut bytes = 0;
        let length = rest
            .iter()
            .take_while(|(stem, postings)| {
                let fits = bytes < SHARD_BYTES;
                bytes += stem.len() / 2 + 2 * postings.len();
                fits
            })
            .count();
        let (own, others) = rest.split_at(length);
        firsts.push(first.clone());
        shards.push(Shard::write(own));
        rest = others;
    }
    (firsts, shards)
}

/// The average length in sixteenths of a word.
fn average(lengths: &[u32]) -> u32 {
    let sum: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
    (sum * 16 / lengths.len().max(1) as u64) as u32
}
