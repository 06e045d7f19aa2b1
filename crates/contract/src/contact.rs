//! How to reach a person: channels, schedule, waits, callbacks. All of it is data; what follows from the clock is computed
//! here from a given moment.

mod calendar;
mod call;
mod directory;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use self::calendar::{MINUTES_A_DAY, days_since_epoch, minutes_since_epoch, weekday};
pub use self::{
    call::{Call, CallRules, Slots},
    directory::{
        Applicant, Channel, ChannelHours, ChannelKind, Directory, Line, Matter, Office,
        Preparation, Region,
    },
};
use crate::timestamp::{Day, Timestamp};

/// Minutes of a day, `from` inclusive and `to` exclusive, by the clock of the schedule: Moscow, unless it says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    pub from: u16,
    pub to: u16,
}

impl Span {
    /// Where whole parts of so many minutes begin.
    fn parts(self, minutes: u16) -> impl Iterator<Item = u16> {
        let count = self
            .to
            .saturating_sub(self.from)
            .checked_div(minutes)
            .unwrap_or(0);
        (0..count).map(move |part| self.from + part * minutes)
    }
}

/// Expected wait for an operator within a part of the day, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wait {
    pub within: Span,
    pub min: u16,
    pub max: u16,
}

/// When live operators answer (spec N03 to N05). Requests are accepted round the clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Schedule {
    /// Seven entries, Monday first; `None` is a day off.
    pub week: Vec<Option<Span>>,
    /// Public holidays: days off whatever the weekday.
    pub holidays: Vec<Day>,
    /// The first entry that holds the minute wins. Clipped by the hours of the day.
    pub waits: Vec<Wait>,
    /// Minutes that the clock of the place is ahead of Moscow's; Russian zones have no summer time.
    #[serde(default, skip_serializing_if = "is_moscow")]
    pub ahead: i16,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_moscow(ahead: &i16) -> bool {
    *ahead == 0
}

/// The hours of one day, as moments: whoever shows them in another zone converts each of them by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    pub day: Day,
    /// From Monday, 0.
    pub weekday: u16,
    pub is_holiday: bool,
    /// `None` on a day off.
    pub hours: Option<Opening>,
}

/// From opening to closing, by the clock of the schedule and as moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub span: Span,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// What the schedule says about one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Desk {
    /// Operators answer until this minute of the day, after a wait within these minutes.
    Open {
        until: u16,
        wait_min: u16,
        wait_max: u16,
    },
    /// Nobody answers. Opens in so many days (0 is today) at this minute; `weekday` counts from Monday, 0.
    Closed { in_days: u16, weekday: u16, at: u16 },
}

/// The body of `GET /contacts`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contacts {
    /// For reading: `8 800 555‑35‑35`.
    pub phone: String,
    /// For dialling: `+78005553535`.
    pub phone_link: String,
    /// What a call costs and which languages are spoken.
    pub phone_note: String,
    /// The weekly hours in words, a line each.
    pub hours: Vec<String>,
    /// The state at the moment of the answer, by the server's clock.
    pub desk: Desk,
}

/// Moscow has kept UTC+3 without summer time since 2014.
const MOSCOW_OFFSET: i64 = 3 * 60;

impl Desk {
    /// Whether a callback is what to offer first: nobody picks up now, as after 20:00 and on days off (spec F31, N25).
    /// Home, contacts and the choice of a form ask this one function.
    #[must_use]
    pub const fn calls_back_first(self) -> bool {
        matches!(self, Self::Closed { .. })
    }
}

impl Schedule {
    /// What the schedule says about `moment`. `None` when no opening is known within a fortnight.
    #[must_use]
    pub fn desk(&self, moment: &Timestamp) -> Option<Desk> {
        let (today, now) = self.local(moment)?;
        if let Some(open) = self
            .hours(today)
            .filter(|open| open.from <= now && now < open.to)
        {
            let wait = self.wait_at(now);
            return Some(Desk::Open {
                until: open.to,
                wait_min: wait.map_or(0, |wait| wait.min),
                wait_max: wait.map_or(0, |wait| wait.max),
            });
        }
        (0..=14).find_map(|in_days| {
            let day = today + i64::from(in_days);
            let open = self
                .hours(day)
                .filter(|open| in_days > 0 || now < open.from)?;
            Some(Desk::Closed {
                in_days,
                weekday: u16::try_from(weekday(day)).ok()?,
                at: open.from,
            })
        })
    }

