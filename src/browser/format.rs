//! Dates and numbers in the words of the visitor's language, by the browser's `Intl`.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

/// How much of a moment to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `25 ноября, среда`
    Day,
    /// `25 ноября, 14:02`
    Moment,
    /// `14:02`
    Time,
}

/// A UTC timestamp or an ISO day in words. Days are the server's and are not moved to another zone.
pub fn date(iso: &str, language: &str, style: Style) -> String {
    let date = Date::new(&JsValue::from_str(iso));
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    let options = Object::new();
    let set = |name: &str, value: &str| {
        // Setting a property of a plain object cannot fail.
        let _set = Reflect::set(&options, &name.into(), &value.into());
    };
    if style != Style::Time {
        set("day", "numeric");
        set("month", "long");
    }
    match style {
        Style::Day => {
            set("weekday", "long");
            set("timeZone", "UTC");
        }
        Style::Moment | Style::Time => {
            set("hour", "2-digit");
            set("minute", "2-digit");
        }
    }
    let locale = if language == "en" { "en-GB" } else { "ru-RU" };
    let format = Intl::DateTimeFormat::new(&Array::of1(&locale.into()), &options);
    let shown = format.format().call1(&JsValue::UNDEFINED, &date);
    shown
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_else(|| iso.to_owned())
}

/// The present moment by the device's clock, as an ISO timestamp: only for showing when something was kept here.
pub fn now() -> String {
    String::from(Date::new_0().to_iso_string())
}
