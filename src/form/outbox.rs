//! Requests that could not be sent yet. They wait on the device and leave by themselves, once each.

mod delivery;
mod waiting;

use leptos::prelude::*;
use opora_contract::{number::RequestNumber, request::Receipt};

use self::waiting::{change, find, leave, store};
pub(super) use self::waiting::{clear_of, give_to};
pub use self::{
    delivery::deliver,
    waiting::{Waiting, all, shown, take},
};
use super::{
    banner::banner,
    kept,
    kept::{KeptRequest, account},
};
use crate::{
    api::{ApiError, Client},
    browser::{
        Refused, connection, frame, json, lock, page,
        setting::{self, Setting},
        timer,
    },
    embed,
    i18n::Texts,
};

/// Seconds between looks at the outbox; after failures some looks are skipped, up to [`MAX_SKIPPED`].
const LOOK_SECONDS: u64 = 3;
const MAX_SKIPPED: u32 = 9;

/// How long the person waits for the device to note that a request has arrived, in milliseconds.
pub(super) const DISK_PATIENCE: u64 = 3_000;

/// A request that has left the outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The key it waited under: who put it in knows it by this.
    pub idempotency_key: String,
    pub number: RequestNumber,
}

/// The outbox as the app shares it.
#[derive(Clone, Copy)]
pub struct Outbox {
    /// How many requests wait for a connection.
    pub waiting: RwSignal<usize>,
    /// How many wait for their author, because the server does not take them as they are.
    pub refused: RwSignal<usize>,
    /// The request that left last.
    pub sent: RwSignal<Option<Sent>>,
    texts: Texts,
    means: StoredValue<Means>,
}

/// What sending needs.
struct Means {
    client: Client,
    /// The app's: listeners end with it.
    owner: Option<Owner>,
    /// Whether somebody looks after what waits.
    watched: bool,
    /// Whether something is to be sent, also what nobody here may see.
    is_pending: bool,
}

impl Outbox {
    /// An outbox that is looked after from now on if something waits in it.
    pub fn start(client: Client, texts: Texts) -> Self {
        let outbox = Self {
            waiting: RwSignal::new(0),
            refused: RwSignal::new(0),
            sent: RwSignal::new(None),
            texts,
            means: StoredValue::new(Means {
                client,
                owner: Owner::current(),
                watched: false,
                is_pending: false,
            }),
        };
        if setting::read(Setting::Outbox).is_some() {
            outbox.look_after();
        }
        outbox
    }

    /// Loads the code that sends and shows what waits, once.
    fn look_after(self) {
        let watched = self
            .means
            .try_update_value(|means| std::mem::replace(&mut means.watched, true));
        if watched == Some(false) {
            leptos::task::spawn_local(watch(self));
        }
    }

    /// Puts a request in. Fails when the device cannot keep it: then the draft must stay.
    pub async fn put(self, waiting: &Waiting) -> Result<(), Refused> {
        store(&Waiting {
            language: self.texts.language.tag().to_owned(),
            ..waiting.clone()
        })
        .await?;
        connection::ask_for_sync();
        setting::write(Setting::Outbox, Some("1"));
        self.count().await;
        self.look_after();
        Ok(())
    }

    /// Counts anew what the device holds: another tab and the rest of the app change it, too.
    pub async fn count(self) {
        let Ok(mut all) = all().await else { return };
        setting::write(Setting::Outbox, (!all.is_empty()).then_some("1"));
        let is_pending = all.iter().any(|entry| entry.refusal.is_none());
        self.means
            .try_update_value(|means| means.is_pending = is_pending);
        all.retain(Waiting::is_shown);
        let refused = all.iter().filter(|entry| entry.refusal.is_some()).count();
        self.refused.try_set(refused);
        self.waiting.try_set(all.len() - refused);
    }

