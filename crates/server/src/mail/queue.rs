//! The letters that wait, as rows of the database.

use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};

pub use crate::content::LetterKind as Kind;
use crate::{
    clock::Moment,
    error::Result,
    state::App,
    store::entity::{
        mail::{ActiveModel, Column, Entity, Model},
        request,
    },
    word,
};

/// Letters to choose from: others may be claiming the first ones.
const CHOICE: u64 = 8;
/// From an attempt to the next one: the first pause, doubled by each attempt up to the longest.
const PAUSE_MINUTES: i64 = 1;
const PAUSE_MINUTES_MAX: i64 = 15;

/// What a letter is queued for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    News,
    /// Another term is expected: the last day that was promised before, if there was one.
    Moved(Option<String>),
    /// The applicant wants it now, whatever else they want.
    AskedFor,
}

/// The row of a letter about a request; `None` when it names no address. Due at once.
pub fn columns(request: &request::Model, kind: Kind, now: Moment) -> Option<ActiveModel> {
    Some(ActiveModel {
        id: NotSet,
        request_id: Set(request.id),
        kind: Set(word::of(&kind)),
        language: Set(request.language.clone()),
        recipient: Set(request.email.clone()?),
        attempts: Set(0),
        next_at: Set(now.0),
        created_at: Set(now.0),
        version: Set(request.version),
        term_was: Set(None),
        asked_for: Set(false),
    })
}

/// Queues a letter about a request in the transaction of what it tells of; what it became. Of those that tell how the
/// request stands one waits at most, the newest; one that tells a part gives way to one that tells all. A letter that
/// waits is not doubled, it is due anew: should its attempt be under way, it goes once more.
pub async fn put<C: ConnectionTrait>(
    transaction: &C,
    request: &request::Model,
    kind: Kind,
    why: Why,
    now: Moment,
) -> Result<Kind> {
    let waiting = Entity::find().filter(Column::RequestId.eq(request.id));
    let waiting = waiting.all(transaction).await?;
    let kind = merged(kind, &waiting);
    let is_replaced = |letter: &&Model| {
        let other = word::exact(&letter.kind);
        other.is_some_and(|other| other != kind && tells_standing(other) && tells_standing(kind))
    };
    let replaced: Vec<_> = waiting
        .iter()
        .filter(is_replaced)
        .map(|row| row.id)
        .collect();
    if !replaced.is_empty() {
        let replaced = Entity::delete_many().filter(Column::Id.is_in(replaced));
        replaced.exec(transaction).await?;
    }
    let Some(mut row) = columns(request, kind, now) else {
        return Ok(kind);
    };
    let same = waiting.iter().find(|row| row.kind == word::of(&kind));
    let (was, is_asked_for) = match why {
        Why::Moved(was) => (was, false),
        Why::News => (None, false),
        Why::AskedFor => (None, true),
    };
    row.term_was = Set(same.and_then(|row| row.term_was.clone()).or(was));
    let mut asked = waiting.iter().filter(|letter| letter.asked_for);
    let was_asked_for = asked.any(|letter| letter.kind == word::of(&kind) || is_replaced(&letter));
    row.asked_for = Set(is_asked_for || was_asked_for);
    let newer = OnConflict::columns([Column::RequestId, Column::Kind])
        .update_columns([
            Column::Language,
            Column::Recipient,
            Column::Attempts,
            Column::NextAt,
            Column::CreatedAt,
            Column::Version,
            Column::TermWas,
            Column::AskedFor,
        ])
        .to_owned();
    let row = Entity::insert(row).on_conflict(newer);
    row.exec_without_returning(transaction).await?;
    Ok(kind)
}

/// Whether a letter tells how the request stands now, with what the applicant has to do.
#[must_use]
pub const fn tells_standing(kind: Kind) -> bool {
    !matches!(kind, Kind::Received | Kind::Message)
}

/// Whether it tells a part of that.
const fn tells_part(kind: Kind) -> bool {
    matches!(kind, Kind::Moved | Kind::Remind)
}

fn merged(kind: Kind, waiting: &[Model]) -> Kind {
    let mut others = waiting.iter().filter_map(|row| word::exact(&row.kind));
    let whole = others.find(|other| tells_standing(*other) && !tells_part(*other));
    match whole {
        Some(whole) if tells_part(kind) => whole,
        _ => kind,
    }
}

