//! The way of a request: what is done, where it stands, what usually follows.

use leptos::prelude::*;
use opora_contract::{
    form::Kind,
    request::{Event, EventKind, Request},
    standing::Stage,
    status::Status,
};

use crate::{
    browser::format::{self, Style},
    i18n::use_texts,
};

/// Where a stage lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Done,
    Current,
    Ahead,
}

/// A stage with the moment it began, if it has.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    place: Place,
    status: Status,
    /// Where a dispute came to.
    stage: Option<Stage>,
    at: Option<String>,
    reason: String,
}

/// The stages of the journal, then those still to come on the usual way.
fn stages(events: &[Event], status: Status, kind: Kind) -> Vec<Step> {
    let mut stages: Vec<Step> = events
        .iter()
        .filter(|event| {
            matches!(
                event.kind,
                EventKind::Created
                    | EventKind::StatusChanged
                    | EventKind::StageChanged
                    | EventKind::DocumentsAdded
                    | EventKind::Reopened
                    | EventKind::Resolved
                    | EventKind::Withdrawn
            )
        })
        .map(|event| Step {
            place: Place::Done,
            status: event.status,
            stage: event.stage,
            at: Some(event.at.as_str().to_owned()),
            reason: event.reason.clone(),
        })
        .collect();
    if let Some(last) = stages.last_mut() {
        last.place = Place::Current;
    }
    stages.extend(ahead(status, kind).iter().map(|&status| Step {
        place: Place::Ahead,
        status,
        stage: None,
        at: None,
        reason: String::new(),
    }));
    stages
}

/// What usually follows. A decision is shown as «Одобрено» only once it is made, so the way ends with the closing.
const fn ahead(status: Status, kind: Kind) -> &'static [Status] {
    use Status::{
        Accepted, Approval, Approved, Closed, InProgress, Refused, Sent, Unknown, WaitingDocuments,
    };
    match (status, kind) {
        (Accepted, _) => &[InProgress, Approval, Closed],
        (InProgress, _) => &[Approval, Closed],
        (WaitingDocuments, _) => &[InProgress, Approval, Closed],
        (Approved, Kind::Application) => &[Sent, Closed],
        (Approval | Approved | Refused | Sent, _) => &[Closed],
        (Closed | Unknown, _) => &[],
    }
}

/// Draws the timeline. Places are said in words too: colour and shape never speak alone.
pub fn timeline(request: &Request) -> AnyView {
    let texts = use_texts();
    let rows = stages(&request.events, request.status, request.kind)
        .into_iter()
        .map(|stage| {
            let (place, word) = match stage.place {
                Place::Done => ("done", texts.request().done),
                Place::Current => ("current", texts.request().current),
                Place::Ahead => ("ahead", texts.request().ahead),
            };
            let at = stage.at.map(|at| {
                let shown = format::date(&at, texts.language.tag(), Style::Moment);
                view! { <time class="timeline__time" datetime=at>{shown}</time> }
            });
            let reason = (!stage.reason.is_empty()).then(|| view! { <p class="timeline__reason">{stage.reason}</p> });
            let label = match stage.stage {
                Some(stage) => (texts.tracker().stage_name)(stage),
                None => stage.status.label(request.kind, texts.language),
            };
            let current = (stage.place == Place::Current).then_some("step");
            view! {
                <li class="timeline__stage" data-place=place aria-current=current>
                    <p class="timeline__label">{label}<span class="visually-hidden">", "{word}</span></p>
                    {at}
                    {reason}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{rows}</ol> }.into_any()
}

#[cfg(test)]
mod tests {
    use opora_contract::{status::Actor, timestamp::Timestamp};

    use super::*;

    fn event(kind: EventKind, status: Status) -> Event {
        Event {
            id: 1,
            at: Timestamp::parse("2026-11-20T09:30:00Z").unwrap(),
            kind,
            status,
            actor: Actor::Staff,
            by: String::new(),
            reason: String::new(),
            term: None,
            stage: None,
        }
    }

    #[test]
    fn last_recorded_stage_is_current_and_the_rest_follows() {
        let events = [
            event(EventKind::Created, Status::Accepted),
            event(EventKind::StatusChanged, Status::InProgress),
            event(EventKind::Edited, Status::InProgress),
        ];
        let places: Vec<_> = stages(&events, Status::InProgress, Kind::Question)
            .into_iter()
            .map(|stage| (stage.place, stage.status))
            .collect();
        assert_eq!(
            places,
            [
                (Place::Done, Status::Accepted),
                (Place::Current, Status::InProgress),
                (Place::Ahead, Status::Approval),
                (Place::Ahead, Status::Closed),
            ]
        );
    }

    #[test]
    fn closed_request_has_nothing_ahead() {
        let events = [
            event(EventKind::Created, Status::Accepted),
            event(EventKind::Withdrawn, Status::Closed),
        ];
        let last = stages(&events, Status::Closed, Kind::Question)
            .pop()
            .unwrap();
        assert_eq!((last.place, last.status), (Place::Current, Status::Closed));
    }
}
