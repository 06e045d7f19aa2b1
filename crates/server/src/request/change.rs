//! The one place where a request changes: its row and its journal, together or not at all.

use opora_contract::{
    request::EventKind,
    standing::{Move, Standing},
    status::{Actor, Status},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, IntoActiveModel, QueryFilter,
};

use super::callback;
use crate::{
    clock::Moment,
    error::{Error, Refusal, Result},
    mail,
    store::{
        Transaction,
        entity::{event, request},
    },
    word,
};

/// From this version on the applicant only moves the request: whoever has a key could let it grow without end.
const VERSION_MAX: i32 = 1_000;

/// What happens, who does it and why.
pub struct Change<'a> {
    pub kind: EventKind,
    /// The status from now on; the present one when it stays.
    pub status: Status,
    pub actor: Actor,
    /// Name of the employee. Of an applicant empty, or the department that the request goes to now.
    pub by: &'a str,
    /// Empty where the kind says it all.
    pub reason: &'a str,
}

/// Writes `row`, whose other columns the caller has set, the journal, and the letter about it if somebody else than the
/// applicant acts. Status, stage, level and when they began follow from the change: a stage that the caller has set is the
/// next one of a dispute whose status stays. The journal names the term and the stage where they moved. Whoever follows
/// the request hears of it once it is committed.
///
/// # Errors
/// [`Error::Stale`] when somebody else changed the request since `row` was read; [`Error::NotAllowed`] when
/// [`Standing`] has no such move, or the applicant has changed it all too often.
pub async fn apply(
    transaction: &Transaction,
    mut row: request::Model,
    change: &Change<'_>,
    now: Moment,
) -> Result<request::Model> {
    let before = request::Entity::find_by_id(row.id).one(transaction).await?;
    let before = before.filter(|before| before.version == row.version);
    let before = before.ok_or(Error::Stale)?;
    let stays = change.status == before.status();
    if change.actor == Actor::Applicant && stays && before.version >= VERSION_MAX {
        return Err(Error::NotAllowed(Refusal::Full));
    }
    let standing = standing(&before, &row, change)?;
    stand(&mut row, standing, now);
    row.version += 1;
    mail::notify(transaction, &mut row, change, now).await?;
    row.changed_at = now.0;
    let mut updated = row.clone().into_active_model().reset_all();
    updated.id = NotSet;
    // Said beside every change, by the applicant alone.
    updated.preferences = NotSet;
    let updated = request::Entity::update_many()
        .set(updated)
        .filter(request::Column::Id.eq(row.id))
        .filter(request::Column::Version.eq(before.version))
        .exec(transaction)
        .await?;
    if updated.rows_affected != 1 {
        return Err(Error::Stale);
    }
    let mut event = columns(row.id, change, now);
    if row.term() != before.term() {
        event.term_from = Set(row.term_from.clone());
        event.term_to = Set(row.term_to.clone());
    }
    if row.stage != before.stage {
        event.stage = Set(row.stage.clone());
    }
    event::Entity::insert(event)
        .exec_without_returning(transaction)
        .await?;
    if row.call_chosen && !row.status().is_open() {
        callback::free(transaction, &row).await?;
    }
    transaction.note(&row)?;
    Ok(row)
}

/// Where the change leads.
fn standing(
    before: &request::Model,
    row: &request::Model,
    change: &Change<'_>,
) -> Result<Standing> {
    let present = before.standing();
    let wanted = match row.stage() {
        _ if change.kind == EventKind::Reopened => Move::Reopen,
        _ if change.status != present.status => Move::To(change.status),
        Some(stage) if Some(stage) != present.stage => Move::Stage(stage),
        _ => return Ok(present),
    };
    let after = present.after(change.actor, wanted);
    after.ok_or(Error::NotAllowed(Refusal::Status))
}

fn stand(row: &mut request::Model, standing: Standing, now: Moment) {
    if standing.status != row.status() {
        row.status_since = now.0;
        if standing.status.is_decided() {
            // Each word of a decision may be disagreed with for the whole time.
            row.decided_at = Some(now.0);
        }
    }
    row.status = word::of(&standing.status);
    row.stage = standing.stage.as_ref().map(word::of);
    row.level = word::of(&standing.level);
    let decided_at = row.decided_at.unwrap_or(now.0);
    row.decided_at = standing.is_decided.then_some(decided_at);
}

/// Adds a journal row.
pub async fn journal<C: ConnectionTrait>(
    transaction: &C,
    request_id: i64,
    change: &Change<'_>,
    now: Moment,
) -> Result<event::Model> {
    let row = columns(request_id, change, now);
    let inserted = event::Entity::insert(row).exec_with_returning(transaction);
    Ok(inserted.await?)
}

/// Everything of a journal row but its id, which the database gives.
pub fn columns(request_id: i64, change: &Change<'_>, now: Moment) -> event::ActiveModel {
    event::ActiveModel {
        id: NotSet,
        request_id: Set(request_id),
        at: Set(now.0),
        kind: Set(word::of(&change.kind)),
        status: Set(word::of(&change.status)),
        actor: Set(word::of(&change.actor)),
        by: Set(change.by.to_owned()),
        reason: Set(change.reason.to_owned()),
        term_from: Set(None),
        term_to: Set(None),
        stage: Set(None),
    }
}
