//! What a file is by its first bytes, whether a form takes it or not: a refusal can then say what to do (spec D30).

use super::{FileType, dimensions};

/// Files as people tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    Pdf,
    Jpg,
    Png,
    /// Photos of an iPhone: HEIC, HEIF.
    Heic,
    Avif,
    Webp,
    Bmp,
    Gif,
    Tiff,
    Svg,
    /// A text with formatting: DOCX, ODT, RTF.
    Text,
    /// XLSX, ODS.
    Sheet,
    /// PPTX, ODP.
    Slides,
    /// DOC, XLS or PPT of the time before 2007.
    Office,
    Archive,
    Video,
    Audio,
    Program,
    Unknown,
}

/// What a file of this nature begins with. The longer of two that begin alike stands first.
const BEGINNINGS: [(&[u8], Nature); 27] = [
    (b"%PDF-", Nature::Pdf),
    (b"\xff\xd8\xff", Nature::Jpg),
    (b"\x89PNG\r\n\x1a\n", Nature::Png),
    (b"GIF87a", Nature::Gif),
    (b"GIF89a", Nature::Gif),
    (b"II*\0", Nature::Tiff),
    (b"MM\0*", Nature::Tiff),
    (b"{\\rtf", Nature::Text),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Nature::Office),
    (b"<svg", Nature::Svg),
    (b"PK\x03\x04", Nature::Archive),
    (b"PK\x05\x06", Nature::Archive),
    (b"Rar!", Nature::Archive),
    (b"7z\xbc\xaf\x27\x1c", Nature::Archive),
    (b"\x1f\x8b", Nature::Archive),
    (b"\x1aE\xdf\xa3", Nature::Video),
    (b"\0\0\x01\xba", Nature::Video),
    (b"\0\0\x01\xb3", Nature::Video),
    (b"FLV\x01", Nature::Video),
    (b"0&\xb2\x75\x8e\x66\xcf\x11", Nature::Video),
    (b"OggS", Nature::Audio),
    (b"ID3", Nature::Audio),
    (b"fLaC", Nature::Audio),
    (b"#!AMR", Nature::Audio),
    (b"MZ", Nature::Program),
    (b"\x7fELF", Nature::Program),
    (b"#!/", Nature::Program),
];

impl Nature {
    /// Judges by the first bytes; some hundred are enough for most, a few thousand for all.
    #[must_use]
    pub fn of(head: &[u8]) -> Self {
        let begins = BEGINNINGS
            .iter()
            .find(|(beginning, _)| head.starts_with(beginning));
        match begins {
            Some((_, Self::Archive)) if head.starts_with(b"PK") => packed(head),
            Some((_, nature)) => *nature,
            None if is(head, 4, b"ftyp") => branded(head.get(8..12).unwrap_or_default()),
            None if head.starts_with(b"RIFF") => match head.get(8..12) {
                Some(b"WEBP") => Self::Webp,
                Some(b"WAVE") => Self::Audio,
                _ => Self::Video,
            },
            // Two letters alone prove nothing: the length of the header that follows does.
            None if head.starts_with(b"BM")
                && matches!(
                    little(head, 14, 4),
                    Some(12 | 40 | 52 | 56 | 64 | 108 | 124)
                ) =>
            {
                Self::Bmp
            }
            None if head.starts_with(b"<?xml") && contains(head, b"<svg") => Self::Svg,
            None => Self::Unknown,
        }
    }

    #[must_use]
    pub const fn is_picture(self) -> bool {
        matches!(
            self,
            Self::Jpg
                | Self::Png
                | Self::Heic
                | Self::Avif
                | Self::Webp
                | Self::Bmp
                | Self::Gif
                | Self::Tiff
                | Self::Svg
        )
    }

    /// The type of the rules, where it is one of them.
    #[must_use]
    pub const fn file_type(self) -> Option<FileType> {
        match self {
            Self::Pdf => Some(FileType::Pdf),
            Self::Jpg => Some(FileType::Jpg),
            Self::Png => Some(FileType::Png),
            _ => None,
        }
    }

