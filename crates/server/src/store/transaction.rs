//! A change of several statements that tells the hub of what it committed, and of nothing else.

use std::sync::{Arc, Mutex, PoisonError};

use opora_contract::number::RequestNumber;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
    prelude::async_trait::async_trait,
};

use super::entity::request;
use crate::{
    error::Result,
    live::{Changed, Hub},
};

/// Dropped without a commit, it never was.
pub struct Transaction {
    inner: DatabaseTransaction,
    changed: Mutex<Vec<(RequestNumber, Changed)>>,
    hub: Arc<Hub>,
}

impl Transaction {
    pub(super) fn new(inner: DatabaseTransaction, hub: Arc<Hub>) -> Self {
        Self {
            inner,
            changed: Mutex::default(),
            hub,
        }
    }

    /// Notes that a request is another one after the commit. `request::change` does so for every change.
    ///
    /// # Errors
    /// When the row has no number, as only a broken database can.
    pub fn note(&self, row: &request::Model) -> Result<()> {
        let changed = Changed {
            version: row.version,
            key_version: row.key_version,
        };
        let mut noted = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push((row.number()?, changed));
        Ok(())
    }

    /// Commits, then says what was noted.
    ///
    /// On its own, so that a caller who hangs up meanwhile does not keep the others from hearing of it.
    ///
    /// # Errors
    /// When the database fails: nothing was changed then, and nothing is said.
    pub async fn commit(self) -> Result<()> {
        let Self {
            inner,
            changed,
            hub,
        } = self;
        let changed = changed.into_inner().unwrap_or_else(PoisonError::into_inner);
        if changed.is_empty() {
            return Ok(inner.commit().await?);
        }
        let committed = tokio::spawn(async move {
            inner.commit().await?;
            for (number, changed) in changed {
                hub.announce(number, changed);
            }
            Ok::<_, DbErr>(())
        });
        Ok(committed.await.map_err(anyhow::Error::from)??)
    }
}

#[async_trait]
impl ConnectionTrait for Transaction {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.inner.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.inner.execute_unprepared(sql).await
    }

    async fn query_one_raw(
        &self,
        statement: Statement,
    ) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.inner.query_one_raw(statement).await
    }

    async fn query_all_raw(
        &self,
        statement: Statement,
    ) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.inner.query_all_raw(statement).await
    }
}
