//! Where a request stands as a whole, and every legal move from there: the status machine with the stages of a dispute and
//! the second level (spec E41, E44 to E50, section O).
//!
//! ```text
//! dispute:  accepted → completeness → analysis ⇄ legal → decision → appeal → expert → final decision → closed
//! others:   accepted → … → decision → second level → final decision → closed
//! ```

use serde::{Deserialize, Serialize};

use crate::{
    form::Kind,
    status::{self, Actor, Status},
};

/// How far the consideration of a dispute is. Other requests have no stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Whether everything needed is there (E45).
    Completeness,
    /// Compared with rules, logs and earlier requests (E46).
    Analysis,
    /// With the legal service, which writes a conclusion (E48).
    Legal,
    /// The applicant disagrees: registered, waits for an expert (E49).
    Appeal,
    /// An independent expert considers everything again (E49).
    Expert,
    /// A stage of a newer server.
    #[serde(other)]
    Unknown,
}

/// Who decides: the department, or those above it, whose decision is final (spec E41, E49).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Level {
    #[default]
    First,
    #[serde(other)]
    Second,
}

/// Something that happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Move {
    To(Status),
    /// The next stage of a dispute; the status stays.
    Stage(Stage),
    /// The applicant disagrees with what was decided: an appeal against a dispute, the second level for all else. Within
    /// the term that [`crate::request::Request::reopen_until`] names, which is not judged here.
    Reopen,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Standing {
    pub kind: Kind,
    pub status: Status,
    pub stage: Option<Stage>,
    pub level: Level,
    /// Whether this level has decided; a request that was withdrawn never was.
    pub is_decided: bool,
}

impl Standing {
    /// A request that was sent just now.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            status: Status::Accepted,
            stage: None,
            level: Level::First,
            is_decided: false,
        }
    }

    /// Where `actor` brings the request by this move; `None` where the move is forbidden.
    #[must_use]
    pub fn after(self, actor: Actor, wanted: Move) -> Option<Self> {
        match wanted {
            Move::To(to) => self.to(actor, to),
            Move::Stage(stage) => self.staged(actor, stage),
            Move::Reopen => self.reopened(actor),
        }
    }

    /// Every move that `actor` may make now.
    pub fn moves(self, actor: Actor) -> impl Iterator<Item = Move> {
        let steps = Status::ALL.map(Move::To).into_iter();
        let stages = Stage::ALL.map(Move::Stage).into_iter();
        steps
            .chain(stages)
            .chain([Move::Reopen])
            .filter(move |&wanted| self.after(actor, wanted).is_some())
    }

    fn to(self, actor: Actor, to: Status) -> Option<Self> {
        let is_decision = matches!(to, Status::Approved | Status::Refused);
        let is_again = self.status.is_decided() && to.is_open();
        // A dispute is decided by somebody who has looked into it, or for want of what was asked for.
        let is_looked_into = self.kind != Kind::Dispute
            || self.status == Status::WaitingDocuments
            || matches!(
                self.stage,
                Some(Stage::Analysis | Stage::Legal | Stage::Expert)
            );
        // A document that is promised is sent before the request is closed by itself.
        let is_owed = actor == Actor::System
            && self.kind == Kind::Application
            && self.status == Status::Approved;
        let is_legal = status::may(actor, self.kind, self.status, to)
            && (!is_decision || is_looked_into)
            && !(is_again && self.level == Level::Second)
            && !is_owed;
        is_legal.then(|| Self {
            status: to,
            stage: self.stage_at(to),
            is_decided: (self.is_decided && !is_again) || to.is_decided(),
            ..self
        })
    }

    /// The stage that comes with a status.
    fn stage_at(self, to: Status) -> Option<Stage> {
        let is_dispute = self.kind == Kind::Dispute && to.is_open();
        is_dispute.then(|| self.stage.unwrap_or(Stage::Completeness))
    }

    fn staged(self, actor: Actor, stage: Stage) -> Option<Self> {
        let is_legal = actor == Actor::Staff
            && self.status == Status::InProgress
            && matches!(
                (self.stage?, stage),
                (Stage::Completeness | Stage::Legal, Stage::Analysis)
                    | (Stage::Analysis, Stage::Legal)
                    | (Stage::Appeal, Stage::Expert)
            );
        is_legal.then_some(Self {
            stage: Some(stage),
            ..self
        })
    }

    fn reopened(self, actor: Actor) -> Option<Self> {
        let is_legal = actor == Actor::Applicant
            && self.level == Level::First
            && self.is_decided
            && !self.status.is_open();
        is_legal.then(|| Self {
            status: Status::InProgress,
            stage: (self.kind == Kind::Dispute).then_some(Stage::Appeal),
            level: Level::Second,
            is_decided: false,
            ..self
        })
    }
}

impl Stage {
    /// Every stage that a dispute can be at, in order.
    pub const ALL: [Self; 5] = [
        Self::Completeness,
        Self::Analysis,
        Self::Legal,
        Self::Appeal,
        Self::Expert,
    ];
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    const ACTORS: [Actor; 3] = [Actor::Applicant, Actor::Staff, Actor::System];

