//! The segments of a JPG (ITU T.81, annex B), read as tolerantly as decoders in browsers do.

use super::exif;

/// Start and end of an image, start of a scan.
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;

/// `JFIF` and Adobe's segment as far as decoders read them, without a thumbnail or what else may follow.
const JFIF_BYTES: usize = 14;
const ADOBE_BYTES: usize = 12;

/// A marker with what belongs to it.
struct Segment<'a> {
    code: u8,
    /// Everything from the first `ff` on.
    raw: &'a [u8],
    /// What follows the length.
    content: &'a [u8],
}

/// What is kept of a JPG; `None` for one that cannot be followed to the end of its picture. A picture that breaks off
/// within its pixels ends there.
pub fn strip(bytes: &[u8]) -> Option<Vec<u8>> {
    let start = next(bytes).filter(|(segment, _)| segment.code == SOI);
    let (start, mut rest) = start?;
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(start.raw);
    let mut is_oriented = false;
    let mut has_scan = false;
    while !(has_scan && rest.is_empty()) {
        let (segment, behind) = next(rest)?;
        rest = behind;
        match segment.code {
            SOI => return None,
            EOI if has_scan => {
                kept.extend_from_slice(segment.raw);
                break;
            }
            EOI => return None,
            SOS => {
                let (pixels, behind) = rest.split_at_checked(pixels(rest))?;
                kept.extend_from_slice(segment.raw);
                kept.extend_from_slice(pixels);
                rest = behind;
                has_scan = true;
            }
            // Nobody looks for it behind the first scan, nor for a second one.
            0xe1 if !is_oriented && !has_scan => {
                if let Some(side) = exif::orientation(segment.content) {
                    is_oriented = true;
                    keep_orientation(&segment, side, &mut kept);
                }
            }
            _ => keep(&segment, &mut kept),
        }
    }
    Some(kept)
}

/// The first marker, and what stands behind its segment. Bytes that belong to no segment are skipped, as decoders do.
fn next(bytes: &[u8]) -> Option<(Segment<'_>, &[u8])> {
    let mut from = bytes;
    loop {
        let (_, marker) = from.split_at_checked(from.iter().position(|&byte| byte == 0xff)?)?;
        let filled = fill(marker);
        let (&code, behind) = marker.get(filled..)?.split_first()?;
        let bare = filled + 1;
        let length = match code {
            0x00 => {
                from = behind;
                continue;
            }
            0x01 | 0xd0..=EOI => 0,
            // Reserved: a decoder cannot know what follows.
            0x02..=0xbf | 0xf0..=0xfd => return None,
            _ => usize::from(u16::from_be_bytes(*behind.first_chunk()?)),
        };
        let (raw, rest) = marker.split_at_checked(bare + length)?;
        let content = match code {
            0x01 | 0xd0..=EOI => &[],
            // The length counts its own two bytes.
            _ => raw.get(bare + 2..)?,
        };
        return Some((Segment { code, raw, content }, rest));
    }
}

/// How many `ff` open a marker: the last one and any number of fill bytes.
fn fill(marker: &[u8]) -> usize {
    marker.iter().take_while(|&&byte| byte == 0xff).count()
}

/// Length of the pixels of a scan: up to the next marker that is no restart, or to the end.
fn pixels(bytes: &[u8]) -> usize {
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        let Some(found) = rest.iter().position(|&byte| byte == 0xff) else {
            break;
        };
        let marker = rest.get(found..).unwrap_or_default();
        let filled = fill(marker);
        match marker.get(filled) {
            Some(0x00 | 0xd0..=0xd7) => at += found + filled + 1,
            Some(_) => return at + found,
            None => break,
        }
    }
    bytes.len()
}

/// Keeps what decides how the picture looks.
fn keep(segment: &Segment, kept: &mut Vec<u8>) {
    let content = segment.content;
    match segment.code {
        0xe0 if content.starts_with(b"JFIF\0") && content.len() >= JFIF_BYTES => {
            // Without the thumbnail: it has no width and no height.
            kept.extend([0xff, 0xe0, 0, 16]);
            kept.extend(content.iter().take(JFIF_BYTES - 2));
            kept.extend([0, 0]);
        }
        0xee if content.starts_with(b"Adobe") && content.len() >= ADOBE_BYTES => {
            kept.extend([0xff, 0xee, 0, 14]);
            kept.extend(content.iter().take(ADOBE_BYTES));
        }
        0xe2 if content.starts_with(b"ICC_PROFILE\0") => kept.extend_from_slice(segment.raw),
        0xe0..=0xef | 0xfe => {}
        _ => kept.extend_from_slice(segment.raw),
    }
}

fn keep_orientation(segment: &Segment, side: u8, kept: &mut Vec<u8>) {
    if side == 1 {
        return;
    }
    if segment.raw.len() < exif::SEGMENT_BYTES {
        // So short that nothing else fits in.
        kept.extend_from_slice(segment.raw);
    } else {
        kept.extend(exif::segment(side));
    }
}
