//! IndexedDB: drafts, the outbox, files and the requests of this device. Values are JSON text, files are blobs.

use idb::{Database, Factory, ObjectStoreParams, Query, TransactionMode};
use wasm_bindgen::JsValue;

use super::Refused;

const NAME: &str = "opora";
const VERSION: u32 = 1;

/// A table of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// Forms being filled, by form name.
    Drafts,
    /// Requests that wait for a connection, by idempotency key.
    Outbox,
    /// Requests of this device with their access keys, by number.
    Requests,
    /// Chosen files until their request is sent, by a name of our own.
    Files,
}

impl Store {
    const ALL: [Self; 4] = [Self::Drafts, Self::Outbox, Self::Requests, Self::Files];

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Outbox => "outbox",
            Self::Requests => "requests",
            Self::Files => "files",
        }
    }
}

impl From<idb::Error> for Refused {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

async fn open() -> Result<Database, Refused> {
    let mut opening = Factory::new()?.open(NAME, Some(VERSION))?;
    opening.on_upgrade_needed(|event| {
        if let Ok(database) = idb::DatabaseEvent::database(&event) {
            for store in Store::ALL {
                // A store that cannot be made shows when it is first used, with an error the caller handles.
                let _made = database.create_object_store(store.name(), ObjectStoreParams::new());
            }
        }
    });
    Ok(opening.await?)
}

/// Writes one value; durable when the future is done.
pub async fn put(store: Store, key: &str, value: &JsValue) -> Result<(), Refused> {
    let database = open().await?;
    let transaction = database.transaction(&[store.name()], TransactionMode::ReadWrite)?;
    transaction
        .object_store(store.name())?
        .put(value, Some(&JsValue::from_str(key)))?
        .await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

pub async fn get(store: Store, key: &str) -> Result<Option<JsValue>, Refused> {
    let database = open().await?;
    let transaction = database.transaction(&[store.name()], TransactionMode::ReadOnly)?;
    let found = transaction
        .object_store(store.name())?
        .get(Query::Key(JsValue::from_str(key)))?
        .await?;
    database.close();
    Ok(found)
}

pub async fn delete(store: Store, key: &str) -> Result<(), Refused> {
    let database = open().await?;
    let transaction = database.transaction(&[store.name()], TransactionMode::ReadWrite)?;
    transaction
        .object_store(store.name())?
        .delete(Query::Key(JsValue::from_str(key)))?
        .await?;
    transaction.commit()?.await?;
    database.close();
    Ok(())
}

/// Every value of a store, in the order of the keys.
pub async fn all(store: Store) -> Result<Vec<JsValue>, Refused> {
    let database = open().await?;
    let transaction = database.transaction(&[store.name()], TransactionMode::ReadOnly)?;
    let found = transaction
        .object_store(store.name())?
        .get_all(None, None)?
        .await?;
    database.close();
    Ok(found)
}
