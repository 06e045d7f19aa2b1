//! Opening a request with its key. A wrong key and an unknown number get the same answer.

use std::ops::ControlFlow;

use opora_contract::{language::Language, number::RequestNumber};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{
    idempotency::{Memory, Replayable},
    record::{self, Shown},
};
use crate::{
    clock::Moment,
    error::{Error, Result},
    extract::Bearer,
    state::App,
    store::{Transaction, entity::request},
};

/// Stands for the version of a request that does not exist: no request has it.
pub const NO_VERSION: i32 = 0;

/// Shows a request to whoever has its key.
///
/// # Errors
/// [`Error::Unauthorised`].
pub async fn read(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    language: Language,
) -> Result<Shown> {
    let row = open(app, number, bearer).await?;
    record::show(app.store().read(), app, &row, language).await
}

/// Reads a request for whoever has its key.
///
/// # Errors
/// [`Error::Unauthorised`].
pub async fn open(app: &App, number: RequestNumber, bearer: &Bearer) -> Result<request::Model> {
    let row = find(number).one(app.store().read()).await?;
    admit(app, number, row, bearer)
}

/// Reads a request to change it: until the transaction ends, nobody else does.
///
/// # Errors
/// [`Error::Unauthorised`].
pub async fn open_locked<C: ConnectionTrait>(
    transaction: &C,
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
) -> Result<request::Model> {
    let row = find(number).lock_exclusive().one(transaction).await?;
    admit(app, number, row, bearer)
}

/// Begins a change by whoever has the key. Where the call came before, it breaks with the request as it stands: whoever
/// lost the answer gets it.
///
/// # Errors
/// [`Error::Unauthorised`]; [`Error::KeyReused`].
pub async fn begin(
    app: &App,
    number: RequestNumber,
    bearer: &Bearer,
    call: Option<&Replayable>,
    language: Language,
    now: Moment,
) -> Result<ControlFlow<Shown, (Transaction, request::Model)>> {
    let transaction = app.store().begin().await?;
    let row = open_locked(&transaction, app, number, bearer).await?;
    if let Some(call) = call
        && call.remember(&transaction, number, now).await? == Memory::Known
    {
        drop(transaction);
        call.recall(app).await?;
        let shown = record::show(app.store().read(), app, &row, language).await?;
        return Ok(ControlFlow::Break(shown));
    }
    Ok(ControlFlow::Continue((transaction, row)))
}

/// The query for a number, whoever asks. SQLite locks by its transactions and leaves the row lock out.
pub fn find(number: RequestNumber) -> sea_orm::Select<request::Entity> {
    request::Entity::find().filter(request::Column::Number.eq(number.compact()))
}

fn admit(
    app: &App,
    number: RequestNumber,
    row: Option<request::Model>,
    bearer: &Bearer,
) -> Result<request::Model> {
    // The key is made and compared even for nothing, so that the time is the same.
    let version = row.as_ref().map_or(NO_VERSION, |row| row.key_version);
    let fits = bearer.is(&app.secret().request_key(number, version));
    row.filter(|_| fits).ok_or(Error::Unauthorised)
}
