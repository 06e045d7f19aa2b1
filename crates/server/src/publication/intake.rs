//! What stands before the forms as the API says it, with the outages of the moment.

use std::sync::{Arc, PoisonError, RwLock};

use opora_contract::intake::{Intake, Outage};

use crate::{clock::Moment, content::Edition, prepared::Prepared};

/// The answer for the outages that are shown now; made anew when one begins or ends.
#[derive(Default)]
pub struct Counter(RwLock<Option<(Vec<Outage>, Arc<Prepared>)>>);

impl Counter {
    pub fn answer(&self, edition: &Edition, now: Moment) -> Arc<Prepared> {
        let outages = current(&edition.outages, now);
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, answer)) = kept.as_ref()
            && *known == outages
        {
            return answer.clone();
        }
        drop(kept);
        let entries = edition.intake.entries.iter();
        let answer = Arc::new(Prepared::json(&Intake {
            entries: entries.map(|entry| entry.value.clone()).collect(),
            situations: edition.intake.situations.clone(),
            elsewhere: edition.intake.elsewhere.clone(),
            outages: outages.clone(),
        }));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((outages, answer.clone()));
        answer
    }
}

/// The outages that have begun and are not over.
pub fn current(outages: &[Outage], now: Moment) -> Vec<Outage> {
    let now = now.timestamp();
    let shown = outages.iter().filter(|outage| {
        outage.since <= now && outage.until.as_ref().is_none_or(|until| now < *until)
    });
    shown.cloned().collect()
}
