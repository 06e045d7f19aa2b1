//! The status machine: one table that server and app share (spec section O, N06).

use serde::{Deserialize, Serialize};

use crate::{form::Kind, language::Language, wording};

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Registered, not yet with the department (004:42).
    Accepted,
    /// Under consideration, the details are being checked (004:43).
    InProgress,
    /// Waits for a confirmation or signature of an official (004:44).
    Approval,
    /// Waits for the applicant, who is told what to provide (004:45).
    WaitingDocuments,
    /// Satisfied: the document or decision is ready (004:46).
    Approved,
    /// Refused, with reasons and ways to mend it (004:47).
    Refused,
    /// A certificate was sent by e-mail or courier (001:60).
    Sent,
    Closed,
    /// A status of a newer server.
    #[serde(other)]
    Unknown,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    Applicant,
    Staff,
    System,
    #[serde(other)]
    Unknown,
}

use Actor::{Applicant, Staff, System};
use Status::{Accepted, Approval, Approved, Closed, InProgress, Refused, Sent, WaitingDocuments};

/// Every legal step: from, to, and who may make it. What is absent is forbidden.
/// `Sent` is for applications alone, see [`may`]; stages of a dispute and the second level: [`crate::standing`].
/// The applicant closes what is decided by saying that it is solved, the system once nobody may disagree any more.
const TRANSITIONS: &[(Status, Status, Actor)] = &[
    (Accepted, InProgress, Staff),
    (Accepted, WaitingDocuments, Staff),
    (Accepted, Refused, Staff),
    (Accepted, Closed, Applicant),
    (InProgress, Approval, Staff),
    (InProgress, WaitingDocuments, Staff),
    (InProgress, Approved, Staff),
    (InProgress, Refused, Staff),
    (InProgress, Closed, Applicant),
    (Approval, InProgress, Staff),
    (Approval, WaitingDocuments, Staff),
    (Approval, Approved, Staff),
    (Approval, Refused, Staff),
    (Approval, Closed, Applicant),
    (WaitingDocuments, InProgress, Applicant),
    (WaitingDocuments, InProgress, Staff),
    (WaitingDocuments, Refused, Staff),
    (WaitingDocuments, Closed, Applicant),
    (Approved, Sent, Staff),
    (Approved, Closed, Staff),
    (Approved, Closed, Applicant),
    (Approved, Closed, System),
    (Refused, InProgress, Staff),
    (Refused, Closed, Staff),
    (Refused, Closed, Applicant),
    (Refused, Closed, System),
    (Sent, Closed, Staff),
    (Sent, Closed, Applicant),
    (Sent, Closed, System),
];

/// Whether `actor` may move a request of `kind` from `from` to `to`.
#[must_use]
pub fn may(actor: Actor, kind: Kind, from: Status, to: Status) -> bool {
    (to != Sent || kind == Kind::Application) && TRANSITIONS.contains(&(from, to, actor))
}

/// Where `actor` may move a request of `kind` that stands at `from`, in the order of the table.
pub fn next(actor: Actor, kind: Kind, from: Status) -> impl Iterator<Item = Status> {
    TRANSITIONS
        .iter()
        .filter(move |&&(start, to, who)| {
            start == from && may(who, kind, start, to) && who == actor
        })
        .map(|&(_, to, _)| to)
}

impl Status {
    /// Every status that a request can have.
    pub const ALL: [Self; 8] = [
        Accepted,
        InProgress,
        Approval,
        WaitingDocuments,
        Approved,
        Refused,
        Sent,
        Closed,
    ];

    /// Whether the request is decided, and not closed yet.
    #[must_use]
    pub const fn is_decided(self) -> bool {
        matches!(self, Approved | Refused | Sent)
    }

    /// Whether somebody still works on the request.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Accepted | InProgress | Approval | WaitingDocuments)
    }

    /// The literal label. Applications («заявка») are feminine in Russian, all else («обращение») neuter.
    #[must_use]
    pub const fn label(self, kind: Kind, language: Language) -> &'static str {
        wording::label(self, kind, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_but_closed_has_a_way_on_for_staff() {
        for kind in Kind::ALL {
            for status in Status::ALL {
                let ways = next(Staff, kind, status).count();
                assert_eq!(ways == 0, status == Closed, "{kind:?} {status:?}");
            }
        }
    }

    #[test]
    fn every_status_is_reached_from_accepted() {
        let mut reached = vec![Accepted];
        let mut at = 0;
        while at < reached.len() {
            for actor in [Applicant, Staff, System] {
                for to in next(actor, Kind::Application, reached[at]) {
                    if !reached.contains(&to) {
                        reached.push(to);
                    }
                }
            }
            at += 1;
        }
        assert_eq!(reached.len(), Status::ALL.len());
    }

    #[test]
    fn applicant_only_answers_and_closes() {
        for kind in Kind::ALL {
            for from in Status::ALL {
                for to in next(Applicant, kind, from) {
                    assert!(to == Closed || (from, to) == (WaitingDocuments, InProgress));
                }
            }
        }
    }

    #[test]
    fn only_applications_are_sent() {
        assert!(may(Staff, Kind::Application, Approved, Sent));
        assert!(!may(Staff, Kind::Complaint, Approved, Sent));
        assert!(!may(Staff, Kind::Question, Closed, InProgress));
    }

    #[test]
    fn labels_follow_the_gender_of_the_kind() {
        assert_eq!(Accepted.label(Kind::Complaint, Language::Ru), "Принято");
        assert_eq!(Accepted.label(Kind::Application, Language::Ru), "Принята");
        assert_eq!(Refused.label(Kind::Application, Language::Ru), "Отклонена");
    }
}
