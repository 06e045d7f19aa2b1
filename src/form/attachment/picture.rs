//! Pictures among the files: looked at, freed of what they tell, made smaller.

use opora_contract::upload::{FileType, Nature, PIXELS_MAX, Stripped, strip};

use super::head;
use crate::browser::{
    Refused,
    file::{self, LocalFile},
    image::{Jpg, Picture},
};

/// What a look at a file has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub nature: Nature,
    /// A photo on which nothing has an edge (spec D27).
    pub is_blurred: bool,
}

/// Shows a small copy of a picture in the element with this id, and tells what the file is.
pub async fn look(place: &str, file: &LocalFile) -> Look {
    let head = head(file).await.unwrap_or_default();
    let mut look = Look {
        nature: Nature::of(&head),
        is_blurred: false,
    };
    if may_open(look.nature, &head)
        && let Ok(picture) = Picture::open(&file.blob).await
    {
        // Without it an icon stands there.
        let _drawn = picture.draw_into(place);
        let is_photo = look.nature == Nature::Jpg;
        look.is_blurred = is_photo && picture.is_blurred().unwrap_or_default();
    }
    look
}

/// Whether opening a picture is safe: it says how many pixels it has, and they are not too many.
pub fn may_open(nature: Nature, head: &[u8]) -> bool {
    let size = nature.dimensions(head);
    size.is_some_and(|(width, height)| u64::from(width) * u64::from(height) <= PIXELS_MAX)
}

/// The file without what a picture tells about a person beside itself, and whether there was any of that.
pub async fn stripped(nature: Nature, chosen: LocalFile) -> (LocalFile, bool) {
    let Some(file_type @ (FileType::Jpg | FileType::Png)) = nature.file_type() else {
        return (chosen, false);
    };
    let bytes = file::content(&chosen.blob).await.unwrap_or_default();
    let Stripped::Changed(kept) = strip(&bytes) else {
        return (chosen, false);
    };
    match file::of_bytes(&kept, file_type.media_type()) {
        Ok(blob) => {
            let bytes = file::size(&blob);
            let name = chosen.name;
            (LocalFile { name, bytes, blob }, true)
        }
        Err(_) => (chosen, false),
    }
}

/// The picture as a JPG of at most so many bytes; `None` when it cannot be made that small.
pub async fn jpg_within(file: &LocalFile, bytes: u64) -> Result<Option<Jpg>, Refused> {
    Picture::open(&file.blob).await?.jpg_within(bytes).await
}

/// A file that was made of another: `отпуск.heic` becomes `отпуск.jpg`.
pub fn made_of(old: &LocalFile, blob: web_sys::Blob, ending: &str) -> LocalFile {
    LocalFile {
        name: renamed(&old.name, ending),
        bytes: file::size(&blob),
        blob,
    }
}

fn renamed(name: &str, ending: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, old)) if !stem.is_empty() && old.len() <= 5 => stem,
        _ => name,
    };
    format!("{stem}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_keeps_its_stem() {
        for (name, expected) in [
            ("отпуск.heic", "отпуск.jpg"),
            ("IMG_1.HEIC", "IMG_1.jpg"),
            ("снимок", "снимок.jpg"),
            (".webp", ".webp.jpg"),
            ("а.б.bmp", "а.б.jpg"),
            (
                "Письмо от 5. марта 2026 года",
                "Письмо от 5. марта 2026 года.jpg",
            ),
        ] {
            assert_eq!(renamed(name, "jpg"), expected);
        }
    }
}
