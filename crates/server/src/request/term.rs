//! When an answer is expected: working days of the kind, counted over weekends and holidays.

use opora_contract::{form::Kind, request::Term};
use time::{Date, Weekday};

use crate::{
    clock::{Moment, date_of, day_of, next_day},
    state::App,
};

/// The term of a request of this kind when work on it starts at `from`.
#[must_use]
pub fn term(app: &App, kind: Kind, from: Moment) -> Option<Term> {
    let (first, last) = app.content().terms.working_days(kind);
    let holidays = &app.content().contact.schedule.holidays;
    let holidays: Vec<Date> = holidays.iter().filter_map(date_of).collect();
    let day = |count| day_of(after_working_days(from.moscow_day(), count, &holidays));
    Some(Term {
        from: day(first)?,
        to: day(last)?,
    })
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
        assert_eq!(after(date!(2026 - 11 - 21), 0), date!(2026 - 11 - 21));
    }
}
