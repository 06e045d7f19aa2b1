//! A database of its own for each test on the server that `OPORA_TEST_POSTGRES` names.

use std::env;

use sea_orm::{ConnectionTrait, Database};

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
