//! What is ticked, chosen or typed at a step and not confirmed yet. It survives a reload and a change of language, and
//! goes with the tab.

use opora_contract::guide::{Guide, Step};

use crate::browser::session;

/// What is kept, each of the step that was touched last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Ticks, a choice or a try.
    Answer,
    /// Troubles that were looked at, a line each. Kept means that the help is open.
    Tried,
    /// The text for the form, once the person has changed it.
    Parcel,
}

impl What {
    const ALL: [Self; 3] = [Self::Answer, Self::Tried, Self::Parcel];

    const fn key(self) -> &'static str {
        match self {
            Self::Answer => "opora.answer",
            Self::Tried => "opora.tried",
            Self::Parcel => "opora.edited",
        }
    }
}

/// A step of a guide as it reads now: what was meant for another text is not brought back.
#[derive(Clone, Debug)]
pub struct Unconfirmed {
    /// The first line of what is kept.
    place: String,
}

impl Unconfirmed {
    pub fn new(guide: &Guide, step: &Step) -> Self {
        Self {
            place: format!("{} {} {}", guide.guide, guide.version, step.id),
        }
    }

    pub fn read(&self, what: What) -> Option<String> {
        let kept = session::read(what.key())?;
        let (place, text) = kept.split_once('\n')?;
        (place == self.place).then(|| text.to_owned())
    }

    pub fn keep(&self, what: What, text: &str) {
        session::keep(what.key(), &format!("{}\n{text}", self.place));
    }

    pub fn forget(&self, what: What) {
        session::forget(what.key());
    }
}

/// Nothing of any step is kept any more.
pub fn forget_all() {
    for what in What::ALL {
        session::forget(what.key());
    }
}
