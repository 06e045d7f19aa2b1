//! IndexedDB: drafts, the outbox, files and the requests of this device. Values are JSON text, files are blobs.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use idb::{Database, Factory, ObjectStoreParams, Query, Transaction, TransactionMode};
use wasm_bindgen::JsValue;

use super::{Refused, lock, place, stock, timer};

const NAME: &str = "opora";
/// 2 brought the copies.
const VERSION: u32 = 2;

/// A table of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Forms being filled, by idempotency key.
    Drafts,
    /// Requests that wait for a connection, by idempotency key.
    Outbox,
    /// Requests of this device with their access keys, by number.
    Requests,
    /// Requests as they were read last, by number.
    Copies,
    /// Chosen files until their request is sent, by a name of our own.
    Files,
}

impl Store {
    pub const ALL: [Self; 5] = [
        Self::Drafts,
        Self::Outbox,
        Self::Requests,
        Self::Copies,
        Self::Files,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Outbox => "outbox",
            Self::Requests => "requests",
            Self::Copies => "copies",
            Self::Files => "files",
        }
    }
}

impl From<idb::Error> for Refused {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

/// A connection, closed however the work with it ends: one left open keeps a newer version of the app from starting.
struct Connection(Database);

impl Connection {
    fn transaction(&self, store: Store, mode: TransactionMode) -> Result<Transaction, Refused> {
        Ok(self.0.transaction(&[store.name()], mode)?)
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        // What runs is finished first.
        self.0.close();
    }
}

thread_local! {
    /// Whether this page has opened the database before: then its stores are there.
    static IS_THERE: Cell<bool> = const { Cell::new(false) };
}

/// Opens the database, the first time under a lock: that opening may make the stores, and a page that is left meanwhile
/// would be frozen amid it (the back-forward cache), with everybody else waiting for it for ever. Browsers freeze no page
/// that holds a lock.
async fn open() -> Result<Connection, Refused> {
    if IS_THERE.get() {
        return connect().await;
    }
    let first = Rc::new(RefCell::new(None));
    let made = Rc::clone(&first);
    let work = async move {
        let connection = connect().await;
        made.replace(Some(connection));
    };
    lock::exclusively("opora.database", work).await;
    let first = match first.take() {
        Some(first) => first,
        // The lock was refused.
        None => connect().await,
    };
    IS_THERE.set(first.is_ok());
    first
}

async fn connect() -> Result<Connection, Refused> {
    let mut opening = Factory::new()?.open(&place::named(NAME), Some(VERSION))?;
    opening.on_upgrade_needed(|event| {
        if let Ok(database) = idb::DatabaseEvent::database(&event) {
            for store in Store::ALL {
                // One that an older version made stays. A store that cannot be made shows when it is first used, with an error the caller handles.
                let _made = database.create_object_store(store.name(), ObjectStoreParams::new());
            }
        }
    });
    Ok(Connection(opening.await?))
}

/// Waits until what was written is on the disk. A full disk aborts, which `idb` does not count among its errors.
async fn finish(transaction: Transaction) -> Result<(), Refused> {
    if transaction.commit()?.await?.is_committed() {
        Ok(())
    } else {
        Err(Refused("the transaction was aborted".to_owned()))
    }
}

/// Writes one value; durable when the future is done.
pub async fn put(store: Store, key: &str, value: &JsValue) -> Result<(), Refused> {
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadWrite)?;
    transaction
        .object_store(store.name())?
        .put(value, Some(&JsValue::from_str(key)))?
        .await?;
    finish(transaction).await
}

pub async fn get(store: Store, key: &str) -> Result<Option<JsValue>, Refused> {
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadOnly)?;
    Ok(transaction
        .object_store(store.name())?
        .get(Query::Key(JsValue::from_str(key)))?
        .await?)
}

/// What becomes of a value.
pub type Change = Box<dyn FnOnce(Option<JsValue>) -> Option<JsValue>>;

/// Puts what `change` makes of a value in its place, in one transaction: no other tab comes between. `None` leaves all as
/// it is.
pub async fn change(store: Store, key: &str, change: Change) -> Result<(), Refused> {
    let key = JsValue::from_str(key);
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadWrite)?;
    let table = transaction.object_store(store.name())?;
    let before = table.get(Query::Key(key.clone()))?.await?;
    if let Some(after) = change(before) {
        table.put(&after, Some(&key))?.await?;
    }
    finish(transaction).await
}

pub async fn delete(store: Store, key: &str) -> Result<(), Refused> {
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadWrite)?;
    transaction
        .object_store(store.name())?
        .delete(Query::Key(JsValue::from_str(key)))?
        .await?;
    finish(transaction).await
}

/// Every value of a store, in the order of the keys.
pub async fn all(store: Store) -> Result<Vec<JsValue>, Refused> {
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadOnly)?;
    Ok(transaction
        .object_store(store.name())?
        .get_all(None, None)?
        .await?)
}

/// The keys of a store, in their order.
pub async fn keys(store: Store) -> Result<Vec<String>, Refused> {
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadOnly)?;
    let keys = transaction
        .object_store(store.name())?
        .get_all_keys(None, None)?
        .await?;
    Ok(keys.iter().filter_map(JsValue::as_string).collect())
}

/// How long pages that have a database open may take to close it, in milliseconds.
const CLOSING: u64 = 3_000;

/// Deletes what frames in other portals of this site keep; see [`place`].
pub async fn delete_others() -> Result<(), Refused> {
    let factory = Factory::new()?;
    for name in stock::databases().await {
        let deletion = factory.delete(&name)?;
        let Some(deleted) = timer::within(CLOSING, deletion.into_future()).await else {
            return Err(Refused(format!("{name} is in use")));
        };
        deleted?;
    }
    Ok(())
}

/// Empties a store.
pub async fn clear(store: Store) -> Result<(), Refused> {
    let connection = open().await?;
    let transaction = connection.transaction(store, TransactionMode::ReadWrite)?;
    transaction.object_store(store.name())?.clear()?.await?;
    finish(transaction).await
}
