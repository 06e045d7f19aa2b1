//! Fifty people act on one request at the same moment: employees move it, its applicant edits, answers and in the end
//! takes it back. Every change that was acknowledged is in the journal, in its place, and every step is legal.

use std::{collections::BTreeMap, sync::Arc};

use axum::http::{Method, StatusCode};
use futures_util::future::join_all;
use opora_contract::{
    form::Kind,
    path,
    request::{Event, EventKind, Receipt, Request},
    standing::{Move, Standing},
    status::{self, Actor, Status},
};
use serde_json::json;
use tokio::sync::Barrier;

use crate::{
    app::{Call, Reply, STAFF, TestApp, values},
    chance::Chance,
    fixture::png,
};

const ACTORS: usize = 50;
/// Of each actor, before the applicant ends it.
const STEPS: usize = 8;

/// What an actor was told is done.
#[derive(Debug)]
struct Done {
    version: usize,
    kind: EventKind,
    /// What only this change said: its reason, or the subject from now on.
    said: String,
}

struct Crowd {
    app: TestApp,
    receipt: Receipt,
}

impl Crowd {
    /// The request as it stands, and its tag.
    async fn look(&self) -> (Request, String) {
        let reply = self
            .app
            .of(Method::GET, path::REQUEST, &self.receipt)
            .send()
            .await;
        let tag = reply.header("etag").to_owned();
        let request: Request = reply.json();
        assert_eq!(tag, format!("\"{}\"", request.events.len()));
        (request, tag)
    }

    /// An employee moves the request to any status that its present one allows.
    async fn move_on(&self, token: &str, said: &str, choice: usize) -> Option<Done> {
        let (request, tag) = self.look().await;
        let ways: Vec<_> = status::next(Actor::Staff, request.kind, request.status)
            // Somebody who closes or approves it would send the others home.
            .filter(|to| !matches!(to, Status::Closed | Status::Approved))
            .collect();
        let to = *ways.get(choice.checked_rem(ways.len())?)?;
        let body = json!({"to": to, "reason": said, "actions": [{"text": "Пришлите скан"}]});
        let call = self.app.transition(&self.receipt, &body).token(token);
        let reply = call.header("if-match", &tag).send().await;
        done(&reply, EventKind::StatusChanged, said)
    }

    async fn edit(&self, said: &str) -> Option<Done> {
        let (_, tag) = self.look().await;
        let body = json!({"fields": {"subject": said}});
        let reply = self
            .of(Method::PATCH, path::REQUEST)
            .header("if-match", &tag)
            .json(&body);
        done(&reply.send().await, EventKind::Edited, said)
    }

    async fn answer(&self, said: &str) -> Option<Done> {
        let file = self.app.uploaded("screenshot", png(60)).await;
        let body = json!({"attachments": [{"id": file.id, "key": file.key}], "comment": said});
        let reply = self
            .of(Method::POST, path::DOCUMENTS)
            .json(&body)
            .send()
            .await;
        done(&reply, EventKind::DocumentsAdded, said)
    }

    /// The applicant takes it back, or agrees where it was refused by then.
    async fn end(&self) -> Option<Done> {
        let (request, _) = self.look().await;
        let (pattern, kind) = match request.status.is_open() {
            true => (path::WITHDRAWAL, EventKind::Withdrawn),
            false => (path::RESOLUTION, EventKind::Resolved),
        };
        let call = self.of(Method::POST, pattern);
        let reply = call.json(&json!({"is_solved": true})).send().await;
        done(&reply, kind, "")
    }

    fn of(&self, method: Method, pattern: &str) -> Call {
        self.app.of(method, pattern, &self.receipt)
    }
}

