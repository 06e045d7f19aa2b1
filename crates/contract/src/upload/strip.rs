//! Takes out of a picture what it tells about a person: where and with what it was taken, by whom, what it showed before
//! it was cut, what hangs behind it. The picture itself stays bit for bit: nothing is decoded.

mod exif;
mod jpg;
mod png;

use super::FileType;

/// What is left of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stripped {
    /// There was nothing to take out.
    Clean,
    /// The picture without it, never longer than it was.
    Changed(Vec<u8>),
    /// Not a JPG or PNG, or one that could not be followed to its end: what it tells is still in it.
    Unreadable,
}

/// Takes out everything but the picture, its colours and which side is up. Stripping the result again changes nothing.
///
/// A JPG keeps `JFIF` without its thumbnail, the ICC profile, Adobe's colour transform and of EXIF the orientation
/// alone. A PNG keeps what decides its colours, its transparency and the shape of its pixels; an animation becomes the
/// picture that stands for it. Both end where the picture ends.
#[must_use]
pub fn strip(bytes: &[u8]) -> Stripped {
    let kept = match FileType::sniff(bytes) {
        Some(FileType::Jpg) => jpg::strip(bytes),
        Some(FileType::Png) => png::strip(bytes),
        _ => None,
    };
    match kept {
        None => Stripped::Unreadable,
        Some(kept) if kept == bytes => Stripped::Clean,
        Some(kept) => Stripped::Changed(kept),
    }
}
