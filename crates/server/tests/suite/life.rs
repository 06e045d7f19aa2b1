//! Whatever applicant, employees and the system do, in whatever order: the server makes the moves that
//! [`Standing`] allows and no others, and journal and request agree.

use std::{cell::Cell, collections::HashSet};

use axum::http::{Method, StatusCode};
use opora_contract::{
    form::Kind,
    path,
    request::{Receipt, Request, Step},
    standing::{Level, Move, Stage, Standing},
    status::{Actor, Status},
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};

use crate::{
    app::{Call, OTHER, Reply, STAFF, TestApp, uuid},
    dispute::{send_dispute, with_disputes},
    fixture::pdf,
};

const ACTORS: [Actor; 3] = [Actor::Applicant, Actor::Staff, Actor::System];
const LIVES: u32 = 48;

#[derive(Clone, Debug)]
enum Act {
    /// One of those that are legal now.
    Legal(Index),
    /// An employee.
    Step(Status),
    Stage(Stage),
    Term,
    /// The applicant.
    Write,
    Documents,
    Remind(Step),
    Resolve(bool),
    Rate,
    Withdraw,
    /// So many hours pass, and the system does what is due.
    Wait(i64),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        12 => any::<Index>().prop_map(Act::Legal),
        4 => select(&Status::ALL[..]).prop_map(Act::Step),
        2 => select(&Stage::ALL[..]).prop_map(Act::Stage),
        1 => Just(Act::Term),
        1 => Just(Act::Write),
        2 => Just(Act::Documents),
        2 => select(&[Step::Repeat, Step::Hasten, Step::Head][..]).prop_map(Act::Remind),
        1 => any::<bool>().prop_map(Act::Resolve),
        1 => Just(Act::Rate),
        1 => Just(Act::Withdraw),
        2 => select(&[1, 25, 49, 24 * 16][..]).prop_map(Act::Wait),
    ]
}

/// Every standing that can be reached.
fn reachable(kind: Kind) -> HashSet<Standing> {
    let mut known = HashSet::from([Standing::new(kind)]);
    let mut waiting: Vec<_> = known.iter().copied().collect();
    while let Some(standing) = waiting.pop() {
        for actor in ACTORS {
            let moves = standing.moves(actor);
            let next = moves.filter_map(|wanted| standing.after(actor, wanted));
            waiting.extend(next.filter(|standing| known.insert(*standing)));
        }
    }
    known
}

/// A request with what the test knows of it.
struct Life {
    receipt: Receipt,
    standing: Standing,
    /// As it was read last.
    request: Request,
}

impl Life {
    async fn begin(app: &TestApp, kind: Kind) -> Self {
        let certificate = json!({
            "form": "certificate",
            "fields": {"category": "income", "subject": "Для банка", "phone": "+79123456789", "consent": "yes"},
        });
        let receipt = match kind {
            Kind::Dispute => send_dispute(app).await,
            Kind::Application => app.send_form(&certificate).await,
            _ => app.send_complaint().await,
        };
        assert_eq!(receipt.request.kind, kind);
        Self {
            standing: Standing::new(kind),
            request: receipt.request.clone(),
            receipt,
        }
    }

    async fn goes_on(&mut self, app: &TestApp, act: &Act) {
        let legal = match act {
            Act::Legal(index) => self.legal(index),
            _ => None,
        };
        let act = legal.as_ref().unwrap_or(act);
        let moved = self.does(app, act).await;
        let read = app.of(Method::GET, path::REQUEST, &self.receipt);
        let read = read.send().await;
        let request: Request = read.json();
        if !moved && request.status != self.request.status {
            self.standing = self.closed_by_the_system(act, &request);
        }
        let Standing {
            status,
            stage,
            level,
            ..
        } = self.standing;
        let shown = (request.status, request.stage, request.level);
        assert_eq!(shown, (status, stage, level), "{act:?}");
        let last = request.events.last().unwrap();
        assert_eq!(last.status, status, "{act:?}");
        let version = format!("\"{}\"", request.events.len());
        assert_eq!(read.header("etag"), version, "{act:?}");
        let before = self.request.events.len();
        assert_eq!(request.events[..before], self.request.events);
        self.request = request;
    }

    /// A legal move as what somebody does.
    fn legal(&self, index: &Index) -> Option<Act> {
        let is_open = self.standing.status.is_open();
        let people = [Actor::Applicant, Actor::Staff].into_iter();
        let moves = people.flat_map(|actor| {
            let moves = self.standing.moves(actor);
            moves.map(move |wanted| match (actor, wanted) {
                (_, Move::Stage(stage)) => Act::Stage(stage),
                (_, Move::Reopen) => Act::Resolve(false),
                (Actor::Staff, Move::To(to)) => Act::Step(to),
                (_, Move::To(Status::Closed)) if is_open => Act::Withdraw,
                (_, Move::To(Status::Closed)) => Act::Resolve(true),
                (_, Move::To(_)) => Act::Documents,
            })
        });
        // Taken back, it would be over too soon.
        let moves = moves.filter(|act| !matches!(act, Act::Withdraw));
        let moves: Vec<_> = moves.collect();
        (!moves.is_empty()).then(|| index.get(&moves).clone())
    }

