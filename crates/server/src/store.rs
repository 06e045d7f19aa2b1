//! The database: SQLite in a file by default, PostgreSQL by URL, the same queries on both.
//!
//! Durability: an acknowledged change survives a power cut. SQLite writes ahead (WAL) with `synchronous = FULL`, which
//! syncs the log at every commit; `NORMAL` would lose the last ones. PostgreSQL's default does the same.
//! SQLite has one writer, so writes queue for one connection instead of failing as busy; reads have their own.

pub mod entity;
mod migration;
mod transaction;

use std::{str::FromStr, sync::Arc, time::Duration};

use anyhow::Context;
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;

pub use self::transaction::Transaction;
use crate::{error::Result, live::Hub, metric};

/// How long a write waits for another process that writes, a backup for example.
const BUSY: Duration = Duration::from_secs(5);
/// How long a call waits for a connection before it is told to come back.
const ACQUIRE: Duration = Duration::from_secs(10);
const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 16;

pub struct Store {
    read: DatabaseConnection,
    write: DatabaseConnection,
    hub: Arc<Hub>,
}

/// The databases we speak to.
enum Engine {
    Sqlite,
    Postgres,
}

impl FromStr for Engine {
    type Err = anyhow::Error;

    fn from_str(url: &str) -> anyhow::Result<Self> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") => Ok(Self::Sqlite),
            Some("postgres" | "postgresql") => Ok(Self::Postgres),
            // The URL may hold a password: it is not repeated.
            _ => anyhow::bail!("the database URL starts with neither sqlite: nor postgres:"),
        }
    }
}

impl Store {
    /// Connects and brings the schema up to date. What is committed is told to the hub.
    ///
    /// # Errors
    /// When the database cannot be reached, or a migration fails.
    pub async fn open(url: &str, hub: Arc<Hub>) -> anyhow::Result<Self> {
        let engine: Engine = url.parse()?;
        let options = |connections| options(url, &engine, connections);
        let store = match engine {
            Engine::Sqlite => {
                let write = connect(options(1)).await?;
                // The writer goes first: it makes the file.
                migration::Migrator::up(&write, None).await?;
                let read = connect(options(READERS)).await?;
                Self { read, write, hub }
            }
            Engine::Postgres => {
                let write = connect(options(POSTGRES_CONNECTIONS)).await?;
                migration::Migrator::up(&write, None).await?;
                let read = write.clone();
                Self { read, write, hub }
            }
        };
        Ok(store)
    }

    /// For queries that change nothing.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// For single statements that change something.
    #[must_use]
    pub fn write(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Begins a change of several statements. Dropped without a commit, it never was.
    ///
    /// On its own, so that a caller who hangs up meanwhile does not leave it half begun: over PostgreSQL the driver would
    /// put the connection back with the transaction open, and what is written there next would never be committed.
    pub async fn begin(&self) -> Result<Transaction> {
        let options = TransactionOptions {
            // Takes the write lock at once: a lock taken later can fail instead of waiting.
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let write = self.write.clone();
        let begun = tokio::spawn(async move { write.begin_with_options(options).await });
        let inner = begun.await.map_err(anyhow::Error::from)??;
        Ok(Transaction::new(inner, self.hub.clone()))
    }

    /// Closes the connections after their last statement.
    pub async fn close(&self) {
        for connection in [&self.read, &self.write] {
            if let Err(error) = connection.clone().close().await {
                tracing::warn!(%error, "closing the database");
            }
        }
    }
}

fn options(url: &str, engine: &Engine, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .acquire_timeout(ACQUIRE)
        // A server may have closed a connection, restarted for example; a file does not.
        .test_before_acquire(matches!(engine, Engine::Postgres))
        // Statements hold personal data; they are not for the log.
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|options| {
            options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Full)
                .foreign_keys(true)
                .busy_timeout(BUSY)
        });
    options
}

