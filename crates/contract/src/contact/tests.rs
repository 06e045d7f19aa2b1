//! Every edge of the schedule: days and hours, peaks, holidays, other zones.

mod call;

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
        ahead: 0,
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

fn at(utc: &str) -> Timestamp {
    Timestamp::parse(utc).unwrap()
}

/// The hours and holidays as the year turns.
fn over_new_year() -> Schedule {
    let days = ["01", "02", "03", "04", "05", "06", "07", "08"];
    let holidays = days.map(|day| Day::parse(&format!("2027-01-{day}")).unwrap());
    Schedule {
        holidays: holidays.to_vec(),
        ..schedule()
    }
}

#[test]
fn the_desk_turns_at_every_edge_of_its_hours() {
    // Moscow's time, whether somebody answers, and when that turns.
    for (moment, is_open, turn) in [
        ("Friday 07:59", false, "2026-11-20T05:00:00Z"),
        ("Friday 08:00", true, "2026-11-20T17:00:00Z"),
        ("Friday 19:59", true, "2026-11-20T17:00:00Z"),
        ("Friday 20:00", false, "2026-11-21T06:00:00Z"),
        ("Saturday 08:59", false, "2026-11-21T06:00:00Z"),
        ("Saturday 09:00", true, "2026-11-21T15:00:00Z"),
        ("Saturday 17:59", true, "2026-11-21T15:00:00Z"),
        ("Saturday 18:00", false, "2026-11-23T05:00:00Z"),
        ("Sunday 12:00", false, "2026-11-23T05:00:00Z"),
    ] {
        let (day, clock) = moment.split_once(' ').unwrap();
        let day = match day {
            "Friday" => 20,
            "Saturday" => 21,
            _ => 22,
        };
        let (hour, minute) = clock.split_once(':').unwrap();
        let hour: u32 = hour.parse().unwrap();
        let now = at(&format!("2026-11-{day}T{:02}:{minute}:00Z", hour - 3));
        let found = schedule().desk(&now).unwrap();
        assert_eq!(matches!(found, Desk::Open { .. }), is_open, "{moment}");
        assert_eq!(found.calls_back_first(), !is_open, "{moment}");
        assert_eq!(schedule().turn(&now), Some(at(turn)), "{moment}");
    }
}

#[test]
fn the_row_of_holidays_of_new_year_is_passed_over() {
    // Thursday, 31 December 2026, after closing: Friday the 8th is still a holiday, Saturday the 9th is not.
    let schedule = over_new_year();
    let eve = at("2026-12-31T17:00:00Z");
    let expected = Desk::Closed {
        in_days: 9,
        weekday: 5,
        at: 540,
    };
    assert_eq!(schedule.desk(&eve), Some(expected));
    assert_eq!(schedule.turn(&eve), Some(at("2027-01-09T06:00:00Z")));
    let days = schedule.days(&eve, 10);
    let off = days.iter().filter(|day| day.is_holiday).count();
    assert_eq!(off, 8);
    assert!(days[1..9].iter().all(|day| day.hours.is_none()));
    let opening = days[9].hours.clone().unwrap();
    assert_eq!(opening.from, at("2027-01-09T06:00:00Z"));
    assert_eq!(opening.to, at("2027-01-09T15:00:00Z"));
}

#[test]
fn waits_are_told_within_the_hours_alone() {
    let part = |from, to, min, max| Wait {
        within: Span { from, to },
        min,
        max,
    };
    let friday = Span {
        from: 480,
        to: 1200,
    };
    assert_eq!(
        schedule().waits_within(friday),
        [
            part(480, 540, 3, 5),
            part(540, 660, 7, 10),
            part(660, 720, 3, 5),
            // Nobody waits from 20:00 to 21:00: nobody answers.
            part(720, 1200, 2, 4),
        ]
    );
    let saturday = Span {
        from: 540,
        to: 1080,
    };
    let parts = schedule().waits_within(saturday);
    assert_eq!(parts.first(), Some(&part(540, 660, 7, 10)));
    assert_eq!(parts.last(), Some(&part(720, 1080, 2, 4)));
}

#[test]
fn the_peak_begins_at_nine_and_is_over_at_eleven() {
    for (utc, wait) in [
        ("2026-11-20T05:59:59Z", (3, 5)),
        ("2026-11-20T06:00:00Z", (7, 10)),
        ("2026-11-20T07:59:59Z", (7, 10)),
        ("2026-11-20T08:00:00Z", (3, 5)),
        ("2026-11-20T08:59:59Z", (3, 5)),
        ("2026-11-20T09:00:00Z", (2, 4)),
    ] {
        let Desk::Open {
            wait_min, wait_max, ..
        } = desk(utc)
        else {
            panic!("nobody answers at {utc}");
        };
        assert_eq!((wait_min, wait_max), wait, "{utc}");
    }
}

#[test]
fn an_office_keeps_its_own_clock() {
    // Seven hours ahead of Moscow: 9:00 there is 2:00 in Moscow, 23:00 UTC of the day before.
    let office = Schedule {
        waits: Vec::new(),
        ahead: 7 * 60,
        ..schedule()
    };
    let before = at("2026-11-19T21:59:59Z");
    assert_eq!(office.turn(&before), Some(at("2026-11-19T22:00:00Z")));
    let opened = office.desk(&at("2026-11-19T22:00:00Z")).unwrap();
    assert!(
        matches!(opened, Desk::Open { until: 1200, .. }),
        "{opened:?}"
    );
    // The holiday is that of the place's own calendar.
    let eve = at("2026-11-03T14:00:00Z");
    assert!(matches!(
        office.desk(&eve),
        Some(Desk::Closed {
            in_days: 1,
            weekday: 3,
            ..
        })
    ));
}
