//! Requests of somebody whom the portal around has signed in: in memory alone, for the next one at this device may be
//! somebody else. What of them was seen stays on the device as a number and a moment.

use std::cell::RefCell;

use opora_contract::{number::RequestNumber, session::OwnRequest};

use super::{super::foreign, KeptRequest};
use crate::browser::setting::{self, Setting};

/// How many moments are kept at most.
const MOST: usize = 200;

thread_local! {
    static ACCOUNT: RefCell<Vec<KeptRequest>> = const { RefCell::new(Vec::new()) };
}

/// What the server says are all requests of the person.
pub fn fill(requests: Vec<OwnRequest>) {
    let seen = setting::read(Setting::Seen).unwrap_or_default();
    let kept = requests.into_iter().map(|own| {
        let number = own.request.number;
        KeptRequest {
            // What was never seen here is news, once something has happened to it.
            seen_at: seen_at(&seen, number).unwrap_or_else(|| own.request.sent_at.to_string()),
            ..KeptRequest::of(&own.request, own.key)
        }
    });
    ACCOUNT.set(kept.collect());
    super::tell();
}

/// One more, which the person has sent just now.
pub fn add(request: KeptRequest) {
    note(&request);
    put(request);
    super::tell();
}

/// Nobody is signed in any more.
pub fn clear() {
    ACCOUNT.take();
    super::tell();
}

pub(super) fn all() -> Vec<KeptRequest> {
    ACCOUNT.with_borrow(Clone::clone)
}

pub fn find(number: RequestNumber) -> Option<KeptRequest> {
    ACCOUNT.with_borrow(|all| all.iter().find(|own| own.number == number).cloned())
}

/// Changes what is known of a request of theirs.
pub(super) fn put(request: KeptRequest) {
    if request.seen_at == request.changed_at {
        note(&request);
    }
    ACCOUNT.with_borrow_mut(|all| {
        all.retain(|own| own.number != request.number);
        all.push(request);
    });
}

/// Takes a request off the list until it is read again; whether there was one.
pub(super) fn remove(number: RequestNumber) -> bool {
    ACCOUNT.with_borrow_mut(|all| {
        let before = all.len();
        all.retain(|own| own.number != number);
        all.len() < before
    })
}

/// The last moment of a request that was seen here: a line each of number and moment, the latest first.
fn seen_at(lines: &str, number: RequestNumber) -> Option<String> {
    let number = number.compact();
    let mut lines = lines.lines().filter_map(|line| line.split_once(' '));
    let found = lines.find(|(own, _)| *own == number);
    found.map(|(_, moment)| moment.to_owned())
}

fn note(request: &KeptRequest) {
    if foreign::is_on() {
        return;
    }
    let number = request.number.compact();
    let before = setting::read(Setting::Seen).unwrap_or_default();
    let others = before.lines().filter(|line| !line.starts_with(&number));
    let mut lines = vec![format!("{number} {}", request.seen_at)];
    lines.extend(others.take(MOST - 1).map(str::to_owned));
    setting::write(Setting::Seen, Some(&lines.join("\n")));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moment_is_found_by_its_number() {
        let number = RequestNumber::from_random([1; 7]);
        let other = RequestNumber::from_random([2; 7]).compact();
        let lines = format!("{other} 2026-11-20\n{} 2026-11-21", number.compact());
        assert_eq!(seen_at(&lines, number).as_deref(), Some("2026-11-21"));
        assert_eq!(seen_at("", number), None);
    }
}
