use opora::browser::format::{Style, date, days_ago, now};
use wasm_bindgen_test::wasm_bindgen_test;

#[track_caller]
fn contains(shown: &str, parts: &[&str]) {
    for part in parts {
        assert!(shown.contains(part), "{part} in {shown}");
    }
}

#[wasm_bindgen_test]
fn day_is_said_in_the_language_of_the_visitor() {
    contains(
        &date("2026-11-25", "ru", Style::Day),
        &["25", "ноября", "среда"],
    );
    contains(
        &date("2026-11-25", "en", Style::Day),
        &["25", "November", "Wednesday"],
    );
}

#[wasm_bindgen_test]
fn moment_is_a_day_and_a_time_by_the_clock_of_the_visitor() {
    // At noon in UTC it is the same day from Honolulu to Kamchatka.
    let here = js_sys::Date::new(&"2026-11-25T12:02:00Z".into()).get_hours();
    let time = format!("{here:02}:02");
    contains(
        &date("2026-11-25T12:02:00Z", "ru", Style::Moment),
        &["25 ноября", &time],
    );
    contains(
        &date("2026-11-25T12:02:00Z", "en", Style::Moment),
        &["25 November", &time],
    );
    assert_eq!(date("2026-11-25T12:02:00Z", "ru", Style::Time), time);
}

#[wasm_bindgen_test]
fn clock_of_moscow_is_the_same_for_everybody() {
    for (language, day) in [("ru", "1 марта"), ("en", "1 March")] {
        let shown = date("2026-02-28T22:05:00Z", language, Style::MoscowMoment);
        contains(&shown, &[day, "01:05"]);
    }
}

#[wasm_bindgen_test]
fn moment_on_paper_has_a_year_and_says_whose_clock_it_is() {
    let shown = date("2026-11-25T12:02:00Z", "ru", Style::FullMoment);
    contains(&shown, &["25 ноября 2026", ":02"]);
    let moment = date("2026-11-25T12:02:00Z", "ru", Style::Moment);
    assert!(shown.len() > moment.len() + " 2026 г.".len(), "{shown}");
}

#[wasm_bindgen_test]
fn what_is_no_date_stays_as_it_is() {
    for text in ["", "завтра", "2026-13-41"] {
        assert_eq!(date(text, "ru", Style::Day), text);
    }
}

#[wasm_bindgen_test]
fn now_is_a_timestamp_in_utc() {
    let now = now();
    assert!(now.starts_with("20") && now.ends_with('Z'), "{now}");
    assert!(js_sys::Date::parse(&now) <= js_sys::Date::now());
}

#[wasm_bindgen_test]
fn moment_some_days_ago_is_written_as_the_present_one() {
    let millis = |moment: &str| js_sys::Date::new(&moment.into()).get_time();
    let (then, today) = (days_ago(30), now());
    let days = (millis(&today) - millis(&then)) / 86_400_000.0;
    assert!((days - 30.0).abs() < 0.01, "{then} is {days} days before");
    // Compared as texts.
    assert_eq!(then.len(), today.len());
    assert!(then < days_ago(29) && days_ago(29) < today);
}
