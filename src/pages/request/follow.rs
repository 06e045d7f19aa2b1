//! News of the request as they happen: a stream of the server's, and asking now and then where there is none.

use leptos::prelude::*;

use super::case::{Case, Opened};
use crate::{
    api::{Client, use_client},
    browser::{connection, deadline::Deadline, timer},
    form::{kept, preference},
};

/// How often an open page asks while no stream tells it, in seconds.
const ASK_SECONDS: u64 = 10;
/// From a broken stream to the next one, in milliseconds: the first pause, doubled up to the longest.
const PAUSE: u64 = 1_000;
const PAUSE_MAX: u64 = 60_000;
/// A stream that lasted so many milliseconds was a good one: the next pause is the first again.
const GOOD: f64 = 30_000.0;

/// Looks after the request until its page is left.
pub fn follow(case: Case) {
    let client = use_client();
    let teller = client.clone();
    leptos::task::spawn_local(async move { preference::catch_up(&teller).await });
    let is_live = StoredValue::new(false);
    // Goes with the page, and the stream with it.
    let line = StoredValue::new_local(Deadline::after_millis(i32::MAX));
    leptos::task::spawn_local(async move {
        let mut pause = PAUSE;
        while line.try_with_value(|_| ()).is_some() {
            if !is_found(case) {
                wait(PAUSE).await;
                continue;
            }
            let began = js_sys::Date::now();
            listen(&client, case, is_live, line).await;
            if is_live.try_set_value(false).is_some() {
                return;
            }
            if js_sys::Date::now() - began > GOOD {
                pause = PAUSE;
            }
            wait(pause).await;
            pause = (pause * 2).min(PAUSE_MAX);
        }
    });
    let ask = move || {
        let is_told = is_live.try_get_value().unwrap_or(true);
        if !is_told && is_found(case) && connection::is_visible() {
            case.ask.run(false);
        }
    };
    timer::every_seconds(ASK_SECONDS, ask);
    // A line that is back may have missed something.
    connection::on_wake(move || {
        if !is_locked(case) {
            case.ask.try_run(false);
        }
    });
}

fn is_found(case: Case) -> bool {
    let opened = case.opened.try_read_untracked();
    opened.is_some_and(|opened| matches!(&*opened, Some(Opened::Found(..))))
}

fn is_locked(case: Case) -> bool {
    let opened = case.opened.try_read_untracked();
    opened.is_none_or(|opened| matches!(&*opened, Some(Opened::Locked)))
}

/// Hears of changes until the stream ends. The version is the number of rows of the journal.
async fn listen(
    client: &Client,
    case: Case,
    is_live: StoredValue<bool>,
    line: StoredValue<Deadline, LocalStorage>,
) {
    let Some(key) = kept::key(case.number).await else {
        return;
    };
    let version = match case.opened.try_read_untracked().as_deref() {
        Some(Some(Opened::Found(request, _))) => request.events.len().to_string(),
        _ => return,
    };
    // The one before is aborted, should it still hang somewhere.
    let next = Deadline::after_millis(i32::MAX);
    let signal = next.signal();
    if line.try_set_value(next).is_some() {
        return;
    }
    let heard = move |name: &str| {
        // Whatever comes, the line lives.
        is_live.try_set_value(true);
        if name == "changed" {
            case.ask.try_run(false);
        }
    };
    // However it ended, the next one begins where this page stands.
    let _ended = client
        .follow(case.number, &key, &version, signal.as_ref(), heard)
        .await;
}

async fn wait(millis: u64) {
    let never = std::future::pending::<()>();
    let _over = timer::within(millis, never).await;
}
