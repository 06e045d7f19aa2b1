//! Width and height of a picture as its file states them, read byte by byte while it arrives.
//!
//! Nothing is decoded and nothing is kept: what a file states may be a lie, and whoever believes it fills the memory.

use super::FileType;

/// Most pixels of a picture. More than any camera in a pocket makes of a file that may be uploaded, and 400 MB once it
/// is open, which browsers of employees still manage.
pub const PIXELS_MAX: u64 = 100_000_000;

/// A PNG up to its width: the signature, then a first chunk of 13 bytes.
const PNG_START: [u8; 16] = *b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
/// Largest width and height of a PNG.
const PNG_SIDE_MAX: u32 = 0x7fff_ffff;

/// Width and height in pixels of a JPG or PNG; `None` where the bytes do not say it, or say that there is nothing to see.
#[must_use]
pub fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    match Measure::of(FileType::sniff(bytes)?)?.take(bytes) {
        Measured::Size(width, height) => Some((width, height)),
        Measured::NotYet | Measured::Broken => None,
    }
}

/// What the bytes so far tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measured {
    NotYet,
    /// Width and height, neither of them 0.
    Size(u32, u32),
    /// No decoder would find a picture here.
    Broken,
}

/// Where in the file the next byte stands.
#[derive(Clone, Copy)]
enum Place {
    /// In [`PNG_START`], after so many bytes of it.
    Start(usize),
    PngSize(Number),
    /// Between the segments of a JPG.
    Gap,
    /// Behind the `ff` of a marker.
    Code,
    /// In the length of a segment; `true` when it is the frame, which has the size.
    Length(bool, Number),
    /// In a segment, with so many bytes of it left.
    Segment(u64),
    JpgSize(Number),
}

/// A number that arrives from its most significant byte on.
#[derive(Clone, Copy)]
struct Number {
    value: u64,
    bytes_left: u8,
}

impl Number {
    const fn of(bytes: u8) -> Self {
        Self {
            value: 0,
            bytes_left: bytes,
        }
    }

    /// With one byte more, and whether that was the last.
    const fn with(self, byte: u8) -> (Self, bool) {
        let number = Self {
            value: self.value << 8 | byte as u64,
            bytes_left: self.bytes_left.saturating_sub(1),
        };
        (number, number.bytes_left == 0)
    }

    /// The 32 or fewer bits from `shift` on.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "cut to the bits of the mask"
    )]
    const fn bits(self, shift: u32, mask: u32) -> u32 {
        (self.value >> shift) as u32 & mask
    }
}

/// Reads the size of one picture.
pub(super) struct Measure(Place);

impl Measure {
    /// `None` for what is no picture.
    pub const fn of(file_type: FileType) -> Option<Self> {
        match file_type {
            FileType::Png => Some(Self(Place::Start(0))),
            FileType::Jpg => Some(Self(Place::Gap)),
            FileType::Pdf | FileType::Unknown => None,
        }
    }

    /// Reads on, from the first byte of the file.
    pub fn take(&mut self, bytes: &[u8]) -> Measured {
        for &byte in bytes {
            match self.step(byte) {
                Measured::NotYet => {}
                told => return told,
            }
        }
        Measured::NotYet
    }

