//! What every file of the index begins with: what it is, its version, a checksum of the rest.

use std::fmt;

use crate::bytes::checksum;

/// The root of an index.
pub(crate) const ROOT: [u8; 4] = *b"OPR\x01";
/// A shard of its vocabulary. The last byte is the version of the layout.
pub(crate) const SHARD: [u8; 4] = *b"OPS\x01";

const HEAD: usize = 12;

/// The bytes are no index of this version, or not as they were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("these bytes are no search index of this version, or they are damaged")
    }
}

impl std::error::Error for Damaged {}

/// The beginning of a file; [`seal`] completes it.
pub(crate) fn begin(kind: [u8; 4]) -> Vec<u8> {
    let mut out = kind.to_vec();
    out.resize(HEAD, 0);
    out
}

/// Writes the checksum in.
pub(crate) fn seal(mut out: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = out.split_at_mut_checked(HEAD) {
        let sum = checksum(body).to_le_bytes();
        head.iter_mut()
            .skip(4)
            .zip(sum)
            .for_each(|(place, byte)| *place = byte);
    }
    out
}

/// What stands behind the head, when kind and checksum are right.
pub(crate) fn body(bytes: &[u8], kind: [u8; 4]) -> Result<&[u8], Damaged> {
    let (head, body) = bytes.split_at_checked(HEAD).ok_or(Damaged)?;
    let is_right = head.starts_with(&kind) && head.ends_with(&checksum(body).to_le_bytes());
    is_right.then_some(body).ok_or(Damaged)
}

/// The checksum of a file, by which the root refers to it.
pub(crate) fn sum(bytes: &[u8]) -> u64 {
    let sum = bytes.get(4..HEAD).and_then(|sum| sum.try_into().ok());
    sum.map_or(0, u64::from_le_bytes)
}

/// The name of a file by its content, as addresses say it: its checksum in 16 hexadecimal digits.
#[must_use]
pub fn name(bytes: &[u8]) -> String {
    spelt(sum(bytes))
}

/// A checksum as addresses say it. By hand: the formatting of numbers in hexadecimal costs more in wasm.
pub(crate) fn spelt(sum: u64) -> String {
    (0..16)
        .rev()
        .filter_map(|digit| char::from_digit((sum >> (4 * digit)) as u32 & 15, 16))
        .collect()
}
