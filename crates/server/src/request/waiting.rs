//! What can be done about a long wait, step by step: from when each step is possible (spec N07, N08).

use opora_contract::{
    request::{EventKind, Rung, Step},
    status::{Actor, Status},
};

use crate::{
    clock::{Moment, date_of, next_day},
    content::Waiting,
    store::entity::{event, request},
    word,
};

/// The steps in their order.
const LADDER: [Step; 4] = [Step::Repeat, Step::Hasten, Step::Phone, Step::Head];

/// The ladder of a request; none once it is decided. `heard` is when an employee said something last.
#[must_use]
pub fn ladder(row: &request::Model, heard: Moment, waiting: Waiting) -> Vec<Rung> {
    if !row.status().is_open() {
        return Vec::new();
    }
    let rungs = LADDER.into_iter().map(|step| Rung {
        step,
        from: possible_from(step, row, heard, waiting).map(Moment::timestamp),
        used_at: used_at(step, row).map(|at| Moment(at).timestamp()),
    });
    rungs.collect()
}

/// From when a step is possible; `None` where it does not apply. Whoever owes documents waits for nobody: they can call.
#[must_use]
pub fn possible_from(
    step: Step,
    row: &request::Model,
    heard: Moment,
    waiting: Waiting,
) -> Option<Moment> {
    let status = row.status();
    let is_ours = status.is_open() && status != Status::WaitingDocuments;
    let used = used_at(step, row);
    let after = |at: i64, hours: u16| Moment(at.max(used.unwrap_or(at))).plus_hours(hours.into());
    match step {
        Step::Repeat if is_ours => Some(after(row.changed_at, waiting.repeat_hours)),
        Step::Hasten if status == Status::InProgress => {
            // Older requests do not say since when.
            let since = row.status_since.max(row.sent_at);
            Some(after(since, waiting.hasten_hours))
        }
        Step::Phone if status.is_open() => Some(after(heard.0, waiting.silence_hours)),
        // Once: nobody stands above the head.
        Step::Head if is_ours && used.is_none() => {
            let last = date_of(&row.term()?.to)?;
            Some(Moment::of_moscow_day(next_day(last)))
        }
        _ => None,
    }
}

/// When an employee said something last, or the request was sent.
#[must_use]
pub fn heard(row: &request::Model, events: &[event::Model]) -> Moment {
    let mut words = events.iter().rev();
    let last = words.find(|event| is_word(&event.kind, &event.actor));
    Moment(last.map_or(row.sent_at, |event| event.at))
}

/// Whether a row of the journal, by its kind and its actor, is an employee's word to the applicant. That somebody has taken
/// the request says nothing yet.
#[must_use]
pub fn is_word(kind: &str, actor: &str) -> bool {
    word::exact(actor) == Some(Actor::Staff) && word::exact(kind) != Some(EventKind::Assigned)
}

