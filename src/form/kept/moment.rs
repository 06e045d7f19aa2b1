//! Computing with moments as they travel: whole numbers, no calendar of the browser's.

/// Seconds since 1970 of `2026-11-20T09:30:00Z`; what follows the seconds does not count. `None` for another shape.
pub fn seconds(moment: &str) -> Option<i64> {
    let part = |from: usize, to: usize| moment.get(from..to)?.parse::<i64>().ok();
    let (year, month, day) = (part(0, 4)?, part(5, 7)?, part(8, 10)?);
    let (hour, minute, second) = (part(11, 13)?, part(14, 16)?, part(17, 19)?);
    Some(days(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
}

/// Days since 1970-01-01 in the Gregorian calendar. Years are counted from March, so that the leap day is the last.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469
}

/// The month of a moment, `2026-11`: by UTC, as it was sent.
pub fn month(moment: &str) -> Option<&str> {
    moment.get(..7)
}

/// The month before: `2026-12` before `2027-01`.
pub fn month_before(month: &str) -> Option<String> {
    let year: u32 = month.get(..4)?.parse().ok()?;
    let number: u32 = month.get(5..7)?.parse().ok()?;
    Some(match number {
        1 => format!("{:04}-12", year.checked_sub(1)?),
        _ => format!("{year:04}-{:02}", number.checked_sub(1)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_counted_through_leap_years_and_centuries() {
        for (moment, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2026-11-20T09:30:00Z", 1_795_167_000),
            ("2026-11-20T09:30:00.250Z", 1_795_167_000),
            ("2100-03-01T00:00:00Z", 4_107_542_400),
        ] {
            assert_eq!(seconds(moment), Some(expected), "{moment}");
        }
        assert_eq!(seconds(""), None);
        assert_eq!(seconds("вчера"), None);
    }

    #[test]
    fn december_stands_before_january() {
        assert_eq!(month_before("2027-01").as_deref(), Some("2026-12"));
        assert_eq!(month_before("2026-10").as_deref(), Some("2026-09"));
        assert_eq!(month_before(""), None);
    }
}
