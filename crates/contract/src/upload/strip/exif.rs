//! The one thing in EXIF that a picture needs: which side is up.

/// What opens the content of an EXIF segment.
const NAME: &[u8] = b"Exif\0\0";
/// A segment that holds an orientation and nothing else, up to its value; behind that stands a link to no other directory.
const SEGMENT: [u8; 28] =
    *b"\xff\xe1\0\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01";
/// Bytes of such a segment.
pub const SEGMENT_BYTES: usize = SEGMENT.len() + 8;

/// The orientation that the content of an APP1 segment states, 1 to 8 (EXIF 2.32, 4.6.4 A). 1 is as it is.
pub fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(NAME)?;
    let read = match tiff.first_chunk()? {
        b"II\x2a\0" => Order::Little,
        b"MM\0\x2a" => Order::Big,
        _ => return None,
    };
    let directory = usize::try_from(read.long(tiff.get(4..)?)?).ok()?;
    let (count, entries) = tiff.get(directory..)?.split_at_checked(2)?;
    let mut entries = entries.chunks_exact(12).take(read.short(count)?.into());
    entries.find_map(|entry| {
        let is_it = read.short(entry)? == 0x0112
            && read.short(entry.get(2..)?)? == 3
            && read.long(entry.get(4..)?)? == 1;
        let value = u8::try_from(read.short(entry.get(8..)?)?).ok()?;
        (is_it && (1..=8).contains(&value)).then_some(value)
    })
}

/// A segment with an orientation alone.
pub fn segment(orientation: u8) -> impl Iterator<Item = u8> {
    SEGMENT
        .into_iter()
        .chain([0, orientation, 0, 0, 0, 0, 0, 0])
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn short(self, bytes: &[u8]) -> Option<u16> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        })
    }

    fn long(self, bytes: &[u8]) -> Option<u32> {
        let bytes = *bytes.first_chunk()?;
        Some(match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_of_bytes_are_read() {
        for (tiff, expected) in [
            (
                &b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"[..],
                Some(6),
            ),
            (
                b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0",
                Some(8),
            ),
            // Behind another entry, in a directory that stands elsewhere.
            (
                b"MM\0\x2a\0\0\0\x0a??\0\x02\x01\x0f\0\x02\0\0\0\x04Cam\0\x01\x12\0\x03\0\0\0\x01\0\x03\0\0",
                Some(3),
            ),
            // No such side, another kind of value, more values than one.
            (b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x09\0\0", None),
            (b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x04\0\0\0\x01\0\x06\0\0", None),
            (b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x02\0\x06\0\0", None),
            // A directory beyond the end, one that says more than there is, other orders.
            (b"II\x2a\0\xff\xff\xff\xff\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0", None),
            (b"MM\0\x2a\0\0\0\x08\xff\xff\x01\x12\0\x03\0\0\0\x01\0", None),
            (b"MM\x2a\0\0\0\0\x08", None),
            (b"", None),
        ] {
            let content = [NAME, tiff].concat();
            assert_eq!(orientation(&content), expected, "{tiff:?}");
        }
    }

    #[test]
    fn segment_says_its_length_and_its_orientation() {
        let segment: Vec<u8> = segment(6).collect();
        assert_eq!(segment.len(), SEGMENT_BYTES);
        let length = u16::from_be_bytes([segment[2], segment[3]]);
        assert_eq!(usize::from(length) + 2, SEGMENT_BYTES);
        assert_eq!(orientation(&segment[4..]), Some(6));
    }
}