const fn used_at(step: Step, row: &request::Model) -> Option<i64> {
    match step {
        Step::Repeat => row.repeated_at,
        Step::Hasten => row.hastened_at,
        Step::Head => row.escalated_at,
        Step::Phone | Step::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use opora_contract::{form::Kind, standing::Level};

    use super::*;

    const HOUR: i64 = 3_600;
    /// 2026-11-20T09:00:00Z.
    const SENT: i64 = 1_795_165_200;
    const HOURS: Waiting = Waiting {
        repeat_hours: 24,
        hasten_hours: 48,
        silence_hours: 50,
    };

    fn row(status: Status) -> request::Model {
        request::Model {
            id: 1,
            number: String::new(),
            key_version: 1,
            form: String::new(),
            kind: word::of(&Kind::Complaint),
            status: word::of(&status),
            subject: String::new(),
            fields: String::new(),
            sealed: String::new(),
            department: String::new(),
            priority: 2,
            detected: String::new(),
            phone: None,
            email: None,
            sent_at: SENT,
            changed_at: SENT,
            editable_until: SENT,
            term_from: Some("2026-11-23".to_owned()),
            term_to: Some("2026-11-25".to_owned()),
            actions: String::new(),
            version: 1,
            stage: None,
            level: word::of(&Level::First),
            decided_at: None,
            status_since: SENT,
            assignee: String::new(),
            repeated_at: None,
            hastened_at: None,
            escalated_at: None,
            notified_at: None,
            notified_kind: None,
            language: "ru".to_owned(),
            reminded_until: None,
            preferences: String::new(),
            call_from: None,
            call_until: None,
            call_chosen: false,
            owner: String::new(),
            context: String::new(),
        }
    }

    /// Hours after sending.
    fn hours(step: Step, row: &request::Model) -> Option<i64> {
        let from = possible_from(step, row, Moment(SENT), HOURS)?;
        assert_eq!((from.0 - SENT) % HOUR, 0);
        Some((from.0 - SENT) / HOUR)
    }

    #[test]
    fn only_what_is_open_has_a_ladder() {
        for status in Status::ALL {
            let ladder = ladder(&row(status), Moment(SENT), HOURS);
            let steps: Vec<_> = ladder.iter().map(|rung| rung.step).collect();
            match status.is_open() {
                true => assert_eq!(steps, LADDER),
                false => assert_eq!(steps, []),
            }
        }
    }

    #[test]
    fn repeating_needs_a_day_without_a_change_and_without_a_repeat() {
        let mut row = row(Status::Accepted);
        assert_eq!(hours(Step::Repeat, &row), Some(24));
        row.changed_at = SENT + 5 * HOUR;
        assert_eq!(hours(Step::Repeat, &row), Some(29));
        row.repeated_at = Some(SENT + 30 * HOUR);
        assert_eq!(hours(Step::Repeat, &row), Some(54));
        row.changed_at = SENT + 40 * HOUR;
        assert_eq!(hours(Step::Repeat, &row), Some(64));
    }

    #[test]
    fn hastening_needs_two_days_in_work_and_two_since_the_last_time() {
        assert_eq!(hours(Step::Hasten, &row(Status::Accepted)), None);
        assert_eq!(hours(Step::Hasten, &row(Status::Approval)), None);
        let mut row = row(Status::InProgress);
        row.status_since = 0;
        assert_eq!(
            hours(Step::Hasten, &row),
            Some(48),
            "an older one since it was sent"
        );
        row.status_since = SENT + 3 * HOUR;
        assert_eq!(hours(Step::Hasten, &row), Some(51));
        row.changed_at = SENT + 20 * HOUR;
        assert_eq!(hours(Step::Hasten, &row), Some(51), "the status stays");
        row.hastened_at = Some(SENT + 60 * HOUR);
        assert_eq!(hours(Step::Hasten, &row), Some(108));
    }

    #[test]
    fn phone_centre_needs_two_days_without_a_word() {
        let row = row(Status::Accepted);
        assert_eq!(hours(Step::Phone, &row), Some(50));
        let heard = Moment(SENT + 7 * HOUR);
        let from = possible_from(Step::Phone, &row, heard, HOURS);
        assert_eq!(from, Some(heard.plus_hours(50)));
    }

    #[test]
    fn head_of_support_is_there_from_the_day_after_the_term_and_once() {
        let mut row = row(Status::InProgress);
        // 2026-11-26 begins in Moscow at 21:00 of the day before.
        let from = possible_from(Step::Head, &row, Moment(SENT), HOURS).unwrap();
        assert_eq!(from.timestamp().as_str(), "2026-11-25T21:00:00Z");
        row.escalated_at = Some(from.0);
        assert_eq!(hours(Step::Head, &row), None);
        let rung = ladder(&row, Moment(SENT), HOURS).pop().unwrap();
        assert_eq!(rung.used_at, Some(from.timestamp()));
        row.escalated_at = None;
        row.set_term(None);
        assert_eq!(hours(Step::Head, &row), None);
    }

    #[test]
    fn whoever_owes_documents_can_only_call() {
        let row = row(Status::WaitingDocuments);
        let possible = LADDER.map(|step| hours(step, &row));
        assert_eq!(possible, [None, None, Some(50), None]);
    }

    #[test]
    fn employee_is_heard_by_words_and_not_by_taking_a_request() {
        let row = row(Status::InProgress);
        let event = |at, kind: EventKind, actor: Actor| event::Model {
            id: at,
            request_id: 1,
            at: SENT + at * HOUR,
            kind: word::of(&kind),
            status: row.status.clone(),
            actor: word::of(&actor),
            by: String::new(),
            reason: String::new(),
            term_from: None,
            term_to: None,
            stage: None,
        };
        let mut events = vec![event(0, EventKind::Created, Actor::Applicant)];
        assert_eq!(heard(&row, &events), Moment(SENT));
        events.push(event(1, EventKind::StatusChanged, Actor::Staff));
        events.push(event(2, EventKind::Assigned, Actor::Staff));
        events.push(event(3, EventKind::Messaged, Actor::Applicant));
        assert_eq!(heard(&row, &events), Moment(SENT + HOUR));
        events.push(event(4, EventKind::Messaged, Actor::Staff));
        assert_eq!(heard(&row, &events), Moment(SENT + 4 * HOUR));
    }
}
