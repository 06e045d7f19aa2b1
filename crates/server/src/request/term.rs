//! When an answer is expected: working days of the kind, counted over weekends and holidays.

use opora_contract::{
    contact::{Desk, Schedule},
    form::Kind,
    request::Term,
};
use time::{Date, Duration, Weekday};

use crate::{
    clock::{Moment, date_of, day_of, next_day},
    state::App,
};

/// The term of a request of this kind when work on it starts at `from`.
#[must_use]
pub fn term(app: &App, kind: Kind, from: Moment) -> Option<Term> {
    let days = app.content().terms.working_days(kind);
    let (first, last) = range(&app.content().contact.schedule, days, from);
    Some(Term {
        from: day_of(first)?,
        to: day_of(last)?,
    })
}

/// The first and the last day. The zeroth is the one on which operators answer next: today, as long as they still do
/// (spec N24).
fn range(schedule: &Schedule, days: (u16, u16), from: Moment) -> (Date, Date) {
    let holidays: Vec<Date> = schedule.holidays.iter().filter_map(date_of).collect();
    let day = |count| match count {
        0 => next_answer(schedule, from),
        count => after_working_days(from.moscow_day(), count, &holidays),
    };
    let (first, last) = (day(days.0), day(days.1));
    (first, last.max(first))
}

/// The day on which operators answer next.
fn next_answer(schedule: &Schedule, from: Moment) -> Date {
    let in_days = match schedule.desk(&from.timestamp()) {
        Some(Desk::Closed { in_days, .. }) => in_days,
        Some(Desk::Open { .. }) | None => 0,
    };
    let today = from.moscow_day();
    today.saturating_add(Duration::days(i64::from(in_days)))
}

/// The `count`th working day after `date`.
fn after_working_days(mut date: Date, count: u16, holidays: &[Date]) -> Date {
    let mut left = count;
    while left > 0 {
        date = next_day(date);
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        if !is_weekend && !holidays.contains(&date) {
            left -= 1;
        }
    }
    date
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn weekends_and_holidays_are_no_working_days() {
        let holidays = [date!(2026 - 11 - 04), date!(2027 - 01 - 01)];
        let after = |from, count| after_working_days(from, count, &holidays);
        // A Friday.
        assert_eq!(after(date!(2026 - 11 - 20), 1), date!(2026 - 11 - 23));
        assert_eq!(after(date!(2026 - 11 - 20), 5), date!(2026 - 11 - 27));
        // The Wednesday between is a holiday.
        assert_eq!(after(date!(2026 - 11 - 03), 1), date!(2026 - 11 - 05));
        assert_eq!(after(date!(2026 - 12 - 31), 1), date!(2027 - 01 - 04));
    }
}
