//! What is kept of one request, and what it says of itself.

use opora_contract::{
    form::Kind,
    key::AccessKey,
    number::RequestNumber,
    request::{ActionState, Event, Request, Term},
    status::Status,
};
use serde::{Deserialize, Serialize};

use super::moment;
use crate::browser::format;

/// After how long without a change somebody may ask for haste, in seconds.
const STALLED: i64 = 2 * 86_400;
/// How long a closed request is asked about, in seconds: the person may have it opened again elsewhere.
const REOPENED: i64 = 30 * 86_400;

/// A request that this device can open without asking for a contact. What came later than the first version of the app
/// has a default, and what is empty takes no place: ten thousand of them are read at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptRequest {
    pub number: RequestNumber,
    pub key: AccessKey,
    pub subject: String,
    pub kind: Kind,
    /// As last seen here.
    pub status: Status,
    /// RFC 3339, as all moments here; empty for a request that was found but not yet opened.
    pub sent_at: String,
    /// Empty while nobody has asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub changed_at: String,
    /// What [`KeptRequest::changed_at`] was when the person saw the request last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seen_at: String,
    /// When the server was asked last, by the device's clock.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub asked_at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<Term>,
    /// How many actions of the applicant are missing.
    #[serde(default, skip_serializing_if = "is_none")]
    pub actions: usize,
    /// The first of them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub required: String,
    /// The first decision; empty while there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_at: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub closed_at: String,
    /// Put aside by the person, on this device alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_archived: bool,
    /// Language and entity tag of what was read last, for asking whether there is anything newer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub tag: String,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

impl KeptRequest {
    /// What to keep of `request`, which the person sees now.
    pub fn of(request: &Request, key: AccessKey) -> Self {
        let missing = request.actions.iter();
        let missing = missing.filter(|action| action.state == ActionState::Missing);
        let at = |event: Option<&Event>| event.map_or("", |event| event.at.as_str()).to_owned();
        let mut events = request.events.iter();
        let decided = events.find(|event| event.status.is_decided());
        let mut events = request.events.iter();
        let closed = events.rfind(|event| event.status == Status::Closed);
        let closed = closed.filter(|_| request.status == Status::Closed);
        Self {
            subject: request.subject.clone(),
            kind: request.kind,
            status: request.status,
            sent_at: request.sent_at.as_str().to_owned(),
            changed_at: request.changed_at.as_str().to_owned(),
            seen_at: request.changed_at.as_str().to_owned(),
            term: request.term.clone(),
            actions: missing.clone().count(),
            required: missing
                .map(|action| action.text.clone())
                .next()
                .unwrap_or_default(),
            decided_at: at(decided),
            closed_at: at(closed),
            asked_at: format::now(),
            ..Self::found(request.number, key)
        }
    }

    /// A request of which nothing but its number is known yet.
    pub fn found(number: RequestNumber, key: AccessKey) -> Self {
        Self {
            number,
            key,
            subject: number.to_string(),
            kind: Kind::Unknown,
            status: Status::Unknown,
            sent_at: String::new(),
            changed_at: String::new(),
            seen_at: String::new(),
            asked_at: String::new(),
            term: None,
            actions: 0,
            required: String::new(),
            decided_at: String::new(),
            closed_at: String::new(),
            is_archived: false,
            tag: String::new(),
        }
    }

    /// Whether something has changed since the person saw it here.
    pub fn is_unread(&self) -> bool {
        self.changed_at > self.seen_at
    }

    /// Whether nothing is to come, unless the person disagrees.
    pub fn is_over(&self) -> bool {
        self.status == Status::Closed
    }

    /// Whether it has been at work for two days without a change (spec E06).
    pub fn is_stalled(&self, now: &str) -> bool {
        let changed = moment::seconds(self.changed());
        let unchanged = moment::seconds(now).zip(changed);
        self.status == Status::InProgress
            && unchanged.is_some_and(|(now, changed)| now - changed > STALLED)
    }

    /// Whether the server may have something new of it.
    pub fn may_change(&self, now: &str) -> bool {
        let closed = if self.closed_at.is_empty() {
            self.changed()
        } else {
            &self.closed_at
        };
        let since = moment::seconds(now).zip(moment::seconds(closed));
        !self.is_over() || since.is_none_or(|(now, closed)| now - closed <= REOPENED)
    }

    /// When it changed last, as far as this device knows.
    pub fn changed(&self) -> &str {
        if self.changed_at.is_empty() {
            &self.sent_at
        } else {
            &self.changed_at
        }
    }

    /// Seconds until the first decision; `None` while there is none.
    pub fn taken(&self) -> Option<i64> {
        let taken = moment::seconds(&self.decided_at)? - moment::seconds(&self.sent_at)?;
        (taken >= 0).then_some(taken)
    }

    /// News of the server in the place of what the device had, which knows what the person did with it here.
    pub(super) fn learned(self, before: &Self) -> Self {
        // An older version of the app did not note what was seen: what has the same status is no news.
        let is_old = before.seen_at.is_empty() && before.status == self.status;
        Self {
            seen_at: if is_old {
                self.changed_at.clone()
            } else {
                before.seen_at.clone()
            },
            is_archived: before.is_archived,
            ..self
        }
    }

