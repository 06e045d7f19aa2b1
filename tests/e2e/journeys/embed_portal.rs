//! Opora in several portals at once, each with a look of its own, and in layouts that are not made for it.

use anyhow::{Result, ensure};
use opora_e2e::{Citizen, Outcome, journey};

use crate::{
    embed::{HELP, RIGHTS},
    letter::{Letter, number_on_receipt, sends},
};

/// The colours of the page in the frame: of what it stands on, and of its main button.
const COLOURS: &str = "
const button = document.querySelector('main .button:not([data-rank=quiet]):not([data-rank=secondary])');
return [getComputedStyle(document.documentElement).backgroundColor, button ? getComputedStyle(button).backgroundColor : ''];
";

#[test]
fn two_portals_at_once_have_their_own_colours() -> Outcome {
    journey(async |stage| {
        let look = |accent: &str, surface: &str| {
            format!("[portal.theme]\naccent = \"{accent}\"\nsurface = \"{surface}\"")
        };
        let town = stage.host("town", &look("#7a4b00", "#fbfaf7")).await?;
        let land = stage.host("land", &look("#ffd479", "#10251c")).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&town, "/strict.html").await?;
        let first = citizen.tab().await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        has_colours(&citizen, "rgb(251, 250, 247)", "rgb(122, 75, 0)").await?;
        citizen.looks_out().await?;

        citizen.opens_tab().await?;
        citizen.visits(&land, "/strict.html").await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        has_colours(&citizen, "rgb(16, 37, 28)", "rgb(255, 212, 121)").await?;

        citizen.turns_to(&first).await?;
        citizen.looks_into(HELP).await?;
        has_colours(&citizen, "rgb(251, 250, 247)", "rgb(122, 75, 0)").await
    })
}

#[test]
fn two_on_one_page_have_their_own_theme_and_language() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/two.html").await?;
        citizen.looks_into("#one").await?;
        citizen.sees_page("Связаться с оператором").await?;
        let (ground, _): (String, String) = citizen.probes(COLOURS).await?;
        citizen.looks_out().await?;
        citizen.looks_into("#other").await?;
        citizen.sees_page("Self-service").await?;
        let (other, _): (String, String) = citizen.probes(COLOURS).await?;
        ensure!(
            (ground.as_str(), other.as_str()) == ("rgb(251, 250, 247)", "rgb(16, 37, 28)"),
            "the one stands on {ground}, the other on {other}"
        );
        citizen.looks_out().await
    })
}

async fn has_colours(citizen: &Citizen, ground: &str, accent: &str) -> Result<()> {
    opora_e2e::until(&format!("{accent} on {ground}"), async || {
        let colours: (String, String) = citizen.probes(COLOURS).await?;
        ensure!(
            colours == (ground.to_owned(), accent.to_owned()),
            "it is {colours:?}"
        );
        Ok(Some(()))
    })
    .await
}

#[test]
fn an_old_layout_does_not_reach_in_nor_does_help_reach_out() -> Outcome {
    journey(async |stage| {
        let host = stage.host("demo", RIGHTS).await?;
        let citizen = stage.citizen().await?;
        citizen.visits(&host, "/old.html").await?;
        let page = "return JSON.stringify([...document.querySelectorAll('body *')].map((one) => [one.localName, one.getBoundingClientRect()]))";
        citizen.part(HELP, "button").await?;
        let before: String = citizen.probes(page).await?;
        citizen
            .probes::<()>("document.querySelector('opora-help').setAttribute('form', 'feedback')")
            .await?;
        citizen.asks_for_help(HELP).await?;
        citizen.looks_into(HELP).await?;
        Letter::ERROR.fill(&citizen).await?;
        sends(&citizen).await?;
        number_on_receipt(&citizen).await?;
        citizen.looks_out().await?;
        let shown: (f64, f64, bool, String, f64) = citizen
            .probes(
                "const root = roots.get(document.querySelector('opora-help'));
                 const [box, frame] = ['dialog', 'iframe'].map((part) => root.querySelector(part));
                 const { right, height } = box.getBoundingClientRect();
                 const button = getComputedStyle(root.querySelector('button'));
                 // The bar of the page lies above everything but this.
                 const above = document.elementFromPoint(right - 300, 20);
                 return [document.documentElement.clientWidth - right, innerHeight - height, above.localName === 'opora-help', button.textTransform, frame.offsetWidth];",
            )
            .await?;
        let (beside, below, is_above, case, width) = shown;
        ensure!(
            beside.abs() < 1.0
                && below.abs() < 20.0
                && is_above
                && case == "none"
                && width >= 430.0,
            "beside {beside}, below {below}, above: {is_above}, {case}, {width} px wide"
        );
        citizen.closes_help(HELP).await?;
        citizen.sees_help(HELP, false).await?;
        let after: String = citizen.probes(page).await?;
        ensure!(before == after, "the page has moved");
        Ok(())
    })
}
