//! Uploads on their way. They belong to the tab and not to a page: whoever changes the language meanwhile, or sends the
//! form, goes on with the one that runs; whoever comes back to the form finds what has been uploaded since.

use std::{
    cell::{Cell, RefCell},
    pin::pin,
    rc::Rc,
};

use futures_util::future::{Either, select};
use js_sys::{Function, Promise};
use leptos::prelude::*;
use opora_contract::{slug::Slug, upload::Attachment};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::{
    api::{ApiError, Client},
    browser::file::LocalFile,
    form::state::Upload,
};

thread_local! {
    static RUNNING: RefCell<Vec<Rc<Flight>>> = const { RefCell::new(Vec::new()) };
}

/// One upload.
struct Flight {
    /// Id of the file on this device.
    id: String,
    /// Resolved when it has ended or is to end.
    end: Promise,
    finish: Option<Function>,
    /// Where its progress shows: on the page that is open now.
    shown: Cell<Option<RwSignal<Upload>>>,
    /// Nothing while it runs, and when it was stopped.
    outcome: RefCell<Option<Result<Attachment, ApiError>>>,
}

impl Flight {
    fn finish(&self) {
        if let Some(finish) = &self.finish {
            let _resolved = finish.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Uploads a file, or goes on with its upload, and shows how far it is. `None` when it was stopped.
pub async fn upload(
    client: &Client,
    profile: &Slug,
    id: &str,
    file: &LocalFile,
    shown: Option<RwSignal<Upload>>,
) -> Option<Result<Attachment, ApiError>> {
    let flight = running(id).unwrap_or_else(|| begin(client, profile, id, file));
    if shown.is_some() {
        flight.shown.set(shown);
    }
    // It is never rejected.
    let _ended = JsFuture::from(flight.end.clone()).await;
    flight.outcome.borrow().clone()
}

/// Whether an upload runs that shows itself there.
pub fn is_shown(id: &str, place: RwSignal<Upload>) -> bool {
    running(id).is_some_and(|flight| flight.shown.get() == Some(place))
}

/// Forgets an upload whose end has been noted: the server does not keep the file for ever.
pub fn note(id: &str) {
    if let Some(flight) = running(id).filter(|flight| flight.outcome.borrow().is_some()) {
        forget(&flight);
    }
}

/// Breaks an upload off, if there is one, and forgets it.
pub fn stop(id: &str) {
    if let Some(flight) = running(id) {
        forget(&flight);
        flight.finish();
    }
}

fn running(id: &str) -> Option<Rc<Flight>> {
    RUNNING.with_borrow(|running| running.iter().find(|flight| flight.id == id).cloned())
}

fn forget(flight: &Rc<Flight>) {
    RUNNING.with_borrow_mut(|running| running.retain(|other| !Rc::ptr_eq(other, flight)));
}

fn begin(client: &Client, profile: &Slug, id: &str, file: &LocalFile) -> Rc<Flight> {
    let mut finish = None;
    let end = Promise::new(&mut |resolve, _| finish = Some(resolve));
    let flight = Rc::new(Flight {
        id: id.to_owned(),
        end,
        finish,
        shown: Cell::new(None),
        outcome: RefCell::new(None),
    });
    RUNNING.with_borrow_mut(|running| running.push(Rc::clone(&flight)));
    let (client, profile, file) = (client.clone(), profile.clone(), file.clone());
    leptos::task::spawn_local(fly(Rc::clone(&flight), client, profile, file));
    flight
}

async fn fly(flight: Rc<Flight>, client: Client, profile: Slug, file: LocalFile) {
    let shown = Rc::clone(&flight);
    let progress = move |percent| {
        if let Some(shown) = shown.shown.get() {
            shown.try_set(Upload::Running(percent));
        }
    };
    let sent = pin!(client.upload(&file, &profile, progress));
    // What is still to come of a stopped upload is dropped with it.
    if let Either::Left((outcome, _)) = select(sent, JsFuture::from(flight.end.clone())).await {
        if outcome.is_err() {
            forget(&flight);
        }
        flight.outcome.replace(Some(outcome));
    }
    flight.finish();
}
