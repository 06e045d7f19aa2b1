//! Retries that change nothing: a key, what was called, what was sent, and the request that came of it.
//!
//! The row is written first and in the same transaction as the change. Of two calls with one key, the second waits for
//! the first to commit, meets the row, and gives the first one's answer.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use opora_contract::number::RequestNumber;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, SqlErr};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    clock::Moment,
    error::{Error, Result},
    extract::IdempotencyKey,
    state::App,
    store::entity::idempotency::{ActiveModel, Column, Entity},
};

/// A call that may come again.
pub struct Replayable {
    scope: String,
    key: IdempotencyKey,
    body: String,
}

/// Whether a call is new.
#[derive(Debug, PartialEq, Eq)]
pub enum Memory {
    New,
    /// There was such a call; the transaction is of no use any more.
    Known,
}

impl Replayable {
    /// A call of `scope` with a body. Bodies are compared by meaning, not by their spaces.
    #[must_use]
    pub fn new<T: Serialize>(scope: impl Into<String>, key: IdempotencyKey, body: &T) -> Self {
        let body = serde_json::to_vec(body).unwrap_or_default();
        Self {
            scope: scope.into(),
            key,
            body: STANDARD_NO_PAD.encode(Sha256::digest(body)),
        }
    }

    /// Remembers the call, unless it is known.
    pub async fn remember<C: ConnectionTrait>(
        &self,
        transaction: &C,
        number: RequestNumber,
        now: Moment,
    ) -> Result<Memory> {
        let inserted = Entity::insert(self.columns(number, now))
            .exec_without_returning(transaction)
            .await;
        match inserted {
            Ok(_) => Ok(Memory::New),
            Err(error) if is_taken(&error) => Ok(Memory::Known),
            Err(error) => Err(error.into()),
        }
    }

    /// What is remembered of the call.
    pub fn columns(&self, number: RequestNumber, now: Moment) -> ActiveModel {
        ActiveModel {
            scope: Set(self.scope.clone()),
            key: Set(self.key.as_str().to_owned()),
            body: Set(self.body.clone()),
            number: Set(number.compact()),
            created_at: Set(now.0),
        }
    }

    /// The request that the first call made or changed; `None` if there was none.
    ///
    /// # Errors
    /// [`Error::KeyReused`] when the first call had another body.
    pub async fn recall(&self, app: &App) -> Result<Option<RequestNumber>> {
        let id = (self.scope.clone(), self.key.as_str().to_owned());
        let row = Entity::find_by_id(id).one(app.store().read()).await?;
        match row {
            None => Ok(None),
            Some(row) if row.body != self.body => Err(Error::KeyReused),
            Some(row) => {
                let number = RequestNumber::parse(&row.number);
                number
                    .map(Some)
                    .map_err(|_| anyhow::anyhow!("a remembered call has no number").into())
            }
        }
    }
}

/// Whether a row with this key is there already.
pub fn is_taken(error: &sea_orm::DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
}

/// Forgets calls older than `moment`; their keys may serve anew.
pub async fn forget_before(app: &App, moment: Moment) -> Result<u64> {
    let deleted = Entity::delete_many()
        .filter(Column::CreatedAt.lt(moment.0))
        .exec(app.store().write())
        .await?;
    Ok(deleted.rows_affected)
}
