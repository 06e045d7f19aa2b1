//! Moments and the one place that reads the clock. Everything else is told what time it is.

use opora_contract::timestamp::{Day, Timestamp};
use time::{
    Date, Duration, Month, OffsetDateTime, PrimitiveDateTime, UtcOffset, macros::format_description,
};

/// A moment in whole seconds since 1970-01-01T00:00:00Z, as the database keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub i64);

/// Where the time comes from; tests bring their own.
pub trait Clock: Send + Sync {
    fn now(&self) -> Moment;
}

/// The clock of this machine.
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        Moment(OffsetDateTime::now_utc().unix_timestamp())
    }
}

/// Moscow has kept UTC+3 without summer time since 2014.
const MOSCOW_HOURS: i8 = 3;

fn moscow() -> UtcOffset {
    UtcOffset::from_hms(MOSCOW_HOURS, 0, 0).unwrap_or(UtcOffset::UTC)
}

impl Moment {
    #[must_use]
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(60)))
    }

    #[must_use]
    pub fn plus_hours(self, hours: i64) -> Self {
        self.plus_minutes(hours.saturating_mul(60))
    }

    fn utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }

    /// The form on the wire.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        let shape = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        let text = self.utc().format(&shape).unwrap_or_default();
        Timestamp::parse(&text).unwrap_or_else(epoch)
    }

    /// The calendar day in Moscow, by which terms are counted.
    #[must_use]
    pub fn moscow_day(self) -> Date {
        self.moscow().date()
    }

    /// What clocks in Moscow show.
    #[must_use]
    pub fn moscow(self) -> OffsetDateTime {
        self.utc().to_offset(moscow())
    }

    /// When a calendar day begins in Moscow.
    #[must_use]
    pub fn of_moscow_day(date: Date) -> Self {
        Self(date.midnight().assume_offset(moscow()).unix_timestamp())
    }

    /// Date and time in Moscow, at the next full minute: whoever is told it never comes too early.
    #[must_use]
    pub fn moscow_minute(self) -> OffsetDateTime {
        let up = Self(self.0.saturating_add(59)).minute();
        Self(up.saturating_mul(60)).moscow()
    }

    /// Reads the form on the wire; `None` for an hour or a day that does not exist.
    #[must_use]
    pub fn of(timestamp: &Timestamp) -> Option<Self> {
        let shape = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
        let read = PrimitiveDateTime::parse(timestamp.as_str(), &shape).ok()?;
        Some(Self(read.assume_utc().unix_timestamp()))
    }

    /// Minutes since 1970: what changes when a schedule may say something new.
    #[must_use]
    pub fn minute(self) -> i64 {
        self.0.div_euclid(60)
    }
}

/// Years beyond 9999 have no form on the wire; no clock shows them.
#[expect(
    clippy::expect_used,
    reason = "the text is a constant, which a test reads"
)]
fn epoch() -> Timestamp {
    Timestamp::parse("1970-01-01T00:00:00Z").expect("a timestamp")
}

/// A date as a day of the contract.
#[must_use]
pub fn day_of(date: Date) -> Option<Day> {
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    Day::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

/// The date of a day of the contract.
#[must_use]
pub fn date_of(day: &Day) -> Option<Date> {
    Date::parse(day.as_str(), &format_description!("[year]-[month]-[day]")).ok()
}

/// The day after.
#[must_use]
pub fn next_day(date: Date) -> Date {
    date.saturating_add(Duration::DAY)
}

/// The same day so many months later, earlier where they are negative; the last day of a month that has no such day.
#[must_use]
pub fn plus_months(date: Date, months: i32) -> Date {
    let months = date.year() * 12 + i32::from(u8::from(date.month())) - 1 + months;
    let year = months.div_euclid(12);
    let month = Month::January.nth_next(u8::try_from(months.rem_euclid(12)).unwrap_or_default());
    let day = date.day().min(month.length(year));
    // No clock shows years beyond 9999.
    Date::from_calendar_date(year, month, day).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn months_end_on_their_last_day() {
        let cases = [
            (date!(2026 - 11 - 20), 36, date!(2029 - 11 - 20)),
            (date!(2026 - 12 - 31), 6, date!(2027 - 06 - 30)),
            (date!(2026 - 08 - 31), 6, date!(2027 - 02 - 28)),
            (date!(2027 - 08 - 31), 6, date!(2028 - 02 - 29)),
            (date!(2027 - 06 - 30), -6, date!(2026 - 12 - 30)),
            (date!(2027 - 01 - 05), -13, date!(2025 - 12 - 05)),
        ];
        for (from, months, to) in cases {
            assert_eq!(plus_months(from, months), to, "{from} {months}");
        }
    }

    #[test]
    fn moments_travel_as_whole_seconds_of_utc() {
        assert_eq!(Moment(0).timestamp(), epoch());
        assert_eq!(
            Moment(1_795_166_999).timestamp().as_str(),
            "2026-11-20T09:29:59Z"
        );
    }

    #[test]
    fn the_moscow_day_begins_three_hours_before_the_utc_day() {
        // 2026-11-20T20:59:59Z and one second later.
        let evening = Moment(1_795_208_399);
        assert_eq!(day_of(evening.moscow_day()), Day::parse("2026-11-20"));
        let night = Moment(evening.0 + 1);
        assert_eq!(Moment::of_moscow_day(night.moscow_day()), night);
        assert_eq!(Moment::of(&night.timestamp()), Some(night));
        assert_eq!(day_of(night.moscow_day()), Day::parse("2026-11-21"));
        assert_eq!(next_day(evening.moscow_day()), night.moscow_day());
    }
}
