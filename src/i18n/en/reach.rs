//! Words of the page of contacts, and of callbacks.

use crate::i18n::catalogue::Reach;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// `tomorrow at 8:00`.
fn opens(in_days: u16, weekday: u16, at: &str) -> String {
    match in_days {
        0 => format!("today at {at}"),
        1 => format!("tomorrow at {at}"),
        _ => {
            let day = WEEKDAYS.get(usize::from(weekday)).copied();
            format!("on {} at {at}", day.unwrap_or_default())
        }
    }
}

pub const REACH: Reach = Reach {
    lead: "Choose what suits you. You can write round the clock; operators answer by the schedule.",
    both: |moscow, own| format!("{moscow} in Moscow ({own} your time)"),
    open: |until| format!("Operators answer now, until {until}"),
    closed: |in_days, weekday, at| {
        format!(
            "Operators do not answer now. They start {}",
            opens(in_days, weekday, at)
        )
    },
    closed_long: |day, at| format!("Operators do not answer now. They start on {day}, at {at}"),
    wait: |min, max| format!("{min} to {max}\u{a0}min to wait"),
    max_wait: |max| format!("{max}\u{a0}min at most"),
    no_wait: "Nobody answers now: ask for a callback",
    now: "Now",
    matter: "What it is about",
    any_matter: "Any question",
    recommended: |channel| format!("We suggest: {channel}"),
    best_now: "Suggested now",
    always: "Round the clock",
    desk: "By the operators’ schedule",
    own_hours: "Each office has its own hours",
    when: "When",
    how_soon: "Answer",
    languages: "Languages",
    cost: "Price",
    helps: "What it helps with",
    prepare: "What to have ready",
    channels: "Every way to reach us",
    hours: "When operators answer",
    day: "Day",
    moscow: "In Moscow",
    yours: "Your time",
    today: "today",
    day_off: "Day off",
    holiday: "Public holiday",
    waits: "How long it takes to get through by phone today",
    wait_part: |from, to, min, max| format!("{from} to {to}: {min} to {max}\u{a0}min"),
    waits_note: "Moscow time. Outside these hours ask for a callback.",
    region: "Region",
    all_regions: "All regions",
    lines: "Phone lines",
    special: "For people with disabilities",
    offices: "Help offices",
    offices_lead: "If the service is not online or you want help in person.",
    find_office: "Town, name or address",
    found: |count| match count {
        1 => "1\u{a0}office found".to_owned(),
        _ => format!("{count}\u{a0}offices found"),
    },
    no_office: "No such office. Use fewer words or choose another region. You can call and write from anywhere.",
    sample: "This is an example: the organisation puts its own lines, addresses and hours here.",
    office_open: |until| format!("Open until {until}"),
    office_closed: |in_days, weekday, at| format!("Closed. Opens {}", opens(in_days, weekday, at)),
    services: "What they help with",
    book: "Book a visit",
    own_clock: "Local time",
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ready: "What to have ready",
    ready_lead: "The first is mostly enough. We ask for the rest only where it cannot be done without.",
    applicants: "Who may apply",
    call_until: |until| format!("We will call by {until}"),
    call_between: |day, hours| format!("We will call on {day}, {hours}"),
    call_over: |until| {
        format!(
            "The call was promised by {until}. If nobody called, phone us or write in this request"
        )
    },
    call_promise: "If you send it now",
    call_promise_note: "Or choose a time yourself, under “When to call” below.",
    slot_day: "Day",
    slot_times: "Free times",
    slot_none: "No time is free in the next days. Choose “As soon as possible” or phone us.",
    slot_chosen: |slot| format!("You have chosen {slot}"),
    slot_hour: |own| format!("{own} your time"),
};
