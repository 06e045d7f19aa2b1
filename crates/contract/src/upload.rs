//! Upload profiles: what a file field takes. Served by the API; checked in the browser before and on the server while a file arrives.
//! Types are judged by content, not by name (spec N01, N02); what a picture tells beside itself can be taken out of it.

mod inspection;
mod nature;
mod size;
mod strip;

use serde::{Deserialize, Serialize};

pub use self::{
    inspection::Inspection,
    nature::Nature,
    size::{PIXELS_MAX, dimensions},
    strip::{Stripped, strip},
};
use crate::{key::AccessKey, slug::Slug, violation::Violation};

/// 1 MB as the rules count it.
pub const MEGABYTE: u64 = 1_048_576;

/// How many first bytes of a file [`UploadProfile::check`] should have: enough for the type, for the size of every PNG
/// and of most JPGs. A camera may write more before it; then the server, which reads all of it, has the last word.
pub const SNIFF_BYTES: u32 = 65_536;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FileType {
    Pdf,
    Jpg,
    Png,
    #[serde(other)]
    Unknown,
}

impl FileType {
    /// The type that the first bytes of a file prove.
    #[must_use]
    pub fn sniff(head: &[u8]) -> Option<Self> {
        match head {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            [0xff, 0xd8, 0xff, ..] => Some(Self::Jpg),
            [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some(Self::Png),
            _ => None,
        }
    }

    /// The name as people say it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpg => "JPG",
            Self::Png => "PNG",
            Self::Unknown => "?",
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Unknown => "application/octet-stream",
        }
    }
}

/// What a file field takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadProfile {
    pub name: Slug,
    pub types: Vec<FileType>,
    /// Largest size in bytes; exactly this is accepted.
    pub max_bytes: u64,
    /// Size in bytes from which the person is warned of a slow upload.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warn_bytes: Option<u64>,
    pub max_files: usize,
}

impl UploadProfile {
    /// Checks one file by its size and first bytes, [`SNIFF_BYTES`] of them or all there are.
    ///
    /// # Errors
    /// [`Violation::FileEmpty`], [`Violation::FileTooLarge`], [`Violation::FileType`], [`Violation::PictureTooLarge`] or
    /// [`Violation::PictureBroken`].
    pub fn check(&self, bytes: u64, head: &[u8]) -> Result<FileType, Violation> {
        if bytes == 0 {
            return Err(Violation::FileEmpty);
        }
        if bytes > self.max_bytes {
            return Err(Violation::FileTooLarge {
                max: self.max_bytes,
                actual: bytes,
            });
        }
        let mut inspection = Inspection::new(self);
        inspection.take(head)?;
        if head.len() as u64 >= bytes {
            inspection.finish()
        } else {
            inspection.recognise()
        }
    }
}

/// A stored file that waits to be named by a request. Unclaimed ones expire.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    pub id: String,
    /// Opens this attachment until a request has claimed it.
    pub key: AccessKey,
    pub name: String,
    pub file_type: FileType,
    pub bytes: u64,
}

/// An attachment as a new request names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AttachmentClaim {
    pub id: String,
    pub key: AccessKey,
    /// What the file shows, in the person's words (spec D29); may be empty.
    #[serde(default)]
    pub description: String,
}

/// Megabytes with one decimal where it matters: `5`, `7,2`. Rounded up, so that a file over the limit never shows as the limit.
#[must_use]
pub fn megabytes(bytes: u64, decimal_mark: char) -> String {
    let tenths = bytes.saturating_mul(10).div_ceil(MEGABYTE);
    match (tenths / 10, tenths % 10) {
        (whole, 0) => whole.to_string(),
        (whole, tenth) => format!("{whole}{decimal_mark}{tenth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screenshot() -> UploadProfile {
        UploadProfile {
            name: Slug::parse("screenshot").unwrap(),
            types: vec![FileType::Jpg, FileType::Png, FileType::Pdf],
            max_bytes: 5 * MEGABYTE,
            warn_bytes: None,
            max_files: 5,
        }
    }

    #[test]
    fn exact_limit_is_accepted_and_one_byte_more_is_not() {
        let png = b"\x89PNG\r\n\x1a\n";
        assert_eq!(screenshot().check(5 * MEGABYTE, png), Ok(FileType::Png));
        assert_eq!(
            screenshot().check(5 * MEGABYTE + 1, png),
            Err(Violation::FileTooLarge {
                max: 5 * MEGABYTE,
                actual: 5 * MEGABYTE + 1
            })
        );
        assert_eq!(screenshot().check(0, b""), Err(Violation::FileEmpty));
    }

    #[test]
    fn type_is_judged_by_content() {
        for (head, expected) in [
            (&b"%PDF-1.7"[..], Some(FileType::Pdf)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", Some(FileType::Jpg)),
            (b"MZ\x90\0", None),
            (b"<svg onload=alert(1)>", None),
            (b"%PD", None),
        ] {
            assert_eq!(screenshot().check(100, head).ok(), expected, "{head:?}");
        }
    }

    #[test]
    fn sizes_read_like_people_say_them() {
        assert_eq!(megabytes(5 * MEGABYTE, ','), "5");
        assert_eq!(megabytes(5 * MEGABYTE + 1, ','), "5,1");
        assert_eq!(megabytes(1, '.'), "0.1");
    }
}
