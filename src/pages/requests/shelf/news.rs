//! What the server says anew of the requests that are shown.

use leptos::prelude::*;
use opora_contract::number::RequestNumber;

use super::{Shelf, State};
use crate::{
    api::ApiError,
    browser::{
        format::{self, Style},
        live,
    },
    form::kept::{KeptRequest, ask::ask},
};

impl Shelf {
    /// Begins a new round.
    pub(super) fn ask_again(self) {
        self.state.try_update_value(|state| state.round.again());
        self.draw();
    }

    /// Asks about what is shown, as many at once as may be.
    pub(super) fn ask(self) {
        let next = || {
            self.state
                .try_update_value(|state| state.round.take())
                .flatten()
        };
        while let Some(number) = next() {
            let Some(client) = self.state.try_with_value(|state| state.client.clone()) else {
                return;
            };
            leptos::task::spawn_local(async move {
                let answer = ask(&client, number).await;
                self.answered(number, answer);
            });
        }
    }

    fn answered(self, number: RequestNumber, answer: Result<Option<KeptRequest>, ApiError>) {
        let is_over = self.state.try_update_value(|state| {
            if answer.as_ref().is_err_and(ApiError::is_retryable) {
                state.round.stop();
            }
            state.has_failed |= answer.as_ref().is_err_and(|error| !error.is_missing());
            state.has_answered |= answer.is_ok();
            state.round.done()
        });
        self.mark(number, answer.as_ref().is_err_and(ApiError::is_missing));
        let before = self.get(number);
        if let (Ok(Some(kept)), Some(before)) = (answer, before) {
            if kept.status != before.status {
                let status = kept.status.label(kept.kind, self.texts.language);
                let said = self.texts.requests().changed;
                live::announce(&said(&number.to_string(), status));
            }
            self.learn(kept);
        }
        match is_over {
            Some(true) => self.tell_age(),
            Some(false) => self.ask(),
            None => {}
        }
    }

    /// Whether no key of this device opens a request: its row is not among the statuses that were checked.
    pub fn is_refused(self, number: RequestNumber) -> bool {
        let is_refused = |state: &State| state.refused.contains(&number);
        self.state.try_with_value(is_refused) == Some(true)
    }

    fn mark(self, number: RequestNumber, is_refused: bool) {
        if self.is_refused(number) == is_refused {
            return;
        }
        self.state.try_update_value(|state| {
            state.refused.retain(|refused| *refused != number);
            state.refused.extend(is_refused.then_some(number));
        });
        self.redraw(number);
    }

    /// Says how old is what is shown. Not aloud: nobody has asked for it.
    fn tell_age(self) {
        let own = self.texts.requests();
        let tag = self.texts.language.tag();
        let outcome = self.state.try_update_value(|state| {
            let has_failed = std::mem::take(&mut state.has_failed);
            (has_failed, std::mem::take(&mut state.has_answered))
        });
        let is_refused = |number: &String| {
            let number = RequestNumber::parse(number);
            number.is_ok_and(|number| self.is_refused(number))
        };
        let drawn = self.drawn.try_get_untracked().unwrap_or_default();
        let asked = if drawn.iter().any(is_refused) {
            own.asked_but_marked
        } else {
            own.asked
        };
        let age = match outcome {
            Some((true, _)) => match self.oldest() {
                Some(moment) => (own.not_asked)(&format::date(&moment, tag, Style::Moment)),
                None => own.not_asked_ever.to_owned(),
            },
            Some((false, true)) => asked(&format::date(&format::now(), tag, Style::Time)),
            // No key opens anything any more, which the rows say.
            _ => String::new(),
        };
        self.age.try_set(age);
    }

    /// When the server was last asked about what is shown and may change: the longest ago.
    fn oldest(self) -> Option<String> {
        let drawn = self.drawn.try_get_untracked()?;
        let kept = drawn
            .iter()
            .filter_map(|number| self.get(RequestNumber::parse(number).ok()?));
        let now = format::now();
        let asked = kept
            .filter(|kept| kept.may_change(&now))
            .map(|kept| kept.asked_at);
        asked.min().filter(|moment| !moment.is_empty())
    }
}
