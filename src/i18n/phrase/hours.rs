//! Moments of the desk in words: Moscow's time and, where it is another one, the visitor's.
//!
//! Every moment is converted by itself: the visitor's zone may change to summer time between two of them.

use opora_contract::{
    contact::{Call, Desk, Opening, Schedule},
    timestamp::Timestamp,
};

use super::super::Texts;
use crate::browser::format::{Face, MOSCOW, face};

/// Days ahead on which a weekday says enough.
const WEEK: u16 = 6;

/// Whose clock is shown beside Moscow's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub texts: Texts,
    /// The name of a zone; empty for the visitor's own.
    pub zone: &'static str,
}

impl Place {
    /// Where the visitor is.
    pub const fn here(texts: Texts) -> Self {
        Self { texts, zone: "" }
    }

    fn moscow(self, moment: &Timestamp, shown: Face) -> String {
        face(moment.as_str(), self.texts.language.tag(), MOSCOW, shown)
    }

    fn own(self, moment: &Timestamp, shown: Face) -> String {
        face(moment.as_str(), self.texts.language.tag(), self.zone, shown)
    }

    /// The visitor's clock, where it shows another time; with the day where that is another one too.
    fn other(self, moment: &Timestamp) -> Option<String> {
        let is_other = |shown| self.own(moment, shown) != self.moscow(moment, shown);
        if is_other(Face::Day) {
            Some(self.own(moment, Face::DayTime))
        } else {
            is_other(Face::Time).then(|| self.own(moment, Face::Time))
        }
    }
}

/// The visitor's clock at a moment, where it shows something else than Moscow's.
pub fn other(place: Place, moment: &Timestamp) -> Option<String> {
    place.other(moment)
}

/// `08:00 (10:00 у вас)`.
pub fn moment(place: Place, moment: &Timestamp) -> String {
    let moscow = place.moscow(moment, Face::Time);
    match place.other(moment) {
        Some(own) => (place.texts.reach().both)(&moscow, &own),
        None => moscow,
    }
}

/// `Сейчас операторы отвечают, до 20:00 (22:00 у вас)`, or when they do again.
pub fn desk_now(place: Place, schedule: &Schedule, now: &Timestamp) -> String {
    let said = place.texts.reach();
    let (Some(desk), Some(turn)) = (schedule.desk(now), schedule.turn(now)) else {
        return String::new();
    };
    match desk {
        Desk::Open { .. } => (said.open)(&moment(place, &turn)),
        Desk::Closed {
            in_days, weekday, ..
        } if in_days <= WEEK => (said.closed)(in_days, weekday, &moment(place, &turn)),
        Desk::Closed { .. } => {
            let day = place.moscow(&turn, Face::Day);
            (said.closed_long)(&day, &moment(place, &turn))
        }
    }
}

/// The hours of a day by Moscow's clock, and by the visitor's where it shows others.
pub fn opening(place: Place, opening: &Opening) -> (String, Option<String>) {
    let (from, to) = (&opening.from, &opening.to);
    let moscow = range(
        &place.moscow(from, Face::Time),
        &place.moscow(to, Face::Time),
    );
    let is_other_day =
        |moment: &Timestamp| place.own(moment, Face::Day) != place.moscow(moment, Face::Day);
    let shown = if is_other_day(from) || is_other_day(to) {
        Face::WeekdayTime
    } else {
        Face::Time
    };
    let own = range(&place.own(from, shown), &place.own(to, shown));
    let is_other = own != moscow;
    (moscow, is_other.then_some(own))
}

/// `08:00–20:00`.
fn range(from: &str, to: &str) -> String {
    format!("{from}–{to}")
}

/// `24 ноября, 14:00 (16:00 у вас)`: when a time that can be chosen begins.
pub fn slot(place: Place, start: &Timestamp) -> String {
    let moscow = place.moscow(start, Face::DayTime);
    match place.other(start) {
        Some(own) => (place.texts.reach().both)(&moscow, &own),
        None => moscow,
    }
}

/// `Позвоним до 14:35`, or between which moments of which day; what to do once that is over.
pub fn call(place: Place, call: &Call, now: &str) -> String {
    let said = place.texts.reach();
    let until = moment(place, &call.until);
    if call.until.as_str() <= now {
        return (said.call_over)(&slot(place, &call.until));
    }
    if !call.chosen && call.from.as_str() <= now {
        return (said.call_until)(&until);
    }
    let day = place.moscow(&call.from, Face::Day);
    let hours =
        |shown: &dyn Fn(&Timestamp) -> String| range(&shown(&call.from), &shown(&call.until));
    let moscow = hours(&|moment| place.moscow(moment, Face::Time));
    let own = place.other(&call.from).map(|from| {
        let until = place.own(&call.until, Face::Time);
        (said.both)(&moscow, &range(&from, &until))
    });
    (said.call_between)(&day, &own.unwrap_or(moscow))
}
