//! What a person has confirmed of a guide: a value that is kept on the device and travels in a link to a phone.

use std::{collections::BTreeMap, fmt};

use super::{Confirmation, Guide, Step, Trail};
use crate::slug::Slug;

/// How many parts of a text form are read: more than any guide has steps, twice.
const PARTS_MAX: usize = 64;

/// How a step was confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Done, tried out or checked.
    Done,
    Chosen(Slug),
    /// The check failed and the person went on all the same.
    Skipped,
}

/// Why a step could not be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A step before it waits for its confirmation (spec B03).
    Locked,
    /// The step asks for something else, or the guide has no such step.
    Mismatch,
}

/// Confirmations by step, and the steps that did not work.
///
/// Confirmations of a branch that was left stay: who comes back to it finds them.
/// As text ([`fmt::Display`], [`Progress::parse`]) it is `version;step;step=option;step!;step?`, where `!` is
/// [`Proof::Skipped`] and `?` marks a trouble.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    version: String,
    proofs: BTreeMap<Slug, Proof>,
    troubles: Vec<Slug>,
}

impl Progress {
    /// Reads the text form; what is not understood is passed over, so that an old or damaged text never loses the rest.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split(';');
        let version = parts.next().unwrap_or_default();
        let sound = version.len() <= 32 && version.bytes().all(|b| b.is_ascii_alphanumeric());
        let mut progress = Self {
            version: if sound {
                version.to_owned()
            } else {
                String::new()
            },
            ..Self::default()
        };
        for part in parts.take(PARTS_MAX) {
            if let Some(step) = part.strip_suffix('?').and_then(Slug::parse) {
                progress.trouble(&step);
                continue;
            }
            let (step, proof) = match (part.strip_suffix('!'), part.split_once('=')) {
                (Some(step), _) => (step, Some(Proof::Skipped)),
                (None, Some((step, option))) => (step, Slug::parse(option).map(Proof::Chosen)),
                (None, None) => (part, Some(Proof::Done)),
            };
            if let (Some(step), Some(proof)) = (Slug::parse(step), proof) {
                progress.proofs.insert(step, proof);
            }
        }
        progress
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.proofs.is_empty() && self.troubles.is_empty()
    }

    #[must_use]
    pub fn proof(&self, step: &Slug) -> Option<&Proof> {
        self.proofs.get(step)
    }

    #[must_use]
    pub fn is_troubled(&self, step: &Slug) -> bool {
        self.troubles.contains(step)
    }

    /// Confirms a step.
    ///
    /// # Errors
    /// [`Refusal`] when the step is not open yet or asks for another proof; nothing changes then.
    pub fn confirm(&mut self, guide: &Guide, step: &Slug, proof: Proof) -> Result<(), Refusal> {
        let found = guide.steps.iter().find(|known| known.id == *step);
        if !found.is_some_and(|found| found.accepts(&proof)) {
            return Err(Refusal::Mismatch);
        }
        if !Trail::new(guide, self).is_open(step) {
            return Err(Refusal::Locked);
        }
        if proof != Proof::Skipped {
            self.troubles.retain(|troubled| troubled != step);
        }
        self.proofs.insert(step.clone(), proof);
        self.version.clone_from(&guide.version);
        Ok(())
    }

    /// Marks a step that did not work. Confirming it takes the mark away.
    pub fn trouble(&mut self, step: &Slug) {
        if !self.is_troubled(step) {
            self.troubles.push(step.clone());
        }
    }

    /// Fits the progress to the guide as it is now: what the guide no longer asks goes. Whether the guide is another
    /// than the one the progress was made with (spec B05).
    pub fn adopt(&mut self, guide: &Guide) -> bool {
        let step = |id: &Slug| guide.steps.iter().find(|step| step.id == *id);
        self.proofs
            .retain(|id, proof| step(id).is_some_and(|step| step.accepts(proof)));
        self.troubles.retain(|id| step(id).is_some());
        let changed = !self.version.is_empty() && self.version != guide.version;
        self.version.clone_from(&guide.version);
        changed
    }

    /// Adds what is known elsewhere, on this device for a link that has come from another. Ours wins where both know.
    pub fn merge(&mut self, other: &Self) {
        for (step, proof) in &other.proofs {
            let known = self.proofs.entry(step.clone());
            known.or_insert_with(|| proof.clone());
        }
        for step in &other.troubles {
            if !self.proofs.contains_key(step) {
                self.trouble(step);
            }
        }
        if self.version.is_empty() {
            self.version.clone_from(&other.version);
        }
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.version)?;
        for (step, proof) in &self.proofs {
            match proof {
                Proof::Done => write!(f, ";{step}")?,
                Proof::Chosen(option) => write!(f, ";{step}={option}")?,
                Proof::Skipped => write!(f, ";{step}!")?,
            }
        }
        self.troubles
            .iter()
            .try_for_each(|step| write!(f, ";{step}?"))
    }
}

impl Step {
    /// Whether this is the kind of proof that the step asks for.
    fn accepts(&self, proof: &Proof) -> bool {
        match (&self.confirmation, proof) {
            (Confirmation::Choice { options, .. }, Proof::Chosen(value)) => {
                options.iter().any(|option| option.value == *value)
            }
            (Confirmation::Choice { .. }, _) | (_, Proof::Chosen(_)) => false,
            (Confirmation::Check(_), Proof::Skipped) => true,
            (_, Proof::Skipped) => false,
            (_, Proof::Done) => true,
        }
    }
}