    /// Width and height in pixels as the first bytes of such a file state them; `None` for what is no picture, is measured
    /// in other things than pixels, or does not say.
    #[must_use]
    pub fn dimensions(self, head: &[u8]) -> Option<(u32, u32)> {
        let (width, height) = match self {
            Self::Jpg | Self::Png => dimensions(head)?,
            Self::Gif => (little(head, 6, 2)?, little(head, 8, 2)?),
            Self::Bmp if little(head, 14, 4) == Some(12) => {
                (little(head, 18, 2)?, little(head, 20, 2)?)
            }
            // A height below zero: the picture stands from top to bottom.
            Self::Bmp => (
                little(head, 18, 4)?,
                little(head, 22, 4)?.cast_signed().unsigned_abs(),
            ),
            Self::Webp => webp(head)?,
            Self::Heic | Self::Avif => largest(head)?,
            _ => return None,
        };
        (width > 0 && height > 0).then_some((width, height))
    }
}

/// What is in a ZIP, by the names that stand in its beginning.
fn packed(head: &[u8]) -> Nature {
    let known: [(&[u8], Nature); 6] = [
        (b"word/", Nature::Text),
        (b"opendocument.text", Nature::Text),
        (b"xl/", Nature::Sheet),
        (b"opendocument.spreadsheet", Nature::Sheet),
        (b"ppt/", Nature::Slides),
        (b"opendocument.presentation", Nature::Slides),
    ];
    let is_document = contains(head, b"[Content_Types].xml") || is(head, 30, b"mimetype");
    let found = known.iter().find(|(name, _)| contains(head, name));
    match found {
        Some((_, nature)) if is_document => *nature,
        _ => Nature::Archive,
    }
}

/// The brand of a file of boxes (ISO 14496-12).
fn branded(brand: &[u8]) -> Nature {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            Nature::Heic
        }
        b"avif" | b"avis" => Nature::Avif,
        b"M4A " | b"M4B " => Nature::Audio,
        _ => Nature::Video,
    }
}

