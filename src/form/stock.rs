//! Everything that this device keeps for the person: how much of each kind, and away with it.

use opora_contract::session::OwnerCode;
use wasm_bindgen::JsValue;

use super::{draft, kept, outbox};
use crate::{
    browser::{
        Refused,
        database::{self, Store},
        file, frame, json, look, place,
        setting::{self, Setting},
        stock,
    },
    embed,
};

/// A kind of what is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Requests that were not sent yet, with their files.
    Outbox,
    /// Forms that were begun.
    Drafts,
    /// Files for them.
    Files,
    /// Numbers and keys of sent requests.
    Requests,
    /// Requests as they were read last.
    Copies,
    Searches,
    /// How far guides are.
    Guides,
    /// How pages look, what is to be told, and whatever else was chosen here.
    Settings,
    /// Pages for times without a line.
    Pages,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Outbox,
        Self::Drafts,
        Self::Files,
        Self::Requests,
        Self::Copies,
        Self::Searches,
        Self::Guides,
        Self::Settings,
        Self::Pages,
    ];
}

/// How much of a kind is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    pub kind: Kind,
    pub count: usize,
    /// 0 where nobody knows.
    pub bytes: u64,
}

/// What is kept now, of every kind, in the order of [`Kind::ALL`].
pub async fn survey() -> Vec<Stock> {
    let mut all = Vec::new();
    for kind in Kind::ALL {
        let (count, bytes) = weigh(kind).await;
        all.push(Stock { kind, count, bytes });
    }
    all
}

async fn weigh(kind: Kind) -> (usize, u64) {
    match kind {
        Kind::Outbox if is_nothing_shown().await => (0, 0),
        Kind::Outbox => stored(Store::Outbox).await,
        Kind::Drafts => stored(Store::Drafts).await,
        Kind::Files => stored(Store::Files).await,
        Kind::Requests => stored(Store::Requests).await,
        Kind::Copies => stored(Store::Copies).await,
        Kind::Pages => (stock::cached().await, 0),
        Kind::Searches | Kind::Guides | Kind::Settings => {
            let names = names(kind);
            let searches = setting::read(Setting::RecentSearches);
            let guides = setting::read(Setting::Guides);
            let count = match kind {
                Kind::Searches => searches
                    .and_then(|text| json::parse::<Vec<String>>(&text))
                    .map_or(0, |searches| searches.len()),
                Kind::Guides => guides.map_or(0, |guides| guides.lines().count()),
                _ => names.len(),
            };
            (count, names.iter().map(|(_, bytes)| bytes).sum())
        }
    }
}

async fn is_nothing_shown() -> bool {
    outbox::shown().await.is_ok_and(|shown| shown.is_empty())
}

async fn stored(store: Store) -> (usize, u64) {
    let values = database::all(store).await.unwrap_or_default();
    (values.len(), values.iter().map(weight).sum())
}

fn weight(value: &JsValue) -> u64 {
    match value.as_string() {
        Some(text) => text.len() as u64,
        None => file::from_stored(value.clone()).map_or(0, |blob| file::size(&blob)),
    }
}

/// The names of a kind among what is kept by name. What only notes that something is elsewhere is none.
fn names(kind: Kind) -> Vec<(String, u64)> {
    let mut names = stock::names();
    names.retain(|(name, _)| of(name) == Some(kind));
    names
}

fn of(name: &str) -> Option<Kind> {
    [
        (Setting::Outbox, None),
        (Setting::Requests, None),
        (Setting::Drafts, None),
        (Setting::Owner, None),
        (Setting::RecentSearches, Some(Kind::Searches)),
        (Setting::Guides, Some(Kind::Guides)),
    ]
    .into_iter()
    .find(|(setting, _)| place::named(setting.key()) == name)
    .map_or(Some(Kind::Settings), |(_, kind)| kind)
}

