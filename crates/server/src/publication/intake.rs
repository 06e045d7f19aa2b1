//! What stands before the forms as the API says it, with the outages of the moment.

use std::sync::{Arc, PoisonError, RwLock};

use opora_contract::intake::{Intake, Outage};

use crate::{clock, content::Edition, prepared::Prepared};

/// What changes with time: the outages that are shown now, and whether a callback is the first way to offer.
type Moment = (Vec<Outage>, bool);

/// The answer of the moment; made anew when an outage begins or ends, and when the desk turns.
#[derive(Default)]
pub struct Counter(RwLock<Option<(Moment, Arc<Prepared>)>>);

impl Counter {
    pub fn answer(
        &self,
        edition: &Edition,
        callback_first: bool,
        now: clock::Moment,
    ) -> Arc<Prepared> {
        let moment = (current(&edition.outages, now), callback_first);
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = kept.as_ref()
            && *known == moment
        {
            return answer.clone();
        }
        drop(kept);
        let entries = edition.intake.entries.iter();
        let answer = Arc::new(Prepared::json(&Intake {
            entries: entries.map(|entry| entry.value.clone()).collect(),
            situations: edition.intake.situations.clone(),
            elsewhere: edition.intake.elsewhere.clone(),
            outages: moment.0.clone(),
            callback_first,
        }));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((moment, answer.clone()));
        answer
    }
}

/// The outages that have begun and are not over.
pub fn current(outages: &[Outage], now: clock::Moment) -> Vec<Outage> {
    let now = now.timestamp();
    let shown = outages.iter().filter(|outage| {
        outage.since <= now && outage.until.as_ref().is_none_or(|until| now < *until)
    });
    shown.cloned().collect()
}
