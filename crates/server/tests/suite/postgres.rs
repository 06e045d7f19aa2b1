//! A database of its own for each test on the server that `OPORA_TEST_POSTGRES` names, and what only a server can do.

use std::{
    env,
    time::{Duration, Instant},
};

use opora_contract::path;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::json;

use crate::{
    app::{TestApp, complaint, uuid},
    chance::Chance,
    fixture::png,
};

/// Dropped with the test.
pub struct TestDatabase {
    server: String,
    name: String,
}

impl TestDatabase {
    /// Makes a database, if the environment names a server.
    pub async fn create() -> Option<Self> {
        let server = env::var("OPORA_TEST_POSTGRES").ok()?;
        let mut random = [0; 8];
        getrandom::fill(&mut random).unwrap();
        let name = format!("opora_test_{:016x}", u64::from_le_bytes(random));
        execute(&server, &format!("CREATE DATABASE {name}")).await;
        Some(Self { server, name })
    }

    /// The server's URL with this database in it.
    pub fn url(&self) -> String {
        let (address, query) = match self.server.split_once('?') {
            Some((address, query)) => (address, format!("?{query}")),
            None => (self.server.as_str(), String::new()),
        };
        let authority = address.find("://").map_or(0, |at| at + 3);
        let end = address[authority..]
            .find('/')
            .map_or(address.len(), |at| authority + at);
        format!("{}/{}{query}", &address[..end], self.name)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let server = self.server.clone();
        let statement = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // A test's own runtime is about to end.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.unwrap().block_on(execute(&server, &statement));
        });
        dropped.join().ok();
    }
}

async fn execute(server: &str, statement: &str) {
    let connection = Database::connect(server).await.unwrap();
    connection.execute_unprepared(statement).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn connections_that_the_server_closed_are_replaced() {
    let app = TestApp::new().await;
    app.send_complaint().await;
    let database = app.database().await;
    if database.get_database_backend() != DbBackend::Postgres {
        return;
    }
    let close = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity \
                 WHERE datname = current_database() AND pid <> pg_backend_pid()";
    database.execute_unprepared(close).await.unwrap();
    app.send_complaint().await;
}

/// A transaction that nobody ends keeps what is written after it on the same connection from everybody, for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn callers_who_hang_up_leave_no_transaction_behind() {
    let mut chance = Chance::new();
    let app = TestApp::new().await;
    let database = app.database().await;
    if database.get_database_backend() != DbBackend::Postgres {
        return;
    }
    let file = app.uploaded("screenshot", png(50)).await;
    let mut body = complaint();
    body["attachments"] = json!([{"id": file.id, "key": file.key}]);
    for _ in 0..200 {
        let call = app.post(path::REQUESTS, &body).idempotent(&uuid());
        let call = tokio::spawn(call.send());
        tokio::time::sleep(chance.up_to(Duration::from_millis(4))).await;
        call.abort();
        let deadline = Instant::now() + Duration::from_secs(10);
        while open_transactions(&database).await > 0 {
            assert!(Instant::now() < deadline, "a transaction stays open");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }
}

async fn open_transactions(database: &DatabaseConnection) -> i64 {
    let query = "SELECT COUNT(*) FROM pg_stat_activity \
                 WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    let query = Statement::from_string(DbBackend::Postgres, query);
    let row = database.query_one_raw(query).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}
