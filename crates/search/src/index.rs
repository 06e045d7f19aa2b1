//! An opened index: what is known of every document, and the shards that are there.

use crate::bytes::Reader;
use crate::frame::{self, Damaged};
use crate::memory::Memory;
use crate::rank::{Knobs, Norms};
use crate::shard::{Cursor, Postings, Shard};

/// Steps of a body's length code for each doubling of the length.
const CODES_PER_DOUBLING: f32 = 4.0;

/// An index that can be searched. Its bytes are read where they lie.
#[derive(Debug, Clone)]
pub struct Index {
    pub(crate) documents: usize,
    pub(crate) knobs: Knobs,
    pub(crate) norms: Norms,
    /// Average lengths of titles and bodies, in words.
    average: [f32; 2],
    /// A length of the title and a code of the body's for each document.
    title_lengths: Vec<u8>,
    body_codes: Vec<u8>,
    /// Groups of phrases that mean the same; a phrase is stems parted by spaces.
    pub(crate) synonyms: Vec<Vec<Vec<u8>>>,
    shards: Vec<Slot>,
    /// Of the knobs and shards there are now.
    pub(crate) memory: Memory,
}

/// A shard's place: which stems belong there, and the shard once it came.
#[derive(Debug, Clone)]
struct Slot {
    first: Vec<u8>,
    name: u64,
    shard: Option<Shard>,
}

/// A stem of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Term {
    pub shard: usize,
    pub place: usize,
}

impl Index {
    /// Opens the root that [`crate::Builder::finish`] made.
    ///
    /// # Errors
    /// When the bytes are damaged, of another version or no index at all.
    pub fn open(root: &[u8]) -> Result<Self, Damaged> {
        let mut reader = Reader(frame::body(root, frame::ROOT)?);
        let documents = reader.number() as usize;
        let average = [reader.number(), reader.number()].map(|sixteenths| sixteenths as f32 / 16.0);
        if documents > reader.0.len() / 2 {
            return Err(Damaged);
        }
        let title_lengths = reader.take(documents).to_vec();
        let body_codes = reader.take(documents).to_vec();
        let mut synonyms = Vec::new();
        for _ in 0..counted(&mut reader)? {
            let phrases = counted(&mut reader)?;
            synonyms.push((0..phrases).map(|_| reader.slice().to_vec()).collect());
        }
        let mut shards: Vec<Slot> = (0..counted(&mut reader)?)
            .map(|_| Slot {
                first: reader.slice().to_vec(),
                name: reader.take(8).try_into().map_or(0, u64::from_le_bytes),
                shard: None,
            })
            .collect();
        if shards.is_empty() {
            shards.push(Slot {
                first: Vec::new(),
                name: frame::sum(reader.0),
                shard: Some(Shard::open(reader.0.to_vec())?),
            });
        } else if !shards.is_sorted_by(|left, right| left.first < right.first) {
            return Err(Damaged);
        }
        Ok(Self {
            documents,
            knobs: Knobs::PRODUCT,
            norms: Norms::new(average, &Knobs::PRODUCT),
            memory: Memory::default(),
            average,
            title_lengths,
            body_codes,
            synonyms,
            shards,
        })
    }

    /// Ranks by other knobs from here on, to find better ones.
    pub fn tune(&mut self, knobs: Knobs) {
        self.memory = Memory::default();
        self.norms = Norms::new(self.average, &knobs);
        self.knobs = knobs;
    }

    /// Puts a shard in its place, see [`crate::Found::missing`].
    ///
    /// # Errors
    /// When the bytes are damaged or are not that shard of this index.
    pub fn add_shard(&mut self, number: usize, bytes: Vec<u8>) -> Result<(), Damaged> {
        self.memory = Memory::default();
        let slot = self.shards.get_mut(number).ok_or(Damaged)?;
        if frame::sum(&bytes) != slot.name {
            return Err(Damaged);
        }
        slot.shard = Some(Shard::open(bytes)?);
        Ok(())
    }

    /// The name of a shard by its content.
    #[must_use]
    pub fn shard_name(&self, number: usize) -> Option<String> {
        self.shards.get(number).map(|slot| frame::spelt(slot.name))
    }

    /// Lengths of the fields of a document: words of the title, code of the body's.
    #[inline]
    pub(crate) fn lengths(&self, document: u32) -> Option<(u8, u8)> {
        let document = document as usize;
        Some((
            *self.title_lengths.get(document)?,
            *self.body_codes.get(document)?,
        ))
    }

    /// Where a stem stands or would stand.
    pub(crate) fn shard_of(&self, stem: &[u8]) -> usize {
        let after = self
            .shards
            .partition_point(|slot| slot.first.as_slice() <= stem);
        after.saturating_sub(1)
    }

    pub(crate) fn is_loaded(&self, shard: usize) -> bool {
        self.shards
            .get(shard)
            .is_some_and(|slot| slot.shard.is_some())
    }

    fn shard(&self, number: usize) -> Option<&Shard> {
        self.shards.get(number)?.shard.as_ref()
    }

    pub(crate) fn find(&self, stem: &[u8]) -> Option<Term> {
        let shard = self.shard_of(stem);
        let place = self.shard(shard)?.find(stem)?;
        Some(Term { shard, place })
    }

    /// The bytes of a stem.
    pub(crate) fn stem(&self, term: Term) -> Vec<u8> {
        let Some(shard) = self.shard(term.shard) else {
            return Vec::new();
        };
        shard.stem(term.place)
    }

    pub(crate) fn postings(&self, term: Term) -> Option<Postings<'_>> {
        Some(self.shard(term.shard)?.postings(term.place))
    }

    /// Calls `visit` with the loaded stems from `start` on, until it says no.
    pub(crate) fn walk(&self, start: &[u8], mut visit: impl FnMut(&[u8], Term) -> bool) {
        let first = self.shard_of(start);
        for (number, slot) in self.shards.iter().enumerate().skip(first) {
            let Some(shard) = &slot.shard else { continue };
            let mut cursor: Cursor = if number == first {
                shard.cursor_at(start)
            } else {
                shard.cursor(0)
            };
            while cursor.next() {
                let term = Term {
                    shard: number,
                    place: cursor.place,
                };
                if !visit(&cursor.stem, term) {
                    return;
                }
            }
        }
    }

    /// The shards that hold stems beginning with `prefix`.
    pub(crate) fn shards_of(&self, prefix: &[u8]) -> impl Iterator<Item = usize> {
        let first = self.shard_of(prefix);
        let more = self.shards.iter().enumerate().skip(first + 1);
        let more = more.take_while(move |(_, slot)| slot.first.starts_with(prefix));
        std::iter::once(first).chain(more.map(|(number, _)| number).collect::<Vec<_>>())
    }
}

/// A count of things of which each takes a byte at least: a forged one can't ask for much memory.
fn counted(reader: &mut Reader) -> Result<usize, Damaged> {
    let count = reader.number() as usize;
    if count > reader.0.len() {
        Err(Damaged)
    } else {
        Ok(count)
    }
}

/// A body's length as a byte, give or take a tenth.
pub(crate) fn body_code(words: u32) -> u8 {
    ((words as f32 + 1.0).log2() * CODES_PER_DOUBLING).round() as u8
}

/// The length that the byte stands for, in words.
pub(crate) fn body_words(code: u8) -> f32 {
    (f32::from(code) / CODES_PER_DOUBLING * std::f32::consts::LN_2).exp() - 1.0
}