/// Takes one kind off the device.
///
/// # Errors
/// When the database refuses; what was taken off before stays so.
pub async fn clear(kind: Kind) -> Result<(), Refused> {
    match kind {
        Kind::Outbox => {
            for waiting in outbox::shown().await? {
                draft::discard_files(&waiting.files).await?;
                outbox::take(&waiting).await?;
            }
            if outbox::all().await?.is_empty() {
                // What cannot be read goes along.
                database::clear(Store::Outbox).await?;
                setting::write(Setting::Outbox, None);
            }
        }
        Kind::Drafts => {
            for draft in draft::all().await? {
                draft::discard(&draft).await?;
                draft::discard_files(&draft.files).await?;
            }
            database::clear(Store::Drafts).await?;
        }
        Kind::Files => clear_files().await?,
        Kind::Requests => {
            for request in kept::all().await? {
                kept::forget(request.number).await?;
            }
            database::clear(Store::Requests).await?;
        }
        Kind::Copies => database::clear(Store::Copies).await?,
        Kind::Pages => stock::forget_cached().await,
        Kind::Searches | Kind::Guides | Kind::Settings => {
            names(kind).iter().for_each(|(name, _)| stock::forget(name));
        }
    }
    Ok(())
}

/// The files of drafts, and those that nothing names any more. What waits to be sent keeps its own.
async fn clear_files() -> Result<(), Refused> {
    for mut draft in draft::all().await? {
        if !draft.files.is_empty() {
            draft.files.clear();
            draft::save(&draft).await?;
        }
    }
    let waiting = outbox::all().await?;
    let is_needed = |name: &String| {
        let mut files = waiting.iter().flat_map(|waiting| &waiting.files);
        files.any(|file| file.id == *name)
    };
    for name in database::keys(Store::Files).await? {
        if !is_needed(&name) {
            database::delete(Store::Files, &name).await?;
        }
    }
    Ok(())
}

/// Takes everything of the person off the device. How pages look and speak stays, and so do pages for times without a line:
/// they are everybody's. What somebody else has sent and could not leave yet stays, with its files, until it has gone.
///
/// # Errors
/// When the database refuses; what can go goes all the same.
pub async fn clear_personal(owner: Option<&OwnerCode>) -> Result<(), Refused> {
    let outcome = outbox::clear_of(owner).await;
    clear_but_outbox(outcome, None).await
}

/// [`clear_personal`] for somebody who comes in the place of another: what that one has sent and could not leave yet stays,
/// too. It is that one's, and shown to nobody else.
///
/// # Errors
/// As [`clear_personal`].
pub async fn clear_for_another(before: &OwnerCode) -> Result<(), Refused> {
    let outcome = outbox::give_to(before).await;
    clear_but_outbox(outcome, None).await
}

/// Takes off what waits for nothing; of what is kept by name, one may stay.
async fn clear_but_outbox(
    mut outcome: Result<(), Refused>,
    stays: Option<Setting>,
) -> Result<(), Refused> {
    for store in [Store::Drafts, Store::Requests, Store::Copies] {
        outcome = outcome.and(database::clear(store).await);
    }
    outcome = outcome.and(clear_files().await);
    let is_left = !database::keys(Store::Outbox)
        .await
        .is_ok_and(|keys| keys.is_empty());
    let stay = [stays, is_left.then_some(Setting::Outbox)];
    let stay = stay.into_iter().flatten();
    let stay: Vec<_> = stay.map(|setting| place::named(setting.key())).collect();
    forget_names(&stay);
    outcome
}

/// What is kept by name, but for some of them and how pages look.
fn forget_names(stay: &[String]) {
    for (name, _) in stock::names() {
        if !look::is_of(&name) && !stay.contains(&name) {
            stock::forget(&name);
        }
    }
    stock::forget_tab();
}

/// Takes everything off the device, whatever else of ours is there, too; in the frame of another portal what is that one's,
/// but for who is here and what somebody else has sent, elsewhere what all frames of this site keep.
///
/// # Errors
/// As [`clear`].
pub async fn clear_all() -> Result<(), Refused> {
    for kind in Kind::ALL {
        clear(kind).await?;
    }
    if frame::is_here() {
        let outcome = outbox::clear_of(embed::owner().as_ref()).await;
        return clear_but_outbox(outcome, Some(Setting::Owner)).await;
    }
    for store in Store::ALL {
        database::clear(store).await?;
    }
    for (name, _) in stock::names() {
        stock::forget(&name);
    }
    stock::forget_tab();
    stock::forget_others();
    database::delete_others().await
}