    /// Every standing that can be reached, and the moves that lead out of it.
    fn reached(kind: Kind) -> Vec<(Standing, Vec<(Actor, Move)>)> {
        let mut known = HashSet::from([Standing::new(kind)]);
        let mut waiting = vec![Standing::new(kind)];
        let mut all = Vec::new();
        while let Some(standing) = waiting.pop() {
            let ways = ACTORS
                .into_iter()
                .flat_map(|actor| standing.moves(actor).map(move |way| (actor, way)));
            let ways: Vec<_> = ways.collect();
            for &(actor, way) in &ways {
                let next = standing.after(actor, way).unwrap();
                if known.insert(next) {
                    waiting.push(next);
                }
            }
            all.push((standing, ways));
        }
        all
    }

    #[test]
    fn only_a_closed_request_that_is_final_or_withdrawn_has_no_way_out() {
        for kind in Kind::ALL {
            for (standing, ways) in reached(kind) {
                let is_over = standing.status == Status::Closed
                    && (standing.level == Level::Second || !standing.is_decided);
                assert_eq!(ways.is_empty(), is_over, "{standing:?}");
            }
        }
    }

    #[test]
    fn whoever_waits_is_never_alone() {
        // Whatever is open, an employee can move, and the applicant can take back.
        for kind in Kind::ALL {
            for (standing, ways) in reached(kind)
                .into_iter()
                .filter(|(standing, _)| standing.status.is_open())
            {
                assert!(
                    ways.iter().any(|(actor, _)| *actor == Actor::Staff),
                    "{standing:?}"
                );
                assert!(
                    ways.contains(&(Actor::Applicant, Move::To(Status::Closed))),
                    "{standing:?}"
                );
            }
        }
    }

    #[test]
    fn stages_belong_to_disputes_that_are_considered() {
        for kind in Kind::ALL {
            for (standing, _) in reached(kind) {
                let is_considered =
                    standing.status.is_open() && standing.status != Status::Accepted;
                assert_eq!(
                    standing.stage.is_some(),
                    kind == Kind::Dispute && is_considered,
                    "{standing:?}"
                );
                if let Some(stage) = standing.stage {
                    let is_second = matches!(stage, Stage::Appeal | Stage::Expert);
                    assert_eq!(is_second, standing.level == Level::Second, "{standing:?}");
                }
            }
        }
    }

    #[test]
    fn what_the_second_level_decided_is_final() {
        for kind in Kind::ALL {
            for (standing, ways) in reached(kind) {
                if standing.level == Level::Second && standing.is_decided {
                    let ends = |way: &Move| matches!(way, Move::To(Status::Closed | Status::Sent));
                    assert!(ways.iter().all(|(_, way)| ends(way)), "{standing:?}");
                }
            }
        }
    }

    #[test]
    fn a_dispute_goes_the_whole_way() {
        use Actor::{Applicant, Staff, System};
        let way = [
            (
                Staff,
                Move::To(Status::InProgress),
                Some(Stage::Completeness),
            ),
            (
                Staff,
                Move::To(Status::WaitingDocuments),
                Some(Stage::Completeness),
            ),
            (
                Applicant,
                Move::To(Status::InProgress),
                Some(Stage::Completeness),
            ),
            (Staff, Move::Stage(Stage::Analysis), Some(Stage::Analysis)),
            (Staff, Move::Stage(Stage::Legal), Some(Stage::Legal)),
            (Staff, Move::To(Status::Refused), None),
            (Applicant, Move::Reopen, Some(Stage::Appeal)),
            (Staff, Move::Stage(Stage::Expert), Some(Stage::Expert)),
            (Staff, Move::To(Status::Approved), None),
            (System, Move::To(Status::Closed), None),
        ];
        let mut standing = Standing::new(Kind::Dispute);
        for (actor, wanted, stage) in way {
            standing = standing.after(actor, wanted).unwrap();
            assert_eq!(standing.stage, stage, "{wanted:?}");
        }
        assert_eq!(standing.after(Applicant, Move::Reopen), None);
    }

    #[test]
    fn nobody_decides_a_dispute_unseen() {
        let seen = Standing::new(Kind::Dispute)
            .after(Actor::Staff, Move::To(Status::InProgress))
            .unwrap();
        assert_eq!(seen.after(Actor::Staff, Move::To(Status::Refused)), None);
        assert_eq!(
            Standing::new(Kind::Dispute).after(Actor::Staff, Move::To(Status::Refused)),
            None
        );
    }

    #[test]
    fn a_withdrawn_request_stays_closed() {
        let withdrawn = Standing::new(Kind::Complaint)
            .after(Actor::Applicant, Move::To(Status::Closed))
            .unwrap();
        assert_eq!(withdrawn.after(Actor::Applicant, Move::Reopen), None);
    }
}