/// What was acknowledged; nothing where somebody was faster. Anything else fails the test.
fn done(reply: &Reply, kind: EventKind, said: &str) -> Option<Done> {
    match reply.status {
        StatusCode::OK => {
            let version = reply.header("etag").trim_matches('"').parse().unwrap();
            let said = said.to_owned();
            Some(Done {
                version,
                kind,
                said,
            })
        }
        // Too late, not from here, or more files than the form takes.
        StatusCode::PRECONDITION_FAILED
        | StatusCode::CONFLICT
        | StatusCode::UNPROCESSABLE_ENTITY => None,
        status => panic!("{status}: {}", reply.text()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_people_at_one_request_lose_nothing_and_break_no_rule() {
    let app = TestApp::new().await;
    let receipt = app.send_complaint().await;
    let crowd = Arc::new(Crowd { app, receipt });
    let start = Arc::new(Barrier::new(ACTORS));
    let actors = (0..ACTORS).map(|actor| {
        let (crowd, start) = (crowd.clone(), start.clone());
        tokio::spawn(async move {
            start.wait().await;
            act(&crowd, actor).await
        })
    });
    let acted = join_all(actors).await;
    let mut done: Vec<_> = acted.into_iter().flat_map(Result::unwrap).collect();
    // Two who end it at once: one does.
    let last = tokio::join!(crowd.end(), crowd.end());
    done.extend([last.0, last.1].into_iter().flatten());
    check(&crowd, done).await;
}

async fn act(crowd: &Crowd, actor: usize) -> Vec<Done> {
    let mut chance = Chance::new();
    let mut done = Vec::new();
    for step in 0..STEPS {
        let said = format!("Шаг {step} того, кто {actor}");
        let choice = chance.number(..100);
        done.extend(match actor % 5 {
            0 | 1 => crowd.move_on(STAFF, &said, choice).await,
            2 => crowd.move_on("other", &said, choice).await,
            3 => crowd.edit(&said).await,
            _ => crowd.answer(&said).await,
        });
    }
    done
}

async fn check(crowd: &Crowd, done: Vec<Done>) {
    let (request, tag) = crowd.look().await;
    let events = &request.events;
    // The version counts the rows of the journal: none is missing, and none came twice.
    assert_eq!(tag, format!("\"{}\"", events.len()));
    let count = done.len();
    let by_version: BTreeMap<_, _> = done.into_iter().map(|done| (done.version, done)).collect();
    assert_eq!(
        by_version.len(),
        count,
        "two were told that they made the same version"
    );
    let versions: Vec<_> = by_version.keys().copied().collect();
    assert_eq!(versions, (2..=events.len()).collect::<Vec<_>>());
    assert!(count > STEPS, "only {count} changes");
    for (event, done) in events.iter().skip(1).zip(by_version.values()) {
        assert_eq!(event.kind, done.kind, "{done:?}");
        if matches!(
            done.kind,
            EventKind::StatusChanged | EventKind::DocumentsAdded
        ) {
            assert_eq!(event.reason, done.said);
        }
    }
    let mut edits = by_version
        .values()
        .filter(|done| done.kind == EventKind::Edited);
    let subject = edits
        .next_back()
        .map_or("Не приходит код входа", |done| &done.said);
    assert_eq!(values(&request)["subject"], subject, "the last edit counts");
    let answers = by_version
        .values()
        .filter(|done| done.kind == EventKind::DocumentsAdded);
    assert_eq!(request.files.len(), answers.count());
    assert_eq!(replayed(events), request.status);
    assert_eq!(request.status, Status::Closed);
}

/// Goes the way of the journal from its first row, by the rules of the contract.
fn replayed(events: &[Event]) -> Status {
    let mut standing = Standing::new(Kind::Complaint);
    for event in events.iter().skip(1) {
        let stays = event.status == standing.status;
        let is_step = match event.kind {
            EventKind::Edited => {
                assert!(stays && standing.status.is_open(), "{event:?}");
                false
            }
            EventKind::DocumentsAdded => !stays,
            _ => true,
        };
        if is_step {
            let next = standing.after(event.actor, Move::To(event.status));
            standing = next.unwrap_or_else(|| panic!("{standing:?} {event:?}"));
        }
    }
    standing.status
}
