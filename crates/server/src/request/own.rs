//! Requests of somebody whom a portal has signed in, on whichever device they were sent.

use opora_contract::{
    language::Language,
    session::{OwnRequest, OwnRequests},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::record;
use crate::{
    error::Result,
    session::Person,
    state::App,
    store::entity::request::{ActiveModel, Column, Entity, Model},
};

/// Most requests of an answer.
const SHOWN_MAX: u64 = 50;

/// The latest requests of a person, with their keys.
pub async fn own(app: &App, person: &Person, language: Language) -> Result<OwnRequests> {
    let store = app.store().read();
    let rows = Entity::find()
        .filter(Column::Owner.eq(&person.owner))
        .order_by_desc(Column::Id)
        .limit(SHOWN_MAX)
        .all(store)
        .await?;
    let mut requests = Vec::with_capacity(rows.len());
    for row in rows {
        requests.push(OwnRequest {
            key: app.secret().request_key(row.number()?, row.key_version),
            request: record::show(store, app, &row, language).await?.request,
        });
    }
    Ok(OwnRequests { requests })
}

/// Gives a request that is nobody's to whoever sends it again in a session: the first one had ended.
pub async fn claim<C: ConnectionTrait>(
    connection: &C,
    row: &mut Model,
    person: Option<&Person>,
) -> Result<()> {
    let Some(person) = person.filter(|_| row.owner.is_empty()) else {
        return Ok(());
    };
    let columns = ActiveModel {
        owner: Set(person.owner.clone()),
        ..Default::default()
    };
    let updated = Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(row.id))
        .filter(Column::Owner.eq(""))
        .exec(connection)
        .await?;
    if updated.rows_affected == 1 {
        row.owner.clone_from(&person.owner);
    }
    Ok(())
}
