//! The assistant of the file field: what a refused file is, what is wrong with it, and what this browser can do about it
//! (spec D30).

mod sheet;

use leptos::prelude::*;
use opora_contract::{
    upload::{FileType, Nature, UploadProfile},
    violation::Violation,
};

use super::{
    attachment::{self, Desk, Means, Refusal, Trouble},
    state::FileState,
};
use crate::{
    browser::{
        Refused,
        file::{self, LocalFile},
        image::{self, Picture},
    },
    i18n::Texts,
};

/// What can be done with one press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    /// The same picture as a JPG.
    Jpg,
    /// The picture as a page of a PDF.
    Pdf,
    /// The same in fewer bytes.
    Smaller,
}

/// What is known of a refused file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub nature: Nature,
    pub offer: Option<Offer>,
}

/// Why nothing came of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unmended {
    /// The browser could not do it after all.
    Failed,
    /// There are as many files as there may be. Said already.
    NoRoom,
    /// The file, or the page, is no longer there.
    Gone,
}

/// Looks at a refused file.
pub async fn assess(desk: Desk, refusal: &Refusal) -> Verdict {
    let head = attachment::head(&refusal.file).await.unwrap_or_default();
    let nature = Nature::of(&head);
    let offer = match (&refusal.trouble, desk.means()) {
        (Trouble::Against(violation), Some(means)) => {
            Offer::of(&means.profile, violation, nature, &head)
        }
        _ => None,
    };
    let is_possible = offer.is_some() && can(nature, &refusal.file).await;
    refusal.is_mendable.try_set(is_possible);
    Verdict {
        nature,
        offer: offer.filter(|_| is_possible),
    }
}

/// Whether this browser can do it: it opens such a picture, and writes what was drawn.
async fn can(nature: Nature, file: &LocalFile) -> bool {
    let is_known = matches!(nature, Nature::Jpg | Nature::Png);
    image::is_drawn_faithfully() && (is_known || Picture::open(&file.blob).await.is_ok())
}

impl Offer {
    /// What helps a picture that breaks a rule, as far as its first bytes tell. A bomb is not touched.
    fn of(
        profile: &UploadProfile,
        violation: &Violation,
        nature: Nature,
        head: &[u8],
    ) -> Option<Self> {
        let is_about = matches!(
            violation,
            Violation::FileType { .. } | Violation::FileTooLarge { .. }
        );
        if !is_about || !attachment::may_open(nature, head) {
            return None;
        }
        let takes = |file_type| profile.types.contains(&file_type);
        if !takes(FileType::Jpg) {
            return takes(FileType::Pdf).then_some(Self::Pdf);
        }
        let is_taken = nature.file_type().is_some_and(takes);
        Some(if is_taken { Self::Smaller } else { Self::Jpg })
    }
}

/// What the file is and what is wrong.
pub fn words(refusal: &Refusal, nature: Nature, texts: Texts) -> String {
    match &refusal.trouble {
        Trouble::Unreadable => texts.assistant().unreadable.to_owned(),
        Trouble::Against(violation) => {
            let nature = (texts.assistant().nature)(nature);
            let message = violation.message(texts.language);
            format!("{nature} {message}.").trim_start().to_owned()
        }
    }
}

/// What can be done: here, or by the person.
pub fn advice(refusal: &Refusal, verdict: Verdict, texts: Texts) -> &'static str {
    match (verdict.offer, &refusal.trouble) {
        (Some(_), _) => texts.assistant().offered,
        (None, Trouble::Against(Violation::FileType { .. } | Violation::FileTooLarge { .. })) => {
            (texts.assistant().advice)(verdict.nature)
        }
        (None, _) => "",
    }
}

