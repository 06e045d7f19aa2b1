//! How to reach a person: phone, schedule, waits. All of it is data; what follows from the clock is computed here from a given moment.

use serde::{Deserialize, Serialize};

use crate::timestamp::{Day, Timestamp};

/// Minutes of a day, `from` inclusive and `to` exclusive, in Moscow time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    pub from: u16,
    pub to: u16,
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

const MINUTES_A_DAY: i64 = 24 * 60;
/// Moscow has kept UTC+3 without summer time since 2014.
const MOSCOW_OFFSET: i64 = 3 * 60;

impl Schedule {
    /// What the schedule says about `moment`. `None` when no opening is known within a fortnight.
    #[must_use]
    pub fn desk(&self, moment: &Timestamp) -> Option<Desk> {
        let minute = minutes_since_epoch(moment.as_str())? + MOSCOW_OFFSET;
        let today = minute.div_euclid(MINUTES_A_DAY);
        let now = u16::try_from(minute.rem_euclid(MINUTES_A_DAY)).ok()?;
        if let Some(open) = self
            .hours(today)
            .filter(|open| open.from <= now && now < open.to)
        {
            let wait = self
                .waits
                .iter()
                .find(|wait| wait.within.from <= now && now < wait.within.to);
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

    /// Opening hours of a day, counted from 1970-01-01.
    fn hours(&self, day: i64) -> Option<Span> {
        let holiday = self
            .holidays
            .iter()
            .any(|holiday| days_since_epoch(holiday.as_str()) == Some(day));
        let hours = self.week.get(weekday(day)).copied().flatten();
        hours.filter(|_| !holiday)
    }
}

/// Monday is 0; 1970-01-01 was a Thursday.
fn weekday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or(0)
}

fn number(text: &str, range: std::ops::Range<usize>) -> Option<i64> {
    text.get(range)?.parse().ok()
}

/// Days from 1970-01-01 to `yyyy-mm-dd…` in the Gregorian calendar.
fn days_since_epoch(text: &str) -> Option<i64> {
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

fn minutes_since_epoch(text: &str) -> Option<i64> {
    Some(
        days_since_epoch(text)? * MINUTES_A_DAY
            + number(text, 11..13)? * 60
            + number(text, 14..16)?,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schedule() -> Schedule {
        let weekday = Some(Span {
            from: 8 * 60,
            to: 20 * 60,
        });
        Schedule {
            week: vec![
                weekday,
                weekday,
                weekday,
                weekday,
                weekday,
                Some(Span {
                    from: 9 * 60,
                    to: 18 * 60,
                }),
                None,
            ],
            holidays: vec![Day::parse("2026-11-04").unwrap()],
            waits: vec![
                Wait {
                    within: Span {
                        from: 9 * 60,
                        to: 11 * 60,
                    },
                    min: 7,
                    max: 10,
                },
                Wait {
                    within: Span {
                        from: 12 * 60,
                        to: 21 * 60,
                    },
                    min: 2,
                    max: 4,
                },
                Wait {
                    within: Span {
                        from: 0,
                        to: 24 * 60,
                    },
                    min: 3,
                    max: 5,
                },
            ],
        }
    }

    fn desk(utc: &str) -> Desk {
        schedule().desk(&Timestamp::parse(utc).unwrap()).unwrap()
    }

    #[test]
    fn weekday_opens_at_eight_and_closes_at_twenty_moscow_time() {
        // 2026-11-20 is a Friday; Moscow is three hours ahead of UTC.
        assert_eq!(
            desk("2026-11-20T04:59:59Z"),
            Desk::Closed {
                in_days: 0,
                weekday: 4,
                at: 480
            }
        );
        assert_eq!(
            desk("2026-11-20T05:00:00Z"),
            Desk::Open {
                until: 1200,
                wait_min: 3,
                wait_max: 5
            }
        );
        assert_eq!(
            desk("2026-11-20T16:59:00Z"),
            Desk::Open {
                until: 1200,
                wait_min: 2,
                wait_max: 4
            }
        );
        assert_eq!(
            desk("2026-11-20T17:00:00Z"),
            Desk::Closed {
                in_days: 1,
                weekday: 5,
                at: 540
            }
        );
    }

    #[test]
    fn mornings_are_the_peak() {
        assert_eq!(
            desk("2026-11-20T06:00:00Z"),
            Desk::Open {
                until: 1200,
                wait_min: 7,
                wait_max: 10
            }
        );
        assert_eq!(
            desk("2026-11-20T08:00:00Z"),
            Desk::Open {
                until: 1200,
                wait_min: 3,
                wait_max: 5
            }
        );
    }

    #[test]
    fn saturday_evening_waits_for_monday() {
        assert_eq!(
            desk("2026-11-21T15:00:00Z"),
            Desk::Closed {
                in_days: 2,
                weekday: 0,
                at: 480
            }
        );
        assert_eq!(
            desk("2026-11-22T09:00:00Z"),
            Desk::Closed {
                in_days: 1,
                weekday: 0,
                at: 480
            }
        );
    }

    #[test]
    fn holiday_is_a_day_off_and_night_belongs_to_the_moscow_day() {
        // 2026-11-03T21:30Z is already the holiday, Wednesday 4 November, in Moscow.
        assert_eq!(
            desk("2026-11-03T21:30:00Z"),
            Desk::Closed {
                in_days: 1,
                weekday: 3,
                at: 480
            }
        );
    }

    #[test]
    fn day_numbers_follow_the_calendar() {
        assert_eq!(days_since_epoch("1970-01-01"), Some(0));
        assert_eq!(days_since_epoch("2000-03-01"), Some(11_017));
        assert_eq!(days_since_epoch("2026-11-20"), Some(20_777));
    }
}
