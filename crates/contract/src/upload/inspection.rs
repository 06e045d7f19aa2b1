//! One file judged while it is read: the first byte that proves it bad is the last that matters.

use super::{
    FileType, PIXELS_MAX, UploadProfile,
    size::{Measure, Measured},
};
use crate::violation::Violation;

/// Bytes that [`FileType::sniff`] needs for certain.
const SIGNATURE_BYTES: usize = 8;

/// What is known so far of a file that arrives in pieces. Holds a few bytes, whatever the file states.
pub struct Inspection<'a> {
    profile: &'a UploadProfile,
    bytes: u64,
    signature: Vec<u8>,
    file_type: Option<FileType>,
    /// A picture that has not said its size yet.
    measure: Option<Measure>,
}

impl<'a> Inspection<'a> {
    #[must_use]
    pub const fn new(profile: &'a UploadProfile) -> Self {
        Self {
            profile,
            bytes: 0,
            signature: Vec::new(),
            file_type: None,
            measure: None,
        }
    }

    /// Bytes so far.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Reads on.
    ///
    /// # Errors
    /// [`Violation::FileTooLarge`], [`Violation::FileType`], [`Violation::PictureTooLarge`] or
    /// [`Violation::PictureBroken`]. The file is bad, whatever follows.
    pub fn take(&mut self, piece: &[u8]) -> Result<(), Violation> {
        self.bytes = self.bytes.saturating_add(piece.len() as u64);
        if self.bytes > self.profile.max_bytes {
            return Err(Violation::FileTooLarge {
                max: self.profile.max_bytes,
                actual: self.bytes,
            });
        }
        let missing = SIGNATURE_BYTES.saturating_sub(self.signature.len());
        let (head, rest) = piece.split_at(missing.min(piece.len()));
        self.signature.extend_from_slice(head);
        if self.signature.len() == SIGNATURE_BYTES {
            self.recognise()?;
        }
        look(&mut self.measure, rest)
    }

    /// The type that the bytes so far prove.
    ///
    /// # Errors
    /// As [`Self::take`].
    pub fn recognise(&mut self) -> Result<FileType, Violation> {
        if let Some(known) = self.file_type {
            return Ok(known);
        }
        let accepted = &self.profile.types;
        let found = FileType::sniff(&self.signature).filter(|found| accepted.contains(found));
        let found = found.ok_or_else(|| Violation::FileType {
            accepted: accepted.clone(),
        })?;
        self.file_type = Some(found);
        self.measure = Measure::of(found);
        look(&mut self.measure, &self.signature).map(|()| found)
    }

    /// Judges a file that has arrived as a whole.
    ///
    /// # Errors
    /// [`Violation::FileEmpty`], or as [`Self::take`]; a picture that ended before it said its size is broken.
    pub fn finish(mut self) -> Result<FileType, Violation> {
        if self.bytes == 0 {
            return Err(Violation::FileEmpty);
        }
        let found = self.recognise()?;
        match self.measure {
            Some(_) => Err(Violation::PictureBroken),
            None => Ok(found),
        }
    }
}

/// Looks for the size of a picture until it is known.
fn look(open: &mut Option<Measure>, piece: &[u8]) -> Result<(), Violation> {
    let Some(measure) = open else {
        return Ok(());
    };
    match measure.take(piece) {
        Measured::NotYet => return Ok(()),
        Measured::Broken => return Err(Violation::PictureBroken),
        Measured::Size(width, height) if u64::from(width) * u64::from(height) > PIXELS_MAX => {
            return Err(Violation::PictureTooLarge { width, height });
        }
        Measured::Size(..) => *open = None,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{slug::Slug, upload::MEGABYTE};

    fn profile() -> UploadProfile {
        UploadProfile {
            name: Slug::parse("screenshot").unwrap(),
            types: vec![FileType::Jpg, FileType::Png, FileType::Pdf],
            max_bytes: MEGABYTE,
            warn_bytes: None,
            max_files: 5,
        }
    }

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        png.extend(width.to_be_bytes());
        png.extend(height.to_be_bytes());
        png
    }

    /// Judged in pieces of so many bytes.
    fn judge(file: &[u8], piece: usize) -> Result<FileType, Violation> {
        let profile = profile();
        let mut inspection = Inspection::new(&profile);
        for piece in file.chunks(piece) {
            inspection.take(piece)?;
        }
        inspection.finish()
    }

    #[test]
    fn verdict_is_the_same_in_any_pieces_and_at_once() {
        let accepted = profile().types;
        let far = [&b"\xff\xd8\xff\xe2\xff\xff"[..], &[0; 65_533]].concat();
        let frame = |sides: &[u8; 4]| [&far, &b"\xff\xc0\0\x0b\x08"[..], sides].concat();
        let bomb = Violation::PictureTooLarge {
            width: 65_500,
            height: 65_500,
        };
        for (file, expected) in [
            (Vec::new(), Err(Violation::FileEmpty)),
            (b"%PDF-1.7".to_vec(), Ok(FileType::Pdf)),
            (b"%PDF-".to_vec(), Ok(FileType::Pdf)),
            (b" %PDF-1.7".to_vec(), Err(Violation::FileType { accepted })),
            (png(10_000, 10_000), Ok(FileType::Png)),
            (png(65_500, 65_500), Err(bomb.clone())),
            (png(0, 7), Err(Violation::PictureBroken)),
            (png(7, 7)[..20].to_vec(), Err(Violation::PictureBroken)),
            (frame(b"\0\x10\0\x10"), Ok(FileType::Jpg)),
            (frame(b"\xff\xdc\xff\xdc"), Err(bomb)),
            (far.clone(), Err(Violation::PictureBroken)),
        ] {
            for piece in [1, 7, 8, 9, 64, usize::MAX] {
                assert_eq!(judge(&file, piece), expected, "pieces of {piece}: {file:?}");
            }
            let at_once = profile().check(file.len() as u64, &file);
            assert_eq!(at_once, expected, "{file:?}");
        }
    }

    #[test]
    fn file_over_the_limit_ends_with_the_piece_that_is_too_much() {
        let profile = profile();
        let mut inspection = Inspection::new(&profile);
        let max = usize::try_from(MEGABYTE).unwrap();
        let mut file = b"%PDF-1.7".to_vec();
        file.resize(max, b' ');
        assert_eq!(inspection.take(&file), Ok(()));
        assert_eq!(
            inspection.take(b" "),
            Err(Violation::FileTooLarge {
                max: MEGABYTE,
                actual: MEGABYTE + 1
            })
        );
    }

    #[test]
    fn picture_that_says_its_size_later_is_taken_by_its_beginning() {
        let beginning = b"\xff\xd8\xff\xe1\xff\xff";
        assert_eq!(profile().check(MEGABYTE, beginning), Ok(FileType::Jpg));
        let whole = beginning.len() as u64;
        assert_eq!(
            profile().check(whole, beginning),
            Err(Violation::PictureBroken)
        );
    }
}
