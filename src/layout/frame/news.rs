//! How many open requests have news: told whenever it is another number.

use std::cell::Cell;

use super::desk;
use crate::{
    browser::{connection, format, frame, timer},
    embed::{self, Event},
    form::kept::{self, KeptRequest, ask::ask},
};

/// Pause between looks at the server, in milliseconds; before the first one the page comes to rest.
const PAUSE: u64 = 300_000;
const REST: u64 = 5_000;
/// How many requests are asked about in one look.
const MOST: usize = 6;

thread_local! {
    static TOLD: Cell<Option<usize>> = const { Cell::new(None) };
    static IS_COUNTING: Cell<bool> = const { Cell::new(false) };
}

/// Tells of news from now on, as long as the page is there.
pub fn follow() {
    tell_unread();
    frame::on_every_change(tell_unread);
    look_later(REST);
}

/// Counts what the device knows, once for whatever has changed at once.
pub fn tell_unread() {
    if IS_COUNTING.replace(true) {
        return;
    }
    timer::after_millis(50, || {
        IS_COUNTING.set(false);
        leptos::task::spawn_local(async {
            let all = kept::all().await.unwrap_or_default();
            let count = all.iter().filter(|kept| is_news(kept)).count();
            if TOLD.replace(Some(count)) != Some(count) {
                embed::tell(&Event::Unread(count));
            }
        });
    });
}

fn is_news(kept: &KeptRequest) -> bool {
    kept.is_unread() && !kept.is_archived && !kept.is_over()
}

fn look_later(pause: u64) {
    timer::after_millis(pause, || {
        leptos::task::spawn_local(async {
            if connection::is_visible() {
                look().await;
            }
            look_later(PAUSE);
        });
    });
}

/// Asks the server about what may have changed; what comes is counted as it is kept.
async fn look() {
    let now = format::now();
    let mut all = kept::all().await.unwrap_or_default();
    all.retain(|kept| kept.may_change(&now) && !kept.is_archived);
    for kept in all.iter().take(MOST) {
        let Some(desk) = desk() else { return };
        // Asked again the next time.
        let _answer = ask(&desk.client, kept.number).await;
    }
}
