//! When a callback comes: within minutes while operators answer, else when they begin again, or at a time of one's choice
//! (spec F31 to F33, N24).

use serde::{Deserialize, Serialize};

use super::{
    Desk, Schedule,
    calendar::{self, minutes_since_epoch},
};
use crate::timestamp::Timestamp;

/// Days looked through for times to choose from: beyond the longest row of holidays.
const DAYS_AHEAD: u16 = 31;

/// What is promised of callbacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallRules {
    /// Minutes within which somebody calls while operators answer.
    pub within: u16,
    /// Length of a time that can be chosen, in minutes.
    pub slot: u16,
    /// Working days on which times can be chosen.
    pub days: u16,
}

/// When somebody calls: not before `from`, and not after `until`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Call {
    pub from: Timestamp,
    pub until: Timestamp,
    /// The person has chosen this time; otherwise it is as soon as can be.
    #[serde(default)]
    pub chosen: bool,
}

/// The body of `GET /callbacks/slots`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slots {
    /// The moment of the answer, by the server's clock.
    pub now: Timestamp,
    /// What is promised to whoever asks for a call now.
    pub soon: Option<Call>,
    /// Minutes that a time lasts.
    pub minutes: u16,
    /// When times begin that somebody can still have, in order.
    pub times: Vec<Timestamp>,
}

impl Schedule {
    /// What is promised to whoever asks for a call at `now`. `None` when no opening is known.
    #[must_use]
    pub fn call_soon(&self, now: &Timestamp, rules: CallRules) -> Option<Call> {
        let from = match self.desk(now)? {
            Desk::Open { .. } => now.clone(),
            Desk::Closed { .. } => self.turn(now)?,
        };
        let seconds = from.as_str().get(17..19)?;
        // To the next full minute: nobody is told a moment that comes too early.
        let minute = minutes_since_epoch(from.as_str())? + i64::from(seconds != "00");
        Some(Call {
            until: calendar::moment(minute + i64::from(rules.within))?,
            from,
            chosen: false,
        })
    }

    /// When times to choose begin, those after `after`: whole ones within the hours of the next working days.
    #[must_use]
    pub fn call_slots(&self, after: &Timestamp, rules: CallRules) -> Vec<Timestamp> {
        let days = self.days(after, DAYS_AHEAD).into_iter();
        let days = days
            .filter_map(|day| {
                let slots = day.hours?.span.parts(rules.slot);
                let first = day.day.as_str();
                let starts = slots.filter_map(|minute| self.moment_of(first, minute));
                let starts: Vec<_> = starts.filter(|start| start > after).collect();
                (!starts.is_empty()).then_some(starts)
            })
            .take(usize::from(rules.days));
        days.flatten().collect()
    }

    /// The call at the time that begins at `start`; `None` unless it can be chosen at `now`.
    #[must_use]
    pub fn call_at(&self, start: &Timestamp, now: &Timestamp, rules: CallRules) -> Option<Call> {
        if !self.call_slots(now, rules).contains(start) {
            return None;
        }
        let minute = minutes_since_epoch(start.as_str())?;
        Some(Call {
            from: start.clone(),
            until: calendar::moment(minute + i64::from(rules.slot))?,
            chosen: true,
        })
    }
}
