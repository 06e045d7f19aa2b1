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
        stock::forget_tab,
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
    /// How often somebody is leaving just now, and whether the device was a strange one before.
    static LEAVING: Cell<(u32, bool)> = const { Cell::new((0, false)) };
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
        let signed_in = desk.client.sign_in(&NewSession { token, origin }).await;
        let session = match signed_in {
            Ok(session) => session,
            Err(error) => return embed::tell(&Event::Error(refusal(&error))),
        };
        // Whoever leaves has gone first, with all that is theirs.
        while LEAVING.get().0 > 0 {
            frame::change().await;
        }
        // Signed out meanwhile, or somebody has been named since: this one is here no more.
        let mut is_here = departures == embed::departures() && turn == TURN.get();
        let before = embed::session().filter(|_| is_here);
        if is_here && let Some(other) = embed::another(&session.owner) {
            is_here = make_room(other, session.owner.clone()).await && turn == TURN.get();
        }
        let late = (!is_here).then(|| session.session.clone());
        if is_here {
            begin(session).await;
        }
        for over in before.into_iter().chain(late) {
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
async fn make_room(other: OwnerCode, next: OwnerCode) -> bool {
    let page = Page::parse(&frame::path());
    embed::depart();
    let departures = embed::departures();
    let is_wiped = empty(Why::Replaced(other, next)).await;
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
    let (session, owner, desk) = (embed::session(), embed::owner(), desk());
    embed::depart();
    // Ended at once: the page around may be left as soon as it hears that nothing is kept.
    if let (Some(session), Some(desk)) = (session, desk.clone()) {
        leptos::task::spawn_local(async move {
            // It ends by itself, too.
            let _ended = desk.client.sign_out(&session).await;
        });
    }
    leptos::task::spawn_local(async move {
        let is_wiped = empty(Why::SignedOut(owner)).await;
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

/// Why what is here of a person goes.
enum Why {
    /// Who it was, as far as the portal has said so.
    SignedOut(Option<OwnerCode>),
    /// Who it was and who comes.
    Replaced(OwnerCode, OwnerCode),
}

/// Takes away what is here of a person; whether the browser let all of it go. Where another comes in their place, what they
/// have sent and waits for a line goes on its way unseen; what that one has kept in another tab already stays.
///
/// The page becomes the first one, in the place of its address. Addresses before it stay in the history, which no page can
/// clear: they tell words that were searched for, and of a request its number, which opens nothing.
async fn empty(why: Why) -> bool {
    let (times, was_foreign) = LEAVING.get();
    // Begun twice, the second time finds the device strange for the first.
    let was_foreign = if times > 0 {
        was_foreign
    } else {
        foreign::is_on()
    };
    LEAVING.set((times + 1, was_foreign));
    // Nothing that is open may be kept once more while it ends.
    foreign::set(true);
    kept::account::clear();
    kept::let_go();
    let wiped = match &why {
        Why::SignedOut(owner) => stock::clear_personal(owner.as_ref()).await,
        // Nobody has looked at this tab meanwhile.
        Why::Replaced(_, next) if embed::is_kept_for(next) => {
            forget_tab();
            Ok(())
        }
        Why::Replaced(before, _) => stock::clear_for_another(before).await,
    };
    foreign::set(true);
    if let Why::Replaced(_, next) = why {
        embed::set_owner(Some(next));
    }
    go(&Page::Home, true);
    // Drawn anew, the page holds nothing of what it was.
    if let Some(desk) = desk() {
        look::draw_anew(desk.texts.language.tag());
    }
    timer::pause(ENDING).await;
    let times = LEAVING.get().0 - 1;
    LEAVING.set((times, was_foreign));
    if times == 0 {
        foreign::set(was_foreign);
    }
    // Somebody may wait to come in.
    frame::stir();
    wiped.is_ok()
}