    /// What the tracker has read in the place of what the device had.
    pub(super) fn refreshed(self, before: Self, is_visible: bool) -> Self {
        if before.changed_at > self.changed_at {
            before
        } else if is_visible {
            Self {
                is_archived: before.is_archived,
                ..self
            }
        } else {
            self.learned(&before)
        }
    }

    /// Whether the list shows something else for `other`.
    pub fn differs(&self, other: &Self) -> bool {
        let plain = |kept: &Self| Self {
            asked_at: String::new(),
            tag: String::new(),
            ..kept.clone()
        };
        plain(self) != plain(other)
    }
}

/// A request for tests, other for each seed.
#[cfg(test)]
pub(super) fn sample(seed: u8) -> KeptRequest {
    let number = RequestNumber::from_random([seed, 1, 2, 3, 4, 5, seed.wrapping_mul(7)]);
    let at = "2026-11-20T09:30:00Z".to_owned();
    KeptRequest {
        kind: Kind::Question,
        status: Status::Accepted,
        sent_at: at.clone(),
        changed_at: at.clone(),
        seen_at: at,
        ..KeptRequest::found(number, AccessKey::from_bytes([7; 16]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::browser::json;

    #[test]
    fn entry_of_an_older_version_is_read() {
        let text = format!(
            r#"{{"number":"{}","key":"{}","subject":"Код","kind":"error","status":"approved","sent_at":"2026-11-20T09:30:00Z"}}"#,
            sample(1).number,
            sample(1).key.reveal()
        );
        let kept: KeptRequest = json::parse(&text).unwrap();
        assert!(!kept.is_unread() && !kept.is_archived);
        assert_eq!(kept.taken(), None);
        assert_eq!(kept.changed(), "2026-11-20T09:30:00Z");

        // The first news of it that differ are news; the same status is none.
        let mut news = sample(1);
        news.status = Status::Approved;
        assert!(!news.clone().learned(&kept).is_unread());
        news.status = Status::Closed;
        assert!(news.learned(&kept).is_unread());
    }

    #[test]
    fn news_leave_alone_what_the_person_did_here() {
        let before = KeptRequest {
            is_archived: true,
            ..sample(1)
        };
        let mut news = sample(1);
        news.changed_at = "2026-11-21T09:30:00Z".to_owned();
        news.seen_at = news.changed_at.clone();
        let kept = news.learned(&before);
        assert!(kept.is_archived && kept.is_unread());
        assert!(kept.differs(&before));
        let asked = KeptRequest {
            asked_at: "2026-11-22T00:00:00.000Z".to_owned(),
            ..before.clone()
        };
        assert!(!asked.differs(&before));
    }

    #[test]
    fn what_comes_late_changes_nothing_and_what_nobody_sees_is_unread() {
        let before = KeptRequest {
            is_archived: true,
            ..sample(1)
        };
        let mut news = KeptRequest {
            status: Status::Approved,
            ..sample(1)
        };
        news.changed_at = "2026-11-21T09:30:00Z".to_owned();
        news.seen_at = news.changed_at.clone();
        let looked_at = news.clone().refreshed(before.clone(), true);
        assert!(looked_at.is_archived && !looked_at.is_unread());
        let hidden = news.refreshed(before.clone(), false);
        assert!(hidden.is_archived && hidden.is_unread());
        assert_eq!(hidden.status, Status::Approved);
        assert_eq!(before.refreshed(hidden.clone(), true), hidden);
    }

    #[test]
    fn two_days_at_work_without_a_change_are_long() {
        let mut kept = sample(1);
        let now = "2026-11-22T09:30:01.000Z";
        assert!(!kept.is_stalled(now));
        kept.status = Status::InProgress;
        assert!(kept.is_stalled(now));
        assert!(!kept.is_stalled("2026-11-22T09:30:00.000Z"));
        kept.changed_at = "2026-11-21T09:30:00Z".to_owned();
        assert!(!kept.is_stalled(now));
    }

    #[test]
    fn closed_requests_are_asked_about_for_a_month() {
        let mut kept = sample(1);
        let (last_day, later) = ("2026-12-21T09:30:00.000Z", "2026-12-21T09:30:01.000Z");
        assert!(kept.may_change(later));
        kept.status = Status::Closed;
        kept.closed_at = "2026-11-21T09:30:00Z".to_owned();
        assert!(kept.may_change(last_day) && !kept.may_change(later));
        // An older version of the app kept no moment of closing.
        kept.closed_at = String::new();
        assert!(!kept.may_change(last_day));
    }

    #[test]
    fn what_is_empty_takes_no_place() {
        let found = KeptRequest::found(sample(1).number, sample(1).key);
        let text = serde_json::to_string(&found).unwrap();
        assert!(!text.contains("term") && !text.contains("archived") && !text.contains("actions"));
        assert_eq!(json::parse::<KeptRequest>(&text), Some(found));
    }
}
