//! Dates and numbers in the words of the visitor's language, by the browser's `Intl`.

use js_sys::{Array, Date, Intl, Object, Reflect};
use opora_contract::language::Language;
use wasm_bindgen::JsValue;

/// How much of a moment to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `25 ноября, среда`
    Day,
    /// `25 ноября`
    ShortDay,
    /// `25 ноября 2026 г.`
    Date,
    /// `25 ноября, 14:02`
    Moment,
    /// [`Style::Moment`] by the clock of Moscow, wherever the visitor is.
    MoscowMoment,
    /// `25 ноября 2026 г., 14:02 GMT+3`: for paper, which may be read elsewhere and later.
    FullMoment,
    /// `14:02`
    Time,
}

/// A UTC timestamp or an ISO day in words. Days are the server's and are not moved to another zone.
pub fn date(iso: &str, language: &str, style: Style) -> String {
    let date = Date::new(&JsValue::from_str(iso));
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    let locale = Language::parse(language).unwrap_or_default().locale();
    let part = |options: &[(&str, &str)]| formatted(&date, locale, options);
    let day = [("day", "numeric"), ("month", "long")];
    let time = [("hour", "2-digit"), ("minute", "2-digit")];
    let utc = ("timeZone", "UTC");
    let year = ("year", "numeric");
    match style {
        Style::Day => format!(
            "{}, {}",
            part(&[day[0], day[1], utc]),
            part(&[("weekday", "long"), utc])
        ),
        Style::ShortDay => part(&[day[0], day[1], utc]),
        Style::Date => part(&[day[0], day[1], year, utc]),
        Style::Moment => part(&[day[0], day[1], time[0], time[1]]),
        Style::MoscowMoment => part(&[
            day[0],
            day[1],
            time[0],
            time[1],
            ("timeZone", "Europe/Moscow"),
        ]),
        Style::FullMoment => part(&[
            day[0],
            day[1],
            year,
            time[0],
            time[1],
            ("timeZoneName", "short"),
        ]),
        Style::Time => part(&time),
    }
}

/// What a clock shows at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// `08:00`
    Time,
    /// `пн, 08:00`
    WeekdayTime,
    /// `23 ноября, 08:00`
    DayTime,
    /// `понедельник, 23 ноября`
    Day,
}

/// The zone of Moscow, by its name.
pub const MOSCOW: &str = "Europe/Moscow";

/// What a clock of a zone shows at a moment, in the words of a language. Without a zone it is the visitor's own, with the
/// summer time of that very moment.
pub fn face(iso: &str, language: &str, zone: &str, face: Face) -> String {
    let date = Date::new(&JsValue::from_str(iso));
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    let locale = Language::parse(language).unwrap_or_default().locale();
    let parts: &[(&str, &str)] = match face {
        Face::Time => &[("hour", "2-digit"), ("minute", "2-digit")],
        Face::WeekdayTime => &[
            ("weekday", "short"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
        ],
        Face::DayTime => &[
            ("day", "numeric"),
            ("month", "long"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
        ],
        Face::Day => &[("weekday", "long"), ("day", "numeric"), ("month", "long")],
    };
    let mut options = parts.to_vec();
    if !zone.is_empty() {
        options.push(("timeZone", zone));
    }
    formatted(&date, locale, &options)
}

/// `ноябрь 2026 г.` for `2026-11`.
pub fn month(month: &str, language: &str) -> String {
    let date = Date::new(&JsValue::from_str(&format!("{month}-01")));
    let locale = Language::parse(language).unwrap_or_default().locale();
    let options = [("month", "long"), ("year", "numeric"), ("timeZone", "UTC")];
    formatted(&date, locale, &options)
}

fn formatted(date: &Date, locale: &str, options: &[(&str, &str)]) -> String {
    let bag = Object::new();
    for (name, value) in options {
        // Setting a property of a plain object cannot fail.
        let _set = Reflect::set(&bag, &(*name).into(), &(*value).into());
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &bag);
    let shown = format.format().call1(&JsValue::UNDEFINED, date);
    shown
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default()
}

/// The moment so many days ago, as [`now`].
pub fn days_ago(days: u32) -> String {
    let then = Date::new_0();
    then.set_time(then.get_time() - f64::from(days) * 86_400_000.0);
    String::from(then.to_iso_string())
}

/// Whole days from one moment to another, both ISO timestamps; 0 where the second is the earlier, or none.
pub fn days_between(from: &str, to: &str) -> usize {
    let at = |iso: &str| Date::new(&JsValue::from_str(iso)).get_time();
    let days = (at(to) - at(from)) / 86_400_000.0;
    // A number of days is small, and what is no number or below zero becomes 0.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "see above"
    )]
    let whole = days as usize;
    whole
}

/// The present moment by the device's clock, as an ISO timestamp: only for showing when something was kept here.
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}