async fn connect(options: ConnectOptions) -> anyhow::Result<DatabaseConnection> {
    let mut connection = Database::connect(options)
        .await
        .context("connecting to the database")?;
    connection.set_metric_callback(|_| metric::count_statement());
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Statement};

    use super::*;
    use crate::clock::{Clock, SystemClock};

    async fn open(url: &str) -> anyhow::Result<Store> {
        Store::open(url, Arc::new(Hub::new(1, 1))).await
    }

    #[tokio::test]
    async fn sqlite_keeps_what_it_acknowledged_and_checks_references() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("a.sqlite").display());
        let store = open(&url).await.unwrap();
        let pragma = async |connection: &DatabaseConnection, name: &str| {
            let statement = format!("PRAGMA {name}");
            let statement = Statement::from_string(connection.get_database_backend(), statement);
            let row = connection.query_one_raw(statement).await.unwrap().unwrap();
            let text = row.try_get_by_index::<String>(0);
            text.or_else(|_| {
                row.try_get_by_index::<i64>(0)
                    .map(|number| number.to_string())
            })
            .unwrap()
        };
        for connection in [store.read(), store.write()] {
            assert_eq!(pragma(connection, "journal_mode").await, "wal");
            // 2 is FULL.
            assert_eq!(pragma(connection, "synchronous").await, "2");
            assert_eq!(pragma(connection, "foreign_keys").await, "1");
            assert_eq!(pragma(connection, "busy_timeout").await, "5000");
        }
    }

    #[tokio::test]
    async fn schema_goes_down_and_up_again() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("a.sqlite").display());
        let store = open(&url).await.unwrap();
        migration::Migrator::refresh(store.write()).await.unwrap();
    }

    #[tokio::test]
    async fn request_from_before_departments_is_read_as_one_without() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!(
            "sqlite://{}?mode=rwc",
            folder.path().join("a.sqlite").display()
        );
        let old = Database::connect(&url).await.unwrap();
        migration::Migrator::up(&old, Some(3)).await.unwrap();
        let insert = "INSERT INTO request (number, key_version, form, kind, status, subject, fields, sent_at, \
                      changed_at, editable_until, actions, version) \
                      VALUES ('7KQ422H2', 1, 'feedback', 'error', 'accepted', 'Тема', '{}', 1, 1, 1, '[]', 1)";
        old.execute_unprepared(insert).await.unwrap();
        old.close().await.unwrap();
        let store = open(&url).await.unwrap();
        let row = entity::request::Entity::find().one(store.read()).await;
        let row = row.unwrap().unwrap();
        assert_eq!((row.department.as_str(), row.priority), ("", 2));
        assert_eq!((row.detected.as_str(), row.sealed.as_str()), ("{}", ""));
    }

    #[tokio::test]
    async fn disputes_and_decisions_from_before_the_tracker_go_on() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!(
            "sqlite://{}?mode=rwc",
            folder.path().join("a.sqlite").display()
        );
        let old = Database::connect(&url).await.unwrap();
        migration::Migrator::up(&old, Some(6)).await.unwrap();
        let rows = [
            ("dispute", "accepted", "created"),
            ("dispute", "in_progress", "status_changed"),
            ("dispute", "waiting_documents", "status_changed"),
            ("question", "in_progress", "status_changed"),
            ("complaint", "refused", "status_changed"),
            ("complaint", "closed", "status_changed"),
            ("complaint", "closed", "withdrawn"),
        ];
        for (id, (kind, status, event)) in (1..).zip(rows) {
            let insert = format!(
                "INSERT INTO request (id, number, key_version, form, kind, status, subject, fields, sent_at, \
                 changed_at, editable_until, actions, version) \
                 VALUES ({id}, '{id}', 1, 'feedback', '{kind}', '{status}', '', '{{}}', 1, 2, 1, '[]', 1)"
            );
            old.execute_unprepared(&insert).await.unwrap();
            let insert = format!(
                "INSERT INTO event (request_id, at, kind, status, actor, \"by\", reason) \
                 VALUES ({id}, 2, '{event}', '{status}', 'staff', '', '')"
            );
            old.execute_unprepared(&insert).await.unwrap();
        }
        old.close().await.unwrap();
        let before = SystemClock.now().0;
        let store = open(&url).await.unwrap();
        let rows = entity::request::Entity::find();
        let rows = rows.order_by_asc(entity::request::Column::Id);
        let rows = rows.all(store.read()).await.unwrap();
        let stages: Vec<_> = rows.iter().map(|row| row.stage.as_deref()).collect();
        let first = Some("completeness");
        assert_eq!(stages, [None, first, first, None, None, None, None]);
        let decided: Vec<_> = rows.iter().map(|row| row.decided_at).collect();
        assert_eq!(decided[..4], [None; 4]);
        assert!(decided[4] >= Some(before), "nobody is closed at once");
        assert_eq!(decided[5..], [Some(2), None]);
    }

    #[tokio::test]
    async fn unknown_database_is_refused_without_its_password() {
        let refused = open("mysql://user:hunter2@host/db").await;
        let message = refused.err().unwrap().to_string();
        assert!(!message.contains("hunter2"), "{message}");
    }
}
