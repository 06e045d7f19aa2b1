//! Asking the server about the requests that the list shows: a few at a time, what can be seen first.

use std::collections::VecDeque;

use opora_contract::{number::RequestNumber, request::Request};

use super::{Change, KeptRequest, change, find};
use crate::{
    api::{self, ApiError, Client},
    browser::format,
};

/// How many calls are on their way at most.
const AT_ONCE: usize = 6;

/// Whom to ask about, in order.
#[derive(Debug, Default)]
pub struct Round {
    waiting: VecDeque<RequestNumber>,
    /// In this round, whatever the answer was.
    asked: Vec<RequestNumber>,
    flying: usize,
}

impl Round {
    /// What is shown now takes the place of what still waits; nothing is asked twice.
    pub fn show(&mut self, shown: impl Iterator<Item = RequestNumber>) {
        self.waiting = shown
            .filter(|number| !self.asked.contains(number))
            .collect();
    }

    /// The next to ask about, if there is one and a call to spare.
    pub fn take(&mut self) -> Option<RequestNumber> {
        if self.flying >= AT_ONCE {
            return None;
        }
        let number = self.waiting.pop_front()?;
        self.asked.push(number);
        self.flying += 1;
        Some(number)
    }

    /// An answer has come, or none. Whether the round is over.
    pub fn done(&mut self) -> bool {
        self.flying = self.flying.saturating_sub(1);
        self.flying == 0 && self.waiting.is_empty()
    }

    /// Without a connection nobody is asked any more, until the next round.
    pub fn stop(&mut self) {
        self.waiting.clear();
    }

    /// Everybody may be asked again.
    pub fn again(&mut self) {
        self.asked.clear();
    }
}

/// Reads a request if it has changed, keeps what is new and answers with what is kept; `None` for one that is not there
/// any more.
pub async fn ask(client: &Client, number: RequestNumber) -> Result<Option<KeptRequest>, ApiError> {
    let Some(kept) = find(number).await.ok().flatten() else {
        return Ok(None);
    };
    let language = client.language().tag();
    // Words of another language are no answer.
    let known = kept.tag.strip_prefix(language).unwrap_or_default();
    let news = client.request_news(number, &kept.key, known).await?;
    let after = match news {
        None => KeptRequest {
            asked_at: format::now(),
            ..kept
        },
        Some((text, tag)) => {
            let request: Request = api::parse(&text)?;
            let news = KeptRequest::of(&request, kept.key.clone());
            KeptRequest {
                tag: format!("{language}{tag}"),
                ..news.learned(&kept)
            }
        }
    };
    let learned = after.clone();
    // Meanwhile the person may have done something with it, and another tab have read something newer.
    let learn: Change = Box::new(move |before| {
        let before = before?;
        let is_late = before.changed_at > learned.changed_at;
        Some(if is_late {
            before
        } else {
            learned.learned(&before)
        })
    });
    // A device that keeps nothing shows what has come.
    let stored = change(number, learn).await.ok().flatten();
    Ok(Some(stored.unwrap_or(after)))
}

#[cfg(test)]
mod tests {
    use super::{super::entry::sample, *};

    fn numbers(count: u8) -> Vec<RequestNumber> {
        (0..count).map(|seed| sample(seed).number).collect()
    }

    #[test]
    fn six_are_asked_at_once_from_the_top() {
        let all = numbers(10);
        let mut round = Round::default();
        round.show(all.iter().copied());
        let taken: Vec<_> = std::iter::from_fn(|| round.take()).collect();
        assert_eq!(taken, all[..6]);
        assert!(!round.done());
        assert_eq!(round.take(), Some(all[6]));
        assert_eq!(round.take(), None);
    }

    #[test]
    fn what_is_shown_now_goes_before_what_was() {
        let all = numbers(10);
        let mut round = Round::default();
        round.show(all[..4].iter().copied());
        assert_eq!(round.take(), Some(all[0]));
        round.show([all[0], all[9], all[3]].into_iter());
        assert_eq!(round.take(), Some(all[9]));
        assert_eq!(round.take(), Some(all[3]));
        assert_eq!(round.take(), None);
    }

    #[test]
    fn a_round_ends_and_a_new_one_asks_again() {
        let all = numbers(3);
        let mut round = Round::default();
        round.show(all.iter().copied());
        assert_eq!(round.take(), Some(all[0]));
        round.stop();
        assert!(round.done());
        round.show(all[..1].iter().copied());
        assert_eq!(round.take(), None);
        round.again();
        round.show(all[..1].iter().copied());
        assert_eq!(round.take(), Some(all[0]));
    }
}
