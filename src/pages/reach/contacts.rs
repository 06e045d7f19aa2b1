//! «Связаться с оператором»: what answers now and how soon, every channel, the hours, offices, and what to know before.

mod channel;
mod know;
mod now;
mod office;
mod week;

use leptos::prelude::*;
use opora_contract::{
    contact::{ChannelKind, Desk, Directory},
    timestamp::Timestamp,
};

use super::super::{fetched, reading};
use crate::{
    api::use_client,
    browser::clock,
    i18n::{Texts, phrase::Place, use_texts},
    ui::page::Heading,
};

pub fn page() -> AnyView {
    let texts = use_texts();
    let client = use_client();
    let ahead = RwSignal::new(0.0_f64);
    let read = move || {
        let client = client.clone();
        reading(async move {
            let (text, date) = client.contacts_dated().await?;
            ahead.try_set(clock::ahead(&date));
            Ok(text)
        })
    };
    let now = clock::ticking(ahead);
    view! {
        <div class="frame page">
            <Heading title=texts.contacts().title.to_owned() site=texts.shell().site/>
            <p class="lead">{texts.reach().lead}</p>
            {fetched(read, move |directory| directory_view(directory, now))}
        </div>
    }
    .into_any()
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
struct Board {
    texts: Texts,
    directory: StoredValue<Directory>,
    /// The moment by the server's clock.
    now: RwSignal<String>,
    /// Changes when the desk turns or waits become others.
    turn: Memo<String>,
}

impl Board {
    /// Where the desk stands, by the schedule; as the server said where the schedule says nothing.
    fn desk(self) -> Desk {
        self.directory
            .with_value(|directory| desk(directory, &self.now.get_untracked()))
    }

    /// What is drawn by the desk is drawn anew when it turns.
    fn follow(self) {
        // Read, not only tracked: a memo that nobody has read follows nothing itself.
        self.turn.with(|_| ());
    }

    /// The moment, as often as the desk turns.
    fn moment(self) -> Option<Timestamp> {
        self.follow();
        Timestamp::parse(&self.now.get_untracked())
    }

    const fn place(self) -> Place {
        Place::here(self.texts)
    }
}

fn desk(directory: &Directory, now: &str) -> Desk {
    let moment = Timestamp::parse(now);
    let desk = moment.and_then(|moment| directory.schedule.desk(&moment));
    desk.unwrap_or(directory.desk)
}

/// What tells one state of the desk from another; the day too, for what is said of tomorrow.
fn key(directory: &Directory, now: &str) -> String {
    let moment = Timestamp::parse(now);
    let today = moment.map(|moment| directory.schedule.days(&moment, 1));
    let today = today.and_then(|days| Some(days.first()?.day.to_string()));
    let day = today.unwrap_or_default();
    match desk(directory, now) {
        Desk::Open {
            until,
            wait_min,
            wait_max,
        } => format!("{day} {until} {wait_min} {wait_max}"),
        Desk::Closed { in_days, at, .. } => format!("{day} - {in_days} {at}"),
    }
}

fn directory_view(directory: Directory, now: RwSignal<String>) -> AnyView {
    let directory = StoredValue::new(directory);
    let turn = Memo::new(move |_| directory.with_value(|known| key(known, &now.read())));
    let board = Board {
        texts: use_texts(),
        directory,
        now,
        turn,
    };
    vec![
        now::panel(board),
        channel::cards(board),
        week::hours(board),
        office::places(board),
        know::before(board),
    ]
    .into_any()
}

/// The icon of a kind of channel.
const fn sign(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Phone | ChannelKind::Callback => "phone",
        ChannelKind::Form | ChannelKind::Email => "form",
        ChannelKind::Office => "building",
        ChannelKind::Chat | ChannelKind::Unknown => "help",
    }
}
