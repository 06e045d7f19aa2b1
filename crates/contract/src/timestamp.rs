//! Moments and days as they travel. Computing with them is the server's (crate `time`) or the browser's (`Intl`).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};

/// A moment in UTC: RFC 3339 with whole seconds, `2026-11-20T09:30:00Z`. Text order is time order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = DateTime, example = "2026-11-20T09:30:00Z"))]
#[serde(transparent)]
pub struct Timestamp(String);

/// A calendar day, ISO 8601: `2026-11-20` (spec N33).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = Date, example = "2026-11-20"))]
#[serde(transparent)]
pub struct Day(String);

/// Whether `text` has digits where `pattern` has `0`, and the same characters elsewhere.
fn has_shape(text: &str, pattern: &str) -> bool {
    text.len() == pattern.len()
        && text.bytes().zip(pattern.bytes()).all(|(b, shape)| {
            if shape == b'0' {
                b.is_ascii_digit()
            } else {
                b == shape
            }
        })
}

impl Timestamp {
    /// Accepts the one form above; a fraction of a second or another offset is refused.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        has_shape(text, "0000-00-00T00:00:00Z").then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Day {
    /// Accepts `yyyy-mm-dd` with a month of 1 to 12 and a day that this month has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if !has_shape(text, "0000-00-00") {
            return None;
        }
        let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<u32>().ok();
        let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
        (1..=days_in_month(year, month)?)
            .contains(&day)
            .then(|| Self(text.to_owned()))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Days in a month of the Gregorian calendar; `None` outside months 1 to 12.
const fn days_in_month(year: u32, month: u32) -> Option<u32> {
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => return None,
    })
}

macro_rules! travels_as_text {
    ($name:ty, $what:literal) => {
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom($what))
            }
        }
    };
}
travels_as_text!(Timestamp, "not a UTC timestamp of whole seconds");
travels_as_text!(Day, "not a calendar day");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_days() {
        for good in ["2026-11-20", "2024-02-29", "2000-02-29"] {
            assert!(Day::parse(good).is_some(), "{good}");
        }
        for bad in [
            "20/11/2026",
            "2026-2-3",
            "2026-13-01",
            "2026-00-10",
            "2023-02-29",
            "1900-02-29",
            "2026-04-31",
            "",
        ] {
            assert!(Day::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn timestamps_have_one_form() {
        assert!(Timestamp::parse("2026-11-20T09:30:00Z").is_some());
        for bad in [
            "2026-11-20T09:30:00.5Z",
            "2026-11-20T09:30:00+03:00",
            "2026-11-20 09:30:00Z",
            "вчера",
        ] {
            assert!(Timestamp::parse(bad).is_none(), "{bad}");
        }
    }
}
