//! What happens to a request after it was sent, in the order it happens.

use opora_contract::{
    request::Request,
    status::{self, Actor, Status},
};

/// Length of `2026-11-20T09:30:00`.
const SECOND: usize = 19;

/// One thing to come, or already done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Registered,
    /// What was sent can still be corrected (spec D53).
    Editable,
    Considered,
    Answered,
    /// A document follows a positive decision.
    Document,
    /// The applicant may look at any time.
    Watched,
}

/// The steps of a request as it stands at `now`, RFC 3339. What is over promises nothing more.
pub fn steps(request: &Request, now: &str) -> Vec<Step> {
    let is_open = request.status.is_open();
    let is_sent_in_the_end =
        status::may(Actor::Staff, request.kind, Status::Approved, Status::Sent);
    let steps = [
        (Step::Registered, true),
        (
            Step::Editable,
            is_open && second(now) < second(request.editable_until.as_str()),
        ),
        (Step::Considered, is_open),
        (Step::Answered, is_open && request.term.is_some()),
        (Step::Document, is_open && is_sent_in_the_end),
        (Step::Watched, true),
    ];
    let steps = steps.into_iter().filter(|(_, is_ahead)| *is_ahead);
    steps.map(|(step, _)| step).collect()
}

/// A moment without what follows its seconds: a device says `09:30:00.000Z` where the server says `09:30:00Z`.
fn second(moment: &str) -> &str {
    moment.get(..SECOND).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use opora_contract::{
        form::Kind,
        number::RequestNumber,
        request::{Priority, Term},
        slug::Slug,
        standing::Level,
        timestamp::{Day, Timestamp},
    };

    use super::{
        Step::{Answered, Considered, Document, Editable, Registered, Watched},
        *,
    };

    fn request(kind: Kind, status: Status) -> Request {
        let at = |text: &str| Timestamp::parse(text).unwrap();
        let day = |text: &str| Day::parse(text).unwrap();
        Request {
            number: RequestNumber::from_random([1, 2, 3, 4, 5, 6, 7]),
            form: Slug::parse("feedback").unwrap(),
            kind,
            status,
            subject: String::new(),
            sent_at: at("2026-11-20T09:30:00Z"),
            changed_at: at("2026-11-20T09:30:00Z"),
            department: String::new(),
            priority: Priority::Normal,
            term: Some(Term {
                from: day("2026-11-23"),
                to: day("2026-11-25"),
            }),
            actions: Vec::new(),
            editable_until: at("2026-11-20T10:00:00Z"),
            fields: Vec::new(),
            files: Vec::new(),
            events: Vec::new(),
            stage: None,
            level: Level::First,
            assignee: String::new(),
            messages: Vec::new(),
            waiting: Vec::new(),
            reopen_until: None,
            kept_until: None,
            rating: None,
            notified: None,
            papers: None,
            call: None,
            context: None,
        }
    }

    #[test]
    fn a_new_question_is_registered_considered_and_answered() {
        let request = request(Kind::Question, Status::Accepted);
        assert_eq!(
            steps(&request, "2026-11-20T09:30:01.250Z"),
            [Registered, Editable, Considered, Answered, Watched]
        );
    }

    #[test]
    fn nothing_is_promised_after_its_time() {
        let mut late = request(Kind::Question, Status::InProgress);
        assert_eq!(
            steps(&late, "2026-11-20T10:00:00.000Z"),
            [Registered, Considered, Answered, Watched]
        );
        late.term = None;
        assert_eq!(
            steps(&late, "2026-11-21T10:00:00.000Z"),
            [Registered, Considered, Watched]
        );
        let over = request(Kind::Application, Status::Closed);
        assert_eq!(
            steps(&over, "2026-11-20T09:31:00.000Z"),
            [Registered, Watched]
        );
    }

    #[test]
    fn only_an_application_ends_with_a_document() {
        let now = "2026-11-20T11:00:00.000Z";
        assert_eq!(
            steps(&request(Kind::Application, Status::Accepted), now),
            [Registered, Considered, Answered, Document, Watched]
        );
        let complaint = steps(&request(Kind::Complaint, Status::Accepted), now);
        assert!(!complaint.contains(&Document));
    }
}
