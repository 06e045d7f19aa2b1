//! The page in a frame of another portal: what that portal may do and has told, and what it is told.
//!
//! Nothing of the visitor goes there but what an [`Event`] names. All of it is in memory: a reload begins anew.

pub mod channel;
pub mod command;
mod event;
pub mod theme;

use std::cell::RefCell;

use opora_contract::{
    portal::{Context, ContextField, Portal, PrefillField},
    session::{OwnerCode, Profile, Session, SessionKey},
    slug::Slug,
};

pub use self::event::{Code, Event};
use self::{channel::Channel, command::Told};
use crate::browser::{
    frame,
    setting::{self, Setting},
    timer,
};

/// How long somebody is waited for where a session is over or has not begun, in milliseconds.
const RENEWAL: u64 = 10_000;

#[derive(Default)]
struct State {
    /// The way to the page around, once it has answered.
    channel: Option<Channel>,
    /// What the portal may do; absent while nobody knows.
    portal: Option<Portal>,
    told: Told,
    session: Option<Session>,
    /// Whom the portal has named last: the half hour of a session does not end that.
    owner: Option<OwnerCode>,
    /// How often somebody has signed out here.
    departures: u32,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

fn with<T>(read: impl FnOnce(&mut State) -> T) -> T {
    STATE.with_borrow_mut(read)
}

/// From now on the page around is told by this channel.
pub fn begin(channel: Channel) {
    with(|state| state.channel = Some(channel));
}

/// Tells the page around. Without one, nobody.
pub fn tell(event: &Event) {
    let channel = with(|state| state.channel.clone());
    if let Some(channel) = channel {
        channel.tell(event);
    }
}

/// What the portal around may do; `None` while nobody knows, and where there is none.
pub fn portal() -> Option<Portal> {
    with(|state| state.portal.clone())
}

pub fn set_portal(portal: Portal) {
    with(|state| state.portal = Some(portal));
    frame::stir();
}

/// What the page around tells of itself.
pub fn set_told(told: Told) {
    with(|state| state.told = told);
    frame::stir();
}

/// Whether a form may be filled in here.
pub fn takes(form: &Slug) -> bool {
    portal().is_none_or(|portal| portal.takes(form))
}

/// What a request may tell of where it was written: of what the portal has told, what it may tell.
pub fn context() -> Option<Context> {
    with(|state| {
        let portal = state.portal.as_ref()?;
        let line = |field, text: &String| allowed(portal.context.contains(&field), text);
        Some(Context {
            portal: Some(portal.id.clone()),
            page: line(ContextField::Page, &state.told.page),
            service: line(ContextField::Service, &state.told.service),
        })
    })
}

fn allowed(is_allowed: bool, text: &str) -> String {
    if is_allowed { text } else { "" }.to_owned()
}

/// Who the visitor is to the server.
pub fn session() -> Option<SessionKey> {
    with(|state| {
        let session = state.session.as_ref();
        session.map(|session| session.session.clone())
    })
}

pub fn set_session(session: Option<Session>) {
    with(|state| state.session = session);
    frame::stir();
}

/// The session of this person, if it is theirs that goes on.
pub fn session_of(owner: Option<&OwnerCode>) -> Option<SessionKey> {
    with(|state| {
        let session = state.session.as_ref();
        let session = session.filter(|session| Some(&session.owner) == owner);
        session.map(|session| session.session.clone())
    })
}

/// Whose session goes on.
pub fn session_owner() -> Option<OwnerCode> {
    with(|state| Some(state.session.as_ref()?.owner.clone()))
}

/// Whom the portal has named last in this browser, until they sign out; `None` where nobody was.
pub fn owner() -> Option<OwnerCode> {
    with(|state| state.owner.clone()).or_else(kept_owner)
}

fn kept_owner() -> Option<OwnerCode> {
    setting::read(Setting::Owner).map(OwnerCode::new)
}

pub fn set_owner(owner: Option<OwnerCode>) {
    with(|state| state.owner = owner);
    frame::stir();
}

/// Who else was named before, on another page or here, and has not signed out: whose is what is kept, if it is not the
/// owner's.
pub fn another(owner: &OwnerCode) -> Option<OwnerCode> {
    let here = with(|state| state.owner.clone());
    let mut known = [kept_owner(), here].into_iter().flatten();
    known.find(|known| known != owner)
}

/// Whether what is kept is of this person already: they may have been named in another tab.
pub fn is_kept_for(owner: &OwnerCode) -> bool {
    kept_owner().as_ref() == Some(owner)
}

/// What the portal may fill in of the visitor; empty where it has said nothing.
pub fn profile() -> Profile {
    with(|state| {
        let (Some(portal), Some(session)) = (&state.portal, &state.session) else {
            return Profile::default();
        };
        let line = |field, text: &String| allowed(portal.prefill.contains(&field), text);
        Profile {
            name: line(PrefillField::Name, &session.profile.name),
            email: line(PrefillField::Email, &session.profile.email),
            phone: line(PrefillField::Phone, &session.profile.phone),
        }
    })
}

/// The visitor signs out, or is another now: what was begun before goes on for nobody, see [`departures`].
pub fn depart() {
    with(|state| {
        state.departures += 1;
        state.owner = None;
    });
    set_session(None);
}

/// Changes when somebody signs out or another comes. Whoever has waited for an answer compares: what it says belongs to the
/// one before.
pub fn departures() -> u32 {
    with(|state| state.departures)
}

/// The server does not know this session of somebody any more, or there was none: the portal is asked for another, and
/// waited for a moment. `None` where it names somebody else, and once they have signed out.
pub async fn renewed(owner: &OwnerCode, over: Option<&SessionKey>) -> Option<SessionKey> {
    let before = departures();
    if over.is_some() && session().as_ref() == over {
        set_session(None);
        tell(&Event::TokenExpired);
    }
    let next = async {
        while before == departures() {
            let session = session_of(Some(owner));
            if session.is_some() {
                return session;
            }
            frame::change().await;
        }
        None
    };
    timer::within(RENEWAL, next).await.flatten()
}
