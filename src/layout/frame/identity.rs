//! Who the visitor is: the portal around says so with a token, and takes it back.

use std::cell::Cell;

use opora_contract::{
    page::Page,
    problem::ProblemCode,
    session::{NewSession, OwnRequests, OwnerCode, Session, SessionKey},
};

use super::{desk, go, news};
use crate::{
    api::{self, ApiError},
    browser::{
        clock, frame, live, look,
        setting::{self, Setting},
        timer,
    },
    embed::{self, Code, Event},
    form::{foreign, kept, stock},
};

/// How long before the end of a session the portal is asked for another, in milliseconds.
const AHEAD: f64 = 60_000.0;
/// Longest session, in milliseconds.
const LONGEST: f64 = 1_800_000.0;
/// How long forms that were open may take to end, in milliseconds.
const ENDING: u64 = 500;

thread_local! {
    /// How many tokens have come.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// While somebody leaves: whether the device was a strange one before.
    static LEAVING: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Asks the server whom a token stands for.
pub fn identify(token: String) {
    let (Some(desk), Some(origin)) = (desk(), frame::host()) else {
        return;
    };
    let turn = TURN.get() + 1;
    TURN.set(turn);
    let departures = embed::departures();
    leptos::task::spawn_local(async move {
        let before = embed::session();
        let signed_in = desk.client.sign_in(&NewSession { token, origin }).await;
        let session = match signed_in {
            Ok(session) => session,
            Err(error) => return embed::tell(&Event::Error(refusal(&error))),
        };
        // Signed out meanwhile, or somebody has been named since: this one is here no more.
        let mut is_here = departures == embed::departures() && turn == TURN.get();
        if is_here && let Some(other) = embed::another(&session.owner) {
            is_here = make_room(&other, &session.owner).await && turn == TURN.get();
        }
        let over = if is_here {
            begin(session).await;
            before
        } else {
            Some(session.session)
        };
        if let Some(over) = over {
            // It ends by itself, too.
            let _ended = desk.client.sign_out(&over).await;
        }
    });
}

fn refusal(error: &ApiError) -> Code {
    match error.problem().map(|problem| problem.code) {
        Some(ProblemCode::TokenExpired) => Code::TokenExpired,
        None if error.is_retryable() => Code::Offline,
        _ => Code::TokenRefused,
    }
}

/// Somebody else was here and has not signed out: nothing of theirs is for whom the portal names now. The page stays, drawn
/// anew, unless it is of a request. `false` when somebody has signed out meanwhile.
async fn make_room(other: &OwnerCode, next: &OwnerCode) -> bool {
    let page = Page::parse(&frame::path());
    embed::depart();
    let departures = embed::departures();
    let is_wiped = empty(Some((other, next))).await;
    if departures != embed::departures() {
        return false;
    }
    // Unless somebody has gone elsewhere meanwhile.
    let is_left = Page::parse(&frame::path()) == Some(Page::Home);
    if let Some(page) = page.filter(|page| is_left && !matches!(page, Page::Request(_))) {
        go(&page, true);
    }
    if !is_wiped {
        embed::tell(&Event::Error(Code::NotWiped));
    }
    true
}

async fn begin(session: Session) {
    let key = session.session.clone();
    let left = clock::millis_until(session.expires.as_str()) - AHEAD;
    if !foreign::is_on() {
        setting::write(Setting::Owner, Some(session.owner.as_str()));
    }
    embed::set_owner(Some(session.owner.clone()));
    embed::set_session(Some(session));
    embed::tell(&Event::Identified);
    ask_again_later(key.clone(), left);
    fill(&key).await;
    news::tell_unread();
}

/// Reads the requests of the person.
async fn fill(key: &SessionKey) {
    let Some(desk) = desk() else { return };
    let read = desk.client.own_requests(key).await;
    let all = read.and_then(|text| api::parse::<OwnRequests>(&text));
    // The person may have gone meanwhile.
    if let Ok(all) = all
        && embed::session().as_ref() == Some(key)
    {
        kept::account::fill(all.requests);
    }
}

/// The session is about to end: nothing is lost, the portal says anew who it is.
fn ask_again_later(key: SessionKey, left: f64) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between a minute and half an hour"
    )]
    // A wrong clock of the device asks once a minute at worst.
    let left = left.clamp(AHEAD, LONGEST) as u64;
    timer::after_millis(left, move || {
        if embed::session().as_ref() == Some(&key) {
            embed::tell(&Event::TokenExpired);
        }
    });
}

/// Everything of the person goes: from the server's mind, from this device, from the page.
pub fn log_out() {
    let (session, desk) = (embed::session(), desk());
    embed::depart();
    // Ended at once: the page around may be left as soon as it hears that nothing is kept.
    if let (Some(session), Some(desk)) = (session, desk.clone()) {
        leptos::task::spawn_local(async move {
            // It ends by itself, too.
            let _ended = desk.client.sign_out(&session).await;
        });
    }
    leptos::task::spawn_local(async move {
        let is_wiped = empty(None).await;
        let Some(desk) = desk else { return };
        if is_wiped {
            live::announce(desk.texts.embed().signed_out);
            embed::tell(&Event::LoggedOut);
        } else {
            embed::tell(&Event::Error(Code::NotWiped));
        }
        news::tell_unread();
    });
}

/// Takes away what is here of a person; whether the browser let all of it go. Where another comes in their place, what they
/// have sent and waits for a line goes on its way unseen, and what that one has kept already, in another tab, stays.
///
/// The page becomes the first one, in the place of its address. Addresses before it stay in the history, which no page can
/// clear: they tell words that were searched for, and of a request its number, which opens nothing.
async fn empty(others: Option<(&OwnerCode, &OwnerCode)>) -> bool {
    // Begun twice, the second time finds the device strange for the first.
    let was_foreign = LEAVING.get().unwrap_or_else(foreign::is_on);
    LEAVING.set(Some(was_foreign));
    // Nothing that is open may be kept once more while it ends.
    foreign::set(true);
    kept::account::clear();
    kept::let_go();
    let wiped = match others {
        // A tab that nobody has looked at meanwhile: what is kept is of whom the portal names now.
        Some((_, next)) if embed::is_kept_for(next) => {
            stock::clear_tab();
            Ok(())
        }
        Some((before, _)) => stock::clear_for_another(before).await,
        None => stock::clear_personal().await,
    };
    foreign::set(true);
    if let Some((_, next)) = others {
        embed::set_owner(Some(next.clone()));
    }
    go(&Page::Home, true);
    // Drawn anew, the page holds nothing of what it was.
    if let Some(desk) = desk() {
        look::draw_anew(desk.texts.language.tag());
    }
    timer::pause(ENDING).await;
    foreign::set(was_foreign);
    LEAVING.set(None);
    wiped.is_ok()
}
