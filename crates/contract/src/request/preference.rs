//! Which news of a request its applicant wants, how and when (spec G06, G07, G26).

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

const SECONDS_OF_DAY: i64 = 86_400;

/// The one way that the applicant prefers (spec N26). The page of the request tells everything in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Letters, where the request names an address.
    #[default]
    Email,
    /// Notifications of a browser, which shows them itself: no letters.
    Browser,
    /// The page of the request alone.
    App,
}

/// What news are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum News {
    /// The request came to another status or stage, or to the head of support (spec G09, G12, G24).
    Status,
    /// An employee wrote (spec G25).
    Message,
    /// The applicant has to provide something (spec G10).
    Action,
    /// The expected term moved (spec G14).
    Term,
    /// The last day to provide something is near (spec G11).
    Reminder,
}

impl News {
    pub const ALL: [Self; 5] = [
        Self::Status,
        Self::Message,
        Self::Action,
        Self::Term,
        Self::Reminder,
    ];

    /// Whether somebody who misses it may miss a day.
    #[must_use]
    pub const fn is_critical(self) -> bool {
        matches!(self, Self::Action | Self::Reminder)
    }
}

/// A minute of the day as clocks show it: `22:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, example = "22:00"))]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// Accepts `00:00` to `23:59`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let part = |text: &str, below: u16| {
            let is_shaped = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            let value = text.parse::<u16>().ok().filter(|_| is_shaped)?;
            (value < below).then_some(value)
        };
        Some(Self(part(hour, 24)? * 60 + part(minute, 60)?))
    }

    fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl Serialize for TimeOfDay {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a time such as 22:00"))
    }
}

/// Minutes that clocks of the person are ahead of UTC: `180` for Moscow, `-300` for New York in winter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = i16, example = 180, minimum = -840, maximum = 840))]
#[serde(transparent)]
pub struct UtcOffset(i16);

impl UtcOffset {
    /// Further from Greenwich no clock is.
    const MAX: i16 = 14 * 60;

    #[must_use]
    pub fn new(minutes: i16) -> Option<Self> {
        (-Self::MAX..=Self::MAX)
            .contains(&minutes)
            .then_some(Self(minutes))
    }

    #[must_use]
    pub const fn minutes(self) -> i16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for UtcOffset {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minutes = i16::deserialize(deserializer)?;
        Self::new(minutes).ok_or_else(|| serde::de::Error::custom("no clock is so far from UTC"))
    }
}

/// Hours in which nothing should ring, every day (spec G26). They may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    pub from: TimeOfDay,
    /// The first minute that is not quiet any more. The same as `from`: no hour is quiet.
    pub to: TimeOfDay,
    /// Of the person's clocks when this was said. Where they are put forward or back, it is said anew.
    pub utc_offset: UtcOffset,
}

impl QuietHours {
    /// When the quiet of this moment is over; `None` when it is not quiet. Both in seconds since 1970, UTC.
    #[must_use]
    pub fn until(&self, now: i64) -> Option<i64> {
        let local = now.saturating_add(i64::from(self.utc_offset.minutes()) * 60);
        let since = (local - self.from.seconds()).rem_euclid(SECONDS_OF_DAY);
        let length = (self.to.seconds() - self.from.seconds()).rem_euclid(SECONDS_OF_DAY);
        (since < length).then(|| now - since + length)
    }
}

/// The body of `PUT /requests/{number}/preferences`, and what a new request may bring along. What law or safety needs goes
/// in any case and at once: the letter that confirms a request, and one that was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    #[serde(default)]
    pub channel: Channel,
    /// What is not wanted. All else is, whatever comes to be told one day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub muted: Vec<News>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiet: Option<QuietHours>,
}

impl Preferences {
    #[must_use]
    pub fn wants(&self, news: News) -> bool {
        !self.muted.contains(&news)
    }

    /// Whether news are told by letter.
    #[must_use]
    pub fn wants_letter(&self, news: News) -> bool {
        self.channel == Channel::Email && self.wants(news)
    }

    /// [`QuietHours::until`].
    #[must_use]
    pub fn quiet_until(&self, now: i64) -> Option<i64> {
        self.quiet.as_ref()?.until(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-20T00:00:00Z.
    const MIDNIGHT: i64 = 1_795_132_800;

    fn quiet(from: &str, to: &str, utc_offset: i16) -> QuietHours {
        QuietHours {
            from: TimeOfDay::parse(from).unwrap(),
            to: TimeOfDay::parse(to).unwrap(),
            utc_offset: UtcOffset::new(utc_offset).unwrap(),
        }
    }

    /// When the quiet of a UTC minute of that day ends, in minutes of that day.
    fn until(quiet: QuietHours, minute: i64) -> Option<i64> {
        let end = quiet.until(MIDNIGHT + minute * 60)?;
        Some((end - MIDNIGHT) / 60)
    }

    #[test]
    fn quiet_goes_over_midnight() {
        let night = quiet("22:00", "08:00", 0);
        assert_eq!(until(night, 21 * 60 + 59), None);
        assert_eq!(until(night, 22 * 60), Some(32 * 60));
        assert_eq!(until(night, 23 * 60 + 59), Some(32 * 60));
        assert_eq!(until(night, 0), Some(8 * 60));
        assert_eq!(until(night, 7 * 60 + 59), Some(8 * 60));
        assert_eq!(until(night, 8 * 60), None);
    }

    #[test]
    fn quiet_is_by_the_clocks_of_the_person() {
        // 22:00 in Moscow, Kamchatka, New York and Kathmandu.
        for (offset, minute) in [
            (180, 19 * 60),
            (720, 10 * 60),
            (-300, 27 * 60),
            (345, 16 * 60 + 15),
        ] {
            let night = quiet("22:00", "08:00", offset);
            assert_eq!(until(night, minute - 1), None, "{offset}");
            assert_eq!(until(night, minute), Some(minute + 600), "{offset}");
            assert_eq!(until(night, minute + 599), Some(minute + 600), "{offset}");
            assert_eq!(until(night, minute + 600), None, "{offset}");
        }
    }

    #[test]
    fn an_hour_of_the_day_may_be_quiet_and_no_hour_too() {
        let noon = quiet("13:00", "14:00", 0);
        assert_eq!(until(noon, 13 * 60 + 30), Some(14 * 60));
        assert_eq!(until(noon, 14 * 60), None);
        assert_eq!(until(quiet("13:00", "13:00", 0), 13 * 60), None);
    }

    #[test]
    fn times_and_zones_that_no_clock_shows_are_refused() {
        for bad in ["24:00", "12:60", "1:00", "+1:00", "", "12", "12:0a"] {
            assert_eq!(TimeOfDay::parse(bad), None, "{bad}");
        }
        assert_eq!(TimeOfDay::parse("09:05").unwrap().to_string(), "09:05");
        assert!(UtcOffset::new(841).is_none() && UtcOffset::new(-720).is_some());
    }

    #[test]
    fn nothing_said_is_everything_wanted() {
        let usual: Preferences = serde_json::from_str("{}").unwrap();
        assert!(News::ALL.into_iter().all(|news| usual.wants_letter(news)));
        let text = r#"{"channel":"app","muted":["term"],"quiet":{"from":"22:00","to":"07:30","utc_offset":-300}}"#;
        let own: Preferences = serde_json::from_str(text).unwrap();
        assert!(!own.wants(News::Term) && own.wants(News::Status));
        assert!(!own.wants_letter(News::Status));
        assert_eq!(serde_json::to_string(&own).unwrap(), text);
    }
}