    fn closed_by_the_system(&self, act: &Act, request: &Request) -> Standing {
        assert!(matches!(act, Act::Wait(_)), "{act:?}");
        assert_eq!(request.events.last().unwrap().actor, Actor::System);
        let closed = self.standing.after(Actor::System, Move::To(Status::Closed));
        closed.expect("the system does what it may")
    }

    /// Whether the act has moved the request; that the server agrees about it is asserted.
    async fn does(&mut self, app: &TestApp, act: &Act) -> bool {
        let Some((actor, wanted)) = self.meant(act) else {
            if let Some(call) = self.call(app, act).await {
                let reply = call.send().await;
                is_answered(&reply, act);
            }
            return false;
        };
        let after = self.standing.after(actor, wanted);
        let after = after.filter(|_| wanted != Move::Reopen || self.request.reopen_until.is_some());
        let reply = self.call(app, act).await.unwrap().send().await;
        is_answered(&reply, act);
        assert_eq!(
            after.is_some(),
            reply.status == StatusCode::OK,
            "{act:?} at {:?}: {}",
            self.standing,
            reply.text()
        );
        if let Some(after) = after {
            self.standing = after;
        }
        after.is_some()
    }

    /// The move that an act is, if it is one.
    fn meant(&self, act: &Act) -> Option<(Actor, Move)> {
        let is_open = self.standing.status.is_open();
        let waits = self.standing.status == Status::WaitingDocuments;
        match act {
            Act::Step(to) => Some((Actor::Staff, Move::To(*to))),
            Act::Stage(stage) => Some((Actor::Staff, Move::Stage(*stage))),
            Act::Documents if waits => Some((Actor::Applicant, Move::To(Status::InProgress))),
            Act::Resolve(false) => Some((Actor::Applicant, Move::Reopen)),
            // What is open is taken back, and what is decided resolved.
            Act::Resolve(true) if !is_open => Some((Actor::Applicant, Move::To(Status::Closed))),
            Act::Withdraw if is_open => Some((Actor::Applicant, Move::To(Status::Closed))),
            _ => None,
        }
    }

    async fn call(&self, app: &TestApp, act: &Act) -> Option<Call> {
        let status = self.standing.status;
        // Whoever decided first does not judge again.
        let token = match self.standing.level {
            Level::First => STAFF,
            Level::Second => OTHER,
        };
        let staff = |body: Value| app.transition(&self.receipt, &body).token(token);
        let own = |path, body: Value| app.of(Method::POST, path, &self.receipt).json(&body);
        let call = match act {
            Act::Legal(_) => return None,
            Act::Step(to) => {
                let actions = match to {
                    Status::WaitingDocuments => json!([{"text": "Пришлите скан"}]),
                    _ => json!([]),
                };
                staff(json!({"to": to, "reason": "Так надо", "actions": actions}))
            }
            Act::Stage(stage) => staff(json!({"to": status, "stage": stage, "reason": "Дальше"})),
            Act::Term => {
                let term = json!({"from": "2030-01-10", "to": "2030-01-11"});
                staff(json!({"to": status, "term": term, "reason": "Позже"}))
            }
            Act::Write => own(path::MESSAGES, json!({"text": "Есть новости?"})).idempotent(&uuid()),
            Act::Documents => {
                let file = app.uploaded("document", pdf(200)).await;
                let claims = json!([{"id": file.id, "key": file.key}]);
                own(path::DOCUMENTS, json!({"attachments": claims}))
            }
            Act::Remind(step) => own(path::REMINDERS, json!({"step": step, "text": "Пора"})),
            Act::Resolve(is_solved) => {
                let body = json!({"is_solved": is_solved, "text": "Не согласна"});
                own(path::RESOLUTION, body)
            }
            Act::Rate => own(path::RATING, json!({"stars": 3})),
            Act::Withdraw => own(path::WITHDRAWAL, json!({})),
            Act::Wait(hours) => {
                app.pass_minutes(hours * 60);
                opora_server::sweep(&app.app).await.unwrap();
                return None;
            }
        };
        Some(call)
    }
}

/// Done, or refused in words: never an error of the server.
fn is_answered(reply: &Reply, act: &Act) {
    let status = reply.status.as_u16();
    assert!(
        matches!(status, 200 | 409 | 422),
        "{act:?}: {}",
        reply.text()
    );
}

#[test]
fn whatever_is_done_in_whatever_order_journal_and_request_agree() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let app = runtime.block_on(with_disputes());
    let lives = (
        select(vec![Kind::Complaint, Kind::Dispute, Kind::Application]),
        vec(act(), 1..60),
    );
    let second = Cell::new(0);
    let config = Config {
        failure_persistence: None,
        cases: LIVES,
        // A failure is told by its acts; trying fewer of them takes long.
        max_shrink_iters: 64,
        ..Config::default()
    };
    let outcome = TestRunner::new(config).run(&lives, |(kind, acts)| {
        runtime.block_on(async {
            let reachable = reachable(kind);
            let mut life = Life::begin(&app, kind).await;
            for act in &acts {
                life.goes_on(&app, act).await;
                assert!(reachable.contains(&life.standing), "{:?}", life.standing);
            }
            let is_second = life.standing.level == Level::Second;
            second.set(second.get() + usize::from(is_second));
        });
        Ok(())
    });
    outcome.unwrap();
    let second = second.get();
    assert!(second > 0, "nobody came to the second level");
}