    /// When the desk turns next: it closes, if it is open at `moment`, or opens.
    #[must_use]
    pub fn turn(&self, moment: &Timestamp) -> Option<Timestamp> {
        let (today, _) = self.local(moment)?;
        match self.desk(moment)? {
            Desk::Open { until, .. } => self.moment(today, until),
            Desk::Closed { in_days, at, .. } => self.moment(today + i64::from(in_days), at),
        }
    }

    /// So many days from that of `moment`, itself the first.
    #[must_use]
    pub fn days(&self, moment: &Timestamp, count: u16) -> Vec<DayHours> {
        let Some((today, _)) = self.local(moment) else {
            return Vec::new();
        };
        let days = (0..i64::from(count)).filter_map(|in_days| self.day(today + in_days));
        days.collect()
    }

    fn day(&self, day: i64) -> Option<DayHours> {
        let opening = |span: Span| {
            Some(Opening {
                span,
                from: self.moment(day, span.from)?,
                to: self.moment(day, span.to)?,
            })
        };
        Some(DayHours {
            day: calendar::day(day)?,
            weekday: u16::try_from(weekday(day)).ok()?,
            is_holiday: self.is_holiday(day),
            hours: self.hours(day).and_then(opening),
        })
    }

    /// How long to wait through opening hours: parts of the day in order, each within the hours (spec N05).
    #[must_use]
    pub fn waits_within(&self, open: Span) -> Vec<Wait> {
        let edges = self.waits.iter();
        let mut edges: Vec<u16> = edges
            .flat_map(|wait| [wait.within.from, wait.within.to])
            .chain([open.from, open.to])
            .filter(|edge| (open.from..=open.to).contains(edge))
            .collect();
        edges.sort_unstable();
        edges.dedup();
        let mut parts: Vec<Wait> = Vec::new();
        for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
            let Some(Wait { min, max, .. }) = self.wait_at(*from) else {
                continue;
            };
            match parts.last_mut() {
                Some(last) if (last.min, last.max, last.within.to) == (min, max, *from) => {
                    last.within.to = *to;
                }
                _ => parts.push(Wait {
                    within: Span {
                        from: *from,
                        to: *to,
                    },
                    min,
                    max,
                }),
            }
        }
        parts
    }

    fn wait_at(&self, minute: u16) -> Option<Wait> {
        let mut waits = self.waits.iter();
        let holds = |wait: &&Wait| wait.within.from <= minute && minute < wait.within.to;
        waits.find(holds).copied()
    }

    /// Minutes that the clock of the schedule is ahead of UTC.
    fn offset(&self) -> i64 {
        MOSCOW_OFFSET + i64::from(self.ahead)
    }

    /// The day, counted from 1970-01-01, and the minute of it that clocks of the schedule show.
    fn local(&self, moment: &Timestamp) -> Option<(i64, u16)> {
        let minute = minutes_since_epoch(moment.as_str())? + self.offset();
        let of_day = u16::try_from(minute.rem_euclid(MINUTES_A_DAY)).ok()?;
        Some((minute.div_euclid(MINUTES_A_DAY), of_day))
    }

    /// The moment at which clocks of the schedule show this minute of this day.
    fn moment(&self, day: i64, minute: u16) -> Option<Timestamp> {
        calendar::moment(day * MINUTES_A_DAY + i64::from(minute) - self.offset())
    }

    /// [`Self::moment`] of a day by its name.
    fn moment_of(&self, day: &str, minute: u16) -> Option<Timestamp> {
        self.moment(days_since_epoch(day)?, minute)
    }

    fn is_holiday(&self, day: i64) -> bool {
        let mut holidays = self.holidays.iter();
        holidays.any(|holiday| days_since_epoch(holiday.as_str()) == Some(day))
    }

    /// Opening hours of a day, counted from 1970-01-01.
    fn hours(&self, day: i64) -> Option<Span> {
        let hours = self.week.get(weekday(day)).copied().flatten();
        hours.filter(|_| !self.is_holiday(day))
    }
}
