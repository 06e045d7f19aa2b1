//! What the portal around may do, as the server knows it, and how it wants pages to look.

use std::cell::{Cell, RefCell};

use opora_contract::portal::Portal;

use super::desk;
use crate::{
    api::{self, ApiError},
    browser::{frame, look, timer},
    embed::{self, Code, Event, command::Look, theme},
};

/// Pause before the server is asked again where it was not reached, in milliseconds, and how often that is.
const PAUSE: u64 = 5_000;
const ATTEMPTS: u32 = 12;

thread_local! {
    /// What the page around has said itself; before that its entry on the server holds.
    static LOOK: RefCell<Option<Look>> = const { RefCell::new(None) };
    static IS_UNKNOWN: Cell<bool> = const { Cell::new(false) };
}

/// Asks the server about the page around.
pub fn load(host: String) {
    // The visitor has chosen another look, or none of their own any more.
    look::on_every_change(put_on);
    leptos::task::spawn_local(async move {
        for _ in 0..ATTEMPTS {
            let Some(desk) = desk() else { return };
            match desk.client.portal(&host).await {
                Ok(text) => return known(&text),
                Err(error) if error.is_missing() => return unknown(),
                Err(ApiError::Offline | ApiError::Timeout) => {}
                Err(error) if error.is_retryable() => {}
                Err(_) => return unknown(),
            }
            timer::pause(PAUSE).await;
        }
    });
}

fn known(text: &str) {
    let Ok(portal) = api::parse::<Portal>(text) else {
        return unknown();
    };
    embed::set_portal(portal);
    put_on();
}

fn unknown() {
    IS_UNKNOWN.set(true);
    tell_unknown();
}

/// Tells the page around that it may do nothing, once that is known and there is somebody to tell.
pub fn tell_unknown() {
    if IS_UNKNOWN.get() {
        embed::tell(&Event::Error(Code::UnknownPortal));
    }
}

/// The page around wants another look.
pub fn dress(look: Look) {
    match look {
        Look::Light => frame::set_theme("light"),
        Look::Dark => frame::set_theme("dark"),
        Look::Auto => frame::set_theme(""),
        Look::Theme(theme) if theme::properties(&theme).is_none() => {
            embed::tell(&Event::Error(Code::ThemeContrast));
            return;
        }
        Look::Theme(_) => {}
    }
    LOOK.set(Some(look));
    put_on();
}

/// Puts the colours on, as far as the visitor has no theme of their own.
fn put_on() {
    let said = LOOK.with_borrow(|said| *said);
    let theme = match said {
        Some(Look::Theme(theme)) => Some(theme),
        Some(_) => None,
        None => embed::portal().and_then(|portal| portal.theme),
    };
    let theme = theme.filter(|_| !frame::has_own_theme());
    let properties = theme.and_then(|theme| theme::properties(&theme));
    frame::dress(&properties.unwrap_or_default());
}
