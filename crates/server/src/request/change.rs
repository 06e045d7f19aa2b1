//! The one place where a request changes: its row and its journal, together or not at all.

use opora_contract::{
    request::EventKind,
    status::{Actor, Status},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, ConnectionTrait,
    EntityTrait, IntoActiveModel, QueryFilter,
};

use crate::{
    clock::Moment,
    error::{Error, Result},
    store::{
        Transaction,
        entity::{event, request},
    },
    word,
};

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

/// Writes `row`, whose other columns the caller has set, and the journal. Whoever follows the request hears of it once
/// it is committed.
///
/// # Errors
/// [`Error::Stale`] when somebody else changed the request since `row` was read.
pub async fn apply(
    transaction: &Transaction,
    mut row: request::Model,
    change: &Change<'_>,
    now: Moment,
) -> Result<request::Model> {
    let read_version = row.version;
    row.version += 1;
    row.status = word::of(&change.status);
    row.changed_at = now.0;
    let mut columns = row.clone().into_active_model().reset_all();
    columns.id = NotSet;
    let updated = request::Entity::update_many()
        .set(columns)
        .filter(request::Column::Id.eq(row.id))
        .filter(request::Column::Version.eq(read_version))
        .exec(transaction)
        .await?;
    if updated.rows_affected != 1 {
        return Err(Error::Stale);
    }
    journal(transaction, row.id, change, now).await?;
    transaction.note(&row)?;
    Ok(row)
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
