//! The rule of a day: year first (spec N33), whatever people are used to.

use crate::{timestamp::Day, violation::Violation};

/// A day as it travels.
///
/// # Errors
/// [`Violation::Date`]; with the day that is meant, when it was written day first: `14.03.2026`, `14/03/2026`.
pub fn day(line: &str) -> Result<Day, Violation> {
    let dashes: String = line
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            other => other,
        })
        .collect();
    Day::parse(&dashes).ok_or_else(|| Violation::Date {
        meant: day_first(&dashes),
    })
}

/// The day of three numbers, day first.
fn day_first(line: &str) -> Option<Day> {
    let numbers: Vec<&str> = line.split(['.', '/', '-', ' ']).collect();
    let [day, month, year] = numbers.as_slice() else {
        return None;
    };
    let (day, month): (u8, u8) = (day.parse().ok()?, month.parse().ok()?);
    Day::parse(&format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn year_comes_first_and_other_orders_are_understood() {
        assert_eq!(day("2026-03-14").unwrap().as_str(), "2026-03-14");
        assert_eq!(day("2026–03–14").unwrap().as_str(), "2026-03-14");
        let meant = |line| match day(line) {
            Err(Violation::Date { meant }) => meant.map(|day| day.to_string()),
            other => panic!("{other:?}"),
        };
        for written in ["14.03.2026", "14/3/2026", "14-03-2026", "14 03 2026"] {
            assert_eq!(meant(written).as_deref(), Some("2026-03-14"), "{written}");
        }
        for nonsense in ["31.02.2026", "14.03.26", "вчера", "1.2.3.4", "1.2", ""] {
            assert_eq!(meant(nonsense), None, "{nonsense}");
        }
    }
}