/// The first frame of a WebP, in each of its three codings.
fn webp(head: &[u8]) -> Option<(u32, u32)> {
    match head.get(12..16)? {
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        b"VP8L" => {
            let sides = little(head, 21, 4)?;
            Some(((sides & 0x3fff) + 1, (sides >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => Some((little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff)),
        _ => None,
    }
}

/// The largest image of a file of boxes: a large one is put together from tiles, which state their size, too.
fn largest(head: &[u8]) -> Option<(u32, u32)> {
    let stated = head.windows(16).filter(|place| place.starts_with(b"ispe"));
    stated
        .filter_map(|place| {
            let side = |at: usize| {
                place
                    .get(at..)?
                    .first_chunk()
                    .copied()
                    .map(u32::from_be_bytes)
            };
            Some((side(8)?, side(12)?))
        })
        .max_by_key(|&(width, height)| u64::from(width) * u64::from(height))
}

/// A number of so many bytes, the least significant first.
fn little(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let digits = bytes.get(at..at + count)?;
    Some(
        digits
            .iter()
            .rev()
            .fold(0, |number, &digit| number << 8 | u32::from(digit)),
    )
}

fn is(bytes: &[u8], at: usize, expected: &[u8]) -> bool {
    bytes
        .get(at..)
        .is_some_and(|rest| rest.starts_with(expected))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of boxes of this brand with images of these sides.
    fn boxes(brand: &[u8], sides: &[(u32, u32)]) -> Vec<u8> {
        let mut file = [b"\0\0\0\x18ftyp", brand, b"\0\0\0\0mif1heic"].concat();
        for (width, height) in sides {
            file.extend(b"\0\0\0\x14ispe\0\0\0\0");
            file.extend(width.to_be_bytes());
            file.extend(height.to_be_bytes());
        }
        file
    }

    fn bmp(width: i32, height: i32) -> Vec<u8> {
        let mut file = b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        file.extend(width.to_le_bytes());
        file.extend(height.to_le_bytes());
        file
    }

    fn webp(frame: &[u8]) -> Vec<u8> {
        [b"RIFF\x24\0\0\0WEBP", frame].concat()
    }

    #[test]
    fn files_are_told_apart_by_their_beginning() {
        let zip = |names: &str| {
            [
                b"PK\x03\x04\x14\0\x06\0\x08\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\x13\0\0\0",
                names.as_bytes(),
            ]
            .concat()
        };
        for (head, expected) in [
            (b"%PDF-1.7\n".to_vec(), Nature::Pdf),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Nature::Jpg),
            (b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec(), Nature::Png),
            (boxes(b"heic", &[]), Nature::Heic),
            (boxes(b"mif1", &[]), Nature::Heic),
            (boxes(b"avif", &[]), Nature::Avif),
            (boxes(b"isom", &[]), Nature::Video),
            (boxes(b"qt  ", &[]), Nature::Video),
            (boxes(b"M4A ", &[]), Nature::Audio),
            (webp(b"VP8X"), Nature::Webp),
            (b"RIFF\x24\0\0\0AVI LIST".to_vec(), Nature::Video),
            (b"RIFF\x24\0\0\0WAVEfmt ".to_vec(), Nature::Audio),
            (bmp(2, 2), Nature::Bmp),
            (b"BMW owners' letters".to_vec(), Nature::Unknown),
            (b"GIF89a\x01\0\x01\0".to_vec(), Nature::Gif),
            (b"II*\0\x08\0\0\0".to_vec(), Nature::Tiff),
            (b"<?xml version='1.0'?><svg>".to_vec(), Nature::Svg),
            (b"<?xml version='1.0'?><order>".to_vec(), Nature::Unknown),
            (zip("[Content_Types].xml…word/document.xml"), Nature::Text),
            (zip("[Content_Types].xml…xl/workbook.xml"), Nature::Sheet),
            (zip("[Content_Types].xml…ppt/slides"), Nature::Slides),
            (
                zip("mimetypeapplication/vnd.oasis.opendocument.text"),
                Nature::Text,
            ),
            (zip("letters/word/1.txt"), Nature::Archive),
            (b"{\\rtf1\\ansi".to_vec(), Nature::Text),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(),
                Nature::Office,
            ),
            (b"Rar!\x1a\x07\x01\0".to_vec(), Nature::Archive),
            (b"\x1aE\xdf\xa3\x01".to_vec(), Nature::Video),
            (b"MZ\x90\0".to_vec(), Nature::Program),
            (b"".to_vec(), Nature::Unknown),
            (b"Dear Sir or Madam".to_vec(), Nature::Unknown),
        ] {
            assert_eq!(Nature::of(&head), expected, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn pictures_say_their_size() {
        let lossy = webp(b"VP8 \x18\0\0\0\x30\x01\0\x9d\x01\x2a\x40\x01\xf0\0");
        let lossless = webp(b"VP8L\x18\0\0\0\x2f\x3f\x81\x3b\0");
        let extended = webp(b"VP8X\x0a\0\0\0\0\0\0\0\x3f\x01\0\xef\0\0");
        for (head, expected) in [
            (lossy, Some((320, 240))),
            (lossless, Some((320, 239))),
            (extended, Some((320, 240))),
            (webp(b"VP8X"), None),
            (bmp(640, 480), Some((640, 480))),
            (bmp(640, -480), Some((640, 480))),
            (bmp(0, 480), None),
            (b"GIF89a\x40\x01\xf0\0".to_vec(), Some((320, 240))),
            (
                boxes(b"heic", &[(512, 512), (4032, 3024), (160, 120)]),
                Some((4032, 3024)),
            ),
            (boxes(b"heic", &[]), None),
            (boxes(b"isom", &[(512, 512)]), None),
            (b"II*\0\x08\0\0\0".to_vec(), None),
        ] {
            let found = Nature::of(&head).dimensions(&head);
            assert_eq!(found, expected, "{}", head.escape_ascii());
        }
    }

    #[test]
    fn cut_short_anywhere_nothing_breaks() {
        for file in [
            boxes(b"heic", &[(512, 512)]),
            webp(b"VP8L\x18\0\0\0\x2f\x3f\x81\x3b\0"),
            bmp(7, 7),
            b"PK\x03\x04[Content_Types].xml".to_vec(),
        ] {
            for end in 0..file.len() {
                let head = &file[..end];
                let _size = Nature::of(head).dimensions(head);
            }
        }
    }

    #[test]
    fn natures_and_types_agree() {
        for head in [
            &b"%PDF-1.7"[..],
            b"\xff\xd8\xff\xe0",
            b"\x89PNG\r\n\x1a\n",
            b"BM",
        ] {
            assert_eq!(Nature::of(head).file_type(), FileType::sniff(head));
        }
    }
}
