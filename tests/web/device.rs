//! The device as a first visit finds it.

use idb::{Factory, TransactionMode};
use opora::browser::database::{self, Store};

use crate::{network, stage::document};

const STORES: [(Store, &str); 4] = [
    (Store::Drafts, "drafts"),
    (Store::Outbox, "outbox"),
    (Store::Requests, "requests"),
    (Store::Files, "files"),
];

/// Forgets everything that a test before this one may have left.
pub async fn fresh() {
    network::restore();
    let window = leptos::prelude::window();
    for storage in [window.local_storage(), window.session_storage()] {
        storage.unwrap().unwrap().clear().unwrap();
    }
    document().set_title("");
    for (store, _) in STORES {
        // The first look makes the stores.
        database::all(store).await.unwrap();
    }
    let names = STORES.map(|(_, name)| name);
    let database = Factory::new()
        .unwrap()
        .open("opora", None)
        .unwrap()
        .await
        .unwrap();
    let transaction = database
        .transaction(&names, TransactionMode::ReadWrite)
        .unwrap();
    for name in names {
        let store = transaction.object_store(name).unwrap();
        store.clear().unwrap().await.unwrap();
    }
    transaction.commit().unwrap().await.unwrap();
    database.close();
}