/// Does what was offered. Returns the file that came of it, which is in the form now.
pub async fn mend(desk: Desk, refusal: &Refusal, offer: Offer) -> Result<FileState, Unmended> {
    let means = desk.means().ok_or(Unmended::Gone)?;
    let made = mended(&means, &refusal.file, offer).await;
    let is_there = desk
        .refused
        .try_with_untracked(|all| all.iter().any(|one| one.id == refusal.id));
    if is_there != Some(true) {
        return Err(Unmended::Gone);
    }
    let made = made.ok().flatten().ok_or(Unmended::Failed)?;
    let judged = attachment::judge(&means.profile, &made).await;
    let nature = judged.map_err(|_| Unmended::Failed)?;
    let name = made.name.clone();
    let taken = desk.accept(&means, nature, made, None).await;
    if taken.is_some() {
        desk.dismiss(&refusal.id);
    } else {
        desk.turn_away(&means, &[name]);
    }
    taken.ok_or(Unmended::NoRoom)
}

/// The file after the offer was taken; `None` when it cannot be made small enough.
async fn mended(
    means: &Means,
    file: &LocalFile,
    offer: Offer,
) -> Result<Option<LocalFile>, Refused> {
    let room = match offer {
        Offer::Pdf => means.profile.max_bytes.saturating_sub(sheet::FRAME_BYTES),
        Offer::Jpg | Offer::Smaller => means.profile.max_bytes,
    };
    let Some(jpg) = attachment::jpg_within(file, room).await? else {
        return Ok(None);
    };
    Ok(Some(if offer == Offer::Pdf {
        let bytes = file::content(&jpg.blob).await?;
        let sheet = sheet::around(&bytes, jpg.width, jpg.height);
        let blob = file::of_bytes(&sheet, FileType::Pdf.media_type())?;
        attachment::made_of(file, blob, "pdf")
    } else {
        attachment::made_of(file, jpg.blob, "jpg")
    }))
}

#[cfg(test)]
mod tests {
    use opora_contract::{slug::Slug, upload::MEGABYTE};

    use super::*;

    fn profile(types: &[FileType]) -> UploadProfile {
        UploadProfile {
            name: Slug::parse("screenshot").unwrap(),
            types: types.to_vec(),
            max_bytes: MEGABYTE,
            warn_bytes: None,
            max_files: 5,
        }
    }

    /// A GIF of these sides.
    fn gif(width: u16, height: u16) -> Vec<u8> {
        let sides = [width.to_le_bytes(), height.to_le_bytes()].concat();
        [b"GIF89a", &sides[..]].concat()
    }

    fn png(side: u32) -> Vec<u8> {
        let sides = [side.to_be_bytes(), side.to_be_bytes()].concat();
        [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &sides[..]].concat()
    }

    fn offered(types: &[FileType], head: &[u8], bytes: u64) -> Option<Offer> {
        let profile = profile(types);
        let violation = profile.check(bytes, head).unwrap_err();
        Offer::of(&profile, &violation, Nature::of(head), head)
    }

    #[test]
    fn offer_fits_what_the_form_takes() {
        use FileType::{Jpg, Pdf, Png};
        let (large, small) = (MEGABYTE + 1, 1_000);
        for (types, head, bytes, expected) in [
            (&[Jpg, Png, Pdf][..], gif(9, 9), small, Some(Offer::Jpg)),
            (&[Jpg, Png, Pdf], gif(9, 9), large, Some(Offer::Jpg)),
            (&[Jpg, Png, Pdf], png(9), large, Some(Offer::Smaller)),
            (&[Jpg, Pdf], png(9), small, Some(Offer::Jpg)),
            (&[Pdf], png(9), small, Some(Offer::Pdf)),
            (&[Pdf], gif(9, 9), large, Some(Offer::Pdf)),
            (&[Png], gif(9, 9), small, None),
            // A bomb, and a picture that tells nothing.
            (&[Jpg], gif(60_000, 60_000), small, None),
            (&[Jpg], b"GIF89a".to_vec(), small, None),
            // What no canvas helps.
            (&[Jpg, Pdf], b"%PDF-1.7 ".to_vec(), large, None),
            (&[Jpg, Pdf], b"PK\x03\x04 and so on".to_vec(), small, None),
            (&[Jpg, Pdf], Vec::new(), 0, None),
        ] {
            let offer = offered(types, &head, bytes);
            assert_eq!(offer, expected, "{types:?} {}", head.escape_ascii());
        }
    }
}
