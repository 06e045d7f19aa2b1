//! Moments of the desk in words, wherever the visitor is and whatever the device's clock shows.

use leptos::prelude::*;
use opora::{
    browser::clock,
    i18n::{
        Texts,
        phrase::{self, Place},
    },
};
use opora_contract::{
    contact::{Call, Schedule, Span, Wait},
    language::Language,
    timestamp::{Day, Timestamp},
};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::{stage::Stage, wait::until};

const MOSCOW: &str = "Europe/Moscow";
const VLADIVOSTOK: &str = "Asia/Vladivostok";
const BERLIN: &str = "Europe/Berlin";
const NEW_YORK: &str = "America/New_York";

fn at(moment: &str) -> Timestamp {
    Timestamp::parse(moment).unwrap()
}

fn place(language: Language, zone: &'static str) -> Place {
    Place {
        texts: Texts { language },
        zone,
    }
}

fn schedule(holidays: &[&str]) -> Schedule {
    let weekday = Some(Span {
        from: 480,
        to: 1200,
    });
    let saturday = Some(Span {
        from: 540,
        to: 1080,
    });
    let holidays = holidays.iter().map(|day| Day::parse(day).unwrap());
    Schedule {
        week: vec![weekday, weekday, weekday, weekday, weekday, saturday, None],
        holidays: holidays.collect(),
        waits: vec![Wait {
            within: Span { from: 0, to: 1440 },
            min: 3,
            max: 5,
        }],
        ahead: 0,
    }
}

/// What is said in Russian, with plain spaces.
fn said(zone: &'static str, now: &str) -> String {
    let holidays = [
        "2027-01-01",
        "2027-01-02",
        "2027-01-03",
        "2027-01-04",
        "2027-01-05",
        "2027-01-06",
        "2027-01-07",
        "2027-01-08",
    ];
    let place = place(Language::Ru, zone);
    phrase::desk_now(place, &schedule(&holidays), &at(now)).replace('\u{a0}', " ")
}

#[wasm_bindgen_test]
fn the_desk_turns_at_the_minute_by_the_clock_of_moscow() {
    // 07:59 and 08:00, 19:59 and 20:00 of a Friday.
    for (now, expected) in [
        (
            "2026-11-20T04:59:59Z",
            "Сейчас операторы не отвечают. Начнут сегодня в 08:00",
        ),
        (
            "2026-11-20T05:00:00Z",
            "Сейчас операторы отвечают, до 20:00",
        ),
        (
            "2026-11-20T16:59:59Z",
            "Сейчас операторы отвечают, до 20:00",
        ),
        (
            "2026-11-20T17:00:00Z",
            "Сейчас операторы не отвечают. Начнут завтра в 09:00",
        ),
        (
            "2026-11-21T15:00:00Z",
            "Сейчас операторы не отвечают. Начнут в понедельник в 08:00",
        ),
    ] {
        assert_eq!(said(MOSCOW, now), expected, "{now}");
    }
}

#[wasm_bindgen_test]
fn who_is_east_or_west_reads_both_clocks() {
    let open = "2026-11-20T09:00:00Z";
    assert_eq!(
        said(NEW_YORK, open),
        "Сейчас операторы отвечают, до 20:00 по Москве (12:00 у вас)"
    );
    // It is the next day there: the day is said too.
    let east = said(VLADIVOSTOK, open);
    assert!(
        east.contains("20:00 по Москве (21 ноября") && east.contains("03:00 у вас"),
        "{east}"
    );
}

#[wasm_bindgen_test]
fn after_the_row_of_holidays_the_day_is_named() {
    let eve = said(MOSCOW, "2026-12-31T17:00:00Z");
    assert!(eve.contains("суббота, 9 января"), "{eve}");
    assert!(eve.ends_with("в 09:00"), "{eve}");
}

/// Hours of Moscow and of the visitor, of so many days from a moment.
fn hours(zone: &'static str, from: &str, days: u16) -> Vec<(String, Option<String>)> {
    let place = place(Language::En, zone);
    let days = schedule(&[]).days(&at(from), days).into_iter();
    let days = days.filter_map(|day| day.hours);
    days.map(|hours| phrase::opening(place, &hours)).collect()
}

