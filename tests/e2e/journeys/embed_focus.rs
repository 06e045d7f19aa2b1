//! Opora in the page of another portal, by keys and by ear: the focus goes in and comes back, and is never taken.

use anyhow::{Result, bail, ensure};
use opora_e2e::{Axe, Citizen, Engine, Key, Outcome, Viewport, journey, until};

use crate::embed::{HELP, RIGHTS};

/// More stops than a frame has.
const STOPS: usize = 150;
/// Puts the focus on the button of the help, as Tab would.
const BUTTON: &str =
    "roots.get(document.querySelector('opora-help')).querySelector('button').focus()";

#[test]
fn a_drawer_is_opened_and_closed_by_keys_and_the_focus_comes_back() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/index.html").await?;
        by_keys(&citizen).await?;
        // Beside an open drawer the page can be reached, and Escape closes the drawer from there, too.
        citizen.hits(Key::Enter).await?;
        citizen.is_on("iframe").await?;
        citizen
            .probes::<()>("document.querySelector('input').focus()")
            .await?;
        citizen.hits(Key::Escape).await?;
        citizen.sees_help(HELP, false).await?;
        citizen.is_on("input").await
    })
}

#[test]
fn a_dialog_is_opened_and_closed_by_keys_and_the_focus_comes_back() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/strict.html").await?;
        by_keys(&citizen).await
    })
}

#[test]
fn on_a_phone_a_drawer_covers_the_page_and_gives_the_focus_back() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.uses(Viewport::PHONE).await?;
        citizen.visits(&host, "/index.html").await?;
        by_keys(&citizen).await?;
        citizen.hits(Key::Enter).await?;
        citizen.sees_help(HELP, true).await?;
        let (modal, beside): (bool, f64) = citizen
            .probes("const box = roots.get(document.querySelector('opora-help')).querySelector('dialog'); return [box.matches(':modal'), document.documentElement.clientWidth - box.offsetWidth]")
            .await?;
        ensure!(
            modal && beside.abs() < 1.0,
            "modal: {modal}, {beside} px beside it"
        );
        Ok(())
    })
}

/// The focus is in the frame: at its first stop, or one Tab before it.
async fn is_inside(citizen: &Citizen) -> Result<()> {
    if !Engine::chosen()?.lets_frames_focus() {
        citizen.is_on("iframe").await?;
        citizen.hits(Key::Tab).await?;
    }
    citizen.looks_into(HELP).await?;
    until("the focus in the frame", async || {
        let focus = citizen.focus().await?;
        ensure!(focus.tag != "body", "it is on {focus:?}");
        Ok(Some(()))
    })
    .await?;
    citizen.looks_out().await?;
    citizen.is_on("iframe").await
}

/// From the button into the frame, out by Escape; then out by the cross.
async fn by_keys(citizen: &Citizen) -> Result<()> {
    citizen.part(HELP, "button").await?;
    citizen.probes::<()>(BUTTON).await?;
    citizen.hits(Key::Enter).await?;
    citizen.sees_help(HELP, true).await?;
    is_inside(citizen).await?;
    citizen.hits(Key::Escape).await?;
    citizen.sees_help(HELP, false).await?;
    citizen.is_on("button").await?;
    citizen.hits(Key::Enter).await?;
    is_inside(citizen).await?;
    citizen.closes_help(HELP).await?;
    citizen.sees_help(HELP, false).await?;
    citizen.is_on("button").await?;
    let closed = citizen.told().await?;
    let closed = closed.iter().filter(|one| one.name == "close").count();
    ensure!(
        closed == 2,
        "the portal was told {closed} times of two closings"
    );
    Ok(())
}

#[test]
fn help_in_the_page_takes_no_focus_and_tab_leads_through_it_both_ways() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/inline.html").await?;
        citizen.looks_into(HELP).await?;
        citizen.sees_page("Ответы на вопросы").await?;
        citizen.looks_out().await?;
        citizen.is_on("body").await?;
        citizen.hits(Key::Tab).await?;
        citizen.is_on("a#before").await?;
        citizen.hits(Key::Tab).await?;
        citizen.is_on("iframe").await?;
        tabs_out(&citizen, "button#after", false).await?;
        citizen.hits_with_shift(Key::Tab).await?;
        citizen.is_on("iframe").await?;
        tabs_out(&citizen, "a#before", true).await
    })
}

async fn tabs_out(citizen: &Citizen, there: &str, backwards: bool) -> Result<()> {
    let script = "return document.activeElement.localName + '#' + document.activeElement.id";
    for _ in 0..STOPS {
        if backwards {
            citizen.hits_with_shift(Key::Tab).await?;
        } else {
            citizen.hits(Key::Tab).await?;
        }
        if citizen.probes::<String>(script).await? == there {
            return Ok(());
        }
    }
    bail!("Tab never leads to {there}")
}

#[test]
fn axe_finds_nothing_on_the_page_nor_in_the_frame_in_any_mode() -> Outcome {
    journey(async |stage| {
        let axe = Axe::read()?;
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        for (page, viewport) in [
            ("/index.html", Viewport::DESKTOP),
            ("/index.html", Viewport::PHONE),
            ("/strict.html", Viewport::DESKTOP),
            ("/inline.html", Viewport::DESKTOP),
        ] {
            citizen.uses(viewport).await?;
            citizen.visits(&host, page).await?;
            if page != "/inline.html" {
                citizen.asks_for_help(HELP).await?;
            }
            citizen.looks_into(HELP).await?;
            let inside = citizen.examines(&axe).await?;
            citizen.looks_out().await?;
            // axe looks into open trees alone.
            citizen
                .probes::<()>("const help = document.querySelector('opora-help'); Object.defineProperty(help, 'shadowRoot', { value: roots.get(help) })")
                .await?;
            let around = citizen.examines(&axe).await?;
            ensure!(
                inside.is_empty() && around.is_empty(),
                "{page} at {viewport:?}:\n{inside}{around}"
            );
        }
        Ok(())
    })
}
