//! When a callback is promised, and which times can be chosen.

use super::{at, schedule};
use crate::contact::CallRules;

const RULES: CallRules = CallRules {
    within: 15,
    slot: 30,
    days: 2,
};

#[test]
fn a_call_comes_within_minutes_or_with_the_next_hours() {
    let call = |utc: &str| {
        let call = schedule().call_soon(&at(utc), RULES).unwrap();
        assert!(!call.chosen);
        (call.from.to_string(), call.until.to_string())
    };
    let told = |from: &str, until: &str| (from.to_owned(), until.to_owned());
    assert_eq!(
        call("2026-11-20T09:30:00Z"),
        told("2026-11-20T09:30:00Z", "2026-11-20T09:45:00Z")
    );
    // A started minute is not counted.
    assert_eq!(
        call("2026-11-20T16:59:01Z"),
        told("2026-11-20T16:59:01Z", "2026-11-20T17:15:00Z")
    );
    for late in ["2026-11-20T17:00:00Z", "2026-11-21T05:59:59Z"] {
        assert_eq!(
            call(late),
            told("2026-11-21T06:00:00Z", "2026-11-21T06:15:00Z")
        );
    }
    assert_eq!(
        call("2026-11-21T15:00:00Z"),
        told("2026-11-23T05:00:00Z", "2026-11-23T05:15:00Z")
    );
}

#[test]
fn times_to_choose_lie_within_the_hours_of_the_next_working_days() {
    let slots = |utc: &str| {
        let slots = schedule().call_slots(&at(utc), RULES);
        let slots: Vec<_> = slots.into_iter().map(|slot| slot.to_string()).collect();
        let ends = (slots[0].clone(), slots[slots.len() - 1].clone());
        (slots.len(), ends.0, ends.1)
    };
    // Friday 12:00 and Saturday; the last time ends when the desk closes.
    assert_eq!(
        slots("2026-11-20T09:00:00Z"),
        (
            15 + 18,
            "2026-11-20T09:30:00Z".to_owned(),
            "2026-11-21T14:30:00Z".to_owned()
        )
    );
    // Friday 19:30: no time is left, so Saturday and Monday.
    assert_eq!(
        slots("2026-11-20T16:30:00Z"),
        (
            18 + 24,
            "2026-11-21T06:00:00Z".to_owned(),
            "2026-11-23T16:30:00Z".to_owned()
        )
    );
}

#[test]
fn only_a_time_that_is_to_come_can_be_had() {
    let schedule = schedule();
    let noon = at("2026-11-20T09:00:00Z");
    let call = |start: &str| schedule.call_at(&at(start), &noon, RULES);
    let good = call("2026-11-20T10:00:00Z").unwrap();
    assert_eq!(good.until, at("2026-11-20T10:30:00Z"));
    assert!(good.chosen);
    for bad in [
        // Over, beginning now, between two, at night, on a Sunday, too far.
        "2026-11-20T08:30:00Z",
        "2026-11-20T09:00:00Z",
        "2026-11-20T10:10:00Z",
        "2026-11-20T17:00:00Z",
        "2026-11-22T09:00:00Z",
        "2026-11-23T09:00:00Z",
    ] {
        assert_eq!(call(bad), None, "{bad}");
    }
}
