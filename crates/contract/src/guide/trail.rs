//! The way of one person through a guide: what is done, what is open, what comes.

use super::{Branch, Confirmation, Guide, Progress, Proof, Step};
use crate::slug::Slug;

/// How a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Done,
    /// The first step that waits for its confirmation.
    Open,
    /// Opens once those before it are confirmed.
    Locked,
    /// It did not work: open still, or passed over.
    Problem,
}

/// A step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop<'a> {
    pub step: &'a Step,
    pub state: State,
}

/// Where a deep link lands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Landing {
    /// Index among the stops; the number of stops: the end of the guide.
    pub at: usize,
    /// The step asked for is still locked, so this is the first open one. One that the guide does not have is not
    /// locked.
    pub refused: bool,
}

/// Confirmed steps in order, the open one, and the longest way on from it: what the person sees can become shorter,
/// never longer.
#[derive(Clone, Debug)]
pub struct Trail<'a> {
    stops: Vec<Stop<'a>>,
    /// Index of the open stop; the number of stops when all are done.
    open: usize,
}

impl<'a> Trail<'a> {
    #[must_use]
    pub fn new(guide: &'a Guide, progress: &Progress) -> Self {
        let lengths = lengths(guide);
        let mut stops = Vec::new();
        let mut open = None;
        let mut at = (!guide.steps.is_empty()).then_some(0);
        while let Some((index, step)) = at.and_then(|at| Some((at, guide.steps.get(at)?))) {
            let proof = progress.proof(&step.id).filter(|_| open.is_none());
            let troubled = progress.is_troubled(&step.id);
            let state = match proof {
                Some(Proof::Skipped) => State::Problem,
                Some(_) => State::Done,
                None if open.is_some() => State::Locked,
                None if troubled => State::Problem,
                None => State::Open,
            };
            if proof.is_none() && open.is_none() {
                open = Some(stops.len());
            }
            stops.push(Stop { step, state });
            at = match (&step.confirmation, proof) {
                (Confirmation::Choice { options, .. }, Some(Proof::Chosen(value))) => options
                    .iter()
                    .find(|option| option.value == *value)
                    .and_then(|option| after(guide, index, option.next.as_ref())),
                _ => ways(guide, index).max_by_key(|&way| lengths.get(way).copied()),
            };
        }
        let open = open.unwrap_or(stops.len());
        Self { stops, open }
    }

    #[must_use]
    pub fn stops(&self) -> &[Stop<'a>] {
        &self.stops
    }

    /// Whether every step on the way is confirmed.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.open == self.stops.len()
    }

    /// Whether the person may be at this step.
    #[must_use]
    pub fn is_open(&self, step: &Slug) -> bool {
        let mut reached = self.stops.iter().take(self.open + 1);
        reached.any(|stop| stop.step.id == *step)
    }

    /// Where somebody lands who asks for the step of this number, counted from 1; without one, the first open step.
    #[must_use]
    pub fn land(&self, number: Option<usize>) -> Landing {
        let wanted = number.map_or(self.open, |number| number.saturating_sub(1));
        Landing {
            at: wanted.min(self.open),
            refused: wanted > self.open && wanted < self.stops.len(),
        }
    }

    /// How many steps are confirmed.
    #[must_use]
    pub const fn done(&self) -> usize {
        self.open
    }

    /// Minutes that are left, of those that the guide takes as a whole; at least one until the end.
    #[must_use]
    pub fn minutes_left(&self, minutes: u32) -> u32 {
        let steps = u32::try_from(self.stops.len()).unwrap_or(u32::MAX).max(1);
        let done = u32::try_from(self.open).unwrap_or(steps);
        (minutes * steps.saturating_sub(done)).div_ceil(steps)
    }
}

/// The index of the step `next`, if it stands after `index`: ways lead forward only, so every way ends.
fn after(guide: &Guide, index: usize, next: Option<&Slug>) -> Option<usize> {
    let next = next?;
    let mut steps = guide.steps.iter().enumerate().skip(index + 1);
    steps.find(|(_, step)| step.id == *next).map(|(at, _)| at)
}

/// Where the step at `index` may lead.
fn ways(guide: &Guide, index: usize) -> impl Iterator<Item = usize> {
    let step = guide.steps.get(index);
    let options: &[Branch] = match step.map(|step| &step.confirmation) {
        Some(Confirmation::Choice { options, .. }) => options,
        _ => &[],
    };
    let plain = step.filter(|_| options.is_empty());
    let plain = plain.and_then(|step| step.next.as_ref());
    let branches = options.iter().filter_map(|option| option.next.as_ref());
    branches
        .chain(plain)
        .filter_map(move |next| after(guide, index, Some(next)))
}

/// For each step, how many steps the longest way from it has.
fn lengths(guide: &Guide) -> Vec<usize> {
    let mut lengths = vec![1; guide.steps.len()];
    for index in (0..guide.steps.len()).rev() {
        let longest = ways(guide, index).filter_map(|way| lengths.get(way)).max();
        let length = 1 + longest.copied().unwrap_or(0);
        if let Some(slot) = lengths.get_mut(index) {
            *slot = length;
        }
    }
    lengths
}

#[cfg(test)]
mod tests;
