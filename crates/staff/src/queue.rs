//! The queue: the most urgent first, then the oldest. Reads itself anew; the address says which part of it.

mod filter;
mod table;

use leptos::prelude::*;
use opora::{
    api::ApiError,
    browser::{
        connection,
        format::{self, Style},
        live, timer,
    },
    i18n::use_texts,
    ui::{
        page::Heading,
        remote::{Failure, Progress, remote},
    },
};
use opora_contract::staff::Queue;

pub use self::table::{is_overdue, look};
use self::{filter::filters, table::table};
use crate::{
    address::Filter,
    session::use_session,
    words::{self, use_words},
};

/// How often the list is read, in seconds.
pub const ASK_SECONDS: u64 = 10;

/// The list as it was read last, and how reading it goes.
#[derive(Clone, Copy)]
pub struct List {
    pub filter: Memo<Filter>,
    pub queue: RwSignal<Option<Queue>>,
    failure: RwSignal<Option<ApiError>>,
    /// When it was read last, or that it is old.
    asked: RwSignal<String>,
    read_at: StoredValue<String>,
    turn: StoredValue<u32>,
}

#[component]
pub fn QueuePage(filter: Memo<Filter>) -> impl IntoView {
    let words = use_words();
    let list = List {
        filter,
        queue: RwSignal::new(None),
        failure: RwSignal::new(None),
        asked: RwSignal::new(String::new()),
        read_at: StoredValue::new(String::new()),
        turn: StoredValue::new(0),
    };
    let read = reading(list);
    Effect::new(move |_| {
        filter.track();
        list.queue.set(None);
        list.failure.set(None);
        read.run(());
    });
    timer::every_seconds(ASK_SECONDS, move || {
        if connection::is_visible() {
            read.run(());
        }
    });
    let is_there = Memo::new(move |_| list.queue.read().is_some());
    let texts = use_texts();
    let retry = Callback::new(move |()| {
        list.failure.set(None);
        read.run(());
    });
    let shown = move || {
        let progress = match list.failure.get() {
            _ if is_there.get() => Progress::Ready(()),
            None => Progress::Loading,
            Some(error) => {
                let (title, detail) = words::failure(texts, &error);
                let retry = Some(words.retry);
                Progress::Failed(Failure {
                    title,
                    detail,
                    retry,
                    call: None,
                })
            }
        };
        remote(progress, words.loading, retry, |()| table(list))
    };
    let session = use_session();
    view! {
        <div class="frame page">
            <div class="staff-bar">
                <Heading title=words.queue.title site=words.site/>
                <button type="button" class="button" data-rank="quiet" on:click=move |_| session.leave()>
                    {words.sign_in.leave}
                </button>
            </div>
            <p class="staff-note">{words.queue.order}</p>
            {filters(list)}
            {shown}
            <p class="staff-note">{move || list.asked.get()}</p>
        </div>
    }
    .into_any()
}

/// Reads the list; an older answer never takes the place of a newer one, and a failed one leaves the list as it is.
fn reading(list: List) -> Callback<()> {
    let (words, texts, session) = (use_words(), use_texts(), use_session());
    Callback::new(move |()| {
        let filter = list.filter.get_untracked();
        let own = list.turn.get_value() + 1;
        list.turn.set_value(own);
        let client = session.client(texts.language);
        leptos::task::spawn_local(async move {
            let read = client.queue(&filter).await;
            if list.turn.try_get_value() != Some(own) {
                return;
            }
            match read {
                Ok(queue) => {
                    let time = format::date(&format::now(), texts.language.tag(), Style::Time);
                    list.asked.set((words.queue.refreshed)(&time));
                    list.read_at.set_value(time);
                    let arrived = list.arrived(&queue);
                    if arrived > 0 {
                        live::announce(&(words.queue.arrived)(arrived));
                    }
                    list.failure.set(None);
                    list.queue.set(Some(queue));
                }
                Err(error) => {
                    let time = list.read_at.get_value();
                    if !time.is_empty() {
                        list.asked.set((words.queue.stale)(&time));
                    }
                    session.judge(&error);
                    list.failure.try_set(Some(error));
                }
            }
        });
    })
}

impl List {
    /// How many rows of `next` were not there before.
    fn arrived(self, next: &Queue) -> usize {
        let before = self.queue.read_untracked();
        let Some(before) = &*before else { return 0 };
        let is_known = |number| before.requests.iter().any(|row| row.number == number);
        let new = next.requests.iter().filter(|row| !is_known(row.number));
        new.count()
    }
}