/// Queues letters in the transaction of what they tell of; how many.
pub async fn enqueue<C: ConnectionTrait>(
    transaction: &C,
    letters: impl IntoIterator<Item = ActiveModel>,
) -> Result<usize> {
    let letters: Vec<_> = letters.into_iter().collect();
    let count = letters.len();
    if count > 0 {
        let letters = Entity::insert_many(letters);
        letters.exec_without_returning(transaction).await?;
    }
    Ok(count)
}

/// The letter that has been due for longest, claimed: its attempt is counted and the next one put off before it is made.
/// Should this server die meanwhile, or another one see the letter too, it is tried once. `None` when nothing is due.
pub async fn claim_next(app: &App, now: Moment) -> Result<Option<Model>> {
    loop {
        let due = Entity::find()
            .filter(Column::NextAt.lte(now.0))
            .order_by_asc(Column::NextAt)
            .order_by_asc(Column::Id)
            .limit(CHOICE);
        let due = due.all(app.store().read()).await?;
        if due.is_empty() {
            return Ok(None);
        }
        for letter in due {
            if let Some(claimed) = claim(app, &letter, now).await? {
                return Ok(Some(claimed));
            }
        }
    }
}

/// When the next letter is to be tried.
pub async fn next_at(app: &App) -> Result<Option<Moment>> {
    let next = Entity::find()
        .order_by_asc(Column::NextAt)
        .order_by_asc(Column::Id);
    let next = next.one(app.store().read()).await?;
    Ok(next.map(|letter| Moment(letter.next_at)))
}

/// `None` when somebody else has claimed it; else the letter as it is now.
async fn claim(app: &App, letter: &Model, now: Moment) -> Result<Option<Model>> {
    let next_at = now.plus_minutes(pause_minutes(letter.attempts));
    let columns = ActiveModel {
        attempts: Set(letter.attempts.saturating_add(1)),
        next_at: Set(next_at.0),
        ..Default::default()
    };
    let claimed = Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(letter.id))
        .filter(Column::NextAt.eq(letter.next_at))
        .exec_with_returning(app.store().write())
        .await?;
    Ok(claimed.into_iter().next())
}

fn pause_minutes(attempts: i32) -> i64 {
    let doublings = u32::try_from(attempts).unwrap_or_default();
    let factor = 2_i64.checked_pow(doublings).unwrap_or(i64::MAX);
    PAUSE_MINUTES.saturating_mul(factor).min(PAUSE_MINUTES_MAX)
}

/// Forgets a letter: it was taken, or never will be. One that is due anew since it was claimed stays.
pub async fn remove(app: &App, letter: &Model) -> Result<()> {
    Entity::delete_by_id(letter.id)
        .filter(Column::Version.eq(letter.version))
        .filter(Column::CreatedAt.eq(letter.created_at))
        .exec(app.store().write())
        .await?;
    Ok(())
}

/// Puts a letter off as if it had never been tried. One that is due anew since it was claimed stays so.
pub async fn put_off(app: &App, letter: &Model, next_at: Moment) -> Result<()> {
    let columns = ActiveModel {
        attempts: Set(0),
        next_at: Set(next_at.0),
        ..Default::default()
    };
    Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(letter.id))
        .filter(Column::Version.eq(letter.version))
        .filter(Column::CreatedAt.eq(letter.created_at))
        .exec(app.store().write())
        .await?;
    Ok(())
}

/// Letters of a request that wait go where its applicant wants them now, or nowhere.
pub async fn readdress<C: ConnectionTrait>(
    transaction: &C,
    request: &request::Model,
) -> Result<()> {
    let Some(email) = &request.email else {
        return cancel(transaction, request.id).await;
    };
    let columns = ActiveModel {
        recipient: Set(email.clone()),
        ..Default::default()
    };
    Entity::update_many()
        .set(columns)
        .filter(Column::RequestId.eq(request.id))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Letters of a request that wait are not sent any more.
pub async fn cancel<C: ConnectionTrait>(transaction: &C, request_id: i64) -> Result<()> {
    Entity::delete_many()
        .filter(Column::RequestId.eq(request_id))
        .exec(transaction)
        .await?;
    Ok(())
}

/// No letter waits any more.
pub async fn forget_all(app: &App) -> Result<()> {
    Entity::delete_many().exec(app.store().write()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        let pauses = [0, 1, 2, 3, 4, 5, 60, i32::MAX].map(pause_minutes);
        assert_eq!(pauses, [1, 2, 4, 8, 15, 15, 15, 15]);
    }
}
