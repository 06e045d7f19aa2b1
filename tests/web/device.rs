//! The device as a first visit finds it.

use idb::{Factory, TransactionMode};
use js_sys::{Object, Reflect};
use opora::browser::{
    database::{self, Store},
    lock,
};
use web_sys::Storage;

use crate::{network, stage::document};

const STORES: [(Store, &str); 5] = [
    (Store::Drafts, "drafts"),
    (Store::Outbox, "outbox"),
    (Store::Requests, "requests"),
    (Store::Copies, "copies"),
    (Store::Files, "files"),
];

fn storages() -> [Storage; 2] {
    let window = leptos::prelude::window();
    [window.local_storage(), window.session_storage()].map(|storage| storage.unwrap().unwrap())
}

/// Everything that the device holds, in lines: texts of the database, local and session storage. Of a file only that it
/// is there.
pub async fn holds() -> Vec<String> {
    let mut held = Vec::new();
    for (store, name) in STORES {
        for value in database::all(store).await.unwrap() {
            let text = value.as_string().unwrap_or_else(|| "a file".to_owned());
            held.push(format!("{name}: {text}"));
        }
    }
    for storage in storages() {
        for at in 0..storage.length().unwrap() {
            let name = storage.key(at).unwrap().unwrap();
            let text = storage.get_item(&name).unwrap().unwrap();
            held.push(format!("{name}: {text}"));
        }
    }
    held
}

/// A page that nobody can see; looked at again when dropped.
pub struct Hidden;

impl Hidden {
    pub fn page() -> Self {
        let getter = Object::new();
        Reflect::set(&getter, &"value".into(), &true.into()).unwrap();
        Reflect::set(&getter, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&document(), &"hidden".into(), &getter);
        Self
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        Reflect::delete_property(&document(), &"hidden".into()).unwrap();
    }
}

/// Forgets everything that a test before this one may have left. An outbox that it left amid sending first comes to its
/// end, by the lock under which it sends: its last word would be kept after this.
pub async fn fresh() {
    network::restore();
    lock::exclusively("opora.outbox", forget()).await;
}

async fn forget() {
    for storage in storages() {
        storage.clear().unwrap();
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