    fn step(&mut self, byte: u8) -> Measured {
        self.0 = match self.0 {
            Place::Start(seen) if PNG_START.get(seen) != Some(&byte) => return Measured::Broken,
            Place::Start(seen) if seen + 1 == PNG_START.len() => Place::PngSize(Number::of(8)),
            Place::Start(seen) => Place::Start(seen + 1),
            Place::PngSize(number) => match number.with(byte) {
                (size, true) => {
                    return told(size.bits(32, u32::MAX), size.bits(0, u32::MAX));
                }
                (number, false) => Place::PngSize(number),
            },
            Place::Gap if byte == 0xff => Place::Code,
            Place::Gap => Place::Gap,
            Place::Code => match byte {
                0xff => Place::Code,
                // A stuffed byte, or a marker that stands alone.
                0x00 | 0x01 | 0xd0..=0xd8 => Place::Gap,
                // The end, or pixels of nobody knows how many.
                0xd9 | 0xda => return Measured::Broken,
                code => Place::Length(is_frame(code), Number::of(2)),
            },
            Place::Length(is_frame, number) => match number.with(byte) {
                (number, false) => Place::Length(is_frame, number),
                (_, true) if is_frame => Place::JpgSize(Number::of(5)),
                // The length counts itself.
                (length, true) => match length.value {
                    0 | 1 => return Measured::Broken,
                    2 => Place::Gap,
                    length => Place::Segment(length - 2),
                },
            },
            Place::Segment(1) => Place::Gap,
            Place::Segment(left) => Place::Segment(left - 1),
            // The depth, the height, the width.
            Place::JpgSize(number) => match number.with(byte) {
                (size, true) => return told(size.bits(0, 0xffff), size.bits(16, 0xffff)),
                (number, false) => Place::JpgSize(number),
            },
        };
        Measured::NotYet
    }
}

const fn told(width: u32, height: u32) -> Measured {
    if width == 0 || height == 0 || width > PNG_SIDE_MAX || height > PNG_SIDE_MAX {
        Measured::Broken
    } else {
        Measured::Size(width, height)
    }
}

/// Whether a marker opens a frame: `SOF0` to `SOF15` without the three that only share their numbers (ITU T.81, B.1).
const fn is_frame(code: u8) -> bool {
    matches!(code, 0xc0..=0xcf) && !matches!(code, 0xc4 | 0xc8 | 0xcc)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn png_says_its_size_in_its_first_24_bytes() {
        let mut png = PNG_START.to_vec();
        png.extend(b"\0\0\x07\x80\0\0\x04\x38");
        assert_eq!(dimensions(&png), Some((1920, 1080)));
        assert_eq!(dimensions(&png[..23]), None);
        for broken in [
            &b"\0\0\0\0\0\0\x04\x38"[..],
            b"\0\0\x07\x80\0\0\0\0",
            b"\x80\0\0\0\0\0\0\x01",
        ] {
            let png = [&PNG_START, broken].concat();
            assert_eq!(dimensions(&png), None, "{broken:?}");
        }
        assert_eq!(
            dimensions(b"\x89PNG\r\n\x1a\n and so on, for 24 bytes"),
            None
        );
    }

    #[test]
    fn jpg_says_its_size_behind_whatever_stands_before_it() {
        const FRAME: &[u8] = b"\xff\xc2\0\x0b\x08\x04\x38\x07\x80\x01\x01\x11\0";
        let start = &b"\xff\xd8"[..];
        let photo = [&b"\xff\xe1\xff\xff"[..], &[0xff; 65_533]].concat();
        for before in [
            &b""[..],
            b"\xff\xff\xff",
            b"\xff\xe0\0\x02",
            b"\xff\xc4\0\x04\x01\x02",
            b"no segment\xff\0",
            &photo,
        ] {
            let jpg = [start, b"\xff\xdb\0\x03\x01", before, FRAME].concat();
            assert_eq!(dimensions(&jpg), Some((1920, 1080)), "{before:?}");
        }
        for broken in [
            &b"\xff\xe0\0\x01"[..],
            b"\xff\xda\0\x02",
            b"\xff\xd9",
            b"\xff\xc0\0\x0b\x08\0\0\x07\x80",
            b"\xff\xc0\0\x0b\x08\x04\x38\0\0",
        ] {
            let jpg = [start, broken, FRAME].concat();
            assert_eq!(dimensions(&jpg), None, "{broken:?}");
        }
    }

    #[test]
    fn size_is_the_same_however_the_bytes_come() {
        let jpg = b"\xff\xd8\xff\xe0\0\x04ab\xff\xff\xc0\0\x0b\x08\0\x10\0\x20";
        let mut measure = Measure::of(FileType::Jpg).unwrap();
        let (last, first) = jpg.split_last().unwrap();
        for byte in first {
            assert_eq!(measure.take(&[*byte]), Measured::NotYet);
        }
        assert_eq!(measure.take(&[*last]), Measured::Size(32, 16));
    }
}
