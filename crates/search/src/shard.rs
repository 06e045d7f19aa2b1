//! A run of the vocabulary in alphabetical order with its postings, read where it lies.
//!
//! Layout: the counts that most postings have; stem count; lengths of the text and of the length area; a directory with the sizes of
//! each block of [`BLOCK`] stems in the three areas; text (front-coded stems), lengths (bytes of
//! postings, a stem each), postings.

use crate::bytes::{Reader, put};
use crate::counts::Counts;
use crate::frame::{self, Damaged};

/// Stems in a block: what is walked through to reach one of them. More is smaller and slower.
const BLOCK: usize = 16;

/// Stems that stand in more documents have no places: they say little and are many.
const PLACED: u32 = 1000;

/// The place of a stem that is not in the title.
pub(crate) const NOWHERE: u8 = u8::MAX;

/// What a document has of a stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Posting {
    pub document: u32,
    pub counts: Counts,
    /// Where in the title the stem stands first, from 0; 255 when it is not there.
    pub place: u8,
}

/// Postings of a stem as they lie in the shard.
#[derive(Clone, Copy)]
pub(crate) struct Postings<'shard> {
    /// How many documents have the stem.
    pub documents: u32,
    /// Counts of postings that do not say theirs.
    plain: Counts,
    is_plain: bool,
    bytes: Reader<'shard>,
}

impl<'shard> Postings<'shard> {
    fn read(bytes: &'shard [u8], plain: Counts) -> Self {
        let mut bytes = Reader(bytes);
        let head = bytes.number();
        Self {
            documents: (head >> 1).min(bytes.0.len() as u32),
            plain,
            is_plain: head & 1 == 1,
            bytes,
        }
    }

    /// Calls `visit` for every posting, in document order.
    #[inline]
    pub(crate) fn each(self, mut visit: impl FnMut(Posting)) {
        let mut bytes = self.bytes;
        let mut document = 0_u32;
        let is_placed = self.documents <= PLACED;
        for _ in 0..self.documents {
            let number = bytes.number();
            let (gap, is_plain) = if self.is_plain {
                (number, true)
            } else {
                (number >> 1, number & 1 == 0)
            };
            document = document.wrapping_add(gap);
            let counts = if is_plain {
                self.plain
            } else {
                Counts::from(bytes.byte())
            };
            let place = if is_placed && counts.title() > 0 {
                bytes.byte()
            } else {
                NOWHERE
            };
            visit(Posting {
                document,
                counts,
                place,
            });
        }
    }

    fn write(postings: &[Posting], plain: Counts) -> Vec<u8> {
        let mut out = Vec::new();
        let is_plain = postings.iter().all(|posting| posting.counts == plain);
        put(&mut out, (postings.len() as u32) << 1 | u32::from(is_plain));
        let is_placed = postings.len() as u32 <= PLACED;
        let mut before = 0;
        for posting in postings {
            let gap = posting.document - before;
            before = posting.document;
            if is_plain {
                put(&mut out, gap);
            } else if posting.counts == plain {
                put(&mut out, gap << 1);
            } else {
                put(&mut out, gap << 1 | 1);
                out.push(posting.counts.byte());
            }
            if is_placed && posting.counts.title() > 0 {
                out.push(posting.place);
            }
        }
        out
    }
}

/// An opened shard.
#[derive(Debug, Clone)]
pub(crate) struct Shard {
    bytes: Vec<u8>,
    plain: Counts,
    stems: usize,
    blocks: Vec<Block>,
    /// Where the areas end.
    end: Block,
}

/// Where a block begins in each area, from the beginning of the shard.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    text: usize,
    lengths: usize,
    postings: usize,
}

impl Shard {
    /// Stems with their postings, in alphabetical order of their bytes, as a shard.
    pub(crate) fn write(stems: &[(Vec<u8>, Vec<Posting>)]) -> Vec<u8> {
        let plain = commonest(stems);
        let (mut directory, mut text, mut lengths, mut postings) = (vec![], vec![], vec![], vec![]);
        for block in stems.chunks(BLOCK) {
            let before = (text.len(), lengths.len(), postings.len());
            let mut previous: &[u8] = &[];
            for (stem, list) in block {
                let shared = stem
                    .iter()
                    .zip(previous)
                    .take_while(|(own, other)| own == other)
                    .count();
                put_stem(&mut text, shared, stem.get(shared..).unwrap_or_default());
                let list = Postings::write(list, plain);
                put(&mut lengths, list.len() as u32);
                postings.extend_from_slice(&list);
                previous = stem;
            }
            put(&mut directory, (text.len() - before.0) as u32);
            put(&mut directory, (lengths.len() - before.1) as u32);
            put(&mut directory, (postings.len() - before.2) as u32);
        }
        let mut out = frame::begin(frame::SHARD);
        out.push(plain.byte());
        put(&mut out, stems.len() as u32);
        put(&mut out, text.len() as u32);
        put(&mut out, lengths.len() as u32);
        for area in [directory, text, lengths, postings] {
            out.extend_from_slice(&area);
        }
        frame::seal(out)
    }

    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, Damaged> {
        let mut reader = Reader(frame::body(&bytes, frame::SHARD)?);
        let plain = Counts::from(reader.byte());
        let stems = reader.number() as usize;
        let text_bytes = reader.number() as usize;
        let lengths_bytes = reader.number() as usize;
        // Every stem has at least a byte of text, so a forged count can't ask for much memory.
        if stems > reader.0.len() {
            return Err(Damaged);
        }
        let sizes: Vec<[usize; 3]> = (0..stems.div_ceil(BLOCK))
            .map(|_| [(); 3].map(|()| reader.number() as usize))
            .collect();
        let text = bytes.len() - reader.0.len();
        let lengths = text.saturating_add(text_bytes);
        let mut at = Block {
            text,
            lengths,
            postings: lengths.saturating_add(lengths_bytes),
        };
        let mut blocks = Vec::with_capacity(sizes.len());
        for [text, lengths, postings] in sizes {
            blocks.push(at);
            at.text = at.text.saturating_add(text);
            at.lengths = at.lengths.saturating_add(lengths);
            at.postings = at.postings.saturating_add(postings);
        }
        if at.postings != bytes.len() {
            return Err(Damaged);
        }
        Ok(Self {
            bytes,
            plain,
            stems,
            blocks,
            end: at,
        })
    }

