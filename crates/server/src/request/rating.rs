//! What the applicant thought of it, once the request is closed, and once only (spec H08).

use std::ops::ControlFlow;

use opora_contract::{
    language::Language,
    number::RequestNumber,
    request::{EventKind, NewRating, Rating, STARS},
    status::{Actor, Status},
    violation::Violation,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{
    access,
    change::{self, Change},
    idempotency::Replayable,
    message,
    record::{self, Shown},
};
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    extract::Bearer,
    state::App,
    store::entity::rating,
};

/// Keeps a rating.
///
/// # Errors
/// [`Error::NotAllowed`] before the request is closed, and once it is rated; [`Error::Invalid`]; [`Error::KeyReused`].
pub async fn rate(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    sent: &NewRating,
    call: Option<&Replayable>,
    language: Language,
    now: Moment,
) -> Result<Shown> {
    let begun = access::begin(app, number, bearer, call, language, now);
    let (transaction, row) = match begun.await? {
        ControlFlow::Continue(begun) => begun,
        ControlFlow::Break(shown) => return Ok(shown),
    };
    if !STARS.contains(&sent.stars) {
        return Err(Error::invalid("/stars", Violation::NotAnOption));
    }
    let comment = message::optional(&sent.comment, "/comment")?;
    let rated = rating::Entity::find_by_id(row.id).one(&transaction).await?;
    if rated.is_some() {
        return Err(Error::NotAllowed(Refusal::Rated));
    }
    if row.status() != Status::Closed {
        return Err(Error::NotAllowed(Refusal::NotClosed));
    }
    let rating = rating::ActiveModel {
        request_id: Set(row.id),
        stars: Set(sent.stars.into()),
        comment: Set(comment),
        at: Set(now.0),
    };
    rating::Entity::insert(rating)
        .exec_without_returning(&transaction)
        .await?;
    let rated = Change {
        kind: EventKind::Rated,
        status: row.status(),
        actor: Actor::Applicant,
        by: "",
        reason: "",
    };
    let row = change::apply(&transaction, row, &rated, now).await?;
    let shown = record::show(&transaction, app, &row, language).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// A rating as its author sees it.
pub fn shown(row: &rating::Model) -> Rating {
    Rating {
        stars: u8::try_from(row.stars).unwrap_or_default(),
        comment: row.comment.clone(),
        at: Moment(row.at).timestamp(),
    }
}
