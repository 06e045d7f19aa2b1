//! Timers that end with their owner.

use std::{pin::pin, time::Duration};

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use leptos::prelude::*;

/// Runs `work` once, later. Not bound to an owner: for effects on the page as a whole.
pub fn after_millis(millis: u64, work: impl FnOnce() + 'static) {
    set_timeout(work, Duration::from_millis(millis));
}

/// Goes on later.
pub async fn pause(millis: u64) {
    let _over = over(millis).await;
}

/// Lets the browser do what has waited meanwhile, a press or a paint: goes on in a task of its own.
pub async fn breath() {
    pause(0).await;
}

fn over(millis: u64) -> oneshot::Receiver<()> {
    let (over, is_over) = oneshot::channel();
    after_millis(millis, move || {
        let _late = over.send(());
    });
    is_over
}

/// What `work` comes to, if it does so in time; it goes on no further then.
pub async fn within<T>(millis: u64, work: impl Future<Output = T>) -> Option<T> {
    match select(pin!(work), over(millis)).await {
        Either::Left((done, _)) => Some(done),
        Either::Right(_) => None,
    }
}

/// Runs `work` again and again until the owner is gone.
pub fn every_seconds(seconds: u64, work: impl Fn() + 'static) {
    // Without a timer there is only no refresh; the page has a button for it.
    if let Ok(handle) = set_interval_with_handle(work, Duration::from_secs(seconds)) {
        on_cleanup(move || handle.clear());
    }
}