#[wasm_bindgen_test]
fn summer_time_moves_the_hours_of_its_own_days_alone() {
    let told = |own: &str| ("08:00–20:00".to_owned(), Some(own.to_owned()));
    // In Berlin clocks go back on Sunday, 25 October 2026: Friday is in summer, Monday in winter.
    let berlin = hours(BERLIN, "2026-10-23T06:00:00Z", 4);
    assert_eq!(berlin[0], told("07:00–19:00"));
    assert_eq!(berlin[2], told("06:00–18:00"));
    // In New York they go forward on Sunday, 14 March 2027.
    let new_york = hours(NEW_YORK, "2027-03-12T06:00:00Z", 4);
    assert_eq!(new_york[0], told("00:00–12:00"));
    assert_eq!(new_york[2], told("01:00–13:00"));
}

#[wasm_bindgen_test]
fn hours_over_midnight_name_their_days() {
    let east = hours(VLADIVOSTOK, "2026-11-20T06:00:00Z", 1);
    let (moscow, own) = east[0].clone();
    assert_eq!(moscow, "08:00–20:00");
    let own = own.unwrap();
    assert!(
        own.contains("Fri") && own.contains("Sat") && own.contains("03:00"),
        "{own}"
    );
    assert_eq!(hours(MOSCOW, "2026-11-20T06:00:00Z", 1)[0].1, None);
}

#[wasm_bindgen_test]
fn a_call_is_promised_by_the_clocks_of_both() {
    let call = |from: &str, until: &str, chosen| Call {
        from: at(from),
        until: at(until),
        chosen,
    };
    let told = |zone, call: &Call, now: &str| {
        let said = phrase::call(place(Language::Ru, zone), call, now);
        said.replace('\u{a0}', " ")
    };
    let soon = call("2026-11-20T11:20:00Z", "2026-11-20T11:35:00Z", false);
    let now = "2026-11-20T11:20:30Z";
    assert_eq!(told(MOSCOW, &soon, now), "Позвоним до 14:35");
    assert_eq!(
        told(BERLIN, &soon, now),
        "Позвоним до 14:35 по Москве (12:35 у вас)"
    );
    let over = told(MOSCOW, &soon, "2026-11-20T11:35:00Z");
    assert!(over.starts_with("Звонок обещали до"), "{over}");
    let chosen = call("2026-11-23T09:00:00Z", "2026-11-23T09:30:00Z", true);
    assert_eq!(
        told(MOSCOW, &chosen, now),
        "Позвоним: понедельник, 23 ноября, 12:00–12:30"
    );
    assert_eq!(
        told(BERLIN, &chosen, now),
        "Позвоним: понедельник, 23 ноября, 12:00–12:30 по Москве (10:00–10:30 у вас)"
    );
}

#[wasm_bindgen_test]
fn a_wrong_clock_of_the_device_is_put_right_by_the_date_of_the_answer() {
    let device = js_sys::Date::now();
    let server = js_sys::Date::new(&(device + 7_200_000.0).into());
    let ahead = clock::ahead(&String::from(server.to_utc_string()));
    assert!((ahead - 7_200_000.0).abs() < 2_000.0, "{ahead}");
    let shown = clock::now(ahead);
    assert!(Timestamp::parse(&shown).is_some(), "{shown}");
    let expected = String::from(server.to_iso_string());
    assert_eq!(shown[..15], expected[..15]);
    for unknown in ["", "вчера"] {
        assert!(clock::ahead(unknown).abs() < f64::EPSILON);
    }
}

#[wasm_bindgen_test]
async fn the_moment_follows_the_clock_once_it_is_known() {
    let (_stage, (ahead, moment)) = Stage::owning(|| {
        let ahead = RwSignal::new(0.0);
        (ahead, clock::ticking(ahead))
    });
    let before = moment.get_untracked();
    // A day and more.
    ahead.set(100_000_000.0);
    until("a later day", || {
        moment.get_untracked()[..10] > before[..10]
    })
    .await;
}