    /// Where a block begins and ends. Nothing is read beyond: else a forged shard could have its
    /// bytes read once for every stem.
    fn block(&self, number: usize) -> (Block, Block) {
        let start = |number| self.blocks.get(number).copied().unwrap_or(self.end);
        (start(number), start(number + 1))
    }

    fn area(&self, from: usize, to: usize) -> Reader<'_> {
        Reader(self.bytes.get(from..to).unwrap_or_default())
    }

    fn text(&self, block: usize) -> Reader<'_> {
        let (start, end) = self.block(block);
        self.area(start.text, end.text)
    }

    /// The postings of a stem that a cursor has stood at.
    pub(crate) fn postings(&self, place: usize) -> Postings<'_> {
        let (block, end) = self.block(place / BLOCK);
        let mut lengths = self.area(block.lengths, end.lengths);
        let mut start = block.postings;
        for _ in 0..place % BLOCK {
            start = start.saturating_add(lengths.number() as usize);
        }
        let length = lengths.number() as usize;
        Postings::read(self.area(start, end.postings).take(length), self.plain)
    }

    /// The bytes of the stem at a place.
    pub(crate) fn stem(&self, place: usize) -> Vec<u8> {
        let mut cursor = self.cursor(place - place % BLOCK);
        while cursor.next() && cursor.place < place {}
        cursor.stem
    }

    /// The place of a stem, if the shard has it.
    pub(crate) fn find(&self, stem: &[u8]) -> Option<usize> {
        let mut cursor = self.cursor_at(stem);
        (cursor.next() && cursor.stem == stem).then_some(cursor.place)
    }

    /// A cursor before the first stem that is not less than this.
    pub(crate) fn cursor_at(&self, stem: &[u8]) -> Cursor<'_> {
        let after = self.blocks.partition_point(|block| {
            let mut text = self.area(block.text, self.end.text);
            let (_, length) = stem_head(&mut text);
            text.take(length) < stem
        });
        let mut cursor = self.cursor(after.saturating_sub(1) * BLOCK);
        loop {
            let before = cursor.clone();
            if !cursor.next() || cursor.stem.as_slice() >= stem {
                return before;
            }
        }
    }

    /// A cursor before the first stem of the block that begins at `place`.
    pub(crate) fn cursor(&self, place: usize) -> Cursor<'_> {
        Cursor {
            shard: self,
            next: place,
            place,
            text: Reader(&[]),
            stem: Vec::with_capacity(24),
        }
    }
}

/// Walks through the stems of a shard.
#[derive(Clone)]
pub(crate) struct Cursor<'shard> {
    shard: &'shard Shard,
    next: usize,
    text: Reader<'shard>,
    /// Where the cursor stands.
    pub place: usize,
    /// The stem there.
    pub stem: Vec<u8>,
}

impl Cursor<'_> {
    /// Steps to the next stem; false past the last.
    #[inline]
    pub(crate) fn next(&mut self) -> bool {
        if self.next >= self.shard.stems {
            return false;
        }
        if self.next.is_multiple_of(BLOCK) {
            self.text = self.shard.text(self.next / BLOCK);
            self.stem.clear();
        }
        let (shared, length) = stem_head(&mut self.text);
        self.stem.truncate(shared);
        self.stem.extend_from_slice(self.text.take(length));
        self.place = self.next;
        self.next += 1;
        true
    }
}

/// The counts that most postings have.
fn commonest(stems: &[(Vec<u8>, Vec<Posting>)]) -> Counts {
    let mut seen = [0_usize; 256];
    for posting in stems.iter().flat_map(|(_, postings)| postings) {
        if let Some(seen) = seen.get_mut(usize::from(posting.counts.byte())) {
            *seen += 1;
        }
    }
    let most = seen.iter().enumerate().max_by_key(|(_, seen)| **seen);
    Counts::from(most.map_or(0, |(counts, _)| counts as u8))
}

/// Four bits each for what is shared with the stem before and for what follows; 15 says that a
/// number follows with the rest.
fn put_stem(text: &mut Vec<u8>, shared: usize, rest: &[u8]) {
    let (low, high) = (shared.min(15), rest.len().min(15));
    text.push((low << 4 | high) as u8);
    if low == 15 {
        put(text, (shared - 15) as u32);
    }
    if high == 15 {
        put(text, (rest.len() - 15) as u32);
    }
    text.extend_from_slice(rest);
}

#[inline]
fn stem_head(text: &mut Reader<'_>) -> (usize, usize) {
    let head = text.byte();
    let (mut shared, mut length) = (usize::from(head >> 4), usize::from(head & 15));
    if shared == 15 {
        shared = shared.saturating_add(text.number() as usize);
    }
    if length == 15 {
        length = length.saturating_add(text.number() as usize);
    }
    (shared, length)
}
