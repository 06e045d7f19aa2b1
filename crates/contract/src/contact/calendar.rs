//! Days and minutes of the Gregorian calendar, as far as a schedule needs them. Everything is counted from 1970-01-01.

use crate::timestamp::{Day, Timestamp};

pub(super) const MINUTES_A_DAY: i64 = 24 * 60;

/// Monday is 0; 1970-01-01 was a Thursday.
pub(super) fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

fn number(text: &str, range: std::ops::Range<usize>) -> Option<i64> {
    text.get(range)?.parse().ok()
}

/// Days to `yyyy-mm-dd…`.
pub(super) fn days_since_epoch(text: &str) -> Option<i64> {
    let (year, month, day) = (
        number(text, 0..4)?,
        number(text, 5..7)?,
        number(text, 8..10)?,
    );
    // Years start in March, so that the leap day comes last.
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    Some(
        365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year
            - 719_468,
    )
}

/// Whole minutes to a moment.
pub(super) fn minutes_since_epoch(text: &str) -> Option<i64> {
    Some(
        days_since_epoch(text)? * MINUTES_A_DAY
            + number(text, 11..13)? * 60
            + number(text, 14..16)?,
    )
}

/// Year, month and day, the way back from [`days_since_epoch`].
fn date(days: i64) -> (i64, i64, i64) {
    // Days since 1 March of the year 0, in eras of 400 years.
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (shift, month) = if month < 10 {
        (0, month + 3)
    } else {
        (1, month - 9)
    };
    (year + era * 400 + shift, month, day)
}

/// The calendar day; `None` outside the years of four digits.
pub(super) fn day(days: i64) -> Option<Day> {
    let (year, month, day) = date(days);
    Day::parse(&format!("{year:04}-{month:02}-{day:02}"))
}

/// The moment; `None` outside the years of four digits.
pub(super) fn moment(minutes: i64) -> Option<Timestamp> {
    let (year, month, day) = date(minutes.div_euclid(MINUTES_A_DAY));
    let of_day = minutes.rem_euclid(MINUTES_A_DAY);
    let (hour, minute) = (of_day / 60, of_day % 60);
    Timestamp::parse(&format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn day_numbers_follow_the_calendar() {
        assert_eq!(days_since_epoch("1970-01-01"), Some(0));
        assert_eq!(days_since_epoch("2000-03-01"), Some(11_017));
        assert_eq!(days_since_epoch("2026-11-20"), Some(20_777));
    }

    #[test]
    fn every_day_of_four_centuries_leads_back_to_itself() {
        for days in -1_000..150_000 {
            let named = day(days).unwrap();
            assert_eq!(days_since_epoch(named.as_str()), Some(days), "{named}");
        }
        let noon = Timestamp::parse("2024-02-29T12:05:00Z").unwrap();
        let minutes = minutes_since_epoch(noon.as_str()).unwrap();
        assert_eq!(moment(minutes), Some(noon));
    }
}
