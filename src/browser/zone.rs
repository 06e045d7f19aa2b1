//! The clocks of the person: how far from UTC, and how the zone is called.

use js_sys::{Array, Date, Intl, Object, Reflect};

/// Minutes that the clocks are ahead of UTC now.
pub fn minutes_ahead() -> i16 {
    // Whole minutes, less than a day of them.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let behind = Date::new_0().get_timezone_offset() as i16;
    behind.saturating_neg()
}

/// `Europe/Moscow`; empty where the browser does not say.
pub fn name() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let zone = Reflect::get(&format.resolved_options(), &"timeZone".into());
    zone.ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_default()
}

/// The present moment in seconds since 1970.
pub fn now() -> i64 {
    // Whole and far below 2^53.
    #[expect(clippy::cast_possible_truncation, reason = "see above")]
    let seconds = (Date::now() / 1_000.0) as i64;
    seconds
}
