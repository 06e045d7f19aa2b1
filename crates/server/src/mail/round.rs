//! Rounds of the post: every letter that is due is tried once.

use std::{panic::AssertUnwindSafe, time::Duration};

use futures_util::{FutureExt, future::join_all};
use sea_orm::EntityTrait;

use super::{
    carrier::Delivery,
    letter,
    post::LINES,
    queue::{self, Kind},
};
use crate::{
    clock::Moment,
    error::Result,
    metric::{self, Posted},
    state::App,
    store::entity::{mail, request},
    word,
};

/// A confirmation that is older tells nobody anything.
const AGE_HOURS_MAX: i64 = 48;

/// How long a letter waits whose address has had too many: then the address may have one more.
const WITHHELD_MINUTES: i64 = 5;

/// Between two looks at a mail server that takes nothing.
const CLOSED: Duration = Duration::from_secs(10);
/// Longest time between two looks at the queue: another server may have left letters there and died.
const IDLE: Duration = Duration::from_secs(60);

/// How a round ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Round {
    /// Nothing is due any more.
    Done,
    /// No letter is taken now; why. What was not tried is still due.
    Closed(String),
}

/// One round over every line. A letter that is not taken waits longer each time; when none is taken, the others are
/// left alone.
///
/// # Errors
/// When the database fails; the next round starts over.
pub async fn deliver(app: &App) -> anyhow::Result<Round> {
    let lines = join_all((0..LINES).map(|_| hand_over(app))).await;
    let mut rounds = lines.into_iter().collect::<Result<Vec<_>>>()?;
    rounds.retain(|round| *round != Round::Done);
    Ok(rounds.pop().unwrap_or(Round::Done))
}

/// Goes round until the post stops: whenever there is a new letter, and when one is to be tried again. Letters under
/// way are waited for: they may have been taken already.
pub async fn keep_delivering(app: App) {
    let line = async || {
        while !app.post().is_stopping() {
            match hand_over(&app).await {
                Ok(Round::Done) => app.post().rest(until_next(&app).await, true).await,
                Ok(Round::Closed(_)) => app.post().rest(CLOSED, false).await,
                Err(error) => {
                    tracing::error!(cause = %error, "letters cannot be read");
                    app.post().rest(CLOSED, false).await;
                }
            }
        }
    };
    join_all((0..LINES).map(|_| line())).await;
}

async fn until_next(app: &App) -> Duration {
    let next = queue::next_at(app).await.ok().flatten();
    let seconds = next.map_or(i64::MAX, |next| next.0.saturating_sub(app.now().0));
    let seconds = u64::try_from(seconds).unwrap_or_default();
    // What is due at this very moment was claimed by another line.
    Duration::from_secs(seconds.max(1)).min(IDLE)
}

/// One letter after the other, as far as they are due and taken.
async fn hand_over(app: &App) -> Result<Round> {
    while !app.post().is_stopping() {
        let Some(letter) = queue::claim_next(app, app.now()).await? else {
            break;
        };
        let attempt = AssertUnwindSafe(attempt(app, &letter)).catch_unwind();
        match attempt.await {
            Ok(Ok(None)) => {}
            Ok(Ok(Some(cause))) => return Ok(Round::Closed(cause)),
            Ok(Err(error)) => return Err(error),
            // One letter must not stop all the others.
            Err(_) => give_up(app, &letter, Posted::Unfit, "its attempt panicked").await?,
        }
    }
    Ok(Round::Done)
}

/// Tries a letter; the cause when no letter is taken at all.
async fn attempt(app: &App, letter: &mail::Model) -> Result<Option<String>> {
    let request = request::Entity::find_by_id(letter.request_id);
    let request = request.one(app.store().read()).await?;
    if let Some(held) = held(app, letter, request.as_ref()) {
        match held {
            Held::Unwanted => {
                queue::remove(app, letter).await?;
                metric::count_letter(Posted::Outdated);
            }
            Held::Quiet(until) => queue::put_off(app, letter, until).await?,
        }
        return Ok(None);
    }
    let is_first = letter.attempts == 1;
    if is_first && app.limits().letter(&letter.recipient).is_err() {
        withhold(app, letter).await?;
        return Ok(None);
    }
    let message = match letter::compose(app, letter, request) {
        Ok(Some(message)) => message,
        Ok(None) => {
            queue::remove(app, letter).await?;
            metric::count_letter(Posted::Outdated);
            return Ok(None);
        }
        Err(error) => {
            give_up(app, letter, Posted::Unfit, &format!("{error:#}")).await?;
            return Ok(None);
        }
    };
    let delivery = app.post().carrier().carry(message, name(letter)).await;
    app.post().note(&delivery);
    match delivery {
        Delivery::Taken => {
            queue::remove(app, letter).await?;
            metric::count_letter(Posted::Sent);
        }
        Delivery::Refused(cause) => give_up(app, letter, Posted::Refused, &cause).await?,
        Delivery::Postponed(cause) => postpone(app, letter, &cause).await?,
        Delivery::Closed(cause) => {
            postpone(app, letter, &cause).await?;
            return Ok(Some(cause));
        }
    }
    Ok(None)
}

/// What the applicant has said of news keeps a letter here.
enum Held {
    /// Not to be told of it, meanwhile.
    Unwanted,
    /// Until then.
    Quiet(Moment),
}

fn held(app: &App, letter: &mail::Model, request: Option<&request::Model>) -> Option<Held> {
    let kind = word::exact(&letter.kind)?;
    let request = request.filter(|_| !letter.asked_for)?;
    if !request.wants_letter(kind) {
        return Some(Held::Unwanted);
    }
    request.quiet_until(kind, app.now()).map(Held::Quiet)
}

/// The claim has put it off already, unless it is too old by now.
async fn postpone(app: &App, letter: &mail::Model, cause: &str) -> Result<()> {
    if app.now() >= Moment(letter.created_at).plus_hours(AGE_HOURS_MAX) {
        return give_up(app, letter, Posted::Expired, cause).await;
    }
    metric::count_letter(Posted::Postponed);
    let (id, attempts) = (letter.id, letter.attempts);
    tracing::debug!(letter = id, attempts, cause, "a letter was not taken");
    Ok(())
}

/// Its address has had too many. Whoever is buried under confirmations can do without one more; all else goes later.
async fn withhold(app: &App, letter: &mail::Model) -> Result<()> {
    let cause = "its address has had too many";
    if word::exact(&letter.kind) == Some(Kind::Received) {
        return give_up(app, letter, Posted::Withheld, cause).await;
    }
    queue::put_off(app, letter, app.now().plus_minutes(WITHHELD_MINUTES)).await?;
    metric::count_letter(Posted::Postponed);
    tracing::debug!(letter = letter.id, cause, "a letter waits");
    Ok(())
}

async fn give_up(app: &App, letter: &mail::Model, how: Posted, cause: &str) -> Result<()> {
    queue::remove(app, letter).await?;
    metric::count_letter(how);
    let (id, attempts) = (letter.id, letter.attempts);
    tracing::warn!(letter = id, attempts, cause, "a letter was given up");
    Ok(())
}

/// The name of a letter among files: sorts by time, holds nothing personal, and stays.
fn name(letter: &mail::Model) -> String {
    let time = Moment(letter.created_at).timestamp();
    let time = time.as_str().replace([':', '-'], "");
    format!("{time}-{:010}", letter.id)
}