    async fn flush_alone(self) {
        let Some(client) = self.means.try_with_value(|means| means.client.clone()) else {
            return;
        };
        let Ok(all) = all().await else { return };
        for entry in all {
            // As it is by now: what somebody has deleted meanwhile is not sent.
            let Ok(Some(mut waiting)) = find(&entry.idempotency_key).await else {
                continue;
            };
            if waiting.refusal.is_some() || waiting.is_elsewhere() {
                continue;
            }
            let before = embed::departures();
            let answered = waiting.answer.as_deref().and_then(json::parse);
            let delivered = match answered {
                Some(receipt) => Ok(receipt),
                // An answer that nobody understands comes again, under the same key.
                None => deliver(&client, &mut waiting).await,
            };
            // Signed out meanwhile: nothing of it comes back to this device.
            if before != embed::departures() {
                return;
            }
            match delivered {
                Ok(receipt) => {
                    settle(&waiting, &receipt).await;
                    if waiting.is_shown() {
                        self.sent.try_set(Some(Sent {
                            idempotency_key: waiting.idempotency_key,
                            number: receipt.request.number,
                        }));
                    }
                }
                Err(error) if error.is_retryable() => {}
                Err(error) => {
                    let reason = refusal(&error);
                    let refuse = |waiting: &mut Waiting| waiting.refusal = Some(reason);
                    // Left as it was, it is refused again.
                    let _kept = change(&waiting.idempotency_key, refuse).await;
                }
            }
        }
        self.count().await;
    }
}

/// Looks after the outbox: tries now, when the line comes back and from time to time while something waits; shows the
/// banner. A chunk of its own: most visits never need it.
#[cfg_attr(not(feature = "components"), lazy)]
async fn watch(outbox: Outbox) {
    let Some(owner) = outbox
        .means
        .try_with_value(|means| means.owner.clone())
        .flatten()
    else {
        return;
    };
    owner.with(|| {
        // Looks to skip before the next attempt, and how many were skipped before the last one.
        let skip = StoredValue::new((0_u32, 0_u32));
        let wake = move || {
            if setting::read(Setting::Outbox).is_some() {
                skip.try_set_value((0, 0));
                leptos::task::spawn_local(flush(outbox));
            }
        };
        connection::on_wake(wake);
        timer::every_seconds(LOOK_SECONDS, move || {
            let Some((left, last)) = skip.try_get_value() else {
                return;
            };
            if outbox.means.try_with_value(|means| means.is_pending) != Some(true) {
                return;
            }
            if left > 0 {
                skip.set_value((left - 1, last));
            } else {
                let next = (last * 2 + 1).min(MAX_SKIPPED);
                skip.set_value((next, next));
                leptos::task::spawn_local(flush(outbox));
            }
        });
        // Somebody else may be here now.
        frame::on_change(move || leptos::task::spawn_local(outbox.count()));
        show_banner(outbox);
    });
    flush(outbox).await;
    if outbox.waiting.get_untracked() > 0 {
        // The page may be left before the line is back.
        connection::ask_for_sync();
    }
}

/// Begins to load the code that looks after the outbox, so that it is there when the line is not.
pub fn preload() {
    #[cfg(not(feature = "components"))]
    leptos::task::spawn_local(async {
        __preload_watch().await;
    });
}

/// Tries to send everything, in one tab at a time.
async fn flush(outbox: Outbox) {
    lock::exclusively("opora.outbox", outbox.flush_alone()).await;
}

/// Draws the banner into its place in `index.html`, until the owner is gone.
fn show_banner(outbox: Outbox) {
    if let Some(place) = page::element("outbox") {
        let banner = mount_to(place, move || banner(outbox, outbox.texts));
        StoredValue::new_local(banner);
    }
}

/// The request has arrived: its key is kept, everything else about it goes from the device. Of somebody who is not here any
/// more nothing is kept.
pub async fn settle(waiting: &Waiting, receipt: &Receipt) {
    if !waiting.is_shown() {
        return leave(waiting).await;
    }
    let kept = KeptRequest::of(&receipt.request, receipt.key.clone());
    kept::hold(kept.clone());
    embed::tell(&embed::Event::RequestCreated(kept.number));
    if receipt.linked {
        account::add(kept.clone());
    }
    // Whoever has sent does not wait for a slow disk: what stays in the outbox is found again by its key.
    let keep = timer::within(DISK_PATIENCE, kept::keep(&kept));
    if matches!(keep.await, Some(Ok(()))) {
        leave(waiting).await;
    }
}

fn refusal(error: &ApiError) -> String {
    let Some(problem) = error.problem() else {
        return String::new();
    };
    problem
        .errors
        .into_iter()
        .next()
        .map_or(problem.title, |error| error.message)
}
